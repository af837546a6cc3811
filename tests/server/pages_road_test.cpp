// The picture's geometry: lengths are true to time, vague dates are spans, nothing overlaps.
#include <gtest/gtest.h>

#include "server/pages/road.hpp"
#include "tests/server/pages_made.hpp"

using registry::Severity;
using server::Mark;
using server::Value;

namespace {

std::int64_t number(const Value& value, std::string_view key) {
    return std::get<std::int64_t>(value.get(key)->is);
}
const Value::List& list(const Value& value, std::string_view key) { return *value.get(key)->items(); }

server::Road road(std::vector<Mark> marks, std::vector<server::Wait> waits = {},
                  std::string_view on = "2020-01-01") {
    return {test::day(on), "about", {{"Row", std::move(marks), std::move(waits)}}};
}

}  // namespace

TEST(Road, places_are_true_to_time) {
    const auto drawn = server::draw(test::view(),
                                    road({{test::when("2000-01-01"), "1", "a"},
                                          {test::when("2010-01-01"), "2", "b"},
                                          {test::when("2020-01-01"), "3", "c"}}),
                                    "wide", 760);
    const auto& marks = list(list(drawn, "rows")[0], "marks");
    ASSERT_EQ(marks.size(), 3u);
    const auto first = number(marks[0], "x"), second = number(marks[1], "x"), third = number(marks[2], "x");
    EXPECT_NEAR(static_cast<double>(second - first), static_cast<double>(third - second), 2.0);
    EXPECT_EQ(third, number(drawn, "today_x"));
    EXPECT_LE(third, number(drawn, "width"));
}

TEST(Road, a_vague_date_is_a_span_and_an_open_one_runs_to_the_edge) {
    const auto drawn = server::draw(test::view(),
                                    road({{test::when("2000-01-01"), "1", "a"},
                                          {test::when("2005"), "2", "b"},
                                          {test::when("../2010-06-01"), "3", "c"}}),
                                    "wide", 760);
    const auto& marks = list(list(drawn, "rows")[0], "marks");
    for (const auto& mark : marks) {
        const auto name = mark.get("number")->text();
        EXPECT_EQ(std::get<bool>(mark.get("span")->is), name != "1") << name;
        if (name == "2") {
            EXPECT_NEAR(static_cast<double>(number(mark, "span_width")), 760.0 / 20, 6);
        }
        if (name == "3") {
            EXPECT_LT(number(mark, "span_x"), 10);
        }
    }
}

TEST(Road, what_is_undated_stands_before_the_axis) {
    const auto drawn = server::draw(
        test::view(), road({{test::when("XXXX-XX-XX"), "2", "b"}, {test::when("2000-01-01"), "1", "a"}}),
        "wide", 760);
    const auto& marks = list(list(drawn, "rows")[0], "marks");
    EXPECT_EQ(marks[0].get("number")->text(), "2");
    EXPECT_LT(number(marks[0], "x"), 20);
    EXPECT_GE(number(marks[1], "x"), 30);
}

TEST(Road, marks_of_one_day_are_put_on_lines_of_their_own) {
    std::vector<Mark> marks;
    for (int i = 0; i < 12; ++i)
        marks.push_back({test::when("2018-07-19"), std::to_string(i), "Adopted in plenary"});
    const auto drawn = server::draw(test::view(), road(marks), "narrow", 330);
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    for (const auto& mark : list(list(drawn, "rows")[0], "marks"))
        places.emplace_back(number(mark, "x"), number(mark, "y"));
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t k = i + 1; k < places.size(); ++k)
            EXPECT_TRUE(std::abs(places[i].second - places[k].second) >= 20 ||
                        std::abs(places[i].first - places[k].first) >= 18);
}

TEST(Road, a_wait_is_drawn_from_its_start_to_the_day_and_its_doubt_apart) {
    const auto drawn =
        server::draw(test::view(),
                     road({{test::when("2000-01-01"), "1", "a"}},
                          {{test::when("2010/2011"), test::day("2020-01-01"), Severity::severe, true, "R3"}}),
                     "wide", 760);
    const auto& wait = list(list(drawn, "rows")[0], "waits")[0];
    EXPECT_TRUE(std::get<bool>(wait.get("maybe")->is));
    EXPECT_EQ(number(wait, "maybe_x") + number(wait, "maybe_width"), number(wait, "x"));
    EXPECT_EQ(number(wait, "x") + number(wait, "width"), number(drawn, "today_x"));
    EXPECT_EQ(wait.get("pattern")->text(), "wide-severe");
}

