#include "registry/procedure/procedure.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "registry/model/messages.hpp"
#include "road_facts.hpp"
#include "schemas/schemas.hpp"

using namespace registry;
using by_hand::day;

namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

const StepState& state(const Walk& walk, std::string_view milestone, std::string_view entity = {}) {
    for (const auto& each : walk.states)
        if (each.step->milestone == milestone && each.entity == entity) return each;
    throw std::runtime_error("no such step");
}

std::vector<std::string> next(const Walk& walk) {
    std::vector<std::string> steps;
    for (const auto at : walk.next)
        steps.push_back(walk.states[at].step->milestone +
                        (walk.states[at].entity.empty() ? "" : " " + walk.states[at].entity));
    return steps;
}

Walk walk_of(const TrackFacts& facts, const char* on) {
    return walk(*procedure_of(facts, words()).procedure, facts, words(), day(on));
}

using Steps = std::vector<std::string>;

std::string with_step(const std::string& steps) {
    return R"(<procedure xmlns="urn:placet:procedures:1" id="x" version="1" party="be" qualification="mixed" kinds="protocol">
<title lang="nl">x</title><title lang="fr">x</title><title lang="de">x</title><title lang="en">x</title>
<authority>Const.</authority>)" +
           steps + "</procedure>";
}

}  // namespace

TEST(Procedure, the_declared_files_follow_their_schema) {
    EXPECT_EQ(std::system("xmllint --noout --relaxng schemas/procedures/procedures.rng "
                          "schemas/procedures/*.xml >/dev/null 2>&1"),
              0);
}

TEST(Procedure, belgium_has_three_each_with_its_own_gate_and_basis) {
    const auto gate = [](const char* id) {
        for (const auto& step : procedure(id)->steps)
            if (step.milestone == "deposited") return step;
        throw std::runtime_error("no deposit");
    };
    EXPECT_TRUE(has_may(gate("be-treaty-federal").requires_));  // allowed before assent: Const. 167 § 2
    EXPECT_FALSE(has_may(gate("be-treaty-mixed").requires_));   // gated: Const. 167 § 4
    EXPECT_NE(gate("be-treaty-mixed").authorities[0].text.find("8 March 1994, art. 12"), std::string::npos);
    EXPECT_NE(gate("be-treaty-federal").authorities[0].text, gate("be-treaty-federated").authorities[0].text);
    for (const auto& step : procedure("be-treaty-federated")->steps)
        EXPECT_FALSE(step.federal) << step.milestone;
}

TEST(Procedure, what_the_papers_mark_unverified_is_marked) {
    int unverified = 0;
    for (const auto& each : built_in_procedures()) {
        for (const auto& authority : each.authorities) unverified += authority.verified ? 0 : 1;
        for (const auto& step : each.steps) {
            EXPECT_FALSE(step.authorities.empty()) << each.id << " " << step.milestone;
            for (const auto& authority : step.authorities) {
                unverified += authority.verified ? 0 : 1;
                const bool doubtful =
                    authority.text.find("Charter art. 102") != std::string::npos ||
                    (authority.text.find("30 days") != std::string::npos && step.milestone == "qualified");
                EXPECT_TRUE(!doubtful || !authority.verified) << authority.text;
            }
        }
    }
    EXPECT_GT(unverified, 6);
}

TEST(Procedure, every_actor_has_a_name_in_every_language) {
    for (const auto& each : built_in_procedures())
        for (const auto& step : each.steps)
            for (const auto& [lang, _] : Names<Lang>::table) EXPECT_NE(say(lang, step.actor), step.actor);
}

TEST(Procedure, is_chosen_by_a_recorded_qualification) {
    for (const auto& [said, id] :
         {std::pair{"mixed", "be-treaty-mixed"}, std::pair{"federated", "be-treaty-federated"},
          std::pair{"be-treaty-federal", "be-treaty-federal"}, std::pair{"eu-mixed", "be-treaty-mixed"}}) {
        by_hand::Facts facts;
        facts.event("signed", "", "2020-01-01")
            .event("adopted", "be-vlg", "2020-02-01")
            .event("qualified", "", "2020", said);
        const auto choice = procedure_of(facts, words());
        ASSERT_TRUE(choice.procedure);
        EXPECT_EQ(choice.procedure->id, id);
        EXPECT_TRUE(choice.recorded);
    }
}

TEST(Procedure, is_else_chosen_by_the_entities_and_says_so) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01");
    EXPECT_EQ(procedure_of(facts, words()).procedure->id, "be-treaty-federal");
    EXPECT_FALSE(procedure_of(facts, words()).recorded);
    facts.event("bill-tabled", "be-fed", "2020-02-01");
    EXPECT_EQ(procedure_of(facts, words()).procedure->id, "be-treaty-federal");
    facts.event("entity-engaged", "be-wal", "2020-01-01");
    EXPECT_EQ(procedure_of(facts, words()).procedure->id, "be-treaty-mixed");
    EXPECT_FALSE(procedure_of(facts, words()).recorded);
}

TEST(Procedure, there_is_none_for_other_parties_or_for_what_is_no_treaty) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01");
    facts.party = "fr";
    EXPECT_EQ(procedure_of(facts, words()).procedure, nullptr);
    facts.party = "be";
    facts.instrument_kind = "circular";
    EXPECT_EQ(procedure_of(facts, words()).procedure, nullptr);
    facts.instrument_kind = "protocol";
    EXPECT_NE(procedure_of(facts, words()).procedure, nullptr);
}

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

TEST(Procedure, defects_are_refused_with_their_line) {
    const std::string fine = R"(<step milestone="signed" actor="actor.king"><authority>a</authority></step>)";
    ASSERT_TRUE(read_procedure(with_step(fine), "x.xml"));
    for (
        const auto& steps :
        {std::string{}, fine + fine,
         std::string{R"(<step milestone="sigend" actor="actor.king"><authority>a</authority></step>)"},
         std::string{R"(<step milestone="signed"><authority>a</authority></step>)"},
         std::string{R"(<step milestone="signed" actor="actor.king"/>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king" may="perhaps"><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king" may="yes" must="yes"><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king" from="2020-02-30"><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king"><authority verified="maybe">a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king"><requires/><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king"><requires><happened milestone="adopted"/></requires><authority>a</authority></step>)"} +
             "<step milestone=\"adopted\" actor=\"actor.king\"><authority>a</authority></step>"}) {
        const auto read = read_procedure(with_step(steps), "x.xml");
        ASSERT_FALSE(read) << steps;
        EXPECT_EQ(read.error().where.find("x.xml:"), 0u);
    }
    EXPECT_FALSE(read_procedure("<procedure/>", "x.xml"));
    EXPECT_FALSE(read_procedure("", "x.xml"));
    EXPECT_FALSE(read_procedure("<rule xmlns=\"urn:placet:rules:1\"/>", "x.xml"));
}
