// What the rules are given to look at: events and absences of a road, with where each absence comes from.
#include "registry/store/track_facts.hpp"

#include <gtest/gtest.h>

#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::Absence;
using registry::TrackFacts;
using registry::store::Database;
using registry::store::View;
using Lines = std::vector<std::string>;

TrackFacts facts_of(Database& database, const char* party, const View& view = {}) {
    auto reader = database.read();
    return registry::store::track_facts(reader, "mtdsg-iv-9-b", party, view);
}

Lines absences(const TrackFacts& facts) {
    Lines lines;
    for (const auto& each : facts.absences)
        lines.push_back(each.milestone + " " + each.entity + " until " + registry::iso(each.reach) + " by " +
                        each.source);
    return lines;
}

Lines events(const TrackFacts& facts) {
    Lines lines;
    for (const auto& each : facts.events) lines.push_back(each.id);
    return lines;
}

registry::Document by(const char* source, const char* as_of) {
    registry::Document document;
    document.source = source;
    if (*as_of) document.as_of = when(as_of);
    return document;
}

registry::Batch covering_page(const char* source, const char* as_of) {
    registry::Batch batch;
    batch.documents.push_back(by(source, as_of));
    batch.documents.at(0).covers.push_back({"MTDSG", "IV-9-b"});
    return batch;
}

registry::Batch look(const char* party, const char* entity, const char* to, bool any_instrument) {
    registry::Batch batch;
    batch.documents.push_back(by("editor", ""));
    registry::Look each;
    each.source = "be-gazette";
    if (!any_instrument) each.instrument = registry::Alias{"MTDSG", "IV-9-b"};
    each.party = party, each.entity = entity, each.milestone = "published";
    each.to = *registry::parse_day(to);
    each.unreadable = 3;
    batch.looks.push_back(each);
    return batch;
}

}  // namespace

TEST(TrackFactsOf, the_newest_page_of_a_depositary_reaches_its_own_day_for_every_party) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, covering_page("un-mtdsg", "2018-01-15"), "2018");
    take(database, covering_page("un-mtdsg", "2015-01-01"), "2015");
    take(database, covering_page("un-mtdsg", ""), "undated");
    const Lines expected{"deposited  until 2018-01-15 by un-mtdsg",
                         "entered-into-force  until 2018-01-15 by un-mtdsg",
                         "signature-withdrawn  until 2018-01-15 by un-mtdsg",
                         "signed  until 2018-01-15 by un-mtdsg", "withdrawn  until 2018-01-15 by un-mtdsg"};
    EXPECT_EQ(absences(facts_of(database, "be")), expected);
    EXPECT_EQ(absences(facts_of(database, "fr")), expected);
    EXPECT_EQ(facts_of(database, "be").as_of, registry::parse_day("2018-01-15"));
    for (const auto& each : facts_of(database, "be").absences)
        EXPECT_TRUE(each.evidence.starts_with("document:")) << each.evidence;
    const auto then = facts_of(database, "be", {{}, registry::parse_day("2016-01-01")});
    ASSERT_EQ(then.absences.size(), 5u);
    EXPECT_EQ(then.absences[0].reach, *registry::parse_day("2015-01-01")) << "the page public by then";
}

TEST(TrackFactsOf, a_page_known_to_the_month_reaches_its_first_day) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, covering_page("un-mtdsg", "2018-01"), "2018");
    EXPECT_EQ(facts_of(database, "be").absences.at(0).reach, *registry::parse_day("2018-01-01"));
}

TEST(TrackFactsOf, the_silence_of_an_assembly_speaks_of_its_own_entity_only) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, covering_page("be-chamber", "2018-06-01"), "dossier");
    const auto found = facts_of(database, "be").absences;
    ASSERT_EQ(found.size(), 4u);
    for (const auto& each : found) EXPECT_EQ(each.entity, "be-fed") << each.milestone;
    EXPECT_EQ(absences(facts_of(database, "fr")), Lines{}) << "and of nobody else's road";
}

