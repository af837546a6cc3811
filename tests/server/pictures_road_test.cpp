// A road's picture: lengths are true to time, vague dates are spans, nothing overlaps or runs over the edge.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "server/pages/track_picture.hpp"
#include "server/pictures/lettering.hpp"
#include "server/pictures/road.hpp"
#include "tests/server/pages_made.hpp"

using registry::Severity;
using server::Mark;
using server::MarkKind;

namespace {

Mark mark(std::string_view date, std::string number, std::string label = "a") {
    Mark made;
    made.when = test::when(date);
    made.number = number;
    made.label = std::move(label);
    made.words = number + ". " + made.label;
    made.href = "#event-" + number;
    return made;
}

server::Road road(std::vector<Mark> marks, std::vector<server::OpenWait> waits = {},
                  std::string_view on = "2020-01-01") {
    server::Road made;
    made.on = test::day(on);
    made.title = "The road";
    made.description = "about";
    made.undated = "undated";
    made.on_label = "1 January 2020";
    made.rows = {{"Row", std::move(marks), std::move(waits)}};
    return made;
}

server::OpenWait wait(std::string_view since, Severity severity, bool doubtful = false,
                      std::string label = "R3: 100 months") {
    return {test::when(since), test::day("2020-01-01"), severity, doubtful, std::move(label), "/findings/x"};
}

class Drawn {
public:
    Drawn(const server::Road& from, int width) {
        const auto text = server::draw_road(from, width > 500 ? "wide" : "narrow", width).within_page().text;
        EXPECT_TRUE(document_.load_buffer(text.data(), text.size())) << text;
    }
    pugi::xml_node one(const std::string& path) const { return document_.select_node(path.c_str()).node(); }
    pugi::xpath_node_set all(const std::string& path) const { return document_.select_nodes(path.c_str()); }
    pugi::xml_node numbered(const std::string& number) const {
        return one("//a[@href='#event-" + number + "']");
    }
    double number_x(const std::string& number) const {
        return numbered(number).find_child_by_attribute("text", "class", "number").attribute("x").as_double();
    }
    double today() const { return one("//line[@class='today']").attribute("x1").as_double(); }

private:
    pugi::xml_document document_;
};

}  // namespace

TEST(Road, places_are_true_to_time) {
    const Drawn drawn(road({mark("2000-01-01", "1"), mark("2010-01-01", "2"), mark("2019-12-31", "3")}), 760);
    const auto first = drawn.number_x("1"), second = drawn.number_x("2"), third = drawn.number_x("3");
    EXPECT_NEAR(second - first, third - second, 1.0);
    EXPECT_NEAR(third, drawn.today(), 1.0);
}

TEST(Road, a_vague_date_is_a_span_and_an_open_one_runs_to_the_edge) {
    const Drawn drawn(road({mark("2000-01-01", "1"), mark("2005", "2"), mark("../2010-06-01", "3")}), 760);
    EXPECT_FALSE(drawn.numbered("1").find_child_by_attribute("rect", "class", "span"));
    const auto year = drawn.numbered("2").find_child_by_attribute("rect", "class", "span");
    EXPECT_NEAR(year.attribute("width").as_double(), 760.0 / 21, 3);
    const auto open = drawn.numbered("3").find_child_by_attribute("rect", "class", "span");
    EXPECT_LT(open.attribute("x").as_double(), 10);
    for (const auto* number : {"2", "3"})
        EXPECT_NE(std::string{drawn.numbered(number).attribute("class").value()}.find("unsure"),
                  std::string::npos);
}

TEST(Road, what_has_no_day_stands_in_a_margin_that_says_so) {
    for (const int width : {760, 330}) {
        const Drawn drawn(road({mark("XXXX-XX-XX", "1"), mark("XXXX-XX-XX", "2"), mark("1990-01-01", "3")}),
                          width);
        const auto margin = drawn.one("//rect[@class='undated']");
        ASSERT_TRUE(margin);
        const double end = margin.attribute("x").as_double() + margin.attribute("width").as_double();
        EXPECT_LT(drawn.number_x("1") + 9, end);
        EXPECT_LT(drawn.number_x("2") + 9, end);
        EXPECT_GE(std::abs(drawn.number_x("1") - drawn.number_x("2")), 18) << "beside one another";
        EXPECT_GT(drawn.number_x("3") - 9, end) << "the axis begins behind it";
        EXPECT_TRUE(drawn.one("//text[.='undated']"));
    }
    EXPECT_FALSE(Drawn(road({mark("1990-01-01", "1")}), 760).one("//rect[@class='undated']"));
}

