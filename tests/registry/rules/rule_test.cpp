#include "registry/rules/rule.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace registry;

namespace {

std::string with(const std::string& body, const std::string& attributes =
                                              R"(id="R99" version="1" basis="editorial" scope="federal")") {
    std::string text = "<rule xmlns=\"urn:placet:rules:1\" " + attributes + ">";
    for (const auto* lang : {"nl", "fr", "de", "en"})
        text += std::string{"<title lang=\""} + lang + "\">t</title><explanation lang=\"" + lang +
                "\">e</explanation>";
    return text + "<authority>Const.</authority>" + body + "</rule>";
}

const std::string fine =
    R"(<clock on="adopted"/><awaits milestone="published"/><ladder notice="P30D" warn="P2M"/>)";

Span limit(const char* id, Profile profile, Severity severity) {
    return *rule(id)->ladder[static_cast<std::size_t>(profile)].at[static_cast<std::size_t>(severity)];
}
bool has_limit(const char* id, Profile profile, Severity severity) {
    return rule(id)
        ->ladder[static_cast<std::size_t>(profile)]
        .at[static_cast<std::size_t>(severity)]
        .has_value();
}

}  // namespace

TEST(Rule, the_declared_files_follow_their_schema) {
    EXPECT_EQ(
        std::system("xmllint --noout --relaxng schemas/rules/rules.rng schemas/rules/*.xml >/dev/null 2>&1"),
        0);
}

TEST(Rule, the_declared_ones_are_these_in_order) {
    std::vector<std::string> ids;
    for (const auto& each : built_in_rules()) ids.push_back(each.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"R1",      "R2",  "R3",  "R4",  "R5",  "R6",  "R7",
                                             "R7b",     "R8",  "R9",  "R10", "R11", "R12", "R12-unesco",
                                             "R12-who", "R13", "R14", "R15", "G1",  "P1"}));
}

TEST(Rule, each_says_what_it_rests_on_in_four_languages) {
    for (const auto& each : built_in_rules()) {
        EXPECT_FALSE(each.authorities.empty()) << each.id;
        for (const auto& [lang, _] : Names<Lang>::table) {
            EXPECT_TRUE(each.title.has(lang)) << each.id;
            EXPECT_TRUE(each.explanation.has(lang)) << each.id;
        }
    }
}

// Semantics 6: the product states what is and is not found; it accuses nobody.
TEST(Rule, no_text_accuses) {
    for (const auto& each : built_in_rules())
        for (const auto& labels : {each.title, each.explanation})
            for (const auto& text : labels.by_lang)
                for (const auto* word :
                     {"laggard", "blocks", "overdue", "defect", "failure", "never published", "nalatig",
                      "blokkeert", "retardataire", "manquement", "säumig", "versäumt"})
                    EXPECT_EQ(text.find(word), std::string::npos) << each.id << ": " << text;
}

TEST(Rule, the_unpublished_and_the_binding_unpublished_are_told_apart_by_title) {
    for (const auto& text : rule("R5")->title.by_lang) EXPECT_EQ(text.find("U1."), 0u) << text;
    for (const auto& text : rule("R8")->title.by_lang) EXPECT_EQ(text.find("U2."), 0u) << text;
}

TEST(Rule, what_the_papers_do_not_confirm_is_marked) {
    for (const auto* id : {"R4", "R10", "R12-unesco", "R12-who"}) {
        const auto& of = rule(id)->authorities;
        EXPECT_TRUE(std::any_of(of.begin(), of.end(), [](const Authority& each) { return !each.verified; }))
            << id;
    }
}

TEST(Rule, a_duty_or_a_promise_is_no_editorial_measure) {
    for (const auto* id : {"R9", "R11", "R12", "R12-unesco", "R12-who", "R13"})
        EXPECT_EQ(rule(id)->basis, Basis::statute) << id;
    EXPECT_EQ(rule("P1")->basis, Basis::promise);
    for (const auto* id : {"R1", "R4", "R8", "R10", "G1"}) EXPECT_EQ(rule(id)->basis, Basis::editorial) << id;
}

