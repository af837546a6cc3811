#include "registry/timeline/in_force.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace registry;

namespace {

When when(const char* edtf) { return parse_when(edtf).value(); }
Day day(const char* text) { return parse_day(text).value(); }

// Art. 28: the twentieth instrument and thirty days; later parties thirty days after their own.
const EntryClause opcat{20, {0, 30}, {0, 30}, "OPCAT art. 28"};

// The first deposits, as the depositary lists them.
std::vector<Consent> first_deposits() {
    const std::pair<const char*, const char*> listed[] = {
        {"al", "2003-10-01"}, {"gb", "2003-12-10"}, {"ar", "2004-11-15"}, {"dk", "2004-06-25"},
        {"mt", "2003-09-24"}, {"mx", "2005-04-11"}, {"ge", "2005-08-09"}, {"pl", "2005-09-14"},
        {"se", "2005-09-14"}, {"hr", "2005-04-25"}, {"mu", "2005-06-21"}, {"lr", "2004-09-22"},
        {"mv", "2006-02-15"}, {"uy", "2005-12-08"}, {"cr", "2005-12-01"}, {"py", "2005-12-02"},
        {"ml", "2005-05-12"}, {"es", "2006-04-04"}, {"bo", "2006-05-23"}, {"hn", "2006-05-23"}};
    std::vector<Consent> consents;
    for (const auto& [party, deposited] : listed)
        consents.push_back({party, when(deposited), std::nullopt, std::nullopt});
    return consents;
}

Consent consent(const char* deposited) { return {"be", when(deposited), std::nullopt, std::nullopt}; }

}  // namespace

TEST(InForce, the_thirtieth_day_after_the_twentieth_deposit_is_the_day_the_depositary_prints) {
    EXPECT_EQ(after(day("2006-05-23"), {0, 30}), day("2006-06-22"));
    const auto entry = general_entry(opcat, first_deposits(), when("2006-06-22"));
    ASSERT_TRUE(entry.computed);
    EXPECT_EQ(iso(entry.computed->lo), "2006-06-22");
    EXPECT_TRUE(entry.computed->is_day());
    EXPECT_EQ(entry.recorded->edtf, "2006-06-22");
    ASSERT_EQ(entry.counted.size(), 20u);
    EXPECT_EQ(entry.counted.front(), "mt");
    EXPECT_EQ(entry.counted.back(), "hn");
}

TEST(InForce, nineteen_are_not_enough) {
    auto consents = first_deposits();
    consents.pop_back();
    const auto entry = general_entry(opcat, consents, std::nullopt);
    EXPECT_FALSE(entry.computed);
    const auto of = consents[0];
    EXPECT_EQ(bound(opcat, entry, of, day("2007-01-01"), day("2008-01-01")).bound, Bound::no);
    const auto later = bound(opcat, entry, of, day("2009-01-01"), day("2008-01-01"));
    EXPECT_EQ(later.bound, Bound::cannot_be_known) << "others may have deposited since";
    EXPECT_EQ(later.because, "bound.threshold-not-reached");
    EXPECT_EQ(bound(opcat, entry, of, day("2007-01-01")).bound, Bound::cannot_be_known);
}

TEST(InForce, a_deposit_that_does_not_decide_may_be_vague) {
    auto consents = first_deposits();
    consents[0].deposited = when("2003");
    EXPECT_EQ(iso(general_entry(opcat, consents, std::nullopt).computed->hi), "2006-06-22");
}

TEST(InForce, a_vague_deposit_that_decides_makes_the_day_vague) {
    auto consents = first_deposits();
    consents[19].deposited = when("2006");
    const auto entry = general_entry(opcat, consents, std::nullopt);
    ASSERT_TRUE(entry.computed);
    EXPECT_EQ(iso(entry.computed->lo), "2006-06-22") << "the other of the two is of 23 May";
    EXPECT_EQ(iso(entry.computed->hi), "2007-01-30");
    const auto of = consents[0];
    EXPECT_EQ(bound(opcat, entry, of, day("2006-06-21")).bound, Bound::no);
    EXPECT_EQ(bound(opcat, entry, of, day("2006-09-01")).bound, Bound::cannot_be_known);
    EXPECT_EQ(bound(opcat, entry, of, day("2006-09-01")).because, "bound.date-vague");
    EXPECT_EQ(bound(opcat, entry, of, day("2007-01-30")).bound, Bound::yes);
}

