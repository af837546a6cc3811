#include <gtest/gtest.h>

#include <algorithm>

#include "tests/registry/answers/small_registry.hpp"

using namespace test;
using registry::Severity;
using registry::StalledFilter;

namespace {

StalledFilter from(Severity severity) {
    StalledFilter filter;
    filter.at_least = severity;
    return filter;
}

std::vector<std::string> listed(registry::store::Reader& reader, const StalledFilter& filter,
                                const registry::Asked& question) {
    std::vector<std::string> lines;
    for (const auto& each : registry::stalled(reader, filter, question))
        lines.push_back(each.verdict.id + " " + std::string{name_of(each.verdict.severity)});
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST(Stalled, stored_findings_and_findings_judged_anew_are_the_same) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto profile : {registry::Profile::practice_aware, registry::Profile::strict}) {
        auto plain = asked(), anew = asked_known(SmallRegistry::today);
        plain.profile = anew.profile = profile;
        const auto a = registry::stalled(reader, from(Severity::notice), plain),
                   b = registry::stalled(reader, from(Severity::notice), anew);
        ASSERT_EQ(a.size(), b.size());
        ASSERT_GE(a.size(), 3u);
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i].verdict, b[i].verdict) << a[i].verdict.id;
            EXPECT_EQ(a[i].instrument.id, b[i].instrument.id);
            EXPECT_EQ(a[i].verdict.profile, profile);
        }
    }
}

TEST(Stalled, worst_come_first_and_the_default_is_stalled_and_above) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(listed(reader, {}, asked()), (Lines{"r3.opcat.be.be-fed severe", "r7b.opcat.be severe"}));
    const auto all = registry::stalled(reader, from(Severity::notice), asked());
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.verdict.severity > b.verdict.severity;
    }));
    EXPECT_LT(all.back().verdict.severity, Severity::stalled);
}

TEST(Stalled, filters_page_and_limit_work_alike_on_stored_and_on_judged_findings) {
    auto& store = shared_registry();
    auto reader = store.read();
    for (const auto& question : {asked(), asked_known(SmallRegistry::today)}) {
        auto filter = from(Severity::notice);
        filter.party = "nl";
        EXPECT_EQ(listed(reader, filter, question), Lines{});
        filter.party = "be";
        EXPECT_EQ(listed(reader, filter, question).size(), 3u);
        filter.rule = "R7b";
        EXPECT_EQ(listed(reader, filter, question), Lines{"r7b.opcat.be severe"});
        filter.rule.clear();
        filter.entity = "be-fed";
        EXPECT_EQ(listed(reader, filter, question), Lines{"r3.opcat.be.be-fed severe"});
        filter = from(Severity::notice);
        filter.limit = 1;
        filter.offset = 1;
        EXPECT_EQ(listed(reader, filter, question), Lines{"r7b.opcat.be severe"});
        filter.offset = 99;
        EXPECT_EQ(listed(reader, filter, question), Lines{});
    }
}

TEST(Stalled, another_day_is_judged_anew) {
    auto& store = shared_registry();
    auto reader = store.read();
    auto filter = from(Severity::notice);
    filter.rule = "R7b";
    EXPECT_EQ(listed(reader, filter, asked("2018-09-16")), Lines{});
    EXPECT_EQ(listed(reader, filter, asked("2018-09-17")), Lines{"r7b.opcat.be notice"});
    EXPECT_EQ(listed(reader, filter, asked("2019-01-15")), Lines{"r7b.opcat.be stalled"});
}

TEST(Stalled, findings_stored_on_another_day_do_not_answer_for_today) {
    auto& store = shared_registry();
    auto reader = store.read();
    auto filter = from(Severity::notice);
    filter.rule = "R7b";
    auto question = asked("2019-01-15");
    question.today = question.on;  // a clock set back: what is stored was judged in 2022
    ASSERT_TRUE(question.is_plain());
    EXPECT_EQ(listed(reader, filter, question), Lines{"r7b.opcat.be stalled"});
    // And a clock gone on without a tick.
    filter.rule = "R14";
    question = asked("2029-01-01");
    question.today = question.on;
    auto by_hand = question;
    by_hand.known = question.today;
    EXPECT_EQ(listed(reader, filter, question), listed(reader, filter, by_hand));
}

