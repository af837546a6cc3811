#include <gtest/gtest.h>

#include <algorithm>

#include "registry/answers/not_consulted.hpp"
#include "tests/registry/answers/small_registry.hpp"

using namespace test;
using registry::Severity;

namespace {

registry::TrackAnswer track(registry::store::Reader& reader, const registry::Asked& question) {
    return registry::track_answer(reader, "opcat", "be", question).value();
}

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

const registry::EventView* event(const registry::TrackAnswer& answer, const std::string& milestone) {
    for (const auto& each : answer.events)
        if (each.event.milestone == milestone) return &each;
    return nullptr;
}

const registry::Verdict* verdict(const registry::TrackAnswer& answer, const std::string& rule) {
    for (const auto& each : answer.findings)
        if (each.rule == rule) return &each;
    return nullptr;
}

}  // namespace

TEST(Track, there_is_none_for_what_nobody_declared_or_named) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_FALSE(registry::track_answer(reader, "no-such", "be", asked()));
    EXPECT_FALSE(registry::track_answer(reader, "opcat", "no-such", asked()));
    EXPECT_FALSE(registry::track_answer(reader, "opcat", "", asked()));
    const auto ruritania = registry::track_answer(reader, "opcat", "Ruritania", asked());
    ASSERT_TRUE(ruritania) << "a name that waits for a person has its facts";
    EXPECT_TRUE(event(*ruritania, "signed"));
    EXPECT_TRUE(ruritania->findings.empty());
    EXPECT_TRUE(registry::track_answer(reader, "opcat", "nl", asked())) << "a State that has done nothing";
}

TEST(Track, the_road_comes_in_order_with_the_steps_of_everybody) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = track(reader, asked());
    std::vector<std::string> road;
    for (const auto& each : answer.events) road.push_back(each.event.milestone);
    const std::vector<std::string> expected{"text-adopted",    "signed",    "bill-tabled", "adopted",
                                            "assent-required", "explained", "interpreted"};
    EXPECT_EQ(road, expected);
    ASSERT_TRUE(answer.procedure.procedure);
    ASSERT_EQ(answer.entities.size(), 1u);
    EXPECT_EQ(answer.entities[0].entity, "be-fed");
    ASSERT_FALSE(answer.walk.next.empty());
}

TEST(Track, evidence_shows_every_place_with_its_document_and_days) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = track(reader, asked());
    const auto* signed_ = event(answer, "signed");
    ASSERT_TRUE(signed_);
    ASSERT_EQ(signed_->evidence.size(), 2u) << "both snapshots say it";
    const auto& newest = signed_->evidence[0];
    EXPECT_EQ(newest.source, "un-mtdsg");
    EXPECT_EQ(newest.source_label.in(registry::Lang::nl).substr(0, 9), "Verenigde");
    EXPECT_EQ(newest.document_key.size(), 64u);
    EXPECT_EQ(newest.file, "page-2021");
    EXPECT_EQ(newest.place, "Belgium signed");
    EXPECT_EQ(newest.date, "2005-10-24");
    EXPECT_EQ(newest.note, "as written");
    EXPECT_EQ(newest.as_of->edtf, "2021-06-01");
    EXPECT_EQ(newest.recorded, day(SmallRegistry::second_page));
    EXPECT_FALSE(newest.gone);
    EXPECT_EQ(signed_->evidence[1].recorded, day(SmallRegistry::first_page));
    const auto* adopted = event(answer, "adopted");
    ASSERT_TRUE(adopted);
    EXPECT_TRUE(adopted->evidence.at(0).document_key.empty()) << "a cited document has no stored file";
    EXPECT_EQ(adopted->evidence[0].document_title, "Dossier 54-3192");
}

TEST(Track, of_a_memorandum_only_particulars_and_the_quotation_are_shown) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = track(reader, asked());
    const auto absence = std::find_if(answer.looks.begin(), answer.looks.end(),
                                      [](const auto& each) { return each.evidence.source == "ngo"; });
    ASSERT_NE(absence, answer.looks.end());
    EXPECT_TRUE(absence->evidence.secondary);
    EXPECT_EQ(absence->evidence.quotation, "still not published");
    EXPECT_EQ(absence->evidence.document_title, "Memorandum");
    EXPECT_TRUE(absence->evidence.note.empty());
    EXPECT_EQ(absence->evidence.polarity, registry::Polarity::absent);
}

TEST(Track, looks_show_their_span_and_when_they_were_made) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = track(reader, asked());
    const auto look = std::find_if(answer.looks.begin(), answer.looks.end(),
                                   [](const auto& each) { return each.absence.milestone == "promulgated"; });
    ASSERT_NE(look, answer.looks.end());
    EXPECT_EQ(look->evidence.source, "be-gazette");
    EXPECT_EQ(look->from, day("2018-07-19"));
    EXPECT_EQ(look->looked_on, day("2022-01-10"));
    EXPECT_EQ(look->read, 1200);
    EXPECT_EQ(look->absence.reach, day("2021-12-31"));
    const auto covered = std::find_if(answer.looks.begin(), answer.looks.end(), [](const auto& each) {
        return each.absence.evidence.starts_with("document:");
    });
    ASSERT_NE(covered, answer.looks.end());
    EXPECT_EQ(covered->evidence.source, "un-mtdsg");
    EXPECT_EQ(covered->evidence.file, "page-2021");
}