TEST(InForce, a_deposit_of_unknown_day_that_decides_leaves_the_end_open) {
    auto consents = first_deposits();
    consents[19].deposited = When{};
    const auto entry = general_entry(opcat, consents, std::nullopt);
    ASSERT_TRUE(entry.computed);
    EXPECT_EQ(entry.computed->hi, latest_day);
    EXPECT_EQ(bound(opcat, entry, consents[0], day("2050-01-01")).bound, Bound::cannot_be_known);
}

TEST(InForce, who_withdrew_before_the_number_was_reached_does_not_count) {
    auto consents = first_deposits();
    consents[4].withdrawn = when("2005-01-01");
    EXPECT_FALSE(general_entry(opcat, consents, std::nullopt).computed);
    consents.push_back({"ee", when("2006-12-18"), std::nullopt, std::nullopt});
    const auto entry = general_entry(opcat, consents, std::nullopt);
    ASSERT_TRUE(entry.computed);
    EXPECT_EQ(iso(entry.computed->lo), "2007-01-17");
    EXPECT_EQ(std::count(entry.counted.begin(), entry.counted.end(), "mt"), 0);
}

TEST(InForce, who_withdrew_later_had_counted) {
    auto consents = first_deposits();
    consents[4].withdrawn = when("2010-01-01");
    EXPECT_EQ(iso(general_entry(opcat, consents, std::nullopt).computed->hi), "2006-06-22");
}

TEST(InForce, a_withdrawal_of_unknown_day_makes_the_number_doubtful) {
    auto consents = first_deposits();
    consents[4].withdrawn = When{};
    const auto entry = general_entry(opcat, consents, std::nullopt);
    ASSERT_TRUE(entry.computed);
    EXPECT_EQ(iso(entry.computed->lo), "2006-06-22");
    EXPECT_EQ(entry.computed->hi, latest_day);
}

TEST(InForce, an_early_party_is_bound_with_the_treaty_and_a_late_one_by_its_own_deposit) {
    const auto entry = general_entry(opcat, first_deposits(), std::nullopt);
    const auto early = bound(opcat, entry, consent("2003-09-24"), day("2006-06-22"));
    EXPECT_EQ(early.bound, Bound::yes);
    EXPECT_EQ(early.because, "bound.general-entry");
    EXPECT_EQ(bound(opcat, entry, consent("2003-09-24"), day("2006-06-21")).bound, Bound::no);

    const auto late = consent("2009-03-01");
    EXPECT_EQ(bound(opcat, entry, late, day("2009-02-28")).because, "bound.not-deposited");
    EXPECT_EQ(bound(opcat, entry, late, day("2009-03-30")).because, "bound.not-yet");
    const auto reached = bound(opcat, entry, late, day("2009-03-31"));
    EXPECT_EQ(reached.bound, Bound::yes);
    EXPECT_EQ(reached.because, "bound.own-deposit");
    EXPECT_EQ(iso(reached.computed->lo), "2009-03-31");
}

TEST(InForce, without_consent_nobody_is_bound) {
    const auto entry = general_entry(opcat, first_deposits(), std::nullopt);
    const auto answer = bound(opcat, entry, std::nullopt, day("2020-01-01"), day("2020-01-01"));
    EXPECT_EQ(answer.bound, Bound::no);
    EXPECT_EQ(answer.because, "bound.no-consent");
    const auto later = bound(opcat, entry, std::nullopt, day("2020-01-02"), day("2020-01-01"));
    EXPECT_EQ(later.bound, Bound::cannot_be_known) << "nobody has looked since";
    EXPECT_EQ(later.because, "bound.no-consent-found");
}

