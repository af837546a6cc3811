// What is ahead, from what the store keeps of it, beside the same judged anew.
#include "registry/answers/ahead.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/lately.hpp"
#include "registry/intake/intake.hpp"
#include "registry/store/findings.hpp"
#include "tests/registry/answers/small_registry.hpp"
#include "tests/support/imported_folder.hpp"

using namespace registry;

namespace {

constexpr std::array both_profiles{Profile::practice_aware, Profile::strict};

Asked asking(const char* on, const char* today = "2026-11-22", Profile profile = Profile::practice_aware) {
    Asked asked;
    asked.on = parse_day(on).value();
    asked.today = parse_day(today).value();
    asked.profile = profile;
    return asked;
}

// Day, finding, and from which class to which.
std::string told(const FindingLine& line) {
    return iso(line.turns_on.value()) + " " + line.verdict.id + " " +
           std::string{name_of(line.open ? line.verdict.severity : Severity::none)} + " " +
           std::string{name_of(line.turns_to)};
}
std::vector<std::string> told(const std::vector<FindingLine>& lines) {
    std::vector<std::string> all;
    for (const auto& each : lines) all.push_back(told(each));
    return all;
}

AheadQuestion year_ahead() {
    AheadQuestion question;
    question.days = longest_forecast, question.page.size = 100000;
    return question;
}

// Every declared party's tracks judged day by day, a year ahead.
std::vector<FindingLine> judged_anew(store::Reader& reader, const Asked& asked) {
    ForecastFilter filter;
    filter.days = longest_forecast;
    std::vector<FindingLine> lines;
    for (const auto& track : tracks_as_asked(reader, asked, true))
        for (auto& each : forecast_of(reader, track, filter, asked)) lines.push_back(std::move(each));
    std::sort(lines.begin(), lines.end(), [](const FindingLine& a, const FindingLine& b) {
        if (a.turns_on != b.turns_on) return a.turns_on < b.turns_on;
        return a.turns_to != b.turns_to ? a.turns_to > b.turns_to : a.verdict.id < b.verdict.id;
    });
    return lines;
}

std::vector<FindingLine> those_of(const std::vector<FindingLine>& lines, const AheadQuestion& question,
                                  Day on) {
    std::vector<FindingLine> kept;
    for (const auto& each : lines) {
        const auto& v = each.verdict;
        if ((question.party.empty() || question.party == v.party) &&
            (question.rule.empty() || question.rule == v.rule) &&
            (question.entity.empty() || question.entity == v.entity || question.entity == v.waits_for) &&
            *each.turns_on <= on + std::chrono::days{question.days})
            kept.push_back(each);
    }
    return kept;
}

std::vector<AheadQuestion> filters_of(const std::vector<FindingLine>& lines) {
    std::vector<AheadQuestion> all{year_ahead()};
    std::set<std::string> parties{"be"}, rules, entities;
    for (const auto& each : lines) {
        parties.insert(each.verdict.party), rules.insert(each.verdict.rule);
        if (!each.verdict.entity.empty()) entities.insert(each.verdict.entity);
        if (!each.verdict.waits_for.empty()) entities.insert(each.verdict.waits_for);
    }
    constexpr std::size_t most = 4;
    const auto add = [&](const std::set<std::string>& values, std::string AheadQuestion::*member) {
        for (const auto& each : std::vector<std::string>(
                 values.begin(), std::next(values.begin(), static_cast<long>(std::min(most, values.size()))))) {
            all.push_back(year_ahead());
            all.back().*member = each;
        }
    };
    add(parties, &AheadQuestion::party), add(rules, &AheadQuestion::rule);
    add(entities, &AheadQuestion::entity);
    all.push_back(year_ahead());
    all.back().days = 30;
    return all;
}

// How many turns were compared.
std::size_t compare(store::Reader& reader, const std::shared_ptr<const Table>& table, const Asked& asked) {
    std::size_t compared = 0;
    const auto all = judged_anew(reader, asked);
    for (const auto& question : filters_of(all)) {
        const auto anew = those_of(all, question, asked.on);
        const auto answer = ahead_answer(reader, table, question, asked);
        EXPECT_EQ(told(answer.lines), told(anew))
            << iso(asked.on) << " " << question.party << question.rule << question.entity;
        EXPECT_EQ(answer.page.total, anew.size());
        for (std::size_t k = 0; k < anew.size() && k < answer.lines.size(); ++k) {
            EXPECT_EQ(answer.lines[k].verdict, anew[k].verdict) << told(anew[k]);
            EXPECT_EQ(answer.lines[k].instrument.id, anew[k].verdict.instrument);
        }
        compared += anew.size();
    }
    return compared;
}

constexpr std::array days{"2005-09-01", "2018-08-01", "2018-09-16", "2019-03-01", "2020-02-29", "2026-01-30"};

}  // namespace

