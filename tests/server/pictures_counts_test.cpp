// Counts over time, a row for each party, and counts by class: what the pictures say, and that they stay
// inside.
#include <gtest/gtest.h>

#include <regex>

#include "server/pictures/dots.hpp"
#include "server/pictures/lettering.hpp"
#include "server/pictures/stalled_chart.hpp"
#include "server/pictures/steps.hpp"
#include "tests/server/pages_made.hpp"

namespace {

pugi::xml_document read(const server::Svg& svg) {
    pugi::xml_document document;
    const auto text = svg.within_page().text;
    EXPECT_TRUE(document.load_buffer(text.data(), text.size())) << text;
    return document;
}
double at(const pugi::xml_node& node, const char* name) { return node.attribute(name).as_double(); }

// Every coordinate of every path, as pairs are not needed to stay inside.
void expect_inside(const pugi::xml_document& document, int width) {
    const auto svg = document.child("svg");
    const double height = at(svg, "height");
    for (const auto& found : document.select_nodes("//rect[not(ancestor::defs)][not(@class='tip-card')]")) {
        const auto rect = found.node();
        EXPECT_GE(at(rect, "x"), 0) << rect.attribute("class").value();
        EXPECT_LE(at(rect, "x") + at(rect, "width"), width + 0.1) << rect.attribute("class").value();
        EXPECT_LE(at(rect, "y") + at(rect, "height"), height + 0.1) << rect.attribute("class").value();
    }
    for (const auto& found : document.select_nodes("//text[not(@class='tip-words')]")) {
        const auto text = found.node();
        const double wide = server::text_width(text.text().get(), 12);
        const std::string_view anchor = text.attribute("text-anchor").value();
        const double x = at(text, "x"), from = anchor == "end"      ? x - wide
                                               : anchor == "middle" ? x - wide / 2
                                                                    : x;
        EXPECT_GE(from, -1) << text.text().get();
        EXPECT_LE(from + wide, width + 8) << text.text().get();
    }
}

server::CountsOverTime counts() {
    server::CountsOverTime made;
    made.on = test::day("2020-01-01");
    made.title = "Counts";
    made.on_label = "1 January 2020";
    made.lines = {{"parties",
                   "61 parties",
                   {{test::day("2003-01-01"), 10, 10},
                    {test::day("2010-01-01"), 20, 30},
                    {test::day("2011-01-01"), 30, 30},
                    {test::day("2015-01-01"), 61, 61}}},
                  {"signatures",
                   "60 signatures",
                   {{test::day("2002-01-01"), 40, 40}, {test::day("2004-01-01"), 60, 60}}}};
    made.threshold = 50;
    made.threshold_label = "threshold for entry into force: 50";
    made.moments = {{test::when("2013-05-05"), "in force: 5 May 2013", "in force", false}};
    return made;
}

}  // namespace

TEST(CountsOverTime, lines_only_run_to_the_day_and_their_heights_are_the_counts) {
    for (const int width : {330, 760}) {
        const auto document = read(server::draw_counts(counts(), "c", "wide", width));
        expect_inside(document, width);
        const auto axis = document.select_nodes("//g[@class='frame']/text[@text-anchor='end']");
        ASSERT_GE(axis.size(), 2u);
        const auto zero = at(document.select_node("//line[@class='base'][1]").node(), "y1");
        double top_y = zero;
        int top = 0;
        for (const auto& tick : axis) {
            const int count = tick.node().text().as_int(-1);
            if (count > top && std::string{tick.node().text().get()} == std::to_string(count))
                top = count, top_y = at(tick.node(), "y") - 4;
        }
        ASSERT_GE(top, 61);
        std::string d{document.select_node("//path[@class='line-a']/@d").attribute().value()};
        double last_v = 0, last_h = 0;
        const std::regex move("([HV])([0-9.]+)");
        for (std::sregex_iterator each(d.begin(), d.end(), move), end; each != end; ++each)
            ((*each)[1] == "H" ? last_h : last_v) = std::stod((*each)[2]);
        EXPECT_NEAR(last_v, zero - (zero - top_y) * 61 / top, 1.0);
        EXPECT_NEAR(last_h, at(document.select_node("//line[@class='today']").node(), "x1"), 0.2);
    }
}

TEST(CountsOverTime, where_a_day_is_vague_there_is_a_band_and_nowhere_else) {
    const auto document = read(server::draw_counts(counts(), "c", "wide", 760));
    EXPECT_TRUE(document.select_node("//path[@class='band-a']"));
    EXPECT_FALSE(document.select_node("//path[@class='band-b']"));
    EXPECT_TRUE(document.select_node("//line[@class='threshold']"));
    EXPECT_TRUE(document.select_node("//g[contains(@class,'moment')]/line[@class='mark-line']"));
}

TEST(CountsOverTime, labels_at_the_ends_do_not_lie_on_one_another) {
    auto made = counts();
    made.lines[1].steps.back() = {test::day("2016-01-01"), 60, 60};
    made.lines.push_back({"withdrawals", "", {{test::day("2016-01-01"), 60, 60}}});
    const auto document = read(server::draw_counts(made, "c", "wide", 760));
    std::vector<double> places;
    for (const auto& text : document.select_nodes("//text[contains(@class,'ends')]"))
        places.push_back(at(text.node(), "y"));
    ASSERT_EQ(places.size(), 3u);
    std::sort(places.begin(), places.end());
    EXPECT_GE(places[1] - places[0], 15);
    EXPECT_GE(places[2] - places[1], 15);
}

TEST(CountsOverTime, nothing_recorded_is_no_error) {
    server::CountsOverTime none;
    none.on = test::day("2020-01-01");
    expect_inside(read(server::draw_counts(none, "c", "small", 330)), 330);
}

