#include "registry/rules/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "registry/model/messages.hpp"
#include "registry/rules/words.hpp"
#include "road_facts.hpp"

using namespace registry;
using by_hand::day;

namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

Judgement judged(const TrackFacts& facts, const char* on, Profile profile = Profile::practice_aware) {
    return judge(facts, built_in_rules(), words(), profile, day(on));
}

const Verdict* found(const Judgement& judgement, std::string_view rule, std::string_view entity = {}) {
    for (const auto& each : judgement.verdicts)
        if (each.rule == rule && each.entity == entity) return &each;
    return nullptr;
}

by_hand::Facts adopted_in_july() {
    by_hand::Facts facts;
    facts.event("adopted", "be-fed", "2018-07").absent("published", "be-fed", "2021-10-01");
    return facts;
}

}  // namespace

TEST(Judge, a_vague_date_gives_two_severities_and_says_possible) {
    const auto judgement = judged(adopted_in_july(), "2018-10-20", Profile::strict);
    const auto* verdict = found(judgement, "R3", "be-fed");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->severity, Severity::warn);
    EXPECT_EQ(verdict->certain_severity, Severity::notice);
    EXPECT_EQ(verdict->certainty, Certainty::possible);
    EXPECT_EQ(verdict->since.edtf, "2018-07");
    EXPECT_EQ(verdict->opened_by, "t.be.adopted.be-fed");
    EXPECT_EQ(verdict->waits_for, "be-fed");
    EXPECT_EQ(verdict->awaited, (std::vector<std::string>{"promulgated", "published"}));
    EXPECT_EQ(verdict->last_look, day("2021-10-01"));
    EXPECT_EQ(verdict->next_change, day("2018-11-08"));
}

TEST(Judge, an_id_is_made_of_rule_track_entity_and_profile_and_not_of_dates) {
    auto facts = adopted_in_july();
    EXPECT_EQ(found(judged(facts, "2019-10-20"), "R3", "be-fed")->id, "r3.t.be.be-fed");
    EXPECT_EQ(found(judged(facts, "2019-10-20", Profile::strict), "R3", "be-fed")->id,
              "r3.t.be.be-fed.strict");
    facts.events[0].when = *parse_when("2018-07-19");
    EXPECT_EQ(found(judged(facts, "2019-10-20"), "R3", "be-fed")->id, "r3.t.be.be-fed");
}

TEST(Judge, an_id_has_the_occurrence_where_the_opening_event_has_one) {
    by_hand::Facts facts;
    facts.event("bill-tabled", "be-fed", "2012-01-01")
        .absent("adopted", "be-fed", "2014-01-01", "be-chamber");
    EXPECT_EQ(found(judged(facts, "2014-01-01"), "R2", "be-fed")->id, "r2.t.be.be-fed.2012-01-01");
}

TEST(Judge, the_order_in_which_facts_are_given_does_not_matter) {
    auto facts = adopted_in_july();
    facts.event("signed", "", "2005-10-24")
        .event("adopted", "be-vlg", "2010-01-01")
        .event("assent-required", "be-wal", "2005");
    facts.absent("adopted", "be-wal", "2021-10-01")
        .absent("deposited", "", "2021-10-01", "un-mtdsg")
        .absent("published", "", "2019-10-01");
    const auto forwards = judged(facts, "2021-10-12");
    std::reverse(facts.events.begin(), facts.events.end());
    std::reverse(facts.absences.begin(), facts.absences.end());
    const auto backwards = judged(facts, "2021-10-12");
    EXPECT_EQ(forwards.verdicts, backwards.verdicts);
    EXPECT_EQ(forwards.next_change, backwards.next_change);
    EXPECT_GE(forwards.verdicts.size(), 2u);
}

TEST(Judge, a_look_for_another_entity_or_step_is_none) {
    by_hand::Facts facts;
    facts.event("adopted", "be-fed", "2018-07-19");
    const auto certainty = [&] { return found(judged(facts, "2019-07-19"), "R3", "be-fed")->certainty; };
    EXPECT_EQ(certainty(), Certainty::unsearched);
    facts.absent("published", "be-vlg", "2020-01-01")
        .absent("adopted", "", "2020-01-01")
        .absent("deposited", "", "2020-01-01");
    EXPECT_EQ(certainty(), Certainty::unsearched);
    facts.absent("published", "", "2020-01-01");  // of whatever entity
    EXPECT_NE(certainty(), Certainty::unsearched);
}

