#include <gtest/gtest.h>

#include <algorithm>

#include "tests/registry/answers/small_registry.hpp"

using namespace test;
using registry::Lang;

namespace {

registry::InstrumentAnswer opcat(registry::store::Reader& reader, const registry::Asked& question) {
    return registry::instrument_answer(reader, "opcat", question).value();
}

const registry::PartyLine* line_of(const registry::InstrumentAnswer& answer, std::string_view party) {
    for (const auto& line : answer.parties)
        if (line.party == party) return &line;
    return nullptr;
}

}  // namespace

TEST(Instrument, an_unknown_one_has_no_answer) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_FALSE(registry::instrument_answer(reader, "no-such", asked()));
}

TEST(Instrument, its_names_are_all_there_and_a_title_falls_back_to_english) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked());
    EXPECT_EQ(answer.instrument.kind, "protocol");
    EXPECT_EQ(answer.instrument.titles.size(), 3u);
    EXPECT_EQ(answer.instrument.aliases.size(), 3u);
    EXPECT_TRUE(answer.instrument.title(Lang::fr)->text.starts_with("Protocole"));
    EXPECT_TRUE(answer.instrument.title(Lang::nl)->text.starts_with("Facultatief"));
    EXPECT_TRUE(answer.instrument.title(Lang::de)->text.starts_with("Optional"));
}

TEST(Instrument, a_regional_language_tag_serves_its_language_and_no_other) {
    registry::InstrumentHead head;
    EXPECT_EQ(head.title(Lang::nl), nullptr);
    head.titles = {{"nld", "wrong"}, {"nl-BE", "right"}};
    EXPECT_EQ(head.title(Lang::nl)->text, "right");
    EXPECT_EQ(head.title(Lang::en)->text, "wrong") << "any, where there is neither the language nor English";
}

TEST(Instrument, it_is_counted_as_the_depositary_counts) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked());
    EXPECT_EQ(answer.official.signatories, 3);
    EXPECT_EQ(answer.official.parties, 2);
    EXPECT_EQ(answer.counted.signatories, 3) << "Jamaica's signature stands between brackets";
    EXPECT_EQ(answer.counted.parties, 2) << "and so does its deposit";
    ASSERT_TRUE(answer.as_of);
    EXPECT_EQ(*answer.as_of, day("2021-06-01"));
}

TEST(Instrument, counts_are_those_of_the_day_asked) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_EQ(opcat(reader, asked("2005-10-23")).counted.signatories, 1);
    EXPECT_EQ(opcat(reader, asked("2005-10-24")).counted.signatories, 2);
    EXPECT_EQ(opcat(reader, asked("2008-11-10")).counted.parties, 0);
    EXPECT_EQ(opcat(reader, asked("2008-11-11")).counted.parties, 1);
}

TEST(Instrument, every_participant_has_a_line_an_unresolved_name_too) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked());
    ASSERT_EQ(answer.parties.size(), 5u);
    const auto* ruritania = line_of(answer, "Ruritania");
    ASSERT_TRUE(ruritania);
    EXPECT_FALSE(ruritania->resolved);
    ASSERT_EQ(ruritania->events.size(), 1u);
    EXPECT_FALSE(ruritania->has_track);
    const auto* belgium = line_of(answer, "be");
    ASSERT_TRUE(belgium);
    EXPECT_TRUE(belgium->resolved && belgium->has_track);
    EXPECT_EQ(belgium->events.size(), 1u)
        << "the bill and its adoption are steps of the road, not participation";
    EXPECT_EQ(belgium->severity, registry::Severity::severe);
    EXPECT_TRUE(registry::finding_answer(reader, belgium->worst_finding));
}

TEST(Instrument, a_past_day_shows_only_what_had_happened_by_then) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked("2005-10-01"));
    const auto* france = line_of(answer, "fr");
    ASSERT_TRUE(france);
    ASSERT_EQ(france->events.size(), 1u);
    EXPECT_EQ(france->events[0].milestone, "signed");
    EXPECT_FALSE(line_of(answer, "lb"));
    EXPECT_EQ(line_of(opcat(reader, asked()), "fr")->events.size(), 2u);
}

TEST(Instrument, what_was_known_on_a_day_is_what_had_been_recorded_and_was_not_yet_gone) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto before = opcat(reader, asked_known(SmallRegistry::memorandum)),
               after = opcat(reader, asked_known(SmallRegistry::second_page));
    EXPECT_TRUE(line_of(before, "pa"));
    EXPECT_FALSE(line_of(before, "lb"));
    EXPECT_EQ(before.as_of, day("2018-01-01"));
    EXPECT_FALSE(line_of(after, "pa"));
    EXPECT_TRUE(line_of(after, "lb"));
    EXPECT_EQ(after.as_of, day("2021-06-01"));
    const auto first = opcat(reader, asked_known(SmallRegistry::first_page));
    EXPECT_FALSE(first.clause);
    EXPECT_EQ(first.instrument.titles.size(), 2u) << "the Dutch title came later";
    EXPECT_TRUE(first.relations.empty());
}

TEST(Instrument, before_the_first_import_the_registry_held_nothing_and_says_so) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked_known("2019-01-31"));
    EXPECT_TRUE(answer.nothing_known);
    EXPECT_TRUE(answer.parties.empty());
    EXPECT_FALSE(answer.counted.parties) << "nothing held is not none counted";
    EXPECT_EQ(answer.instrument.id, "opcat");
    EXPECT_FALSE(opcat(reader, asked_known(SmallRegistry::first_page)).nothing_known);
    EXPECT_TRUE(registry::instruments(reader, "", 10, 0, asked_known("2019-01-31")).lines.empty());
}

TEST(Instrument, what_was_public_on_a_day_goes_by_the_documents_publication) {
    auto& store = shared_registry();
    auto reader = store.read();
    EXPECT_TRUE(opcat(reader, asked_published("2018-01-04")).parties.empty());
    EXPECT_FALSE(opcat(reader, asked_published("2018-01-04")).counted.parties)
        << "nothing public is not none counted";
    EXPECT_EQ(opcat(reader, asked_published("2018-01-05")).counted.parties, 2);
    EXPECT_EQ(opcat(reader, asked_published("2018-01-05")).instrument.titles.size(), 2u);
}

TEST(Instrument, its_own_dates_entry_clause_relations_and_words_are_there) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto answer = opcat(reader, asked());
    ASSERT_EQ(answer.own.size(), 2u);
    for (const auto& each : answer.own) EXPECT_EQ(each.evidence.size(), 2u) << "both snapshots say it";
    ASSERT_TRUE(answer.clause);
    EXPECT_EQ(answer.clause->threshold, 20);
    ASSERT_TRUE(answer.entry.recorded);
    EXPECT_EQ(answer.entry.recorded->edtf, "2006-06-22");
    ASSERT_EQ(answer.relations.size(), 1u);
    EXPECT_EQ(answer.relations[0].other.id, "mtdsg-xviii-12");
    EXPECT_FALSE(answer.relations[0].outwards);
    ASSERT_EQ(answer.passages.size(), 1u)
        << "once, though both snapshots have it; the memorandum's text never";
    EXPECT_EQ(answer.passages[0].kind, "declaration");
}
