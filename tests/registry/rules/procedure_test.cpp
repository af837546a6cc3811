#include "registry/procedure/procedure.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "registry/model/messages.hpp"
#include "registry/procedure/road.hpp"
#include "registry/rules/judge.hpp"
#include "registry/rules/words.hpp"
#include "schemas/schemas.hpp"
#include "walks.hpp"

using namespace registry;
using by_hand::day;
using by_hand::with_step;
using by_hand::words;

namespace {

template <class Joint>
const std::vector<Condition>* parts_of(const Condition& condition) {
    const auto* joint = std::get_if<Joint>(&condition.is);
    return joint ? &joint->of : nullptr;
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
          std::pair{"be-treaty-federal", "be-treaty-federal"}, std::pair{"eu-mixed", "be-eu-mixed"}}) {
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

TEST(Procedure, other_parties_are_under_the_general_one_and_what_is_no_treaty_under_none) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01");
    for (const auto* party : {"za", "suhh", "org-au", "ch"}) {
        facts.party = party;
        ASSERT_NE(procedure_of(facts, words()).procedure, nullptr) << party;
        EXPECT_TRUE(procedure_of(facts, words()).procedure->is_general()) << party;
    }
    facts.party = "Ruritania";
    EXPECT_EQ(procedure_of(facts, words()).procedure, nullptr);
    for (const auto* party : {"be", "fr", "za"}) {
        facts.party = party;
        facts.instrument_kind = "circular";
        EXPECT_EQ(procedure_of(facts, words()).procedure, nullptr) << party;
        facts.instrument_kind = "protocol";
        EXPECT_NE(procedure_of(facts, words()).procedure, nullptr) << party;
    }
}

TEST(Procedure, a_cooperation_agreement_is_told_by_its_kind_and_never_guessed) {
    by_hand::Facts facts;
    facts.event("signed", "", "2020-01-01");
    EXPECT_EQ(procedure_of(facts, words()).procedure->id, "be-treaty-federal");
    facts.instrument_kind = "cooperation-agreement";
    EXPECT_EQ(procedure_of(facts, words()).procedure->id, "be-cooperation-agreement");
}

TEST(Procedure, every_step_has_its_names_its_actor_and_what_it_rests_on) {
    for (const auto& each : built_in_procedures()) {
        EXPECT_FALSE(each.authorities.empty()) << each.id;
        for (const auto& step : each.steps) {
            const auto& name = step.name.empty() ? words().milestone(step.milestone)->label : step.name;
            for (const auto& [lang, _] : Names<Lang>::table) {
                EXPECT_TRUE(name.has(lang)) << each.id << " " << step.milestone;
                EXPECT_TRUE(step.document.empty() || step.document.has(lang))
                    << each.id << " " << step.milestone;
            }
            EXPECT_TRUE(!step.clock || !step.clock->authorities.empty()) << each.id << " " << step.milestone;
        }
    }
}

TEST(Procedure, every_word_a_condition_asks_for_has_a_name) {
    const std::function<void(const Condition&)> look = [&](const Condition& condition) {
        if (const auto* asked = std::get_if<Qualified>(&condition.is)) {
            const auto key = "qualification." + asked->as;
            for (const auto& [lang, _] : Names<Lang>::table) EXPECT_NE(say(lang, key), key);
        }
        for (const auto* below : {parts_of<All>(condition), parts_of<Any>(condition),
                                  parts_of<Not>(condition), parts_of<May>(condition)})
            if (below)
                for (const auto& each : *below) look(each);
    };
    for (const auto& each : built_in_procedures())
        for (const auto& step : each.steps) look(step.requires_);
}

TEST(Qualification, says_its_words_and_what_they_end_in) {
    EXPECT_EQ(says("eu-mixed", "eu-mixed"), Says::word);
    EXPECT_EQ(says("eu-mixed", "mixed"), Says::ending);
    EXPECT_EQ(says("explicit nl aw", "aw"), Says::word);
    EXPECT_EQ(says("explicit nl aw", "sx"), Says::nothing);
    EXPECT_EQ(says("unmixed", "mixed"), Says::nothing);
    EXPECT_EQ(says("", "mixed"), Says::nothing);
}

TEST(Road, a_unitary_party_is_its_own_body) {
    by_hand::Facts facts;
    facts.party = "fr";
    facts.event("signed", "", "2020-01-01");
    const Road signed_only{facts, words()};
    EXPECT_TRUE(signed_only.is_unitary());
    EXPECT_EQ(signed_only.required(), (std::vector<std::string_view>{""}));
    EXPECT_EQ(signed_only.recorded(), (std::vector<std::string_view>{""}));
    EXPECT_TRUE(signed_only.acting().empty());
    EXPECT_TRUE(signed_only.list_is_whole());
    facts.event("bill-tabled", "", "2021-01-01");
    EXPECT_EQ((Road{facts, words()}.acting()), (std::vector<std::string_view>{""}));
    facts.events.back().general = true;  // of the instrument itself, for everybody
    EXPECT_TRUE((Road{facts, words()}.acting().empty()));
    facts.party = "za";
    EXPECT_FALSE((Road{facts, words()}.is_unitary()));
    EXPECT_TRUE((Road{facts, words()}.required().empty()));
    facts.party = "be";
    EXPECT_FALSE((Road{facts, words()}.is_unitary()));
}

TEST(Rules, nobody_waits_for_a_step_the_procedure_does_not_know) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-01-01").absent("bill-tabled", "", "2025-01-01", "other");
    const auto rules_on = [&](const char* party) {
        facts.party = party;
        std::set<std::string> found;
        for (const auto& each :
             registry::judge(facts, built_in_rules(), words(), Profile::practice_aware, day("2025-01-01"))
                 .verdicts)
            found.insert(each.rule);
        return found;
    };
    EXPECT_TRUE(rules_on("fr").contains("R1"));
    EXPECT_FALSE(rules_on("gb").contains("R1"));  // no bill of assent there
    EXPECT_FALSE(rules_on("za").contains("R1"));
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
             R"(<step milestone="signed" actor="actor.king"><name lang="nl">a</name><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="signed" actor="actor.king"><requires><period-ended from="signed"/></requires><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="laid" actor="actor.king"><clock from="laid" days="21" count="sitting" basis="statute"><authority>a</authority></clock><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="laid" actor="actor.king"><clock from="laid" days="0" count="calendar" basis="statute"><authority>a</authority></clock><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="laid" actor="actor.king"><clock from="laid" days="3" count="calendar" basis="statute"/><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="laid" actor="actor.king"><clock from="signed" days="3" count="calendar" basis="statute"><authority>a</authority></clock><authority>a</authority></step>)"},
         std::string{
             R"(<step milestone="approved-tacitly" actor="actor.king" after-period="laid"><authority>a</authority></step>)"},
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