TEST(Judge, the_furthest_look_counts) {
    auto facts = adopted_in_july();
    facts.absent("published", "be-fed", "2019-01-01").absent("promulgated", "be-fed", "2021-11-11");
    EXPECT_EQ(found(judged(facts, "2021-10-12"), "R3", "be-fed")->last_look, day("2021-11-11"));
}

TEST(Judge, absence_inferred_from_a_later_day_is_no_look_and_is_counted_no_further) {
    by_hand::Facts facts;
    facts.event("adopted", "be-fed", "2018-07-19").event("published", "be-fed", "2020-01-01/2020-03-01");
    facts.absent("published", "be-fed", "2019-06-01");
    const auto judgement = judged(facts, "2020-01-15");
    const auto* verdict = found(judgement, "R3", "be-fed");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->last_look, day("2019-12-31"));
    EXPECT_FALSE(is_looked_up_to(*verdict));
    std::string lines;
    for (const auto& line : in_words(Lang::en, verdict->because, words(), day("2020-01-15")))
        lines += line.text + "\n";
    EXPECT_NE(lines.find("Not found up to: 31 December 2019; that follows from the recorded day of a step"),
              std::string::npos)
        << lines;
    EXPECT_EQ(lines.find("Last looked"), std::string::npos) << lines;
    const auto text = in_short(Lang::en, *verdict, words(), day("2020-01-15"));
    EXPECT_NE(text.find("not found as of 31 December 2019"), std::string::npos) << text;
    EXPECT_NE(text.find("530 days"), std::string::npos) << text;
    facts.events.pop_back();
    EXPECT_TRUE(is_looked_up_to(*found(judged(facts, "2020-01-15"), "R3", "be-fed"))) << "a look is a look";
}

TEST(Judge, a_look_from_before_the_clock_is_named_and_is_no_look_for_it) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").absent("bill-tabled", "be-fed", "2010-02-28", "be-chamber");
    const auto judgement =
        judge(facts, built_in_rules(), words(), Profile::practice_aware, day("2011-06-01"));
    ASSERT_EQ(judgement.verdicts.size(), 1u);
    const auto& verdict = judgement.verdicts[0];
    EXPECT_EQ(verdict.certainty, Certainty::unsearched);
    EXPECT_FALSE(verdict.last_look);
    std::string lines;
    for (const auto& line : in_words(Lang::en, verdict.because, words(), day("2011-06-01")))
        lines += line.text + "\n";
    EXPECT_NE(lines.find("Not checked since the wait began: the looks on record reach to 28 February 2010"),
              std::string::npos)
        << lines;
}

TEST(Judge, an_empty_search_for_the_sanction_is_no_word_that_it_was_not_signed) {
    by_hand::Facts facts;
    facts.event("adopted", "be-fed", "2020-01-01")
        .absent("sanctioned", "be-fed", "2020-07-10", "be-gazette", "look:3");
    const auto judgement = judged(facts, "2020-07-10");
    EXPECT_EQ(found(judgement, "R3", "be-fed")->severity, Severity::notice);  // the practice-aware ladder
}

TEST(Judge, the_proof_names_the_facts_and_the_looks) {
    const auto judgement = judged(adopted_in_july(), "2018-10-20", Profile::strict);
    const auto& because = found(judgement, "R3", "be-fed")->because;
    EXPECT_EQ(because.message, "because.finding");
    std::vector<std::string> evidence;
    const auto gather = [&](auto& self, const Reason& reason) -> void {
        evidence.insert(evidence.end(), reason.evidence.begin(), reason.evidence.end());
        for (const auto& below : reason.of) self(self, below);
    };
    gather(gather, because);
    EXPECT_EQ(evidence, (std::vector<std::string>{"t.be.adopted.be-fed", "look:1"}));
}

TEST(Judge, the_proof_does_not_change_from_one_day_to_the_next) {
    const auto today = judged(adopted_in_july(), "2018-10-20", Profile::strict);
    const auto tomorrow = judged(adopted_in_july(), "2018-10-21", Profile::strict);
    EXPECT_EQ(today.verdicts, tomorrow.verdicts);
}