TEST(Road, of_undated_steps_only_there_is_no_axis_and_every_one_has_its_words) {
    const Drawn drawn(road({mark("XXXX-XX-XX", "1", "Pledged"), mark("XXXX-XX-XX", "2", "Adopted")}), 330);
    EXPECT_FALSE(drawn.one("//line[@class='tick']"));
    EXPECT_FALSE(drawn.one("//line[@class='today']"));
    EXPECT_TRUE(drawn.one("//text[@class='words' and .='Pledged']"));
    EXPECT_TRUE(drawn.one("//text[@class='words' and .='Adopted']"));
}

TEST(Road, marks_of_one_day_never_overlap) {
    for (const int count : {3, 12, 40}) {
        std::vector<Mark> marks;
        for (int i = 0; i < count; ++i)
            marks.push_back(mark("2018-07-19", std::to_string(i), "Adopted in plenary"));
        const Drawn drawn(road(marks), 330);
        std::vector<std::pair<double, double>> places;
        for (const auto& dot : drawn.all("//circle[@class='dot']"))
            places.emplace_back(dot.node().attribute("cx").as_double(),
                                dot.node().attribute("cy").as_double());
        ASSERT_EQ(places.size(), marks.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            for (std::size_t k = i + 1; k < places.size(); ++k)
                EXPECT_TRUE(std::abs(places[i].second - places[k].second) >= 18 ||
                            std::abs(places[i].first - places[k].first) >= 18)
                    << count;
    }
}

TEST(Road, words_stay_within_the_edges_and_off_one_another) {
    std::vector<Mark> marks;
    const char* labels[] = {"Signed",
                            "Approved by the government",
                            "Council of State's opinion asked",
                            "Bill tabled",
                            "Adopted in committee",
                            "Report",
                            "Adopted",
                            "Promulgated"};
    int number = 0;
    for (const auto* label : labels) {
        const auto day = "201" + std::to_string(number) + "-0" + std::to_string(1 + number) + "-11";
        marks.push_back(mark(day, std::to_string(++number), label));
    }
    for (const int width : {330, 760}) {
        const Drawn drawn(road(marks), width);
        struct Box {
            double from, to, y;
        };
        std::vector<Box> boxes;
        for (const auto& found : drawn.all("//text[@class='words']")) {
            const auto text = found.node();
            const double wide = server::text_width(text.text().get(), 12);
            const double x = text.attribute("x").as_double();
            const bool end = std::string_view{text.attribute("text-anchor").value()} == "end";
            boxes.push_back({end ? x - wide : x, end ? x : x + wide, text.attribute("y").as_double()});
            EXPECT_GE(boxes.back().from, 0) << text.text().get();
            EXPECT_LE(boxes.back().to, width) << text.text().get();
        }
        EXPECT_EQ(boxes.size(), marks.size()) << "every step is named";
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t k = i + 1; k < boxes.size(); ++k)
                EXPECT_TRUE(std::abs(boxes[i].y - boxes[k].y) >= 12 || boxes[i].to <= boxes[k].from ||
                            boxes[k].to <= boxes[i].from);
    }
}

TEST(Road, a_wait_runs_from_its_start_to_the_day_and_its_doubt_stands_apart) {
    const Drawn drawn(road({mark("2000-01-01", "1")}, {wait("2010/2011", Severity::severe, true)}), 760);
    const auto bar = drawn.one("//rect[@class='pattern']"), maybe = drawn.one("//rect[@class='maybe']");
    EXPECT_NEAR(maybe.attribute("x").as_double() + maybe.attribute("width").as_double(),
                bar.attribute("x").as_double(), 0.2);
    EXPECT_NEAR(bar.attribute("x").as_double() + bar.attribute("width").as_double(), drawn.today(), 0.2);
    EXPECT_STREQ(bar.attribute("fill").value(), "url(#wide-severe)");
    EXPECT_TRUE(drawn.one("//pattern[@id='wide-severe']"));
    EXPECT_TRUE(drawn.one("//a[contains(@class,'doubtful') and @href='/findings/x']"));
}

