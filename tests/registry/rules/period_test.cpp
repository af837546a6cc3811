// Periods that run on a road: their ends, what is certain of them, what they are conditions of.
#include <gtest/gtest.h>

#include <cstdlib>

#include "registry/model/messages.hpp"
#include "registry/rules/judge.hpp"
#include "registry/rules/words.hpp"
#include "walks.hpp"

using namespace registry;
using by_hand::day;
using by_hand::next;
using by_hand::state;
using by_hand::walk_of;
using by_hand::words;

namespace {

by_hand::Facts laid(const char* day, const char* to = "2025-02-28") {
    by_hand::Facts facts;
    facts.party = "gb";
    facts.event("signed", "", "2024-12-10").event("laid", "", day);
    SittingDays joint{"uk-joint", by_hand::day("2025-01-06"), by_hand::day(to), {}, "key"};
    for (auto each = joint.from; each <= joint.to; each += std::chrono::days{1})
        if (std::chrono::weekday{each} != std::chrono::Saturday &&
            std::chrono::weekday{each} != std::chrono::Sunday)
            joint.days.push_back(each);
    facts.sittings = std::make_shared<const std::vector<SittingDays>>(1, joint);
    return facts;
}

}  // namespace

TEST(Period, runs_through_its_last_day_and_has_ended_the_day_after) {
    const auto facts = laid("2025-01-06");  // weekdays only: the twenty-first after it is 4 February
    const Road road{facts, words()};
    const auto period = road.period("laid", day("2025-03-01"));
    ASSERT_TRUE(period);
    EXPECT_EQ(period->last_day(), day("2025-02-04"));
    EXPECT_EQ(period->ended(day("2025-02-04")), Truth::no);
    EXPECT_EQ(period->ended(day("2025-02-05")), Truth::yes);
    EXPECT_FALSE(road.period("laid", day("2025-01-05")));    // not begun
    EXPECT_FALSE(road.period("signed", day("2025-03-01")));  // no clock
}

TEST(Period, past_the_calendar_nothing_is_guessed_but_what_must_be) {
    const auto facts = laid("2025-01-06", "2025-01-31");  // 19 of 21 days are known
    const Road road{facts, words()};
    const auto period = road.period("laid", day("2025-03-01"));
    ASSERT_TRUE(period);
    EXPECT_FALSE(period->latest);
    EXPECT_EQ(period->why, Period::Why::calendar_ends);
    EXPECT_EQ(period->earliest, day("2025-02-02"));  // were both Houses to sit on each of the next two days
    EXPECT_EQ(period->ended(day("2025-02-02")), Truth::no);
    EXPECT_EQ(period->ended(day("2025-02-03")), Truth::unknown);
    EXPECT_EQ(period->ended(day("2030-01-01")), Truth::unknown);
}

TEST(Period, a_vague_beginning_leaves_only_what_no_reading_can_change) {
    const auto facts = laid("2025-01");
    const Road road{facts, words()};
    const auto period = road.period("laid", day("2025-03-01"));
    ASSERT_TRUE(period);
    EXPECT_FALSE(period->last_day());
    EXPECT_EQ(period->why, Period::Why::vague_start);
    EXPECT_EQ(period->ended(day("2025-01-15")), Truth::no);
    EXPECT_EQ(period->ended(day("2025-02-10")), Truth::unknown);
    EXPECT_EQ(period->ended(day("2025-03-02")), Truth::unknown);  // the calendar ends first
}

TEST(Period, an_extension_of_unsaid_length_leaves_the_end_open) {
    auto facts = laid("2025-01-06");
    facts.event("period-extended", "", "2025-01-20");
    const Road road{facts, words()};
    EXPECT_EQ(road.period("laid", day("2025-01-19"))->last_day(), day("2025-02-04"));
    const auto period = road.period("laid", day("2025-03-01"));
    EXPECT_FALSE(period->latest);
    EXPECT_EQ(period->why, Period::Why::vague_extension);
    EXPECT_EQ(period->ended(day("2025-02-28")), Truth::unknown);
}