TEST(Judge, it_is_said_in_four_languages_without_a_code_left_over) {
    auto facts = adopted_in_july();
    facts.event("signed", "", "2005-10-24")
        .event("adopted", "be-vlg", "../2021-10")
        .event("assent-required", "be-ggc", "2005", "", "", true);
    facts.event("question-due", "", "2018-06-01", "6-987").event("duty-set", "", "2002-12-18", "npm", "P1Y");
    facts.event("bill-tabled", "be-wal", "2010-01-01")
        .event("lapsed", "be-wal", "2014-01-01")
        .event("deposited", "", "2026-01-01");
    facts.event("assent-required", "be-wal", "2005")
        .event("rejected", "be-wal", "2020")
        .event("promulgated", "be-dg", "2018-05-01");
    facts.event("adopted", "be-dg", "2018-06-01");
    facts.absent("adopted", "", "2018-09-01")
        .absent("question-answered", "", "2018-10-01")
        .absent("bill-tabled", "", "2018-10-01");
    facts.absences.back().unreadable = 2;
    std::size_t lines = 0;
    for (const auto profile : {Profile::practice_aware, Profile::strict})
        for (const auto* on : {"2016-03-01", "2018-10-20", "2019-10-20", "2025-01-01"}) {
            const auto judgement = judged(facts, on, profile);
            for (const auto& [lang, code] : Names<Lang>::table) {
                const auto clean = [&](const std::string& text, const std::string& of) {
                    ++lines;
                    for (const auto* mark : {"{", "}", "because.", "note.", "span.", "elapsed.", "severity.",
                                             "qualification.", "short.", "be-", "question-"})
                        EXPECT_EQ(text.find(mark), std::string::npos) << code << " " << of << ": " << text;
                    EXPECT_FALSE(text.empty()) << of;
                };
                for (const auto& verdict : judgement.verdicts) {
                    clean(in_short(lang, verdict, words(), day(on)), verdict.id);
                    for (const auto& line : in_words(lang, verdict.because, words(), day(on)))
                        clean(line.text, verdict.id);
                }
                for (const auto& note : judgement.notes)
                    clean(sentence(lang, note, words(), day(on)), note.message);
            }
        }
    EXPECT_GT(lines, 500u);
}

TEST(Judge, severities_certainties_and_profiles_have_names_in_every_language) {
    for (const auto& [lang, _] : Names<Lang>::table) {
        const auto named_in = [&, l = lang](const std::string& area, std::string_view name) {
            const auto key = area + "." + std::string{name};
            EXPECT_NE(say(l, key), key);
        };
        for (const auto& each : Names<Severity>::table) named_in("severity", each.second);
        for (const auto& each : Names<Certainty>::table) named_in("certainty", each.second);
        for (const auto& each : Names<Profile>::table) named_in("profile", each.second);
        for (const auto& each : Names<Basis>::table) named_in("basis", each.second);
        for (const auto& each : Names<StepKind>::table) named_in("step", each.second);
    }
}

TEST(Judge, every_message_stands_in_all_four_languages) {
    for (const auto* key :
         {"because.clock", "because.not-found", "because.look-unreadable", "because.nobody-looked",
          "because.looked-before", "because.list-not-whole", "because.raised", "because.order",
          "note.no-obligation-yet", "note.duty-postponed", "note.duty-without-term", "because.nobody-listed",
          "because.some-required", "because.may", "because.any", "because.list-whole"}) {
        std::vector<std::string> texts;
        for (const auto& [lang, _] : Names<Lang>::table) texts.push_back(say(lang, key));
        for (std::size_t a = 0; a < texts.size(); ++a)
            for (std::size_t b = a + 1; b < texts.size(); ++b)
                if (std::string_view{key} != "because.clock") {
                    EXPECT_NE(texts[a], texts[b]) << key;
                }
    }
}

TEST(Words, lengths_are_counted_in_each_language) {
    EXPECT_EQ(in_words(Lang::en, Span{0, 1}), "1 day");
    EXPECT_EQ(in_words(Lang::nl, Span{12, 0}), "12 maanden");
    EXPECT_EQ(in_words(Lang::de, Span{1, 2}), "1 Monat 2 Tage");
    EXPECT_EQ(elapsed_in_words(Lang::en, day("2018-07-19"), day("2018-07-19"), day("2021-10-12"), false),
              "1,181 days");
    EXPECT_EQ(elapsed_in_words(Lang::nl, day("2018-07-19"), day("2018-07-19"), day("2021-10-12"), false),
              "1.181 dagen");
    EXPECT_EQ(elapsed_in_words(Lang::en, day("2018-07-01"), day("2018-07-31"), day("2018-10-20"), false),
              "between 81 and 111 days");
    EXPECT_EQ(elapsed_in_words(Lang::en, day("2018-07-01"), day("2018-07-31"), day("2018-07-20"), false),
              "at most 19 days");
    EXPECT_EQ(elapsed_in_words(Lang::en, day("2005-10-24"), day("2005-10-24"), day("2016-08-01"), true),
              "129 months");
}

