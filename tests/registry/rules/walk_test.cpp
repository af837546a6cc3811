// What a procedure makes of recorded facts: the state of each step, and the steps expected next.
#include <gtest/gtest.h>

#include "walks.hpp"

using namespace registry;
using by_hand::day;
using by_hand::next;
using by_hand::state;
using by_hand::walk_of;
using by_hand::with_step;
using by_hand::words;
using Steps = std::vector<std::string>;

TEST(Walk, recorded_states_are_four) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01")
        .event("bill-tabled", "be-fed", "2021-01-01")
        .event("adopted", "be-fed", "2020");
    const auto walk = walk_of(facts, "2020-07-01");
    EXPECT_EQ(state(walk, "signed").recorded, Recorded::happened);
    EXPECT_EQ(state(walk, "bill-tabled", "be-fed").recorded, Recorded::future);
    EXPECT_EQ(state(walk, "adopted", "be-fed").recorded, Recorded::undated);
    EXPECT_EQ(state(walk, "deposited").recorded, Recorded::not_recorded);
}

TEST(Walk, potential_states_are_four) {
    auto procedure = read_procedure(with_step(R"(
        <step milestone="signed" actor="actor.king" may="yes"><authority>a</authority></step>
        <step milestone="bill-tabled" actor="actor.king" federal="yes"><requires><happened milestone="signed"/></requires><authority>a</authority></step>
        <step milestone="adopted" actor="actor.king" federal="yes"><requires><happened milestone="bill-tabled"/></requires><authority>a</authority></step>
        <step milestone="debated" actor="actor.king" federal="yes" from="2021-01-01"><authority>a</authority></step>
        <step milestone="reported" actor="actor.king" federal="yes" to="2019-12-31"><authority>a</authority></step>
        <step milestone="deposited" actor="actor.king"><requires><may><happened milestone="signed"/></may></requires><authority>a</authority></step>)"),
                                    "x.xml");
    ASSERT_TRUE(procedure) << procedure.error().what;
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01");
    const auto walk = registry::walk(*procedure, facts, words(), day("2020-07-01"));
    EXPECT_EQ(state(walk, "signed").potential, Potential::allowed);
    EXPECT_EQ(state(walk, "bill-tabled", "be-fed").potential, Potential::caused);
    EXPECT_EQ(state(walk, "adopted", "be-fed").potential, Potential::not_yet);
    EXPECT_EQ(state(walk, "debated", "be-fed").potential, Potential::not_now);
    EXPECT_EQ(state(walk, "reported", "be-fed").potential, Potential::not_now);
    EXPECT_EQ(state(walk, "deposited").potential,
              Potential::allowed);  // allowed, so not among what is expected next
    EXPECT_EQ(next(walk), (Steps{"bill-tabled be-fed"}));
}

TEST(Walk, the_next_step_and_its_entity_are_named) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01").event("assent-required", "be-wal", "2020");
    EXPECT_EQ(next(walk_of(facts, "2020-07-01")),
              (Steps{"council-of-ministers be-fed", "council-of-ministers be-wal"}));
    facts.event("adopted", "be-fed", "2021-01-01");
    EXPECT_EQ(next(walk_of(facts, "2021-07-01")),
              (Steps{"council-of-ministers be-wal", "promulgated be-fed"}));
    facts.event("promulgated", "be-fed", "2021-08-01").event("promulgated", "be-wal", "2021-09-01");
    EXPECT_EQ(next(walk_of(facts, "2021-10-01")),
              (Steps{"deposited", "published be-fed", "published be-wal"}));
    EXPECT_EQ(next(walk_of(facts, "2021-08-15")), (Steps{"council-of-ministers be-wal", "published be-fed"}));
}

TEST(Walk, a_mixed_treaty_is_not_deposited_before_the_last_required_assent) {
    by_hand::Facts facts;
    facts.event("qualified", "", "2019", "mixed")
        .event("signed", "", "2020-01-01")
        .event("assent-required", "be-wal", "2020");
    facts.event("promulgated", "be-fed", "2021-08-01");
    EXPECT_EQ(state(walk_of(facts, "2021-10-01"), "deposited").potential, Potential::not_yet);
    facts.event("promulgated", "be-wal", "2021-09-01");
    EXPECT_EQ(state(walk_of(facts, "2021-10-01"), "deposited").potential, Potential::caused);
}

TEST(Walk, a_federal_treaty_may_be_deposited_once_signed) {
    by_hand::Facts facts;
    facts.event("qualified", "", "2019", "federal").event("signed", "", "2020-01-01");
    EXPECT_EQ(state(walk_of(facts, "2021-10-01"), "deposited").potential, Potential::allowed);
    facts.event("promulgated", "be-fed", "2021-08-01");
    EXPECT_EQ(state(walk_of(facts, "2021-10-01"), "deposited").potential, Potential::caused);
}

