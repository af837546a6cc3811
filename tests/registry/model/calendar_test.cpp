#include "registry/model/calendar.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace registry;

namespace {

Day day(const char* text) { return *parse_day(text); }

SittingDays january() {
    return {"uk-joint",
            day("2025-01-06"),
            day("2025-01-12"),
            {day("2025-01-06"), day("2025-01-07"), day("2025-01-09")},
            "key"};
}

std::string calendar(const std::string& inside) {
    return "<calendar xmlns=\"urn:placet:calendars:1\" assembly=\"be-chamber\">" + inside + "</calendar>";
}

}  // namespace

TEST(SittingDays, are_counted_after_the_start) {
    const auto days = january();
    EXPECT_EQ(days.nth_after(day("2025-01-06"), 1), day("2025-01-07"));
    EXPECT_EQ(days.nth_after(day("2025-01-06"), 2), day("2025-01-09"));
    EXPECT_EQ(days.nth_after(day("2025-01-05"), 3), day("2025-01-09"));
    EXPECT_EQ(days.nth_after(day("2025-01-06"), 0), std::nullopt);
}

TEST(SittingDays, nothing_is_known_outside_the_calendar) {
    const auto days = january();
    EXPECT_EQ(days.nth_after(day("2025-01-06"), 3), std::nullopt);
    EXPECT_EQ(days.nth_after(day("2025-01-04"), 1), std::nullopt);  // the 5th is not in it
    EXPECT_EQ(days.nth_after(day("2025-01-12"), 1), std::nullopt);
    EXPECT_EQ(days.nth_after(day("2030-01-01"), 1), std::nullopt);
}

TEST(SittingDays, but_it_is_known_what_cannot_be_sooner) {
    const auto days = january();
    EXPECT_EQ(days.earliest_nth_after(day("2025-01-06"), 2), day("2025-01-09"));
    EXPECT_EQ(days.earliest_nth_after(day("2025-01-06"), 3), day("2025-01-13"));
    EXPECT_EQ(days.earliest_nth_after(day("2025-01-06"), 5), day("2025-01-15"));
    EXPECT_EQ(days.earliest_nth_after(day("2025-02-01"), 5), day("2025-02-06"));
    EXPECT_EQ(days.earliest_nth_after(day("2024-12-01"), 5), day("2024-12-06"));
}

TEST(AssemblyCalendar, the_declared_files_follow_their_schema) {
    EXPECT_EQ(std::system("xmllint --noout --relaxng schemas/calendars/calendars.rng "
                          "schemas/calendars/*.xml >/dev/null 2>&1"),
              0);
}

TEST(AssemblyCalendar, the_chamber_is_dissolved_before_each_election_and_its_bills_lapse_then) {
    const auto* chamber = calendar_of("be-chamber");
    ASSERT_TRUE(chamber);
    EXPECT_NE(chamber->lapse_authority.find("5 May 1999"), std::string::npos);
    EXPECT_EQ(chamber->dissolved_after(day("2018-06-21")), day("2019-05-23"));
    EXPECT_EQ(chamber->dissolved_after(day("1995-04-11")), day("1995-04-12"));
    EXPECT_EQ(chamber->dissolved_after(day("1995-04-12")), day("1999-05-05"));
    EXPECT_EQ(chamber->dissolved_after(day("2025-01-01")), std::nullopt);
    int unverified = 0;
    for (const auto& each : chamber->terms) unverified += each.verified ? 0 : 1;
    EXPECT_GT(unverified, 0);  // and said so
    bool caretaker = false;
    for (const auto& each : chamber->caretaker)
        caretaker =
            caretaker || (each.from <= day("2019-03-01") && (!each.to || *each.to >= day("2019-03-01")));
    EXPECT_TRUE(caretaker);
}

TEST(AssemblyCalendar, no_lapse_is_claimed_where_nothing_says_so) {
    int others = 0;
    for (const auto& each : built_in_calendars()) {
        if (each.assembly == "be-chamber") continue;
        ++others;
        EXPECT_TRUE(each.lapse_authority.empty()) << each.assembly;
        EXPECT_EQ(each.dissolved_after(day("2010-01-01")), day("2014-05-24")) << each.assembly;
    }
    EXPECT_EQ(others, 7);
    EXPECT_EQ(calendar_of("nowhere"), nullptr);
}

TEST(AssemblyCalendar, defects_are_refused_with_their_line) {
    ASSERT_TRUE(read_calendar(calendar("<term from=\"2019-05-26\" name=\"55\"/>"), "x.xml"));
    for (const auto& inside :
         {std::string{}, std::string{"<term name=\"55\"/>"}, std::string{"<term from=\"2019-05-26\"/>"},
          std::string{"<term from=\"2019-05-26\" to=\"2019-05-25\" name=\"55\"/>"},
          std::string{"<term from=\"2019-05-26\" name=\"55\" verified=\"perhaps\"/>"},
          std::string{"<term from=\"2014-05-25\" to=\"2019-05-26\" name=\"54\"/><term from=\"2019-05-26\" "
                      "name=\"55\"/>"},
          std::string{"<session from=\"2019-05-26\" name=\"55\"/>"}}) {
        const auto read = read_calendar(calendar(inside), "x.xml");
        ASSERT_FALSE(read) << inside;
        EXPECT_EQ(read.error().where.find("x.xml:"), 0U);
    }
    EXPECT_FALSE(read_calendar("<calendar/>", "x.xml"));
}
