#include "importers/uk_days/uk_days.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "importers/reading/csv.hpp"
#include "registry/exchange/exchange_xml.hpp"
#include "tests/importers/files.hpp"

namespace {

using importers::reading::Csv;
using importers::reading::CsvRow;
using registry::parse_day;
using Weight = registry::Remark::Weight;

registry::Batch read(const std::string& bytes) {
    return importers::uk_days::read(tests::source("days.csv", bytes));
}

std::string rows(const std::string& rest) { return "start_date,end_date,house,kind\n" + rest; }

// Both Houses alike.
std::string both(const std::string& day, const std::string& kind) {
    return day + "," + day + ",Commons," + kind + "\n" + day + "," + day + ",Lords," + kind + "\n";
}

std::vector<std::vector<std::string>> cells(std::string_view text) {
    std::vector<std::vector<std::string>> all;
    Csv csv(text);
    for (CsvRow row; csv.next(row);) all.push_back(row.cells);
    return all;
}

}  // namespace

TEST(Csv, a_row_of_more_cells_than_any_table_has_is_damage_and_stays_small) {
    const auto text = "a,b\n" + std::string(1'000'000, ',') + "\nc,d";
    Csv csv(text);
    CsvRow row;
    ASSERT_TRUE(csv.next(row) && csv.next(row));
    EXPECT_TRUE(row.damaged);
    EXPECT_LE(row.cells.size(), 10'000U);
    ASSERT_TRUE(csv.next(row));
    EXPECT_FALSE(row.damaged);
    EXPECT_EQ(row.cells, (std::vector<std::string>{"c", "d"}));
}
TEST(Csv, reads_quotes_commas_and_line_ends) {
    using Rows = std::vector<std::vector<std::string>>;
    EXPECT_EQ(cells("a,b\r\nc,\r\n"), (Rows{{"a", "b"}, {"c", ""}}));
    EXPECT_EQ(cells("\"a,1\",\"say \"\"b\"\"\"\n\n\"c\nd\",e"), (Rows{{"a,1", "say \"b\""}, {"c\nd", "e"}}));
    EXPECT_TRUE(cells("").empty());
    Csv csv("\"x\ny\",1\nz,2\n\"open");
    CsvRow row;
    ASSERT_TRUE(csv.next(row));
    EXPECT_EQ(row.line, 1U);
    ASSERT_TRUE(csv.next(row));
    EXPECT_EQ(row.line, 3U);
    EXPECT_FALSE(row.damaged);
    ASSERT_TRUE(csv.next(row));
    EXPECT_TRUE(row.damaged);
    EXPECT_FALSE(csv.next(row));
}

TEST(UkDays, a_joint_day_is_one_on_which_both_houses_sit_in_person) {
    const auto batch = read(rows(both("2025-01-06", "sitting") + "2025-01-07,2025-01-07,Commons,sitting\n" +
                                 "2025-01-07,2025-01-07,Lords,adjournment\n" +
                                 both("2025-01-08", "virtual sitting") + both("2025-01-09", "sitting")));
    ASSERT_EQ(batch.sittings.size(), 1U);
    const auto& calendar = batch.sittings[0].calendar;
    EXPECT_EQ(calendar.id, "uk-joint");
    EXPECT_EQ(calendar.from, parse_day("2025-01-06"));
    EXPECT_EQ(calendar.to, parse_day("2025-01-09"));
    EXPECT_EQ(calendar.days, (std::vector{*parse_day("2025-01-06"), *parse_day("2025-01-09")}));
    EXPECT_FALSE(tests::has_loss(batch));
}

TEST(UkDays, the_calendar_ends_where_one_house_is_missing) {
    const auto batch = read(rows(both("2025-01-06", "sitting") + both("2025-01-07", "sitting") +
                                 "2025-01-08,2025-01-08,Commons,adjournment\n"));
    EXPECT_EQ(batch.sittings.at(0).calendar.to, parse_day("2025-01-07"));
    EXPECT_EQ(tests::count(batch, Weight::note, "outside-the-calendar"), 1);
}

TEST(UkDays, a_day_one_house_lacks_breaks_the_run) {
    const auto batch = read(rows(both("2025-01-06", "sitting") + "2025-01-07,2025-01-07,Commons,sitting\n" +
                                 both("2025-01-08", "sitting")));
    EXPECT_EQ(batch.sittings.at(0).calendar.from, parse_day("2025-01-08"));
}

TEST(UkDays, a_prorogation_is_no_gap_and_seventy_years_are) {
    const auto batch = read(
        rows(both("1948-10-28", "sitting") + both("2024-05-24", "sitting") + both("2024-07-09", "sitting")));
    EXPECT_EQ(batch.sittings.at(0).calendar.from, parse_day("2024-05-24"));
    EXPECT_EQ(batch.sittings.at(0).calendar.to, parse_day("2024-07-09"));
    EXPECT_EQ(tests::count(batch, Weight::note, "no-session"), 1);
}

TEST(UkDays, a_sitting_past_midnight_is_of_its_first_day) {
    const auto batch =
        read(rows("2025-01-06,2025-01-07,Commons,sitting\n2025-01-06,2025-01-07,Lords,sitting\n"));
    EXPECT_EQ(batch.sittings.at(0).calendar.days, (std::vector{*parse_day("2025-01-06")}));
    EXPECT_EQ(batch.sittings.at(0).calendar.to, parse_day("2025-01-07"));
}

TEST(UkDays, every_row_that_cannot_be_used_is_told_with_its_line) {
    const auto batch =
        read(rows(both("2025-01-06", "sitting") + "2025-02-30,2025-02-30,Commons,sitting\n" +
                  "2025-01-07,2025-01-06,Commons,sitting\n" + "0001-01-01,2025-01-06,Commons,sitting\n" +
                  "2025-01-07,2025-01-07,Senate,sitting\n" + "2025-01-07,2025-01-07,Lords,holiday\n" +
                  "2025-01-07,2025-01-07,Lords\n"));
    EXPECT_EQ(tests::count(batch, Weight::loss, "unusable-row"), 6);
    std::vector<std::string> where;
    for (const auto& each : batch.remarks)
        if (each.kind == "unusable-row") where.push_back(each.where);
    EXPECT_EQ(where.front(), "days.csv:4");
    EXPECT_EQ(where.back(), "days.csv:9");
    EXPECT_EQ(batch.sittings.at(0).calendar.days.size(), 1U);
}

TEST(UkDays, thousands_of_bad_rows_are_counted_not_told_one_by_one) {
    std::string bad;
    for (int i = 0; i < 1000; ++i) bad += "x,y,Commons,sitting\n";
    const auto batch = read(rows(both("2025-01-06", "sitting") + bad));
    EXPECT_EQ(tests::count(batch, Weight::loss, "unusable-row"), 51);
}

TEST(UkDays, without_the_columns_or_without_a_joint_day_there_is_no_calendar) {
    EXPECT_TRUE(read("start_date,end_date\n2025-01-06,2025-01-06\n").sittings.empty());
    EXPECT_TRUE(tests::has_loss(read("start_date,end_date\n2025-01-06,2025-01-06\n")));
    EXPECT_TRUE(read(rows("2025-01-06,2025-01-06,Commons,sitting\n")).sittings.empty());
    EXPECT_TRUE(tests::has_loss(read(rows(""))));
}

TEST(UkDays, columns_may_stand_in_any_order) {
    const auto batch = read(
        "kind,house,end_date,start_date,note\nsitting,Commons,2025-01-06,2025-01-06,\nsitting,Lords,2025-01-"
        "06,"
        "2025-01-06,\"a, b\"\n");
    EXPECT_EQ(batch.sittings.at(0).calendar.days.size(), 1U);
    EXPECT_EQ(tests::count(batch, Weight::note, "unknown-column"), 1);
}

TEST(UkDays, the_sample_is_ours_and_gives_the_worked_example) {
    const auto bytes = tests::contents("samples/uk/parliament-days.csv");
    const auto batch = read(bytes);
    EXPECT_TRUE(batch.documents[0].sample);
    EXPECT_EQ(batch.sittings.at(0).calendar.nth_after(*parse_day("2025-01-16"), 21), parse_day("2025-02-27"));
}

TEST(UkDays, a_calendar_goes_into_the_exchange_format_and_back) {
    const auto batch = read(rows(both("2025-01-06", "sitting") + both("2025-01-07", "adjournment")));
    const auto back = registry::read_exchange(registry::write_exchange(batch), "x.xml");
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(back->sittings, batch.sittings);
    for (const auto* wrong :
         {"from=\"2025-01-06\" to=\"2025-01-05\">", "from=\"2025-01-06\" to=\"2025-01-09\">2025-01-10",
          "from=\"2025-01-06\" to=\"2025-01-09\">2025-01-07 2025-01-07", "from=\"2025-01-06\">2025-01-07"})
        EXPECT_FALSE(
            registry::read_exchange("<registry xmlns=\"urn:placet:exchange:1\" source=\"other\"><calendar "
                                    "id=\"uk-joint\" " +
                                        std::string{wrong} + "</calendar></registry>",
                                    "x.xml"))
            << wrong;
}

TEST(UkDays, the_published_days_give_the_calculator_s_answers) {
    const auto path = tests::shared / "data/uk/parliament-days.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(path);
    const auto batch = read(bytes);
    EXPECT_FALSE(tests::has_loss(batch));
    const auto& calendar = batch.sittings.at(0).calendar;
    EXPECT_EQ(calendar.from, parse_day("2017-04-27"));
    EXPECT_EQ(calendar.to, parse_day("2026-07-16"));
    EXPECT_EQ(calendar.nth_after(*parse_day("2025-01-16"), 21), parse_day("2025-02-27"));
    EXPECT_EQ(calendar.nth_after(*parse_day("2026-05-19"), 21), parse_day("2026-07-01"));
    EXPECT_EQ(calendar.nth_after(*parse_day("2026-07-10"), 21), std::nullopt);
}