TEST(Rule, other_states_get_at_most_a_notice) {
    for (const auto& each : built_in_rules())
        for (const auto& ladder : each.ladder)
            if (each.general) {
                EXPECT_TRUE(ladder.at[static_cast<std::size_t>(Severity::notice)]) << each.id;
                for (const auto above : {Severity::warn, Severity::stalled, Severity::severe})
                    EXPECT_FALSE(ladder.at[static_cast<std::size_t>(above)]) << each.id;
            }
}

TEST(Rule, says_whose_roads_and_which_instruments_it_is_for) {
    const auto read = read_rule(
        with(fine,
             R"(id="R99" version="1" basis="editorial" scope="track" parties="be nl" kinds="convention")"),
        "x.xml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->parties, (std::vector<std::string>{"be", "nl"}));
    EXPECT_EQ(read->kinds, std::vector<std::string>{"convention"});
    EXPECT_FALSE(read->general);
    for (const auto* attributes :
         {R"(id="R99" version="1" basis="editorial" scope="track" parties="zz")",
          R"(id="R99" version="1" basis="editorial" scope="track" kinds="song")",
          R"(id="R99" version="1" basis="editorial" scope="track" under="water")",
          R"(id="R99" version="1" basis="editorial" scope="track" unless-replaced="maybe")"})
        EXPECT_FALSE(read_rule(with(fine, attributes), "x.xml")) << attributes;
}

TEST(Rule, a_promise_says_itself_what_is_awaited) {
    const auto* attributes = R"(id="P9" version="1" basis="promise" scope="promise")";
    EXPECT_TRUE(read_rule(with(R"(<clock on="pledged"/><ladder notice="P1D"/>)", attributes), "x.xml"));
    EXPECT_FALSE(read_rule(with(fine, attributes), "x.xml"));
}

TEST(Rule, a_clock_may_be_the_computed_entry_alone) {
    const std::string rest = R"(<awaits milestone="entered-into-force" silence="no"/><ladder notice="P1D"/>)";
    const auto read = read_rule(with(R"(<clock computed-entry="yes"/>)" + rest), "x.xml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_FALSE(read->silence_is_look);
    EXPECT_FALSE(read_rule(with("<clock/>" + rest), "x.xml"));
    EXPECT_FALSE(read_rule(with(R"(<clock on="signed" moved-by="gone"/>)" + rest), "x.xml"));
    EXPECT_FALSE(read_rule(
        with(R"(<clock on="signed"/>)" + rest + R"(<waiting-for milestone="adopted" of="any"/>)"), "x.xml"));
}

TEST(Rule, federal_publication_practice_sets_the_ladder_of_r3_and_r5) {
    for (const auto* id : {"R3", "R5"}) {
        EXPECT_EQ(limit(id, Profile::practice_aware, Severity::notice), (Span{0, 180})) << id;
        EXPECT_EQ(limit(id, Profile::practice_aware, Severity::warn), (Span{0, 1095})) << id;
        EXPECT_EQ(limit(id, Profile::practice_aware, Severity::stalled), (Span{0, 1825})) << id;
        EXPECT_FALSE(has_limit(id, Profile::practice_aware, Severity::severe)) << id;
        EXPECT_EQ(rule(id)->raised_by, (std::vector<std::string>{"R6", "R7", "R7b"}));
    }
    EXPECT_EQ(limit("R3", Profile::strict, Severity::notice), (Span{0, 45}));
    EXPECT_EQ(limit("R3", Profile::strict, Severity::severe), (Span{0, 365}));
    EXPECT_EQ(limit("R5", Profile::strict, Severity::notice), (Span{0, 30}));
    EXPECT_EQ(rule("R3")->shown_absent, "sanctioned");
}

TEST(Rule, every_way_of_consenting_closes_the_rules_of_the_road) {
    for (const auto* id : {"R1", "R2", "R3", "R5", "R6", "R7", "R7b"})
        for (const auto* code :
             {"deposited", "notified-own", "exchanged", "signed-definitively", "entered-into-force"}) {
            const auto& each = *rule(id);
            const auto has = [&](const std::vector<std::string>& list) {
                return std::find(list.begin(), list.end(), code) != list.end();
            };
            EXPECT_TRUE(has(each.closed_by) || has(each.awaited)) << id << " " << code;
        }
}

TEST(Rule, an_unknown_id_is_no_rule) { EXPECT_EQ(rule("R99"), nullptr); }

TEST(Rule, one_ladder_is_for_both_profiles_unless_one_has_its_own) {
    auto both = read_rule(with(fine), "x.xml");
    ASSERT_TRUE(both) << both.error().what;
    EXPECT_EQ(both->ladder[0].at[1], (Span{0, 30}));
    EXPECT_EQ(both->ladder[1].at[2], (Span{2, 0}));
    EXPECT_FALSE(both->ladder[0].at[4]);
    const auto own = read_rule(with(fine + R"(<ladder profile="strict" notice="P1D"/>)"), "x.xml");
    ASSERT_TRUE(own);
    EXPECT_EQ(own->ladder[0].at[1], (Span{0, 30}));
    EXPECT_EQ(own->ladder[1].at[1], (Span{0, 1}));
}

TEST(Rule, a_look_counts_for_what_is_awaited_unless_said) {
    EXPECT_EQ(read_rule(with(fine), "x.xml")->looked_for, std::vector<std::string>{"published"});
}

TEST(Rule, defects_are_refused_with_their_line) {
    const std::string clock = R"(<clock on="adopted"/>)", awaits = R"(<awaits milestone="published"/>)",
                      ladder = R"(<ladder notice="P30D"/>)";
    for (const auto& body :
         {std::string{}, clock + awaits, clock + ladder, awaits + ladder, clock + awaits + ladder + ladder,
          clock + awaits + R"(<ladder/>)", clock + awaits + R"(<ladder notice="P60D" warn="P30D"/>)",
          clock + awaits + R"(<ladder notice="soon"/>)",
          clock + awaits + R"(<ladder profile="lenient" notice="P1D"/>)",
          clock + awaits + R"(<ladder profile="strict" notice="P1D"/>)",
          std::string{R"(<clock on="adoptd"/>)"} + awaits + ladder,
          std::string{R"(<clock on="adopted" of="nobody"/>)"} + awaits + ladder,
          clock + R"(<awaits milestone="publishd"/>)" + ladder,
          clock + awaits + ladder + R"(<when><may><happened milestone="signed"/></may></when>)",
          clock + awaits + ladder + R"(<closed-by milestone="gone"/>)",
          clock + awaits + ladder + "<surprise/>",
          clock + awaits + ladder +
              R"(<order first="signed" then="deposited" of="track" severity="notice"/>)",
          clock + R"(<awaits milestone="published" look-in="mirror"/>)" + ladder,
          clock + awaits + R"(<ladder notice="P30D" term="P30D"/>)"}) {
        const auto read = read_rule(with(body), "x.xml");
        ASSERT_FALSE(read) << body;
        EXPECT_EQ(read.error().where.find("x.xml:"), 0u) << body;
    }
    for (const auto* attributes : {R"(id="R99" version="0" basis="editorial" scope="federal")",
                                   R"(version="1" basis="editorial" scope="federal")",
                                   R"(id="R99" version="1" basis="custom" scope="federal")",
                                   R"(id="R99" version="1" basis="editorial" scope="moon")",
                                   R"(id="R99" version="1" basis="editorial" scope="federal" mood="grave")",
                                   R"(id="R99" version="1" basis="editorial" scope="order")"})
        EXPECT_FALSE(read_rule(with(fine, attributes), "x.xml")) << attributes;
    EXPECT_FALSE(read_rule("<rule/>", "x.xml"));
    EXPECT_FALSE(read_rule("", "x.xml"));
}

TEST(Rule, a_text_missing_in_one_language_is_refused) {
    auto text = with(fine);
    const std::string gone = "<title lang=\"de\">t</title>";
    text.erase(text.find(gone), gone.size());
    EXPECT_FALSE(read_rule(text, "x.xml"));
}