TEST(Road, everything_stays_inside_whatever_the_dates) {
    for (const auto* first :
         {"0001-01-02", "1500", "2019-12-31", "../1800", "2030-01-01", "2018/..", "2021-05~"})
        for (const int width : {330, 760}) {
            const auto drawn = server::draw(
                test::view(),
                road({{test::when(first), "1", "A rather long label of a step"}},
                     {{test::when(first), test::day("2020-01-01"), Severity::warn, false, "A label"}}),
                "wide", width);
            EXPECT_LT(list(drawn, "ticks").size(), 40u) << first;
            for (const auto& mark : list(list(drawn, "rows")[0], "marks")) {
                EXPECT_GE(number(mark, "x"), 0) << first;
                EXPECT_LE(number(mark, "x"), width) << first;
            }
            for (const auto& wait : list(list(drawn, "rows")[0], "waits")) {
                EXPECT_GE(number(wait, "width"), 0) << first;
                EXPECT_LE(number(wait, "x") + number(wait, "width"), width + 3) << first;
            }
        }
}

TEST(Road, a_long_name_of_a_row_is_wrapped_and_never_cut_in_silence) {
    const std::string name =
        "Gemeenschappelijke Gemeenschapscommissie van het Brussels Hoofdstedelijk Gewest";
    auto made =
        road({{test::when("2000-01-01"), "1", "a"}},
             {{test::when("2010"), test::day("2020-01-01"), Severity::warn, false, std::string(200, 'w')}});
    made.rows[0].label = name;
    const auto drawn = server::draw(test::view(), made, "narrow", 330);
    const auto& row = list(drawn, "rows")[0];
    std::string joined;
    std::int64_t last = 0;
    for (const auto& line : list(row, "label_lines")) {
        const std::string text{line.get("text")->text()};
        EXPECT_LE(text.size(), 41u);  // 330 units at 8 a letter
        EXPECT_GT(number(line, "y"), last);
        last = number(line, "y");
        joined += (joined.empty() ? "" : " ") + text;
    }
    EXPECT_EQ(joined, name);
    EXPECT_GT(list(row, "label_lines").size(), 1u);
    EXPECT_GT(number(list(row, "marks")[0], "y") - 9, last) << "the marks stand below the whole name";
    const auto& wait = list(row, "waits")[0];
    EXPECT_TRUE(wait.get("label_shown")->text().ends_with("…"));
    EXPECT_EQ(wait.get("label")->text().size(), 200u) << "the <title> has all of it";
    // A word wider than the picture shows that it goes on.
    made.rows[0].label = std::string(90, 'm');
    const auto wide = server::draw(test::view(), made, "narrow", 330);
    EXPECT_TRUE(list(list(wide, "rows")[0], "label_lines")[0].get("text")->text().ends_with("…"));
}

TEST(Road, every_line_between_rows_has_both_its_ends) {
    const auto html = test::html(server::track(test::view(), test::track()));
    const auto tree = test::parsed(html);
    const auto rules = tree.select_nodes("//line");
    ASSERT_GT(rules.size(), 0u);
    for (const auto& rule : rules)
        for (const auto* end : {"x1", "x2", "y1", "y2"})
            EXPECT_STRNE(rule.node().attribute(end).value(), "") << rule.node().attribute("class").value();
}

TEST(Road, a_short_road_is_marked_in_months) {
    const auto drawn = server::draw(test::view(registry::Lang::nl),
                                    road({{test::when("2019-08-01"), "1", "a"}}), "wide", 760);
    ASSERT_FALSE(list(drawn, "ticks").empty());
    EXPECT_NE(std::string{list(drawn, "ticks")[0].get("label")->text()}.find("2019"), std::string::npos);
    EXPECT_NE(std::string{list(drawn, "ticks")[0].get("label")->text()}, "2019");
}