TEST(Walk, steps_before_a_recorded_one_are_not_recorded_not_missing) {
    by_hand::Facts facts;
    facts.event("signed", "", "2000-12-12").event("deposited", "", "2004-08-11");
    const auto walk = walk_of(facts, "2010-01-01");
    for (const auto* milestone : {"council-of-ministers", "bill-tabled", "adopted", "promulgated"})
        EXPECT_TRUE(state(walk, milestone, "be-fed").passed_over) << milestone;
    EXPECT_EQ(next(walk), (Steps{"entered-into-force"}));
}

TEST(Walk, publication_neither_passes_over_nor_is_passed_over) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01")
        .event("promulgated", "be-fed", "2021-01-01")
        .event("entered-into-force", "", "2021-06-01");
    EXPECT_EQ(next(walk_of(facts, "2022-01-01")), (Steps{"published be-fed"}));  // U2: still open
    by_hand::Facts early;
    early.event("signed", "", "2020-01-01")
        .event("promulgated", "be-fed", "2021-01-01")
        .event("published", "be-fed", "2021-02-01");
    EXPECT_EQ(next(walk_of(early, "2022-01-01")), (Steps{"deposited"}));
    by_hand::Facts only;  // the printed law passes over its own promulgation
    only.event("signed", "", "2020-01-01").event("published", "be-fed", "2021-02-01");
    EXPECT_TRUE(state(walk_of(only, "2022-01-01"), "promulgated", "be-fed").passed_over);
}

TEST(Walk, another_entitys_act_passes_over_nothing_of_ones_own) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01")
        .event("assent-required", "be-wal", "2020")
        .event("promulgated", "be-vlg", "2021-01-01");
    const auto walk = walk_of(facts, "2022-01-01");
    EXPECT_FALSE(state(walk, "council-of-ministers", "be-wal").passed_over);
    EXPECT_TRUE(state(walk, "council-of-ministers", "be-vlg").passed_over);
}

TEST(Walk, what_happened_against_the_order_is_kept_and_flagged) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01")
        .event("promulgated", "be-fed", "2021-01-01")
        .event("adopted", "be-fed", "2021-03-01");
    const auto walk = walk_of(facts, "2022-01-01");
    EXPECT_EQ(state(walk, "promulgated", "be-fed").recorded, Recorded::happened);
    EXPECT_TRUE(state(walk, "promulgated", "be-fed").out_of_order);
    EXPECT_FALSE(state(walk, "adopted", "be-fed").out_of_order);  // the bill is not recorded: no conflict
}

TEST(Walk, a_bill_that_lapsed_is_to_be_tabled_again_before_anything_follows_it) {
    by_hand::Facts facts;
    facts.event("qualified", "", "2014-01-01", "federal")
        .event("signed", "", "2014-01-01")
        .event("bill-tabled", "be-fed", "2015-03-01");
    EXPECT_EQ(next(walk_of(facts, "2020-01-01")), (Steps{"adopted be-fed"}));
    facts.event("lapsed", "be-fed", "2019-05-23");
    EXPECT_EQ(next(walk_of(facts, "2019-05-22")), (Steps{"adopted be-fed"}));
    EXPECT_EQ(next(walk_of(facts, "2020-01-01")), (Steps{"bill-tabled be-fed"}));
    facts.event("bill-tabled", "be-fed", "2021-01-01");
    EXPECT_EQ(next(walk_of(facts, "2022-01-01")), (Steps{"adopted be-fed"}));
}

TEST(Walk, a_computed_entry_into_force_counts_as_recorded) {
    by_hand::Facts facts;
    facts.event("signed", "", "2000-12-12").event("deposited", "", "2004-08-11");
    facts.computed_entry = on(day("2004-09-10"));
    EXPECT_EQ(state(walk_of(facts, "2004-09-09"), "entered-into-force").recorded, Recorded::future);
    EXPECT_EQ(state(walk_of(facts, "2004-09-10"), "entered-into-force").recorded, Recorded::happened);
    EXPECT_TRUE(next(walk_of(facts, "2004-09-10")).empty());
}

TEST(Walk, a_bilateral_treaty_waits_for_a_notification_not_a_deposit) {
    by_hand::Facts facts;
    facts.instrument_kind = "bilateral-treaty";
    facts.event("signed", "", "2020-01-01")
        .event("promulgated", "be-fed", "2021-01-01")
        .event("published", "be-fed", "2021-02-01");
    EXPECT_EQ(next(walk_of(facts, "2022-01-01")), (Steps{"notified-own"}));
}