TEST(Judge, a_track_without_a_declared_procedure_is_left_alone) {
    auto facts = adopted_in_july();
    facts.party = "a name nobody declared";
    const auto judgement = judged(facts, "2021-10-01");
    EXPECT_TRUE(judgement.verdicts.empty());
    EXPECT_TRUE(judgement.notes.empty());
    EXPECT_FALSE(judgement.next_change);
}

TEST(Judge, a_duty_of_another_length_has_a_ladder_of_its_own_length) {
    by_hand::Facts facts;
    facts.event("duty-set", "", "2000", "report", "P2Y").event("deposited", "", "2010-01-01");
    facts.absent("duty-fulfilled", "", "2020-01-01", "other");
    EXPECT_FALSE(found(judged(facts, "2011-06-30"), "R11"));
    EXPECT_EQ(found(judged(facts, "2011-07-01"), "R11")->severity, Severity::notice);  // 18 months
    EXPECT_EQ(found(judged(facts, "2012-01-01"), "R11")->severity, Severity::warn);    // 2 years
    EXPECT_EQ(found(judged(facts, "2018-01-01"), "R11")->severity, Severity::severe);  // 8 years
}

TEST(Judge, a_duty_without_a_recorded_term_is_a_note) {
    by_hand::Facts facts;
    facts.event("duty-set", "", "2000", "report").event("deposited", "", "2010-01-01");
    facts.absent("duty-fulfilled", "", "2020-01-01", "other");
    const auto judgement = judged(facts, "2020-01-01");
    EXPECT_FALSE(found(judgement, "R11"));
    ASSERT_EQ(judgement.notes.size(), 1u);
    EXPECT_EQ(judgement.notes[0].message, "note.duty-without-term");
}

namespace {

by_hand::Facts promulgated_and_explained(const char* source) {
    by_hand::Facts facts;
    facts.event("qualified", "", "2018-01-01", "federal").event("promulgated", "be-fed", "2020-01-01");
    facts.event("explained", "", "2020-10-01").absent("deposited", "", "2021-12-31", "un-mtdsg");
    facts.events.back().source = source;
    return facts;
}

}  // namespace

TEST(Judge, an_explanation_parks_until_its_review_and_then_the_finding_changes_by_time_alone) {
    const auto facts = promulgated_and_explained("be-foreign-affairs");
    const auto judgement = judged(facts, "2020-12-31");
    const auto* verdict = found(judgement, "R7");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->severity, Severity::severe);
    EXPECT_EQ(verdict->parked_by, "t.be.explained.2020-10-01");
    EXPECT_EQ(verdict->parked_until, day("2021-10-01"));
    EXPECT_EQ(verdict->next_change, day("2021-10-02"));
    const auto after = judged(facts, "2021-10-02");
    EXPECT_EQ(found(after, "R7")->parked_by, "");
    EXPECT_FALSE(found(after, "R7")->parked_until);
    EXPECT_EQ(found(after, "R7")->severity, Severity::severe);
}

TEST(Judge, only_the_party_s_own_government_or_parliament_explains) {
    for (const auto* source : {"be-foreign-affairs", "be-government", "be-chamber", "be-senate"})
        EXPECT_NE(found(judged(promulgated_and_explained(source), "2020-12-31"), "R7")->parked_by, "")
            << source;
    for (const auto* source :
         {"ngo", "press", "treaty-body", "un-mtdsg", "nl-treaty-database", "be-gazette", ""})
        EXPECT_EQ(found(judged(promulgated_and_explained(source), "2020-12-31"), "R7")->parked_by, "")
            << source;
}

TEST(Judge, a_finding_says_when_it_will_worsen) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").absent("bill-tabled", "be-fed", "2014-12-31");
    const auto judgement = judged(facts, "2013-01-01");
    const auto* verdict = found(judgement, "R1", "be-fed");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->severity, Severity::warn);
    EXPECT_EQ(verdict->worsens_to, Severity::stalled);
    EXPECT_EQ(verdict->worsens_on, day("2014-03-01"));
    EXPECT_EQ(found(judged(facts, "2014-03-01"), "R1", "be-fed")->severity, Severity::stalled);
    EXPECT_EQ(found(judged(facts, "2014-02-28"), "R1", "be-fed")->severity, Severity::warn);
    EXPECT_EQ(worsens_in_words(Lang::en, *verdict, day("2013-01-01")),
              "will be stalled on 1 March 2014 if nothing is found by then");
}