TEST(TrackFactsOf, looks_count_for_whom_and_what_they_were_made) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, look("be", "be-fed", "2021-10-01", false), "one", "2026-11-01");
    take(database, look("", "", "2021-10-02", true), "two", "2026-11-02");
    take(database, look("fr", "", "2021-10-03", true), "three", "2026-11-03");
    EXPECT_EQ(absences(facts_of(database, "be")), (Lines{"published  until 2021-10-02 by be-gazette",
                                                         "published be-fed until 2021-10-01 by be-gazette"}));
    EXPECT_EQ(absences(facts_of(database, "be", {registry::parse_day("2026-11-01"), {}})),
              Lines{"published be-fed until 2021-10-01 by be-gazette"});
    for (const auto& each : facts_of(database, "be").absences) {
        EXPECT_TRUE(each.evidence.starts_with("look:"));
        EXPECT_EQ(each.unreadable, 3);
    }
}

TEST(TrackFactsOf, not_as_of_a_day_reaches_that_day) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    registry::Batch batch;
    batch.documents.push_back(by("ngo", "2021-10"));
    registry::Statement said;
    said.instrument = {"MTDSG", "IV-9-b"};
    said.party = "be", said.milestone = "published", said.polarity = registry::Polarity::absent;
    for (const auto* date : {"2021-10", "../2021-09"})
        said.when = when(date), batch.statements.push_back(said);
    take(database, batch, "memorandum");
    EXPECT_EQ(absences(facts_of(database, "be")), Lines{"published  until 2021-10-01 by ngo"})
        << "of an open beginning nothing follows";
}

TEST(TrackFactsOf, of_the_instruments_own_events_only_what_is_a_step_for_all) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    StatusPage page;
    page.rows = {{"", "text-adopted", "2002-12-18"},
                 {"", "entered-into-force", "2006-06-22"},
                 {"Belgium", "signed", "2005-10-24"}};
    take(database, batch_of(page), "un");
    EXPECT_EQ(events(facts_of(database, "be")),
              (Lines{"mtdsg-iv-9-b.be.signed", "mtdsg-iv-9-b.text-adopted"}));
    EXPECT_EQ(events(facts_of(database, "")),
              (Lines{"mtdsg-iv-9-b.entered-into-force", "mtdsg-iv-9-b.text-adopted"}));
}

TEST(TrackFactsOf, entry_into_force_is_computed_by_the_clause_of_the_newest_document) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    StatusPage page;
    page.rows = {{"Belgium", "deposited", "2003-01-10"},
                 {"France", "deposited", "2002-05-01"},
                 {"Germany", "deposited", "2002-06-01"}};
    auto batch = batch_of(page);
    registry::Clause clause;
    clause.instrument = page.treaty;
    clause.clause = {2, *registry::parse_span("P30D"), *registry::parse_span("P30D"), "art. 28"};
    batch.clauses.push_back(clause);
    take(database, batch, "2015");
    EXPECT_EQ(facts_of(database, "be").computed_entry, when("2003-02-09"));
    EXPECT_EQ(facts_of(database, "fr").computed_entry, when("2002-07-01")) << "with the second deposit";
    EXPECT_EQ(facts_of(database, "nl").computed_entry, std::nullopt);
    page.as_of = "2018-01-01";
    auto newer = batch_of(page);
    clause.clause.delay = *registry::parse_span("P90D");
    newer.clauses.push_back(clause);
    take(database, newer, "2018");
    EXPECT_EQ(facts_of(database, "fr").computed_entry, when("2002-08-30"));
}

TEST(TrackFactsOf, what_was_known_of_two_instruments_is_known_of_the_one_they_became) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    StatusPage page;
    page.rows = {{"Belgium", "signed", "2005-10-24"}};
    take(database, batch_of(page), "one", "2026-11-01");
    page.treaty = {"UNTS", "A-24841"};
    take(database, batch_of(page), "two", "2026-11-05");
    page.treaty = {"MTDSG", "IV-9-b"};
    page.as_of = "2018-01-01";
    page.rows = {};
    take(database, batch_of(page), "three",
         "2026-11-08");  // the UN page no longer says it; the other name's still does
    registry::Batch names;
    names.documents.push_back(by("editor", ""));
    names.links.push_back({{"UNTS", "A-24841"}, {"MTDSG", "IV-9-b"}, 0, ""});
    take(database, names, "names", "2026-11-09");
    auto reader = database.read();
    const auto said_on = [&](const char* known) {
        return registry::store::said_of(reader, "mtdsg-iv-9-b", "be", {registry::parse_day(known), {}})
            .size();
    };
    EXPECT_EQ(said_on("2026-10-31"), 0u);
    EXPECT_EQ(said_on("2026-11-02"), 1u) << "the span of the one";
    EXPECT_EQ(said_on("2026-11-09"), 1u) << "and of the other, which is still open";
    EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), Lines{});
}
