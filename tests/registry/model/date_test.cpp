// Days, EDTF level 1 and its bounds, three-valued answers.
#include "registry/model/date.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace registry;

Day day(std::string_view text) {
    const auto read = parse_day(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(Day{});
}

// "lo hi" of what was read, "refused" otherwise.
std::string bounds(std::string_view edtf) {
    const auto when = parse_when(edtf);
    if (!when) return "refused";
    return (when->lo == earliest_day ? "-" : iso(when->lo)) + " " +
           (when->hi == latest_day ? "-" : iso(when->hi));
}

TEST(ParseDay, a_day_is_year_month_and_day_and_nothing_else) {
    EXPECT_EQ(iso(day("2018-07-19")), "2018-07-19");
    for (const auto* text :
         {"", "2018", "2018-07", "2018-7-19", "18-07-19", "2018/07/19", "2018-07-19 ", " 2018-07-19",
          "2018-07-19T00:00", "2018-+7-19", "2018-07-1x", "20180719", "--18-07-19", "-0000-01-01"})
        EXPECT_FALSE(parse_day(text)) << text;
}

TEST(ParseDay, days_that_are_not_in_the_calendar_are_refused) {
    for (const auto* text :
         {"1989-06-31", "2018-02-29", "1900-02-29", "2018-13-01", "2018-00-10", "2018-01-00", "2018-04-31"})
        EXPECT_FALSE(parse_day(text)) << text;
    EXPECT_TRUE(parse_day("2016-02-29"));
    EXPECT_TRUE(parse_day("2000-02-29"));
}

TEST(ParseDay, every_day_comes_back_as_it_was_written) {
    for (const Day each :
         {earliest_day, latest_day, day("0001-01-01"), day("-0044-03-15"), day("2024-02-29")})
        EXPECT_EQ(parse_day(iso(each)), each) << iso(each);
}

TEST(ParseWhen, each_precision_has_its_bounds) {
    EXPECT_EQ(bounds("2018-07-19"), "2018-07-19 2018-07-19");
    EXPECT_EQ(bounds("2018-07"), "2018-07-01 2018-07-31");
    EXPECT_EQ(bounds("2018"), "2018-01-01 2018-12-31");
    EXPECT_EQ(bounds("-0044"), "-0044-01-01 -0044-12-31");
    EXPECT_TRUE(parse_when("2018-07-19")->is_day());
    EXPECT_FALSE(parse_when("2018-07")->is_day());
}

TEST(ParseWhen, february_is_as_long_as_its_year_makes_it) {
    EXPECT_EQ(bounds("2018-02"), "2018-02-01 2018-02-28");
    EXPECT_EQ(bounds("2016-02"), "2016-02-01 2016-02-29");
    EXPECT_EQ(bounds("1900-02"), "1900-02-01 1900-02-28");
    EXPECT_EQ(bounds("2000-02"), "2000-02-01 2000-02-29");
}

TEST(ParseWhen, seasons_are_as_wide_as_they_are_meant) {
    EXPECT_EQ(bounds("2018-21"), "2018-03-01 2018-06-21");
    EXPECT_EQ(bounds("2018-22"), "2018-06-01 2018-09-23");
    EXPECT_EQ(bounds("2018-23"), "2018-09-01 2018-12-22");
    EXPECT_EQ(bounds("2018-24"), "2018-01-01 2019-03-21");
    EXPECT_EQ(bounds("9999-24"), "9999-01-01 -");
    EXPECT_EQ(bounds("2018-25"), "refused");
    EXPECT_EQ(bounds("2018-21-01"), "refused");
    EXPECT_EQ(bounds("2018-21-XX"), "refused");
}

TEST(ParseWhen, digits_left_out_from_the_right_widen_the_date) {
    EXPECT_EQ(bounds("201X"), "2010-01-01 2019-12-31");
    EXPECT_EQ(bounds("20XX"), "2000-01-01 2099-12-31");
    EXPECT_EQ(bounds("1XXX"), "1000-01-01 1999-12-31");
    EXPECT_EQ(bounds("2018-XX"), "2018-01-01 2018-12-31");
    EXPECT_EQ(bounds("2018-07-XX"), "2018-07-01 2018-07-31");
    EXPECT_EQ(bounds("2018-XX-XX"), "2018-01-01 2018-12-31");
    EXPECT_EQ(bounds("XXXX-XX-XX"), "- -");
    EXPECT_EQ(bounds("-004X"), "-0049-01-01 -0040-12-31");
    for (const auto* text : {"2X18", "X018", "2018-X7", "2018-0X", "2018-XX-19", "201X-07", "2018-07-1X",
                             "201x", "-XXXX", "-000X-01"})
        EXPECT_EQ(bounds(text), "refused") << text;
}

TEST(ParseWhen, a_doubtful_date_is_one_unit_wider_on_each_side) {
    EXPECT_EQ(bounds("2018-07-19~"), "2018-07-18 2018-07-20");
    EXPECT_EQ(bounds("2018-07-19?"), "2018-07-18 2018-07-20");
    EXPECT_EQ(bounds("2018-07-19%"), "2018-07-18 2018-07-20");
    EXPECT_EQ(bounds("2018-07~"), "2018-06-01 2018-08-31");
    EXPECT_EQ(bounds("2018-01?"), "2017-12-01 2018-02-28");
    EXPECT_EQ(bounds("2016-01?"), "2015-12-01 2016-02-29");
    EXPECT_EQ(bounds("2005?"), "2004-01-01 2006-12-31");
    EXPECT_EQ(bounds("201X~"), "2000-01-01 2029-12-31");
    EXPECT_EQ(bounds("2018-22~"), "2018-03-01 2018-12-23");
    EXPECT_EQ(bounds("9999~"), "9998-01-01 -");
    EXPECT_EQ(bounds("-9999~"), "- -9998-12-31");
    EXPECT_EQ(bounds("XXXX-XX-XX~"), "- -");
    for (const auto* text : {"~2018", "2018~~", "2018?~", "2018-~07", "~", "?"})
        EXPECT_EQ(bounds(text), "refused") << text;
}

TEST(ParseWhen, an_interval_is_some_day_between_its_ends) {
    EXPECT_EQ(bounds("2021-10-01/2021-10-31"), "2021-10-01 2021-10-31");
    EXPECT_EQ(bounds("2005/2018-07"), "2005-01-01 2018-07-31");
    EXPECT_EQ(bounds("../2021-10"), "- 2021-10-31");
    EXPECT_EQ(bounds("/2021-10"), "- 2021-10-31");
    EXPECT_EQ(bounds("2005/.."), "2005-01-01 -");
    EXPECT_EQ(bounds("2005/"), "2005-01-01 -");
    EXPECT_EQ(bounds("2005~/2006"), "2004-01-01 2006-12-31");
    for (const auto* text : {"/", "../..", "/..", "../", "2006/2005", "2005/2006/2007", "2005//2006",
                             "2005/1989-06-31", ".../2005"})
        EXPECT_EQ(bounds(text), "refused") << text;
}

TEST(ParseWhen, sentinels_and_impossible_dates_are_no_dates) {
    for (const auto* text : {"0001-01-01",
                             "9999-12-31",
                             "2999-01-01",
                             "0001-01-01~",
                             "../9999-12-31",
                             "1989-06-31",
                             "2018-02-29",
                             "2018-13",
                             "2018-00",
                             "2018-07-00",
                             "",
                             " ",
                             "2018 ",
                             "18",
                             "02018",
                             "Y12018",
                             "2018-07-19T00:00:00Z",
                             "31/06/1989",
                             "unknown",
                             "2018-07-",
                             "-"})
        EXPECT_EQ(bounds(text), "refused") << text;
    EXPECT_EQ(bounds("1900-01-01"), "1900-01-01 1900-01-01");
}

TEST(ParseWhen, the_spelling_is_kept_and_one_day_is_written_once) {
    EXPECT_EQ(parse_when("2018-07~")->edtf, "2018-07~");
    EXPECT_EQ(parse_when("2018-07-19/2018-07-19")->edtf, "2018-07-19");
    EXPECT_EQ(*parse_when("2018-07-19/2018-07-19"), on(day("2018-07-19")));
    EXPECT_FALSE(*parse_when("2018-XX") == *parse_when("2018"));
}

TEST(When, what_is_made_is_what_would_be_read) {
    const auto a = day("2021-10-01"), b = day("2021-10-31");
    for (const auto& made : {on(a), not_after(b), between(a, b), between(b, a), between(a, a), When{}}) {
        const auto read = parse_when(made.edtf);
        ASSERT_TRUE(read) << made.edtf;
        EXPECT_EQ(read->lo, made.lo) << made.edtf;
        EXPECT_EQ(read->hi, made.hi) << made.edtf;
    }
    EXPECT_EQ(not_after(b).edtf, "../2021-10-31");
    EXPECT_EQ(between(a, b).edtf, "2021-10-01/2021-10-31");
    EXPECT_EQ(between(a, a).edtf, "2021-10-01");
}

TEST(When, whether_it_has_happened_is_yes_no_or_not_to_be_known) {
    const auto july = *parse_when("2018-07");
    EXPECT_EQ(happened_by(july, day("2018-06-30")), Truth::no);
    EXPECT_EQ(happened_by(july, day("2018-07-01")), Truth::unknown);
    EXPECT_EQ(happened_by(july, day("2018-07-30")), Truth::unknown);
    EXPECT_EQ(happened_by(july, day("2018-07-31")), Truth::yes);
    const auto certain = on(day("2018-07-19"));
    EXPECT_EQ(happened_by(certain, day("2018-07-18")), Truth::no);
    EXPECT_EQ(happened_by(certain, day("2018-07-19")), Truth::yes);
    EXPECT_EQ(happened_by(When{}, day("2018-07-19")), Truth::unknown);
    EXPECT_EQ(happened_by(not_after(day("2021-10-31")), day("2021-10-31")), Truth::yes);
    EXPECT_EQ(happened_by(not_after(day("2021-10-31")), day("2021-10-30")), Truth::unknown);
    EXPECT_EQ(happened_by(*parse_when("2005/.."), day("2004-12-31")), Truth::no);
}

TEST(When, spans_overlap_and_contain_each_other) {
    const auto year = *parse_when("2018"), july = *parse_when("2018-07"), august = *parse_when("2018-08");
    EXPECT_TRUE(contains(year, july));
    EXPECT_FALSE(contains(july, year));
    EXPECT_TRUE(contains(july, july));
    EXPECT_FALSE(overlaps(july, august));
    EXPECT_TRUE(overlaps(july, *parse_when("2018-07-31/2018-08-02")));
    EXPECT_FALSE(contains(july, *parse_when("2018-07-31/2018-08-02")));
    EXPECT_TRUE(contains(When{}, year));
}

}  // namespace
