#include <gtest/gtest.h>

#include <algorithm>

#include "registry/base/bytes.hpp"
#include "registry/answers/party_roads.hpp"
#include "tests/registry/answers/small_registry.hpp"

using namespace test;

namespace {

std::vector<std::int64_t> ids(const std::vector<registry::ChangeLine>& lines) {
    std::vector<std::int64_t> found;
    for (const auto& each : lines) found.push_back(each.id);
    return found;
}

const registry::ChangeLine* change_of(const std::vector<registry::ChangeLine>& lines,
                                      std::string_view event) {
    for (const auto& each : lines)
        if (each.event == event && each.kind == "fact") return &each;
    return nullptr;
}

std::vector<registry::ChangeLine> all(registry::store::Reader& reader) {
    registry::ChangeFilter filter;
    filter.limit = 1000;
    return registry::changes(reader, filter);
}

void set(SmallRegistry& store, const std::string& sql) {
    auto writer = store.database().write();
    registry::store::Query(writer, sql).run();
    writer.commit();
}

}  // namespace

TEST(Changes, the_log_is_read_newest_first_and_page_by_page_both_ways) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto whole = ids(all(reader));
    ASSERT_GT(whole.size(), 20u);
    EXPECT_TRUE(std::is_sorted(whole.rbegin(), whole.rend()));

    registry::ChangeFilter page;
    page.limit = 7;
    std::vector<std::int64_t> down;
    for (auto lines = ids(registry::changes(reader, page)); !lines.empty();
         lines = ids(registry::changes(reader, page))) {
        down.insert(down.end(), lines.begin(), lines.end());
        page.before = lines.back();
    }
    EXPECT_EQ(down, whole);

    // Who comes back with the last number seen gets what follows it, and misses nothing.
    page = {};
    page.limit = 7;
    page.after = whole[20];
    EXPECT_EQ(ids(registry::changes(reader, page)),
              std::vector<std::int64_t>(whole.begin() + 13, whole.begin() + 20));
    page.after = whole.front();
    EXPECT_TRUE(registry::changes(reader, page).empty());
    page = {};
    page.before = whole[2], page.after = whole[5];
    EXPECT_EQ(ids(registry::changes(reader, page)), (std::vector<std::int64_t>{whole[3], whole[4]}));
}

TEST(Changes, every_filter_gives_exactly_its_lines_alone_and_together) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto whole = all(reader);
    const std::vector<registry::ChangeFilter> filters{
        {"opcat", "", "", ""},      {"", "be", "", ""},
        {"", "", "R3", ""},         {"", "", "", "be-fed"},
        {"opcat", "be", "", ""},    {"", "be", "R7b", ""},
        {"", "be", "R3", "be-fed"}, {"opcat", "be", "R3", "be-fed"},
        {"opcat", "fr", "R3", ""},  {"mtdsg-xviii-12", "be", "", ""}};
    for (auto filter : filters) {
        filter.limit = 1000;
        std::vector<std::int64_t> expected;
        for (const auto& each : whole)
            if ((filter.instrument.empty() || filter.instrument == each.instrument) &&
                (filter.party.empty() || filter.party == each.party) &&
                (filter.rule.empty() || filter.rule == each.rule) &&
                (filter.entity.empty() || filter.entity == each.entity))
                expected.push_back(each.id);
        const auto what = filter.instrument + " " + filter.party + " " + filter.rule + " " + filter.entity;
        EXPECT_EQ(ids(registry::changes(reader, filter)), expected) << what;
        if (expected.empty()) continue;
        filter.after = expected.back();
        expected.pop_back();
        EXPECT_EQ(ids(registry::changes(reader, filter)), expected) << what << ", after";
    }
}

TEST(Changes, a_fact_recorded_long_after_it_happened_is_no_news) {
    SmallRegistry store;
    take(
        store.database(), "fresh",
        [] {
            registry::Batch batch;
            batch.documents = {{}};
            batch.documents[0].source = "un-mtdsg";
            registry::Statement s;
            s.instrument = {"placet", "opcat"};
            s.milestone = "signed";
            for (const auto& [party, date] :
                 {std::pair{"Netherlands", "2022-02-20"}, std::pair{"Norway", "2022-01-20"},
                  std::pair{"Sweden", "2022-01"}, std::pair{"Denmark", "2022-02"},
                  std::pair{"Finland", "XXXX-XX-XX"}}) {
                s.party = party;
                s.when = *registry::parse_when(date);
                batch.statements.push_back(s);
            }
            return batch;
        }(),
        "2022-03-02");
    auto reader = store.read();
    const auto lines = all(reader);
    const auto old_fact = [&](const char* event) {
        const auto* line = change_of(lines, event);
        return line ? std::optional{line->old_fact} : std::nullopt;
    };
    EXPECT_EQ(old_fact("opcat.nl.signed"), false);
    EXPECT_EQ(old_fact("opcat.no.signed"), true);
    EXPECT_EQ(old_fact("opcat.se.signed"), false) << "31 January is thirty days before";
    EXPECT_EQ(old_fact("opcat.dk.signed"), false);
    EXPECT_EQ(old_fact("opcat.fi.signed"), false) << "day unknown: it may be recent";
    EXPECT_EQ(old_fact("opcat.be.signed"), true);
    EXPECT_EQ(lines.front().title, "Optional Protocol to the Convention against Torture");
    EXPECT_EQ(lines.front().recorded_day, day("2022-03-02"));
}

