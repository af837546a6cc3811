// Cases that ask by two times and under two profiles.
#include <gtest/gtest.h>

#include "case_file.hpp"

namespace {

constexpr const char* given = R"(case inline
said un-mtdsg be - signed 2005-10-24 published=2005-11-02
said be-chamber be be-fed bill-tabled 2018-06-21 published=2018-06-21
track opcat be
)";

std::vector<std::string> run(const std::string& text) {
    return cases::run_text(std::string{given} + text, "inline.case", "tests/cases/evidence");
}

}  // namespace

TEST(CaseViews, each_expectation_holds_in_every_view_of_its_block) {
    EXPECT_TRUE(run("at 2016-08-01\nexpect R1 be-fed severe certain\n").empty())
        << "the bill is recorded for a later day";
    EXPECT_TRUE(run("at 2016-08-01 published practice-aware strict\nexpect R1 be-fed severe unsearched\n"
                    "expect nothing listed\nexpect healthy\n")
                    .empty())
        << "but was not public";
    EXPECT_EQ(run("at 2016-08-01 on published\nexpect R1 be-fed severe certain\n").size(), 1u);
    EXPECT_EQ(run("at 2016-08-01 practice-aware strict\nexpect nothing\n").size(), 2u);
}

TEST(CaseViews, a_failure_says_in_which_view) {
    const auto wrong = run("at 2016-08-01 published strict\nexpect R1 be-fed notice\n");
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_EQ(wrong[0].find("inline.case:6: severity is severe"), 0u) << wrong[0];
    const auto two = run("at 2016-08-01 on published\nexpect R1 be-fed severe unsearched\n");
    ASSERT_EQ(two.size(), 1u);
    EXPECT_EQ(two[0].find("inline.case:6: on 2016-08-01, practice-aware: certainty differs"), 0u) << two[0];
}

TEST(CaseViews, before_anything_was_public_nothing_can_be_expected) {
    EXPECT_TRUE(run("at 2005-11-01 published\nexpect unrecorded\n").empty());
    EXPECT_TRUE(run("published 2005-11-01\nexpect unrecorded\n").empty());
    EXPECT_FALSE(run("at 2005-11-01 published\nexpect nothing\n").empty());
    EXPECT_FALSE(run("at 2005-11-02 published\nexpect unrecorded\n").empty());
    EXPECT_FALSE(run("at 2005-11-01\nexpect unrecorded\n").empty()) << "it had been signed";
}

TEST(CaseViews, a_look_below_a_day_is_of_that_day_only) {
    EXPECT_TRUE(run("at 2016-08-01 published\nlooked be-chamber be be-fed bill-tabled 2005-10-24 2016-08-01\n"
                    "expect R1 be-fed severe certain\n"
                    "at 2016-08-01 published\nexpect R1 be-fed severe unsearched\n")
                    .empty());
    EXPECT_TRUE(run("at 2016-08-01 published\nlooked be-chamber be be-fed bill-tabled 2005-10-24 2016-08-02\n"
                    "expect R1 be-fed severe unsearched\n")
                    .empty())
        << "nor is it known before it was made";
}

TEST(CaseViews, what_is_listed_is_not_nothing) {
    EXPECT_EQ(run("at 2016-08-01\nexpect nothing listed\n").size(), 1u);
    EXPECT_EQ(run("at 2016-08-01\nexpect healthy\n").size(), 1u);
}

TEST(CaseViews, two_ways_of_asking_at_once_are_refused) {
    for (const auto* text :
         {"on 2016-08-01\nat 2016-08-01\nexpect healthy\n", "at 2016-08-01\nexpect healthy\nprofile strict\n",
          "expect healthy\nat 2016-08-01\nexpect healthy\n",
          "at 2016-08-01\nsaid un-mtdsg be - signed 2005\nexpect healthy\n",
          "at 2016-08-01 loudly\nexpect healthy\n", "at then\nexpect healthy\n", "at 2016-08-01\n",
          "expect healthy\n"})
        EXPECT_FALSE(run(text).empty()) << text;
}
