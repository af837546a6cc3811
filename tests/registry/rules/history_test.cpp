// What time alone may change, against judging every single day.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "registry/rules/judge.hpp"
#include "registry/rules/weigh.hpp"
#include "registry/rules/words.hpp"
#include "road_facts.hpp"

using namespace registry;
using by_hand::day;

namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

using Dice = std::mt19937;

int throw_of(Dice& dice, int most) { return static_cast<int>(dice() % static_cast<unsigned>(most)); }

std::string some_date(Dice& dice) {
    const Day at = day("2010-01-01") + std::chrono::days{throw_of(dice, 1200)};
    const auto text = iso(at);
    switch (throw_of(dice, 8)) {
        case 0:
            return text.substr(0, 7);
        case 1:
            return text.substr(0, 4);
        case 2:
            return "../" + text;
        default:
            return text;
    }
}

// A road as sources may leave it: vague, out of order, doubled, with looks here and there.
by_hand::Facts some_road(Dice& dice) {
    static const std::vector<std::string> party_steps{
        "signed",   "deposited",      "entered-into-force", "question-due",        "question-answered",
        "duty-set", "duty-postponed", "qualified",          "required-list-whole", "accession-decided"};
    static const std::vector<std::string> entity_steps{
        "bill-tabled", "adopted",  "adopted",    "promulgated",     "promulgated",   "published",
        "lapsed",      "rejected", "sanctioned", "assent-required", "entity-engaged"};
    static const std::vector<std::string> bodies{"be-fed", "be-fed", "be-vlg", "be-wal"};
    by_hand::Facts facts;
    facts.event("signed", "", some_date(dice));
    for (int n = throw_of(dice, 9); n >= 0; --n) {
        const bool of_party = throw_of(dice, 4) == 0;
        const auto& steps = of_party ? party_steps : entity_steps;
        const auto& step = steps[static_cast<std::size_t>(throw_of(dice, static_cast<int>(steps.size())))];
        if ((step == "deposited" || step == "entered-into-force") && throw_of(dice, 3) != 0) continue;
        const bool asks = step.starts_with("question") || step.starts_with("duty");
        const auto entity = of_party ? std::string{} : bodies[static_cast<std::size_t>(throw_of(dice, 4))];
        if (!of_party && facts.first(step, entity) && !words().milestone(step)->repeatable) continue;
        facts.event(step, entity, some_date(dice),
                    step == "qualified" ? "mixed"
                    : asks              ? "x"
                                        : "",
                    step.starts_with("duty") ? "P1Y" : "", throw_of(dice, 9) == 0);
    }
    static const std::vector<std::string> sought{"published", "deposited",         "bill-tabled",
                                                 "adopted",   "question-answered", "duty-fulfilled",
                                                 "sanctioned"};
    for (int n = throw_of(dice, 5); n > 0; --n)
        facts.absent(sought[static_cast<std::size_t>(throw_of(dice, 7))], "",
                     iso(day("2011-01-01") + std::chrono::days{throw_of(dice, 1500)}).c_str(), "be-gazette",
                     throw_of(dice, 2) ? "statement:1" : "look:1");
    return facts;
}

// All that a person is told, but for the count of days.
std::string told(const judging::Weighing& weighing, const TrackFacts& facts, Day on) {
    std::string text;
    const auto all = weighing.all(on);
    for (const auto& each : all) {
        if (each.severity == Severity::none) continue;
        text += judging::finding_id(each, facts, weighing.profile()) + " " +
                std::string{name_of(each.severity)} + " " + std::string{name_of(each.certain)} + " " +
                std::string{name_of(each.certainty)} + (each.cause ? " " + each.cause->rule->id : "") + "\n";
    }
    for (const auto& note : judging::notes(weighing, all, on)) text += note.message + "\n";
    return text;
}

}  // namespace

TEST(History, nothing_changes_before_the_day_that_is_announced) {
    std::size_t findings = 0, announced = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        const auto facts = some_road(dice);
        const auto profile = seed % 2 ? Profile::practice_aware : Profile::strict;
        const judging::Weighing weighing(facts, built_in_rules(), words(), profile);
        std::optional<Day> change;
        std::string before;
        for (Day on = day("2009-12-01"); on < day("2016-06-01"); on += std::chrono::days{1}) {
            const auto now = told(weighing, facts, on);
            if (on > day("2009-12-01") && (!change || on < *change)) {
                ASSERT_EQ(now, before) << "seed " << seed << " on " << iso(on);
            } else {
                change = weighing.next_change(weighing.all(on), on);
                ASSERT_TRUE(!change || *change > on) << "seed " << seed << " on " << iso(on);
                ++announced;
            }
            findings += now.empty() ? 0 : 1;
            before = now;
        }
    }
    EXPECT_GT(findings, 10000u);
    EXPECT_GT(announced, 500u);
}