TEST(Documents, the_stored_original_comes_back_byte_for_byte) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto sha256 = registry::sha256("page-2018");
    EXPECT_EQ(registry::document_bytes(reader, sha256), "page-2018");
    const auto answer = registry::document_answer(reader, sha256);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->source, "un-mtdsg");
    EXPECT_EQ(answer->file, "page-2018");
    EXPECT_EQ(answer->size, 9);
    EXPECT_EQ(answer->statements, 11);
    EXPECT_EQ(answer->as_of->edtf, "2018-01-01");
    EXPECT_EQ(answer->published->edtf, "2018-01-05");
    ASSERT_EQ(answer->remarks.size(), 1u);
    EXPECT_EQ(answer->remarks[0].kind, "unknown-party");
    EXPECT_FALSE(registry::document_answer(reader, "no-such"));
    EXPECT_FALSE(registry::document_bytes(reader, "no-such"));
}

TEST(Documents, a_secondary_one_shows_its_particulars_and_keeps_its_text) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto sha256 = registry::sha256("memorandum");
    const auto answer = registry::document_answer(reader, sha256);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->secondary);
    EXPECT_EQ(answer->title, "Memorandum");
    EXPECT_EQ(answer->quotation, "still not published");
    EXPECT_FALSE(registry::document_bytes(reader, sha256));
}

TEST(Documents, one_taken_down_shows_neither_bytes_nor_words) {
    SmallRegistry store;
    set(store, "UPDATE document SET taken_down = 1");
    auto reader = store.read();
    EXPECT_FALSE(registry::document_bytes(reader, registry::sha256("page-2018")));
    const auto answer = registry::document_answer(reader, registry::sha256("memorandum"));
    ASSERT_TRUE(answer) << "that it was there stays known";
    EXPECT_TRUE(answer->taken_down);
    EXPECT_TRUE(answer->quotation.empty());
    EXPECT_TRUE(registry::instrument_answer(reader, "opcat", asked())->passages.empty());
    const auto track = registry::track_answer(reader, "opcat", "be", asked());
    for (const auto& view : track->events)
        for (const auto& each : view.evidence) {
            EXPECT_TRUE(each.taken_down);
            EXPECT_TRUE(each.note.empty() && each.quotation.empty());
        }
}

TEST(Documents, damaged_bytes_are_an_error_and_never_served) {
    SmallRegistry store;
    set(store, "UPDATE body SET frame = x'28b52ffd0102'");
    auto reader = store.read();
    EXPECT_THROW(registry::document_bytes(reader, registry::sha256("page-2018")), std::runtime_error);
}

TEST(Sources, each_says_what_came_from_it_and_when) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto lines = registry::sources(reader);
    ASSERT_EQ(lines.size(), 5u);
    const auto un =
        std::find_if(lines.begin(), lines.end(), [](const auto& each) { return each.source == "un-mtdsg"; });
    ASSERT_NE(un, lines.end());
    EXPECT_EQ(un->documents, 3);
    EXPECT_EQ(un->statements, 26);
    EXPECT_EQ(un->newest_as_of, day("2021-06-01"));
    EXPECT_TRUE(un->last_import.starts_with(SmallRegistry::second_page));
    EXPECT_EQ(un->doubts, 2);
    ASSERT_EQ(un->latest.size(), 2u);
    EXPECT_TRUE(un->latest[0].where.starts_with("page-2021")) << un->latest[0].where;
    EXPECT_TRUE(un->latest[1].where.starts_with("page-2018")) << un->latest[1].where;
    const auto chamber = std::find_if(lines.begin(), lines.end(),
                                      [](const auto& each) { return each.source == "be-chamber"; });
    ASSERT_NE(chamber, lines.end()) << "a source only cited";
    EXPECT_TRUE(chamber->last_import.starts_with(SmallRegistry::papers));
    EXPECT_EQ(registry::remarks(reader, "un-mtdsg", 1, 1).size(), 1u);
    EXPECT_EQ(registry::remarks(reader, "un-mtdsg", 10, 2).size(), 0u);
    EXPECT_GE(registry::remarks(reader, "", 100, 0).size(), 2u);
    EXPECT_FALSE(registry::made_from_samples(reader));
}

TEST(Names, those_that_wait_for_a_person_come_with_a_place_where_they_stand) {
    auto& store = shared_registry();
    auto reader = store.read();
    const auto names = registry::waiting_names(reader);
    ASSERT_EQ(names.size(), 1u);
    EXPECT_EQ(names[0].kind, "party");
    EXPECT_EQ(names[0].text, "Ruritania");
    EXPECT_EQ(names[0].statements, 1);
    EXPECT_NE(names[0].example.find("Ruritania signed"), std::string::npos) << names[0].example;
}