TEST(InForce, the_recorded_entry_beats_the_computed_one_and_both_are_shown) {
    const auto entry = general_entry(opcat, first_deposits(), std::nullopt);
    auto of = consent("2009-03-01");
    of.recorded_entry = when("2009-04-15");
    const auto answer = bound(opcat, entry, of, day("2009-04-10"));
    EXPECT_EQ(answer.bound, Bound::no);
    EXPECT_EQ(iso(answer.computed->lo), "2009-03-31");
    EXPECT_EQ(answer.recorded->edtf, "2009-04-15");
    EXPECT_EQ(bound(opcat, entry, of, day("2009-04-15")).because, "bound.recorded-entry");
}

TEST(InForce, the_recorded_general_entry_beats_the_computed_one) {
    const auto entry = general_entry(opcat, {}, when("2006-06-22"));
    EXPECT_FALSE(entry.computed);
    const auto answer = bound(opcat, entry, consent("2004-01-01"), day("2006-06-22"));
    EXPECT_EQ(answer.bound, Bound::yes);
    EXPECT_EQ(answer.because, "bound.general-entry");
}

TEST(InForce, a_vague_own_deposit_cannot_be_known_inside_its_span) {
    const auto entry = general_entry(opcat, first_deposits(), std::nullopt);
    const auto of = consent("2009");
    EXPECT_EQ(bound(opcat, entry, of, day("2009-01-15")).bound, Bound::no)
        << "thirty days after the first day it can be";
    EXPECT_EQ(bound(opcat, entry, of, day("2009-06-01")).bound, Bound::cannot_be_known);
    EXPECT_EQ(bound(opcat, entry, of, day("2010-01-30")).bound, Bound::yes);
}

TEST(InForce, whoever_withdrew_is_bound_until_then) {
    const auto entry = general_entry(opcat, first_deposits(), std::nullopt);
    auto of = consent("2007-01-01");
    of.withdrawn = when("2015-05-05");
    EXPECT_EQ(bound(opcat, entry, of, day("2015-05-04")).bound, Bound::yes);
    EXPECT_EQ(bound(opcat, entry, of, day("2015-05-05")).because, "bound.withdrawn");
    EXPECT_EQ(bound(opcat, entry, of, day("2015-05-05")).bound, Bound::no);
    of.withdrawn = When{};
    EXPECT_EQ(bound(opcat, entry, of, day("2012-01-01")).because, "bound.withdrawal-vague");
    EXPECT_EQ(bound(opcat, entry, of, day("2006-12-31")).bound, Bound::no) << "before it had consented";
    EXPECT_EQ(bound(opcat, entry, of, day("2007-01-15")).because, "bound.not-yet")
        << "before it bound anybody";
}

TEST(InForce, without_a_clause_only_recorded_facts_decide) {
    const GeneralEntry nothing;
    EXPECT_EQ(bound(std::nullopt, nothing, consent("2009-03-01"), day("2010-01-01")).bound,
              Bound::cannot_be_known);
    EXPECT_EQ(bound(std::nullopt, nothing, consent("2009-03-01"), day("2010-01-01")).because,
              "bound.no-clause");
    EXPECT_EQ(bound(std::nullopt, nothing, consent("2009-03-01"), day("2009-02-01")).bound, Bound::no);
    GeneralEntry recorded;
    recorded.recorded = when("2012-01-01");
    EXPECT_EQ(bound(std::nullopt, recorded, consent("2009-03-01"), day("2011-01-01")).bound, Bound::no);
    EXPECT_EQ(bound(std::nullopt, recorded, consent("2009-03-01"), day("2013-01-01")).bound,
              Bound::cannot_be_known);
    auto of = consent("2009-03-01");
    of.recorded_entry = when("2012-01-01");
    EXPECT_EQ(bound(std::nullopt, recorded, of, day("2013-01-01")).bound, Bound::yes);
}

TEST(InForce, a_clause_not_by_number_computes_nothing_general) {
    const EntryClause clause{0, {}, {0, 30}, "art. 5"};
    const auto entry = general_entry(clause, {consent("2009-03-01")}, std::nullopt);
    EXPECT_FALSE(entry.computed);
    EXPECT_EQ(bound(clause, entry, consent("2009-03-01"), day("2010-01-01")).bound, Bound::cannot_be_known);
}