TEST(History, is_the_same_as_judging_every_day) {
    std::size_t steps = 0;
    for (unsigned seed = 100; seed <= 130; ++seed) {
        Dice dice(seed);
        const auto facts = some_road(dice);
        const judging::Weighing weighing(facts, built_in_rules(), words(), Profile::practice_aware);
        const auto until = day("2015-06-01");
        std::map<std::string, std::vector<FindingStep>> expected;
        std::map<std::string, judging::Weighed> open;
        for (Day on = day("2009-12-01"); on <= until; on += std::chrono::days{1}) {
            std::map<std::string, judging::Weighed> now;
            for (const auto& each : weighing.all(on))
                if (each.severity != Severity::none)
                    now[judging::finding_id(each, facts, weighing.profile())] = each;
            for (const auto& [id, each] : now) {
                const auto was = open.find(id);
                const auto add = [&, key = id, w = each](StepKind kind) {
                    expected[key].push_back({kind, on, w.severity, w.certainty});
                };
                if (was == open.end())
                    add(StepKind::opened);
                else if (each.severity > was->second.severity)
                    add(StepKind::worsened);
                else if (each.severity < was->second.severity)
                    add(StepKind::eased);
            }
            for (const auto& [id, each] : open)
                if (!now.contains(id))
                    expected[id].push_back({StepKind::closed, on, Severity::none, each.certainty});
            open = now;
        }
        const auto histories = history(facts, built_in_rules(), words(), Profile::practice_aware, until);
        ASSERT_EQ(histories.size(), expected.size()) << "seed " << seed;
        for (const auto& each : histories) {
            ASSERT_TRUE(expected.contains(each.latest.id)) << each.latest.id;
            EXPECT_EQ(each.steps, expected[each.latest.id]) << "seed " << seed << " " << each.latest.id;
            EXPECT_EQ(each.open, open.contains(each.latest.id));
            steps += each.steps.size();
        }
    }
    EXPECT_GT(steps, 150u);
}

TEST(History, the_latest_verdict_of_an_open_finding_is_that_of_the_day_asked) {
    for (unsigned seed = 200; seed <= 240; ++seed) {
        Dice dice(seed);
        const auto facts = some_road(dice);
        const auto until = day("2014-01-15");
        const auto today = judge(facts, built_in_rules(), words(), Profile::practice_aware, until);
        std::map<std::string, Verdict> open;
        for (const auto& each : history(facts, built_in_rules(), words(), Profile::practice_aware, until))
            if (each.open) open[each.latest.id] = each.latest;
        ASSERT_EQ(open.size(), today.verdicts.size()) << "seed " << seed;
        for (const auto& each : today.verdicts) {
            const auto& latest = open[each.id];
            EXPECT_TRUE(latest == each) << "seed " << seed << " " << each.id;
            EXPECT_EQ(latest.next_change, each.next_change) << each.id;
            EXPECT_EQ(latest.last_look, each.last_look) << each.id;
            const auto lines = in_words(Lang::en, latest.because, words(), until),
                       wanted = in_words(Lang::en, each.because, words(), until);
            ASSERT_EQ(lines.size(), wanted.size()) << each.id;
            for (std::size_t at = 0; at < lines.size(); ++at)
                EXPECT_EQ(lines[at].text, wanted[at].text) << each.id;
        }
    }
}

TEST(History, a_closed_finding_keeps_its_last_verdict) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").event("bill-tabled", "be-fed", "2013-02-01");
    const auto all = history(facts, built_in_rules(), words(), Profile::practice_aware, day("2013-03-01"));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_FALSE(all[0].open);
    EXPECT_EQ(all[0].latest.severity, Severity::warn);
    EXPECT_EQ(all[0].steps, (std::vector<FindingStep>{
                                {StepKind::opened, day("2011-03-01"), Severity::notice, Certainty::certain},
                                {StepKind::worsened, day("2012-03-01"), Severity::warn, Certainty::certain},
                                {StepKind::closed, day("2013-02-01"), Severity::none, Certainty::certain}}));
}

TEST(History, what_was_looked_into_after_the_end_says_nothing_of_it) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").event("adopted", "be-fed", "2013-02-01");
    facts.absent("bill-tabled", "be-fed", "2014-06-01", "be-chamber");
    const auto all = history(facts, built_in_rules(), words(), Profile::practice_aware, day("2014-07-01"));
    const auto bill =
        std::find_if(all.begin(), all.end(), [](const auto& each) { return each.latest.rule == "R1"; });
    ASSERT_NE(bill, all.end());
    EXPECT_FALSE(bill->open);
    EXPECT_EQ(bill->steps.back().effective, day("2013-02-01"));
    EXPECT_EQ(bill->latest.last_look, day("2013-02-01"));
    EXPECT_FALSE(bill->latest.worsens_on) << "it has ended";
}

TEST(History, ends_on_the_day_asked_and_is_empty_before_anything_is_on_record) {
    by_hand::Facts facts;
    facts.event("signed", "", "2010-03-01").absent("bill-tabled", "be-fed", "2020-01-01", "be-chamber");
    const auto steps = [&](const char* until) {
        const auto all = history(facts, built_in_rules(), words(), Profile::practice_aware, day(until));
        return all.empty() ? 0u : all[0].steps.size();
    };
    EXPECT_EQ(steps("2009-01-01"), 0u);
    EXPECT_EQ(steps("2011-02-28"), 0u);
    EXPECT_EQ(steps("2011-03-01"), 1u);
    EXPECT_EQ(steps("2012-03-01"), 2u);
}

TEST(History, a_road_that_is_closed_asks_for_no_further_day) {
    by_hand::Facts facts;
    facts.event("signed", "", "2000-12-12")
        .event("deposited", "", "2004-08-11")
        .event("entered-into-force", "", "2004-09-10");
    facts.event("promulgated", "be-fed", "2004-06-24").event("published", "be-fed", "2004-10-13");
    EXPECT_FALSE(
        judge(facts, built_in_rules(), words(), Profile::practice_aware, day("2026-01-01")).next_change);
    EXPECT_EQ(judge(facts, built_in_rules(), words(), Profile::practice_aware, day("2004-09-10")).next_change,
              day("2004-09-25"));
}