TEST(Parties, sums_are_those_of_the_lists_they_lead_to) {
    auto& store = shared_registry();
    auto reader = store.read();
    registry::Catalogue catalogue;
    const auto all = registry::party_summaries(reader, catalogue.at(reader), asked());
    const auto of = [&](std::string_view party) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.party == party; });
        return found == all.end() ? registry::PartySummary{} : *found;
    };
    const auto belgium = of("be");
    EXPECT_EQ(belgium.signed_, 2);
    EXPECT_EQ(belgium.bound, 1);
    EXPECT_EQ(belgium.tracks, 2);
    registry::StalledFilter filter;
    filter.party = "be";
    EXPECT_EQ(belgium.findings, static_cast<int>(registry::stalled(reader, filter, asked()).size()));
    EXPECT_EQ(of("fr").bound, 1);
    EXPECT_EQ(of("jm").bound, 0) << "between brackets";
    EXPECT_EQ(of("jm").signed_, 0);
    EXPECT_EQ(of("Ruritania").signed_, 1);
    EXPECT_EQ(of("").signed_, 0) << "an instrument's own events are nobody's";
    for (const auto& each : all) EXPECT_FALSE(each.party.empty());
}

TEST(Parties, sums_of_another_day_are_those_of_that_day) {
    auto& store = shared_registry();
    auto reader = store.read();
    registry::Catalogue catalogue;
    const auto table = catalogue.at(reader);
    const auto of = [&](std::string_view party, const registry::Asked& question) {
        for (const auto& each : registry::party_summaries(reader, table, question))
            if (each.party == party) return each;
        return registry::PartySummary{};
    };
    EXPECT_EQ(of("be", asked("2004-08-10")).bound, 0);
    EXPECT_EQ(of("be", asked("2004-08-11")).bound, 1);
    EXPECT_EQ(of("be", asked("2004-08-10")).signed_, 1) << "OPCAT was not yet signed";
    EXPECT_EQ(of("be", asked("2019-01-15")).findings, 2);
    EXPECT_EQ(of("pa", asked()).signed_ + of("pa", asked()).bound, 0) << "what was said is gone";
    EXPECT_EQ(of("be", asked_known("2019-01-31")).tracks, 0) << "the registry held nothing";
    EXPECT_EQ(of("be", asked_known(SmallRegistry::today)).bound, of("be", asked()).bound);
}

TEST(Parties, a_partys_roads_say_what_it_did_and_what_is_next) {
    auto& store = shared_registry();
    auto reader = store.read();
    registry::Catalogue catalogue;
    const auto table = catalogue.at(reader);
    const auto roads = [&](const char* party, const registry::Asked& question) {
        registry::RoadsQuestion roads_of;
        roads_of.party = party;
        auto answer = registry::roads_answer(reader, table, roads_of, question);
        EXPECT_EQ(answer.page.total, answer.lines.size());
        std::sort(answer.lines.begin(), answer.lines.end(), [](const auto& a, const auto& b) {
            return a.track.instrument.id < b.track.instrument.id;
        });
        return answer.lines;
    };
    for (const auto& question : {asked(), asked_known(SmallRegistry::today), asked_published("2100-01-01")}) {
        const auto lines = roads("be", question);
        ASSERT_EQ(lines.size(), 2u);
        const auto &first = lines[0].track, &second = lines[1].track;
        EXPECT_EQ(first.instrument.id, "mtdsg-xviii-12");
        EXPECT_EQ(first.consented_on->edtf, "2004-08-11");
        EXPECT_EQ(first.severity, registry::Severity::none);
        EXPECT_EQ(lines[0].standing, registry::Standing::consented);
        EXPECT_EQ(second.signed_on->edtf, "2005-10-24");
        EXPECT_FALSE(second.consented_on);
        EXPECT_EQ(lines[1].standing, registry::Standing::signed_only);
        EXPECT_EQ(second.severity, registry::Severity::severe);
        EXPECT_EQ(second.finding, "r3.opcat.be.be-fed");
        EXPECT_FALSE(second.next_milestone.empty());
        EXPECT_EQ(second.next_entity, "be-fed");
    }
    EXPECT_EQ(roads("pa", asked()).size(), 0u) << "what was said is gone";
    EXPECT_EQ(roads("pa", asked_known(SmallRegistry::memorandum)).size(), 1u);
    EXPECT_EQ(roads("be", asked_known("2019-01-31")).size(), 0u);
    const auto france = roads("fr", asked("2007-01-01"));
    ASSERT_EQ(france.size(), 1u);
    EXPECT_FALSE(france[0].track.consented_on) << "on that day it had only signed";
    EXPECT_EQ(france[0].standing, registry::Standing::signed_only);
}