TEST(Judge, a_finding_is_said_in_full_in_four_languages) {
    const auto judgement = judged(promulgated_and_explained("be-foreign-affairs"), "2020-07-01");
    const auto* verdict = found(judgement, "R7");
    ASSERT_TRUE(verdict);
    for (const auto& [lang, code] : Names<Lang>::table) {
        const auto lines = in_full(lang, *verdict, words(), day("2020-07-01"));
        EXPECT_EQ(lines.size(), 6u) << code;
        for (const auto& line : lines) {
            EXPECT_EQ(line.find('{'), std::string::npos) << line;
            EXPECT_FALSE(line.empty()) << code;
        }
    }
    const auto lines = in_full(Lang::en, *verdict, words(), day("2020-07-01"));
    EXPECT_EQ(lines[0], "All required assents; no deposit or notification found (R7): stalled");
    EXPECT_NE(lines[1].find("1 January 2020"), std::string::npos) << lines[1];
    EXPECT_EQ(lines[2], "Next recorded step with: Belgium");
    EXPECT_EQ(lines[3].find("Basis: editorial. VCLT art. 14"), 0u) << lines[3];
    EXPECT_EQ(lines[4], "How sure: certain");
    EXPECT_EQ(lines[5], "will be severe on 31 December 2020 if nothing is found by then");
}

TEST(Judge, what_parks_a_finding_is_said_with_the_authority_s_words_and_what_it_is_about) {
    auto facts = promulgated_and_explained("be-foreign-affairs");
    for (auto& each : facts.events)
        if (each.milestone == "explained") each.subject = "R7";
    const auto judgement = judged(facts, "2020-12-31");
    const auto* verdict = found(judgement, "R7");
    ASSERT_TRUE(verdict && !verdict->parked_by.empty());
    const std::string_view note = "waits for the accession of a neighbour";
    for (const auto& [lang, code] : Names<Lang>::table) {
        const auto text = in_short(lang, *verdict, words(), day("2020-12-31"), note);
        EXPECT_NE(text.find(note), std::string::npos) << text;
        EXPECT_NE(text.find("R7 ("), std::string::npos) << text;
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
        const auto full = in_full(lang, *verdict, words(), day("2020-12-31"), note);
        EXPECT_TRUE(std::any_of(full.begin(), full.end(), [&](const auto& line) {
            return line.find(note) != std::string::npos;
        })) << code;
    }
    const auto text = in_short(Lang::en, *verdict, words(), day("2020-12-31"));
    EXPECT_NE(text.find("(about: R7 (All required assents"), std::string::npos) << text;
    EXPECT_NE(text.find("; to be reviewed on "), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("The class stays.")) << text;
}

TEST(Judge, a_computed_lapse_is_said_to_be_computed_and_is_nobody_s_statement) {
    by_hand::Facts facts;
    facts.event("signed", "", "2008-03-01").event("bill-tabled", "be-fed", "2013-02-01");
    facts.event("lapsed", "be-fed", "2014-04-28", "be-chamber");
    facts.events.back().derived = true;
    EXPECT_EQ(found(judged(facts, "2014-07-01"), "R1", "be-fed")->certainty, Certainty::unsearched)
        << "who computes a lapse has not looked for a new bill";
    facts.absent("bill-tabled", "be-fed", "2014-07-01", "be-chamber");
    const auto judgement = judged(facts, "2014-07-01");
    const auto* verdict = found(judgement, "R1", "be-fed");
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->certainty, Certainty::certain);
    for (const auto& [lang, code] : Names<Lang>::table) {
        bool said = false;
        for (const auto& line : in_words(lang, verdict->because, words(), day("2014-07-01")))
            if (line.text.find("5") != std::string::npos && line.text.find("1999") != std::string::npos) {
                said = true;
                EXPECT_TRUE(line.evidence.empty()) << line.text;
                EXPECT_EQ(line.text.find('{'), std::string::npos) << line.text;
            }
        EXPECT_TRUE(said) << code;
    }
}

TEST(Judge, an_instrument_that_another_replaces_waits_for_no_bill) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").absent("bill-tabled", "be-fed", "2014-12-31");
    ASSERT_TRUE(found(judged(facts, "2013-01-01"), "R1", "be-fed"));
    facts.replaced_by = "newer";
    EXPECT_FALSE(found(judged(facts, "2013-01-01"), "R1", "be-fed"));
}
