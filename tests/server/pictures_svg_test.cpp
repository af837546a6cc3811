// The writer of pictures, their one style, and the room words take.
#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "server/assets.hpp"
#include "server/pictures/axis.hpp"
#include "server/pictures/lettering.hpp"
#include "server/pictures/style.hpp"
#include "server/pictures/svg.hpp"
#include "tests/server/pages_made.hpp"

using server::Svg;

namespace {

pugi::xml_document read(const std::string& text) {
    pugi::xml_document document;
    const auto result = document.load_buffer(text.data(), text.size());
    EXPECT_TRUE(result) << result.description() << "\n" << text;
    return document;
}

Svg small() { return {"p", 100, 50, "made", "A name", "What it shows"}; }

// Relative luminance and contrast by WCAG 2.2.
double luminance(const std::string& hex) {
    double sum = 0;
    const double weights[] = {0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
        const double c = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}
double contrast(const std::string& a, const std::string& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}
// The colours of the n-th block that declares them: light, dark, print.
std::map<std::string, std::string> colours(int scheme) {
    const std::string style{server::picture_style()};
    std::size_t at = 0;
    for (int i = 0; i <= scheme; ++i) at = style.find("svg.pic {", at + 1);
    const auto block = style.substr(at, style.find('}', at) - at);
    std::map<std::string, std::string> found;
    const std::regex declared("--pic-([a-z-]+): (#[0-9a-f]{6})");
    for (std::sregex_iterator each(block.begin(), block.end(), declared), end; each != end; ++each)
        found[(*each)[1]] = (*each)[2];
    return found;
}

}  // namespace

TEST(Svg, every_text_is_escaped_wherever_it_goes) {
    const std::string words{test::hostile};
    Svg svg(words, 100, 50, "made", words, words);
    svg.group("a", words, words).text(1, 2, "b", words).end();
    svg.point("c", words, 1, 2, words).shape("rect", "d", {{"x", words}}).end();
    for (const auto& text : {svg.within_page().text, svg.picture(words, words).svg.text}) {
        const auto document = read(text);
        EXPECT_FALSE(document.select_node("//script"));
        EXPECT_EQ(document.child("svg").child("title").text().get(), words);
        EXPECT_EQ(document.select_node("//a/@href").attribute().value(), words);
        EXPECT_EQ(document.select_node("//rect[@class='d']/@x").attribute().value(), words);
    }
}

TEST(Svg, has_a_name_and_a_description_that_its_ids_point_to) {
    const auto document = read(small().within_page().text);
    const auto svg = document.child("svg");
    EXPECT_STREQ(svg.attribute("aria-labelledby").value(), svg.child("title").attribute("id").value());
    EXPECT_STREQ(svg.attribute("aria-describedby").value(), svg.child("desc").attribute("id").value());
    EXPECT_STREQ(svg.child("title").text().get(), "A name");
    EXPECT_STREQ(svg.attribute("viewBox").value(), "0 0 100 50");
    // role="img" would take its links away from screen readers.
    EXPECT_STREQ(svg.attribute("role").value(), "graphics-document document");
}

TEST(Svg, a_point_can_be_reached_by_keyboard_and_shows_its_words_within_the_edges) {
    for (const double x : {-50.0, 0.0, 50.0, 100.0, 400.0}) {
        auto svg = small();
        svg.point("mark", "A name somewhat longer than the picture is wide", x, 40).end();
        svg.point("mark", "Linked", x, 40, "/there").end();
        const auto document = read(svg.within_page().text);
        const auto plain = document.select_node("//g[contains(@class,'point')]").node();
        EXPECT_STREQ(plain.attribute("tabindex").value(), "0");
        EXPECT_STREQ(plain.child("title").child_value(),
                     "A name somewhat longer than the picture is wide");
        const auto link = document.select_node("//a").node();
        EXPECT_STREQ(link.attribute("href").value(), "/there");
        EXPECT_FALSE(link.attribute("tabindex")) << "a link is reached as it is";
        for (const auto& card : document.select_nodes("//rect[@class='tip-card']")) {
            const auto from = card.node().attribute("x").as_double();
            EXPECT_GE(from, 0) << x;
            EXPECT_LE(from + card.node().attribute("width").as_double(), 100.1) << x;
        }
    }
}

TEST(Svg, what_is_not_closed_or_closed_twice_is_a_mistake) {
    auto open = small();
    open.group("a");
    EXPECT_THROW(open.within_page(), std::logic_error);
    EXPECT_THROW(small().end(), std::logic_error);
    EXPECT_THROW(server::length(std::nan("")), std::logic_error);
}

TEST(Svg, lengths_are_short_and_in_no_locale) {
    EXPECT_EQ(server::length(12), "12");
    EXPECT_EQ(server::length(12.25), "12.3");
    EXPECT_EQ(server::length(-0.01), "0");
    EXPECT_EQ(server::length(123456.7), "123456.7");
}

TEST(Svg, stands_alone_with_its_style_its_title_and_where_it_is_from) {
    auto svg = small();
    svg.point("a", "b", 1, 2, "https://placet.test/x").end();
    const auto picture =
        svg.picture("A headline that is longer than a hundred units", "https://placet.test/x");
    const auto document = read(picture.svg.text);
    EXPECT_EQ(document.select_node("//style").node().text().get(), std::string{server::picture_style()});
    EXPECT_STREQ(document.child("svg").attribute("xmlns").value(), "http://www.w3.org/2000/svg");
    EXPECT_GT(document.select_nodes("//text[@class='headline']").size(), 1u);
    EXPECT_TRUE(document.select_node("//text[@class='foot']"));
    EXPECT_STREQ(document.select_node("//a/@target").attribute().value(), "_top")
        << "not inside another's frame";
    EXPECT_EQ(picture.height, document.child("svg").attribute("height").as_int());
    const auto size =
        svg.size_alone("A headline that is longer than a hundred units", "https://placet.test/x");
    EXPECT_EQ(size.height, picture.height);
    EXPECT_EQ(size.width, picture.width);
    // Nothing is fetched and nothing runs.
    EXPECT_EQ(picture.svg.text.find("url(http"), std::string::npos);
    EXPECT_EQ(picture.svg.text.find("@import"), std::string::npos);
    EXPECT_FALSE(document.select_node("//*[@onload or @style]"));
    EXPECT_FALSE(read(svg.within_page().text).select_node("//style")) << "the page's style sheet has it";
}

TEST(Style, uses_only_colours_it_declares_itself) {
    const std::string style{server::picture_style()};
    std::set<std::string> declared;
    const std::regex declaration("(--[a-z-]+):"), use("var\\((--[a-z-]+)");
    for (std::sregex_iterator each(style.begin(), style.end(), declaration), end; each != end; ++each)
        declared.insert((*each)[1]);
    int used = 0;
    for (std::sregex_iterator each(style.begin(), style.end(), use), end; each != end; ++each, ++used)
        EXPECT_TRUE(declared.contains((*each)[1]))
            << (*each)[1] << " is not there in a picture that stands alone";
    EXPECT_GT(used, 40);
}

TEST(Style, text_and_graphics_have_the_contrast_they_need_in_every_scheme) {
    for (int scheme = 0; scheme < 3; ++scheme) {
        const auto of = colours(scheme);
        ASSERT_TRUE(of.contains("paper")) << scheme;
        for (const auto* text : {"ink", "soft", "mark", "second", "notice", "warn", "stalled", "severe"})
            EXPECT_GE(contrast(of.at(text), of.at("paper")), 4.5) << text << " in scheme " << scheme;
        for (const auto* on : {"ahead", "card"})
            if (of.contains(on)) {
                EXPECT_GE(contrast(of.at("soft"), of.at(on)), 4.5) << on;
                EXPECT_GE(contrast(of.at("ink"), of.at(on)), 4.5) << on;
            }
        EXPECT_GE(contrast(of.at("strong"), of.at("paper")), 3) << scheme;
        EXPECT_GE(contrast(of.at("on-mark"), of.at("mark")), 4.5) << scheme;
        for (const auto* severity : {"notice", "warn", "stalled", "severe"})
            EXPECT_GE(contrast(of.at(severity), of.at(std::string{severity} + "-tint")), 3) << severity;
    }
}

TEST(Style, every_class_a_picture_uses_is_a_class_of_the_style) {
    const std::string style{server::picture_style()};
    for (const auto* name :
         {"point", "tip", "tip-card", "axis", "today", "ahead", "dot", "unsure", "computed", "look", "gap",
          "wait-label", "line-a", "band-a", "bound-bar", "open-dot", "stripe"})
        EXPECT_NE(style.find("." + std::string{name}), std::string::npos) << name;
    for (const auto* wanted :
         {"prefers-color-scheme: dark", "@media print", "forced-colors", ":focus-visible"})
        EXPECT_NE(style.find(wanted), std::string::npos) << wanted;
}

TEST(Lettering, words_are_broken_at_blanks_and_nothing_is_lost) {
    const std::string name = "Parliament of the French Community with a very long name";
    const auto lines = server::wrapped(name, 120, 13, true);
    ASSERT_GT(lines.size(), 2u);
    std::string joined;
    for (const auto& each : lines) {
        EXPECT_LE(server::text_width(each, 13, true), 120);
        joined += (joined.empty() ? "" : " ") + each;
    }
    EXPECT_EQ(joined, name);
}

TEST(Lettering, a_word_that_is_cut_says_so_and_is_cut_between_letters) {
    const std::string word = "Überführungsübereinkommensänderungsgesetz";
    for (double width = 12; width < 300; width += 7) {
        const auto cut = server::shortened(word, width, 12);
        EXPECT_TRUE(cut == word || cut.ends_with("…")) << cut;
        EXPECT_NE((static_cast<unsigned char>(cut[0]) & 0xC0), 0x80);
        std::size_t letters = 0;
        for (const char c : cut) letters += (c & 0xC0) != 0x80;
        EXPECT_GE(letters, 1u);
        EXPECT_LE(server::text_width(cut, 12), std::max(width, server::text_width("…", 12)) + 0.01);
    }
}

TEST(Axis, days_stand_where_they_belong_and_those_outside_at_the_edge) {
    const server::TimeAxis axis{test::day("2000-01-01"), test::day("2020-01-01"), 100, 300};
    EXPECT_DOUBLE_EQ(axis.at(test::day("2000-01-01")), 100);
    EXPECT_DOUBLE_EQ(axis.at(test::day("2020-01-01")), 300);
    EXPECT_NEAR(axis.at(test::day("2010-01-01")), 200, 0.1);
    EXPECT_DOUBLE_EQ(axis.at(registry::earliest_day), 100);
    EXPECT_DOUBLE_EQ(axis.at(registry::latest_day), 300);
}

TEST(Axis, ticks_have_room_between_them_on_any_span) {
    for (const auto* first : {"1800-01-01", "1950-05-05", "2015-01-01", "2019-06-01", "2019-12-20"})
        for (const double width : {200.0, 330.0, 760.0}) {
            server::Stretch stretch{test::day("2020-01-01")};
            stretch.take(test::when(first));
            const auto axis = stretch.axis(0, width);
            const auto ticks = server::ticks(axis, registry::Lang::fr);
            for (std::size_t i = 1; i < ticks.size(); ++i)
                EXPECT_GE(ticks[i].at - ticks[i - 1].at, 40) << first << " " << width;
            if (registry::days_between(axis.first, axis.last) > 730) {
                EXPECT_FALSE(ticks.empty()) << first;
            }
        }
}

TEST(Axis, a_short_span_is_marked_in_months_in_the_language) {
    server::Stretch stretch{test::day("2020-01-01")};
    stretch.take(test::day("2019-08-01"));
    const auto ticks = server::ticks(stretch.axis(0, 760), registry::Lang::nl);
    ASSERT_FALSE(ticks.empty());
    EXPECT_NE(ticks[0].label.find("2019"), std::string::npos);
    EXPECT_NE(ticks[0].label, "2019");
}

TEST(Axis, counts_are_whole_and_few_and_reach_the_top) {
    for (const int count : {0, 1, 2, 5, 6, 7, 23, 60, 61, 99, 197, 1000, 54321}) {
        const auto axis = server::count_axis(count, 0, 100);
        EXPECT_GE(axis.most, count);
        EXPECT_GT(axis.most, 0);
        const auto ticks = server::ticks(axis);
        EXPECT_LE(ticks.size(), 6u) << count;
        EXPECT_GE(ticks.size(), 2u) << count;
        EXPECT_DOUBLE_EQ(ticks.back().at, 0);
        EXPECT_DOUBLE_EQ(ticks.front().at, 100);
    }
}