TEST(Track, the_authority_explains_and_others_interpret) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = track(reader, asked());
    ASSERT_EQ(answer.explanations.size(), 1u);
    EXPECT_EQ(answer.explanations[0].source, "be-government");
    ASSERT_EQ(answer.interpretations.size(), 1u);
    EXPECT_EQ(answer.interpretations[0].source, "ngo");
    EXPECT_EQ(answer.interpretations[0].quotation, "still not published");
}

TEST(Track, it_says_which_sources_nobody_has_consulted) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto before = track(reader, asked_known(SmallRegistry::memorandum)), after = track(reader, asked());
    EXPECT_TRUE(has(before.not_consulted, "be-gazette"));
    EXPECT_FALSE(has(after.not_consulted, "be-gazette")) << "the search record is a look into it";
    for (const auto& answer : {before, after}) {
        EXPECT_FALSE(has(answer.not_consulted, "un-mtdsg"));
        EXPECT_FALSE(has(answer.not_consulted, "nl-treaty-database")) << "another party's";
        EXPECT_FALSE(has(answer.not_consulted, "editor"));
        EXPECT_FALSE(has(answer.not_consulted, "be-flemish-parliament")) << "only federal steps are awaited";
    }
}

TEST(Track, a_parliament_is_missed_for_its_own_body_only) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto missed = [&](const char* entity) {
        return registry::not_consulted(reader, "opcat", "be", {{"adopted", entity}}, {});
    };
    EXPECT_FALSE(has(missed("be-fed"), "be-flemish-parliament"));
    EXPECT_FALSE(has(missed(""), "be-flemish-parliament"));
    EXPECT_TRUE(has(missed("be-fed"), "be-senate"));
    EXPECT_TRUE(has(missed("be-vlr"), "be-flemish-parliament"));
    EXPECT_FALSE(has(missed("be-vlr"), "be-senate"));
    EXPECT_FALSE(has(missed("be-fwb"), "be-flemish-parliament"));
}

TEST(Track, verdicts_are_those_of_the_day_asked) {
    auto& store = shared_registry();
    auto reader = store.read();
    // R7b runs from the last adoption, 19 July 2018: 60, 120, 180, 365 days.
    EXPECT_EQ(verdict(track(reader, asked("2018-09-16")), "R7b"), nullptr);
    for (const auto& [on, severity] :
         {std::pair{"2018-09-17", Severity::notice}, std::pair{"2019-01-14", Severity::warn},
          std::pair{"2019-01-15", Severity::stalled}, std::pair{"2019-07-18", Severity::stalled},
          std::pair{"2019-07-19", Severity::severe}}) {
        const auto answer = track(reader, asked(on));
        const auto* found = verdict(answer, "R7b");
        ASSERT_TRUE(found) << on;
        EXPECT_EQ(found->severity, severity) << on;
    }
}

TEST(Track, a_verdict_rests_only_on_what_was_known) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_FALSE(event(track(reader, asked_known(SmallRegistry::first_page)), "adopted"));
    EXPECT_FALSE(verdict(track(reader, asked_known(SmallRegistry::first_page)), "R7b"));
    const auto papers = track(reader, asked_known(SmallRegistry::papers));
    EXPECT_TRUE(event(papers, "adopted"));
    EXPECT_TRUE(std::none_of(papers.looks.begin(), papers.looks.end(),
                             [](const auto& each) { return each.evidence.source == "ngo"; }));
    const auto nothing = track(reader, asked_known("2019-01-31"));
    EXPECT_TRUE(nothing.nothing_known);
    EXPECT_TRUE(nothing.events.empty() && nothing.findings.empty());
}

TEST(Track, a_verdict_rests_only_on_what_was_public) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_FALSE(event(track(reader, asked_published("2018-08-31")), "adopted"));
    EXPECT_TRUE(event(track(reader, asked_published("2018-09-01")), "adopted"));
    EXPECT_FALSE(event(track(reader, asked_published("2021-10-14")), "interpreted"));
    EXPECT_TRUE(event(track(reader, asked_published("2021-10-15")), "interpreted"));
}

TEST(Track, who_is_bound_depends_on_the_day) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto bound = [&](std::string_view instrument, std::string_view party, std::string_view on) {
        return registry::track_answer(reader, instrument, party, asked(on)).value().bound.bound;
    };
    EXPECT_EQ(bound("opcat", "be", "2021-06-01"), registry::Bound::no)
        << "the table of that day has no deposit";
    EXPECT_EQ(bound("opcat", "be", "2022-03-01"), registry::Bound::cannot_be_known)
        << "nobody has looked since";
    EXPECT_EQ(bound("opcat", "fr", "2008-11-11"), registry::Bound::no) << "thirty days after its own deposit";
    EXPECT_EQ(bound("opcat", "fr", "2008-12-11"), registry::Bound::yes);
    EXPECT_EQ(bound("opcat", "fr", "2008-11-10"), registry::Bound::no);
    EXPECT_NE(bound("opcat", "jm", "2022-03-01"), registry::Bound::yes) << "withdrawn, the day unknown";
}

TEST(Track, the_age_of_the_depositarys_data_is_said) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(track(reader, asked()).depositary_as_of, day("2021-06-01"));
    EXPECT_EQ(track(reader, asked_known(SmallRegistry::papers)).depositary_as_of, day("2018-01-01"));
}