TEST(Ahead, what_is_kept_tells_the_same_as_judging_anew_on_many_days_with_every_filter) {
    test::ImportedFolder samples("samples", "2018-08-01");
    auto reader = samples.database().read();
    const auto table = Catalogue{}.at(reader);
    EXPECT_TRUE(table->untold().empty());
    std::size_t compared = 0;
    for (const auto profile : both_profiles)
        for (const auto* on : days) compared += compare(reader, table, asking(on, "2018-08-01", profile));
    EXPECT_GT(compared, 20u);
}

TEST(Ahead, it_is_the_same_where_an_older_version_did_not_keep_it_and_a_tick_makes_it_kept) {
    test::ImportedFolder samples("samples", "2018-08-01");
    auto& database = samples.database();
    std::vector<std::string> before;
    {
        auto reader = database.read();
        before = told(ahead_answer(reader, Catalogue{}.at(reader), year_ahead(), asking("2018-08-01", "2018-08-01")).lines);
        ASSERT_FALSE(before.empty());
    }
    {
        auto writer = database.write();
        store::Query(writer, "UPDATE track SET ahead = NULL").run();
        writer.commit();
    }
    {
        auto reader = database.read();
        const auto table = Catalogue{}.at(reader);
        EXPECT_FALSE(table->untold().empty());
        compare(reader, table, asking("2018-08-01", "2018-08-01"));
        compare(reader, table, asking("2019-02-01", "2018-08-01"));
        compare(reader, table, asking("2010-01-01", "2018-08-01"));
    }
    tick(database, *parse_now("2018-08-01"));
    auto reader = database.read();
    const auto table = Catalogue{}.at(reader);
    EXPECT_TRUE(table->untold().empty());
    EXPECT_EQ(told(ahead_answer(reader, table, year_ahead(), asking("2018-08-01", "2018-08-01")).lines), before);
}

TEST(Ahead, as_known_and_as_published_on_a_day_it_is_judged_as_then) {
    auto& store = test::shared_registry();
    auto reader = store.read();
    const auto table = Catalogue{}.at(reader);
    std::size_t compared = 0;
    for (const auto* on : {"2018-08-01", "2018-10-20", "2022-03-01"})
        for (const auto* known : {"2019-01-31", "2019-03-01", "2022-03-01"}) {
            auto asked = asking(on, "2022-03-01");
            asked.known = parse_day(known);
            compared += compare(reader, table, asked);
            asked.known.reset();
            asked.published = parse_day(known);
            const auto anew = judged_anew(reader, asked);
            const auto answer = ahead_answer(reader, table, year_ahead(), asked);
            // Of parties without a procedure of their own only where one is asked about.
            std::vector<std::string> own;
            for (const auto& each : anew)
                if (has_own_procedure(each.verdict.party)) own.push_back(told(each));
            EXPECT_EQ(told(answer.lines), own);
        }
    EXPECT_GT(compared, 0u);
}

TEST(Ahead, pages_by_cursor_give_each_turn_once_forwards_and_back) {
    test::ImportedFolder samples("samples");
    auto reader = samples.database().read();
    const auto table = Catalogue{}.at(reader);
    const auto asked = asking("2018-08-01");
    const auto all = told(ahead_answer(reader, table, year_ahead(), asked).lines);
    ASSERT_GT(all.size(), 2u);
    std::vector<std::string> forwards;
    auto question = year_ahead();
    question.page.size = 2;
    std::string last;
    for (std::size_t n = 0; n <= all.size(); ++n) {
        const auto page = ahead_answer(reader, table, question, asked);
        EXPECT_EQ(page.page.total, all.size());
        for (const auto& each : page.lines) forwards.push_back(told(each));
        last = page.page.previous;
        if (page.page.next.empty()) break;
        question.page.after = page.page.next;
    }
    EXPECT_EQ(forwards, all);
    question.page.after.clear(), question.page.before = last;
    const auto back = told(ahead_answer(reader, table, question, asked).lines);
    const auto at = all.size() - (all.size() % 2 ? 1 : 2);
    EXPECT_EQ(back, std::vector<std::string>(all.begin() + static_cast<long>(at) - 2,
                                             all.begin() + static_cast<long>(at)));
}