TEST(Road, the_classes_have_patterns_of_their_own) {
    const Drawn drawn(road({}, {wait("2010-01-01", Severity::notice)}), 760);
    std::set<std::string> inside;
    for (const auto* severity : {"notice", "warn", "stalled", "severe"}) {
        std::ostringstream text;
        for (const auto& child : drawn.one("//pattern[@id='wide-" + std::string{severity} + "']").children())
            child.print(text);
        text << drawn.one("//pattern[@id='wide-" + std::string{severity} + "']").attribute("width").value();
        inside.insert(text.str());
    }
    EXPECT_EQ(inside.size(), 4u);
}

TEST(Road, the_time_between_two_steps_is_a_length_with_its_words) {
    auto later = mark("2010-01-01", "2", "Adopted");
    later.gap = server::Gap{test::when("2000-01-01"), 0, "120 months", "120 months after Signed"};
    const Drawn drawn(road({mark("2000-01-01", "1", "Signed"), later}), 760);
    const auto gap = drawn.one("//path[@class='gap']");
    ASSERT_TRUE(gap);
    const std::string path{gap.attribute("d").value()};
    EXPECT_TRUE(path.starts_with("M" + server::length(drawn.number_x("1")))) << path;
    EXPECT_TRUE(path.ends_with("H" + server::length(drawn.number_x("2")))) << path;
    EXPECT_STREQ(gap.parent().child("title").text().get(), "120 months after Signed");
    EXPECT_NE(
        std::string{drawn.numbered("2").child("title").child_value()}.find("120 months after Signed"),
        std::string::npos)
        << "by keyboard too";
    EXPECT_TRUE(drawn.one("//text[@class='length' and .='120 months']"));
}

TEST(Road, a_length_crosses_no_other_step) {
    std::vector<Mark> marks;
    for (int i = 0; i < 8; ++i)
        marks.push_back(mark("2018-07-1" + std::to_string(i), std::to_string(i + 1), "Debated"));
    auto later = mark("2019-12-01", "9", "Adopted");
    later.gap = server::Gap{test::when("2018-07-17"), 7, "16 months", "16 months after Debated"};
    marks.insert(marks.begin(), mark("1980-01-01", "0", "Signed"));
    later.gap->from = 8;
    marks.push_back(later);
    const Drawn drawn(road(marks), 760);
    const std::string path{drawn.one("//path[contains(@class,'gap')]").attribute("d").value()};
    const auto up = path.find('V');
    if (up != std::string::npos) {
        const double y1 = std::stod(path.substr(path.find(' ') + 1)), y2 = std::stod(path.substr(up + 1));
        EXPECT_GE(y2, y1) << path;
        EXPECT_LE(y2 - y1, 24) << path;
    }
}

TEST(Road, what_is_sure_vague_computed_ahead_or_looked_for_is_told_apart_by_shape) {
    auto computed = mark("2012-01-01", "", "Lapsed");
    computed.computed = true;
    computed.href.clear();
    auto look = mark("2013-01-01", "", "Looked");
    look.kind = MarkKind::look;
    look.href.clear();
    auto unsure = mark("2014-01-01", "2");
    unsure.unsure = true;
    auto binds = mark("2015-01-01", "3");
    binds.kind = MarkKind::binds;
    const Drawn drawn(road({mark("2011-01-01", "1"), computed, look, unsure, binds, mark("2021-01-01", "4")}),
                      760);
    const auto classes = [&](const std::string& number) {
        return std::string{drawn.numbered(number).attribute("class").value()};
    };
    EXPECT_EQ(classes("1"), "point mark");
    EXPECT_EQ(classes("2"), "point mark unsure");
    EXPECT_EQ(classes("3"), "point mark binds");
    EXPECT_EQ(classes("4"), "point mark future");
    EXPECT_TRUE(drawn.numbered("3").child("polygon"));
    EXPECT_TRUE(drawn.numbered("1").child("circle"));
    EXPECT_TRUE(drawn.one("//g[@class='point mark computed' and @tabindex='0']"));
    EXPECT_TRUE(drawn.one("//g[@class='point mark look']/polygon"));
    const auto ahead = drawn.one("//rect[@class='ahead']");
    EXPECT_NEAR(ahead.attribute("x").as_double(), drawn.today(), 0.1);
    EXPECT_GT(drawn.number_x("4"), drawn.today());
}