TEST(Stalled, what_nobody_has_looked_for_is_on_the_track_and_in_no_list) {
    auto& store = shared_registry();
    auto reader = store.read();
    // Before the memorandum and the search nobody had looked for a publication.
    const auto question = asked_known(SmallRegistry::papers);
    const auto track = registry::track_answer(reader, "opcat", "be", question).value();
    const auto unsearched = std::find_if(track.findings.begin(), track.findings.end(), [](const auto& each) {
        return each.certainty == registry::Certainty::unsearched && each.severity >= Severity::warn;
    });
    ASSERT_NE(unsearched, track.findings.end());
    for (const auto& each : registry::stalled(reader, from(Severity::none), question)) {
        EXPECT_NE(each.verdict.certainty, registry::Certainty::unsearched);
        EXPECT_NE(each.verdict.id, unsearched->id);
    }
    const auto list = registry::instruments(reader, "torture", 1, 0, question);
    const auto listed_worst = registry::stalled(reader, from(Severity::notice), question);
    EXPECT_EQ(list.lines.at(0).severity,
              listed_worst.empty() ? Severity::none : listed_worst[0].verdict.severity);
}

TEST(Stalled, nothing_was_listed_before_the_registry_held_anything) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(listed(reader, from(Severity::notice), asked_known("2019-01-31")), Lines{});
    EXPECT_TRUE(registry::about_to_change(reader, asked_known("2019-01-31"), 1000, 10).empty());
}

TEST(AboutToChange, it_says_when_and_to_which_severity) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto turn = [&](std::string_view on, int days) -> std::optional<registry::FindingLine> {
        for (auto& each : registry::about_to_change(reader, asked(on), days, 20))
            if (each.verdict.rule == "R7b") return each;
        return std::nullopt;
    };
    EXPECT_FALSE(turn("2018-09-10", 6));
    const auto opens = turn("2018-09-10", 7);
    ASSERT_TRUE(opens);
    EXPECT_FALSE(opens->open);
    EXPECT_EQ(opens->turns_on, day("2018-09-17"));
    EXPECT_EQ(opens->turns_to, Severity::notice);
    EXPECT_EQ(opens->instrument.id, "opcat");
    const auto worsens = turn("2019-01-10", 400);
    ASSERT_TRUE(worsens);
    EXPECT_TRUE(worsens->open);
    EXPECT_EQ(worsens->verdict.severity, Severity::warn);
    EXPECT_EQ(worsens->turns_on, day("2019-01-15")) << "the next change, not the last within the days";
    EXPECT_EQ(worsens->turns_to, Severity::stalled);
    EXPECT_FALSE(turn("2019-07-19", 3000)) << "there is nothing above severe";
    EXPECT_TRUE(registry::about_to_change(reader, asked(), 0, 20).empty());
    EXPECT_TRUE(registry::about_to_change(reader, asked("2018-09-10"), 7, 0).empty());
}

TEST(Finding, it_has_its_history_the_facts_it_names_and_where_one_looked) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = registry::finding_answer(reader, "r7b.opcat.be");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->line.open);
    EXPECT_EQ(answer->line.instrument.id, "opcat");
    ASSERT_EQ(answer->steps.size(), 4u);
    EXPECT_EQ(answer->steps[0].first.kind, registry::StepKind::opened);
    EXPECT_EQ(answer->steps[0].first.effective, day("2018-09-17"));
    EXPECT_GE(answer->steps[0].second, day(SmallRegistry::papers))
        << "recorded when the registry came to know";
    EXPECT_EQ(answer->steps[3].first.severity, Severity::severe);
    ASSERT_TRUE(answer->facts.contains(answer->line.verdict.opened_by));
    EXPECT_FALSE(answer->facts.at(answer->line.verdict.opened_by).evidence.empty());
    ASSERT_FALSE(answer->looks.empty());
    EXPECT_EQ(answer->looks[0].evidence.source, "un-mtdsg");
    EXPECT_FALSE(registry::finding_answer(reader, "no-such"));
}

TEST(Finding, an_id_that_changed_leads_to_the_new_one) {
    SmallRegistry store;
    {
        auto writer = store.database().write();
        registry::store::Query(writer,
                               "INSERT INTO finding_moved (old, new) VALUES ('former', 'r7b.opcat.be')")
            .run();
        writer.commit();
    }
    auto reader = store.read();
    const auto answer = registry::finding_answer(reader, "former");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->line.verdict.id, "r7b.opcat.be");
}