TEST(Ahead, the_first_page_names_each_listed_finding_once_and_none_that_only_opens) {
    test::ImportedFolder samples("samples", "2018-08-01");
    auto reader = samples.database().read();
    const auto table = Catalogue{}.at(reader);
    std::size_t found = 0;
    for (const auto* day : days) {
        auto asked = asking(day, day);
        std::vector<std::string> expected;
        std::set<std::string> seen;
        for (const auto& each : judged_anew(reader, asked))
            if (each.open) {
                // Open on the day itself, not only by then.
                const auto facts = road(
                    reader, store::instrument_facts(reader, each.verdict.instrument, {}), each.verdict.party,
                    asked);
                const auto now = judged(*facts, asked, asked.on).verdicts;
                const bool listed_now = std::any_of(now.begin(), now.end(), [&](const Verdict& verdict) {
                    return verdict.id == each.verdict.id && is_listed(verdict);
                });
                if (listed_now && seen.insert(each.verdict.id).second) expected.push_back(told(each));
            }
        EXPECT_EQ(told(ahead(reader, table, asked, longest_forecast, 100).lines), expected) << day;
        found += expected.size();
    }
    EXPECT_GT(found, 0u);
    EXPECT_FALSE(ahead(reader, table, asking("2018-08-01"), 90, 6).told) << "only as of today";
}

TEST(Outlook, it_is_the_same_whatever_day_it_is_asked_on_as_long_as_nothing_turns) {
    test::ImportedFolder samples("samples", "2018-08-01");
    auto reader = samples.database().read();
    std::size_t compared = 0;
    for (const auto& each : store::stored_tracks(reader)) {
        if (!each.due) continue;
        const auto facts = store::track_facts(reader, each.track.instrument, each.track.party, {});
        const auto look = [&](Day on) {
            return outlook(facts, built_in_rules(), Vocabulary::built_in(), Profile::practice_aware, on);
        };
        const auto first = look(parse_day("2018-08-01").value());
        if (!first.next_change) continue;
        const auto last = look(*first.next_change - std::chrono::days{1});
        EXPECT_EQ(first.findings, last.findings) << each.track.instrument << "/" << each.track.party;
        EXPECT_EQ(first.next_change, last.next_change);
        EXPECT_EQ(store::ahead_in(store::ahead_text(first.findings)), first.findings);
        compared += first.findings.size();
    }
    EXPECT_GT(compared, 0u);
}

TEST(Facts, of_one_party_alone_they_are_judged_as_among_all) {
    test::ImportedFolder samples("samples", "2018-08-01");
    auto reader = samples.database().read();
    const auto asked = asking("2026-11-22");
    std::size_t compared = 0;
    for (const auto& view : {store::View{}, store::View{parse_day("2026-11-22"), {}},
                             store::View{{}, parse_day("2020-01-01")}})
        for (const auto& each : store::stored_tracks(reader)) {
            const auto& [instrument, party] = each.track;
            const auto all =
                store::track_facts(reader, store::instrument_facts(reader, instrument, view), party, view);
            const auto own = store::track_facts(reader, instrument, party, view);
            EXPECT_EQ(all.events.size(), own.events.size()) << instrument << "/" << party;
            EXPECT_EQ(all.absences.size(), own.absences.size()) << instrument << "/" << party;
            EXPECT_EQ(all.as_of, own.as_of);
            EXPECT_EQ(all.computed_entry, own.computed_entry) << instrument << "/" << party;
            EXPECT_EQ(judged(all, asked, asked.on).verdicts, judged(own, asked, asked.on).verdicts)
                << instrument << "/" << party;
            ++compared;
        }
    EXPECT_GT(compared, 30u);
}