TEST(Road, a_row_s_name_is_never_cut_and_a_wait_s_label_shows_that_it_goes_on) {
    auto made =
        road({mark("2000-01-01", "1")}, {wait("2010-01-01", Severity::warn, false, std::string(200, 'w'))});
    const std::string name = "French Community · Parliament of the French Community of Belgium";
    made.rows[0].label = name;
    const Drawn drawn(made, 330);
    std::string joined;
    double last = 0;
    for (const auto& line : drawn.all("//text[@class='row halo']")) {
        joined += (joined.empty() ? "" : " ") + std::string{line.node().text().get()};
        EXPECT_LE(server::text_width(line.node().text().get(), 13, true), 330);
        last = line.node().attribute("y").as_double();
    }
    EXPECT_EQ(joined, name);
    EXPECT_GT(drawn.one("//circle[@class='dot']").attribute("cy").as_double() - 9, last - 4);
    const std::string label{drawn.one("//text[contains(@class,'wait-label')]").text().get()};
    EXPECT_TRUE(label.ends_with("…"));
    EXPECT_EQ(std::string{drawn.one("//a[contains(@class,'wait')]").child("title").child_value()}.size(),
              200u);
}

TEST(RoadOfATrack, an_assembly_of_several_has_a_row_of_its_own_where_the_event_names_it) {
    auto track = test::track();
    track.events = {test::event("signed", "", "2005-10-24"),
                    test::event("bill-tabled", "be-fed", "2018-06-21"),
                    test::event("promulgated", "be-fed", "2019-01-02")};
    const auto labels = [&] {
        std::vector<std::string> all;
        for (const auto& row : server::road_of(test::view(), track).rows) all.push_back(row.label);
        return all;
    };
    // Stated by the Chamber is not done by the Chamber.
    EXPECT_EQ(labels()[1], "Federal State");
    track.events[1].event.subject = "be-senate";
    ASSERT_GE(labels().size(), 3u);
    EXPECT_EQ(labels()[0], "Between States");
    EXPECT_EQ(labels()[1], "Federal State · Senate");
    EXPECT_EQ(labels()[2], "Federal State");
}

TEST(RoadOfATrack, time_is_counted_from_the_step_before_in_the_row_else_from_the_signature) {
    auto track = test::track();
    track.events = {test::event("signed", "", "2005-10-24"),
                    test::event("bill-tabled", "be-fed", "2018-06-21"),
                    test::event("adopted", "be-fed", "2018-07-19"), test::event("adopted", "be-wal", "2019")};
    const auto lengths = server::lengths_between(test::view(), track);
    EXPECT_EQ(lengths.at("test.be.adopted.be-fed"), "28 days after Bill tabled (21 June 2018)");
    EXPECT_EQ(lengths.at("test.be.bill-tabled.be-fed"), "151 months after Signed (24 October 2005)");
    EXPECT_EQ(lengths.at("test.be.adopted.be-wal"),
              "between 158 months and 170 months after Signed (24 October 2005)");
    EXPECT_FALSE(lengths.contains("test.be.signed."));
    // Where the order of two cannot be known, no length is told.
    track.events[3] = test::event("adopted", "be-wal", "../2018-12-31");
    EXPECT_FALSE(server::lengths_between(test::view(), track).contains("test.be.adopted.be-wal"));
}

TEST(RoadOfATrack, the_table_tells_the_lengths_too) {
    auto track = test::track();
    track.events = {test::event("signed", "", "2005-10-24"),
                    test::event("bill-tabled", "be-fed", "2018-06-21"),
                    test::event("adopted", "be-fed", "2018-07-19")};
    const auto html = test::html(server::track(test::view(), track));
    const auto page = test::parsed(html);
    std::string cell;
    for (const auto& text : page.select_nodes("//tr[@id='event-3']/td//text()")) cell += text.node().value();
    EXPECT_NE(cell.find("28 days after Bill tabled (21 June 2018)"), std::string::npos) << cell;
}