TEST(Period, laid_again_begins_again) {
    auto facts = laid("2025-01-06");
    facts.event("laid", "", "2025-01-20");
    const Road road{facts, words()};
    EXPECT_EQ(road.period("laid", day("2025-01-10"))->last_day(), day("2025-02-04"));
    EXPECT_EQ(road.period("laid", day("2025-02-20"))->last_day(), day("2025-02-18"));
}

TEST(Period, announced_days_are_said_to_be) {
    auto facts = laid("2025-01-06");
    auto days = *facts.sittings;
    days[0].as_of = day("2025-01-20");
    facts.sittings = std::make_shared<const std::vector<SittingDays>>(days);
    EXPECT_TRUE((Road{facts, words()}.period("laid", day("2025-03-01"))->announced));
    days[0].as_of = day("2025-02-04");
    facts.sittings = std::make_shared<const std::vector<SittingDays>>(days);
    EXPECT_FALSE((Road{facts, words()}.period("laid", day("2025-03-01"))->announced));
}

TEST(Period, its_end_is_a_condition_with_a_proof_in_words) {
    const auto facts = laid("2025-01-06");
    const Road road{facts, words()};
    const Condition ended{PeriodEnded{"laid"}};
    const auto reason = judge(ended, road, {}, day("2025-02-05"));
    EXPECT_EQ(reason.truth, Truth::yes);
    EXPECT_EQ(reason.evidence, (std::vector<std::string>{facts.events[1].id}));
    EXPECT_EQ(sentence(Lang::en, reason, words(), day("2025-02-05")),
              "The period after “Laid before parliament” runs through 4 February 2025");
    EXPECT_EQ(judge(ended, road, {}, day("2025-02-04")).truth, Truth::no);
    const auto later = laid("2025-01-06", "2025-01-31");
    const Road short_road{later, words()};
    const auto unknown = judge(ended, short_road, {}, day("2025-03-01"));
    EXPECT_EQ(unknown.truth, Truth::unknown);
    EXPECT_EQ(sentence(Lang::en, unknown, words(), day("2025-03-01")),
              "When the period after “Laid before parliament” ends cannot be known yet: the calendar ends on "
              "31 January "
              "2025");
    by_hand::Facts none;
    none.party = "gb";
    EXPECT_EQ(judge(ended, Road{none, words()}, {}, day("2025-03-01")).message, "because.period-not-begun");
}

TEST(Period, tacit_approval_is_computed_and_never_beside_a_recorded_one) {
    by_hand::Facts facts;
    facts.party = "nl";
    facts.event("signed", "", "2024-12-10").event("laid", "", "2025-03-03");
    const auto walk = walk_of(facts, "2025-04-03");
    const auto& tacit = state(walk, "approved-tacitly");
    ASSERT_TRUE(tacit.event);
    EXPECT_TRUE(tacit.event->derived);
    EXPECT_EQ(tacit.event->when.edtf, "2025-04-03");
    EXPECT_EQ(tacit.recorded, Recorded::happened);
    EXPECT_EQ(state(walk_of(facts, "2025-04-02"), "approved-tacitly").recorded, Recorded::future);
    facts.event("approved-tacitly", "", "2025-04-05");
    const auto recorded = walk_of(facts, "2025-05-01");
    EXPECT_FALSE(state(recorded, "approved-tacitly").event->derived);
    EXPECT_EQ(state(recorded, "approved-tacitly").event->when.edtf, "2025-04-05");
}

TEST(Period, a_rule_on_a_road_is_judged_again_when_it_ends) {
    const auto facts = laid("2025-01-06");
    const auto judgement =
        registry::judge(facts, built_in_rules(), words(), Profile::practice_aware, day("2025-01-10"));
    ASSERT_TRUE(judgement.next_change);
    EXPECT_LE(*judgement.next_change, day("2025-02-05"));
}