TEST(PartyBars, bound_is_a_bar_from_consent_to_the_day_or_the_withdrawal) {
    server::PartyBars bars;
    bars.on = test::day("2020-01-01");
    bars.undated = "undated";
    bars.on_label = "1 January 2020";
    const auto add = [&](std::string label, const char* signed_on, const char* consented,
                         const char* withdrawn) {
        server::PartyBar bar;
        bar.label = label;
        bar.words = label + " in words";
        bar.href = "/" + label;
        if (*signed_on) bar.signed_on = test::when(signed_on);
        if (*consented) bar.consented = test::when(consented);
        if (*withdrawn) bar.withdrawn = test::when(withdrawn);
        bars.rows.push_back(bar);
    };
    add("whole", "2000-01-01", "2005-01-01", "");
    add("left", "", "2005-01-01", "2010-01-01");
    add("waits", "2000-01-01", "", "");
    add("vague", "", "2005", "");
    add("undated", "", "XXXX-XX-XX", "");
    add("gone", "", "2003-01-01", "XXXX-XX-XX");
    for (const int width : {330, 760}) {
        const auto document = read(server::draw_party_bars(bars, "wide", width));
        expect_inside(document, width);
        const auto row = [&](const std::string& name) {
            return document.select_node(("//a[@href='/" + name + "']").c_str()).node();
        };
        const double today = at(document.select_node("//line[@class='today']").node(), "x1");
        const auto whole = row("whole").find_child_by_attribute("rect", "class", "bound-bar");
        EXPECT_NEAR(at(whole, "x") + at(whole, "width"), today, 0.2);
        const auto left = row("left").find_child_by_attribute("rect", "class", "bound-bar");
        EXPECT_NEAR(at(left, "width") * 3, at(whole, "width"), 1.5) << "five years of fifteen";
        EXPECT_TRUE(row("left").find_child_by_attribute("path", "class", "cross"));
        EXPECT_FALSE(row("waits").find_child_by_attribute("rect", "class", "bound-bar"));
        const auto waits = row("waits").find_child_by_attribute("line", "class", "signed-bar");
        EXPECT_NEAR(at(waits, "x2"), today, 0.2) << "the wait goes on";
        EXPECT_TRUE(row("vague").find_child_by_attribute("rect", "class", "bar-unsure"));
        const auto gone = row("gone").find_child_by_attribute("rect", "class", "bar-unsure");
        EXPECT_LE(at(gone, "x") + at(gone, "width"), today + 0.1);
        const auto margin = document.select_node("//rect[@class='undated']").node();
        const std::string cross{
            row("gone").find_child_by_attribute("path", "class", "cross").attribute("d").value()};
        EXPECT_GE(std::stod(cross.substr(1)), at(margin, "x")) << "in the margin, not on the name";
        EXPECT_TRUE(row("undated").find_child_by_attribute("circle", "class", "bar-unsure"));
        EXPECT_FALSE(row("undated").find_child_by_attribute("rect", "class", "bound-bar"));
    }
}

TEST(PartyBars, two_hundred_parties_make_it_longer_and_no_wider) {
    server::PartyBars bars;
    bars.on = test::day("2020-01-01");
    for (int i = 0; i < 200; ++i) {
        server::PartyBar bar;
        bar.label = "The Former Republic of Something with a Long Name " + std::to_string(i);
        bar.consented = test::when("2005-01-01");
        bars.rows.push_back(bar);
    }
    const auto svg = server::draw_party_bars(bars, "narrow", 330);
    EXPECT_GT(svg.height(), 200 * 15);
    expect_inside(read(svg), 330);
}

TEST(SeverityBars, lengths_are_counts_and_classes_have_patterns) {
    server::SeverityBars bars;
    bars.title = "Findings";
    bars.severities = {"", "notice", "warn", "stalled", "severe"};
    bars.rows = {{"R3 Adopted, nothing found",
                  "Federal State",
                  "3 stalled, 1 severe",
                  "/stalled?rule=R3",
                  {0, 0, 0, 3, 1}},
                 {"R3 Adopted, nothing found",
                  "Walloon Region",
                  "2 stalled",
                  "/stalled?rule=R3&entity=be-wal",
                  {0, 0, 0, 2, 0}},
                 {"R6 Assembly missing", "the party", "1 notice", "/stalled?rule=R6", {0, 1, 0, 0, 0}}};
    for (const int width : {330, 760}) {
        const auto document = read(server::draw_severity_bars(bars, "wide", width));
        expect_inside(document, width);
        const auto pieces = [&](const std::string& href, const std::string& severity) {
            return document
                .select_node(
                    ("//a[@href='" + href + "']/g[@class='" + severity + "']/rect[@class='pattern']").c_str())
                .node();
        };
        const auto stalled = pieces("/stalled?rule=R3", "stalled"),
                   severe = pieces("/stalled?rule=R3", "severe");
        EXPECT_NEAR(at(stalled, "width"), 3 * at(severe, "width"), 0.5);
        EXPECT_NEAR(at(pieces("/stalled?rule=R3&entity=be-wal", "stalled"), "width"), 2 * at(severe, "width"),
                    0.5);
        EXPECT_STREQ(severe.attribute("fill").value(), "url(#wide-severe)");
        EXPECT_EQ(document.select_nodes("//text[@class='row' and starts-with(.,'R3')]").size(), 1u)
            << "a group has one name";
        EXPECT_TRUE(document.select_node("//text[@class='ends' and .='4']"));
        EXPECT_EQ(document.select_nodes("//g[@class='frame']/text").size(), 3u)
            << "only classes that occur are in the key";
    }
}