TEST(RoadOfATrack, every_link_of_the_picture_leads_to_a_row_of_the_table) {
    const auto html = test::html(server::track(test::view(), test::track()));
    const auto page = test::parsed(html);
    int seen = 0;
    for (const auto& link : page.select_nodes("//*[local-name()='svg']//*[local-name()='a']")) {
        const std::string href{link.node().attribute("href").value()};
        if (!href.starts_with("#")) continue;
        ++seen;
        EXPECT_TRUE(page.select_node(("//tr[@id='" + href.substr(1) + "']").c_str())) << href;
    }
    EXPECT_EQ(seen, 8) << "four events in each of the two drawings";
}

TEST(Road, a_wait_s_words_are_whole_on_a_phone) {
    const std::string label = "R7b: 68 months · severe · not looked for since 28 March 2024";
    const Drawn drawn(road({mark("2000-01-01", "1")}, {wait("2010-01-01", Severity::severe, true, label)}), 330);
    std::string joined;
    double lowest = 0;
    for (const auto& line : drawn.all("//text[contains(@class,'wait-label')]")) {
        joined += (joined.empty() ? "" : " ") + std::string{line.node().text().get()};
        lowest = std::max(lowest, line.node().attribute("y").as_double());
    }
    EXPECT_EQ(joined, label);
    EXPECT_GT(drawn.one("//rect[@class='pattern']").attribute("y").as_double(), lowest) << "the bar stands below them";
}

TEST(Road, a_long_span_has_its_words_over_itself_where_there_is_no_room_beside_it) {
    const Drawn drawn(road({mark("1990/2019-12-01", "8", "Promulgated"), mark("XXXX-XX-XX", "9", "Pledged")}), 330);
    const auto words = drawn.one("//text[@class='words' and .='Promulgated']");
    ASSERT_TRUE(words) << "a number without words";
    EXPECT_LT(words.attribute("x").as_double(), drawn.number_x("8"));
}

TEST(RoadOfATrack, joins_a_question_to_its_own_answer_only) {
    auto track = test::track();
    const auto about = [](std::string_view milestone, std::string_view day, std::string subject) {
        auto made = test::event(milestone, "", day);
        made.event.id = std::string{milestone} + subject;
        made.event.subject = std::move(subject);
        return made;
    };
    track.events = {about("question-put", "2014-01-15", "5-1"), about("question-put", "2016-06-17", "6-2"),
                    about("question-answered", "2017-07-27", "6-2"), about("interpreted", "2018-01-01", "x")};
    track.findings.clear();
    const auto road = server::road_of(test::view(), track);
    ASSERT_EQ(road.rows.size(), 1u);
    const auto& marks = road.rows[0].marks;
    ASSERT_EQ(marks.size(), 4u);
    EXPECT_FALSE(marks[0].gap) << "the first";
    EXPECT_FALSE(marks[1].gap) << "another question";
    ASSERT_TRUE(marks[2].gap);
    EXPECT_EQ(marks[2].gap->from, 1u);
    EXPECT_FALSE(marks[3].gap) << "what somebody thinks follows from nothing";
    EXPECT_EQ(marks[1].label, "Question put 6-2") << "which question it is";
}

TEST(RoadOfATrack, has_its_address_its_embed_code_and_its_file) {
    const auto html = test::html(server::track(test::view(registry::Lang::fr), test::track()));
    const auto page = test::parsed(html);
    const std::string code{page.select_node("//textarea").node().text().get()};
    EXPECT_NE(code.find("<iframe src=\"https://placet.test/embed/instruments/test/be?on=2021-10-12"),
              std::string::npos)
        << code;
    EXPECT_NE(code.find("lang=fr"), std::string::npos);
    EXPECT_NE(code.find("width=\"100%\""), std::string::npos) << "as wide as there is room for";
    EXPECT_TRUE(page.select_node("//textarea/@readonly"));
    EXPECT_TRUE(page.select_node("//label[@for=//textarea/@id]"));
    EXPECT_TRUE(page.select_node("//details//a[contains(@href,'/instruments/test/be.svg')]"));
    EXPECT_TRUE(page.select_node("//details//a[contains(@href,'on=2021-10-12')]"));
}
