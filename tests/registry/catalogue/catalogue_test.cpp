// What the read model says is what the store says, however the store came to hold it.
#include "registry/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

#include <map>

#include "registry/answers/tally.hpp"
#include "registry/store/instruments.hpp"
#include "registry/store/track_facts.hpp"
#include "tests/registry/answers/small_registry.hpp"
#include "tests/registry/catalogue/kept_in_step.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace registry;
using test::day;

std::shared_ptr<const Table> fresh(store::Database& database) {
    Catalogue catalogue;
    auto reader = database.read();
    return catalogue.at(reader);
}

Asked asked(Day on, Day today, Profile profile) {
    Asked asked;
    asked.on = on, asked.today = today, asked.profile = profile;
    return asked;
}

// "id severity" of what is listed on the day.
using Listed = std::map<std::string, Severity>;

Listed judged(store::Reader& reader, Day on, Day today, Profile profile) {
    Listed found;
    StalledFilter all;
    all.at_least = Severity::notice;
    all.limit = 1000000;
    for (const auto& each : stalled(reader, all, asked(on, today, profile)))
        found[each.verdict.id] = each.verdict.severity;
    return found;
}

Listed in_table(const Table& table, Day on, Profile profile) {
    Listed found;
    for (const auto& row : table.rows)
        for (const auto& each : row->findings)
            if (each.profile == profile)
                if (const auto* span = each.on(on)) found[each.id] = span->severity;
    return found;
}

void says_what_the_store_says(store::Database& database, Day today) {
    auto reader = database.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    ASSERT_EQ(table->rows.size(), store::all_instruments(reader).size());
    std::size_t compared = 0;
    for (const auto& row : table->rows) {
        const auto head = store::head(reader, row->id, {});
        EXPECT_EQ(row->titles, head.titles) << row->id;
        EXPECT_EQ(row->aliases, head.aliases) << row->id;
        EXPECT_EQ(row->kind, head.kind) << row->id;
        const auto facts = store::instrument_facts(reader, row->id, {});
        for (const auto on : {day("1990-01-01"), day("2004-09-24"), day("2006-01-01"), today}) {
            const auto expected = counted(facts.events, on);
            EXPECT_EQ(row->counts(on).signatories, expected.signatories) << row->id << " on " << iso(on);
            EXPECT_EQ(row->counts(on).parties, expected.parties) << row->id << " on " << iso(on);
            compared += expected.parties.has_value();
        }
    }
    EXPECT_GT(compared, 0u);
}

void spans_are_what_judging_gives(store::Database& database, Day today, std::vector<Day> days) {
    auto reader = database.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    days.push_back(today);
    std::size_t found = 0;
    for (const auto profile : {Profile::practice_aware, Profile::strict})
        for (const auto on : days) {
            const auto expected = judged(reader, on, today, profile);
            found += expected.size();
            EXPECT_EQ(in_table(*table, on, profile), expected) << iso(on) << " " << name_of(profile);
        }
    EXPECT_GT(found, 0u) << "nothing was compared";
}

}  // namespace

TEST(Catalogue, advanced_import_by_import_is_as_if_loaded_afresh) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Catalogue kept;
    {
        auto reader = database.read();
        EXPECT_TRUE(kept.at(reader)->rows.empty());
    }
    int taken = 0;
    // The status pages first: the treaties' own files join their names with others, so rows go and come.
    auto files = test::files_in(test::samples / "un");
    for (const auto& each : test::files_in(test::samples)) files.push_back(each);
    for (const auto& file : files) {
        if (!test::take_file(database, file, "2024-01-" + std::to_string(10 + taken))) continue;
        ++taken;
        auto reader = database.read();
        EXPECT_EQ(test::difference(*kept.at(reader), *fresh(database)), "") << file;
    }
    EXPECT_GE(taken, 8);
    for (const auto* later : {"2025-01-01", "2026-06-01", "2030-01-01"}) {
        tick(database, parse_now(later).value());
        auto reader = database.read();
        EXPECT_EQ(test::difference(*kept.at(reader), *fresh(database)), "") << later;
    }
}

TEST(Catalogue, an_instrument_that_became_another_leaves_the_table) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Catalogue kept;
    ASSERT_TRUE(test::take_file(database, test::samples / "un/IV-9-b.en.xml", "2024-01-10"));
    auto first = database.read();
    const auto before = kept.at(first);
    ASSERT_TRUE(before->row("mtdsg-iv-9-b")) << test::ids(*before);
    ASSERT_TRUE(test::take_file(database, test::samples / "opcat.xml", "2024-02-10"));
    auto second = database.read();
    const auto after = kept.at(second);
    EXPECT_FALSE(after->row("mtdsg-iv-9-b"));
    ASSERT_TRUE(after->row("opcat"));
    EXPECT_EQ(after->row("opcat")->first_recorded, day("2024-01-10")) << "it was known under its other name";
    EXPECT_EQ(after->row("opcat")->last_recorded, day("2024-02-10"));
    EXPECT_TRUE(before->row("mtdsg-iv-9-b")) << "a table never changes";
}

TEST(Catalogue, what_was_not_touched_is_shared_and_what_was_is_new) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Catalogue kept;
    ASSERT_TRUE(test::take_file(database, test::samples / "untoc.xml", "2024-01-10"));
    ASSERT_TRUE(test::take_file(database, test::samples / "bbnj.xml", "2024-01-11"));
    auto first = database.read();
    const auto before = kept.at(first);
    ASSERT_TRUE(test::take_file(database, test::samples / "opcat.xml", "2024-02-10"));
    auto second = database.read();
    const auto after = kept.at(second);
    ASSERT_TRUE(after->row("opcat"));
    std::size_t shared = 0;
    for (const auto& row : before->rows) shared += after->row(row->id) == row.get();
    EXPECT_GT(shared, 0u);
    EXPECT_EQ(after->row("opcat")->first_recorded, day("2024-02-10"));
    // The same file again says nothing new, and touches nothing.
    ASSERT_TRUE(test::take_file(database, test::samples / "opcat.xml", "2024-03-10"));
    auto third = database.read();
    EXPECT_EQ(kept.at(third), after);
}

TEST(Catalogue, a_reader_that_began_earlier_gets_the_table_of_its_own_revision) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Catalogue kept;
    ASSERT_TRUE(test::take_file(database, test::samples / "untoc.xml", "2024-01-10"));
    auto oldest = database.read();
    ASSERT_TRUE(test::take_file(database, test::samples / "bbnj.xml", "2024-01-11"));
    auto older = database.read();
    const auto middle = kept.at(older);
    ASSERT_TRUE(test::take_file(database, test::samples / "opcat.xml", "2024-02-10"));
    auto newest = database.read();
    const auto latest = kept.at(newest);
    EXPECT_EQ(kept.at(older), middle) << "the one before is kept";
    const auto table = kept.at(oldest);
    EXPECT_EQ(table->revision, oldest.revision());
    EXPECT_FALSE(table->row("bbnj"));
    EXPECT_EQ(kept.at(newest), latest) << "and the newest stays";
}

TEST(Catalogue, names_titles_and_counts_are_those_of_the_store_with_samples) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    for (const auto& file : test::files_in(test::samples)) test::take_file(database, file, "2026-11-22");
    says_what_the_store_says(database, day("2026-11-22"));
    spans_are_what_judging_gives(
        database, day("2026-11-22"),
        {day("2004-12-31"), day("2010-05-05"), day("2016-08-01"), day("2018-09-17"), day("2018-10-20"),
         day("2019-01-14"), day("2019-01-15"), day("2021-10-12"), day("2025-08-05"), day("2026-11-21")});
}

TEST(Catalogue, names_titles_and_counts_are_those_of_a_store_with_withdrawn_statements) {
    auto& small = test::shared_registry();
    says_what_the_store_says(small.database(), day(test::SmallRegistry::today));
    auto reader = small.read();
    Catalogue catalogue;
    const auto table = catalogue.at(reader);
    const auto lebanon = table->of_party("lb");
    ASSERT_EQ(lebanon.size(), 1u);
    EXPECT_TRUE(lebanon.front()->track("lb")->tally(latest_day).is_party());
    EXPECT_TRUE(table->of_party("pa").empty()) << "what was said of Panama is gone";
    EXPECT_FALSE(lebanon.front()->track("jm")->tally(latest_day).is_party())
        << "an undated withdrawal always may be the later";
}

TEST(Catalogue, holds_on_official_files_of_belgium) {
    if (!std::filesystem::exists(test::shared_sources / "be"))
        GTEST_SKIP() << "skipped: ../shared is not there";
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Catalogue kept;
    std::size_t taken = 0;
    for (const auto& file : test::files_in(test::shared_sources / "be")) {
        if (!test::take_file(database, file, "2026-11-22")) continue;
        if (++taken % 8) continue;
        auto reader = database.read();
        ASSERT_EQ(test::difference(*kept.at(reader), *fresh(database)), "") << file;
    }
    says_what_the_store_says(database, day("2026-11-22"));
    spans_are_what_judging_gives(database, day("2026-11-22"),
                                 {day("2012-03-01"), day("2019-01-15"), day("2024-06-30")});
}

TEST(Catalogue, titles_are_in_order_in_each_language_whatever_their_accents_and_case) {
    const test::Scratch scratch;
    store::Database database(scratch / "placet.db");
    Batch batch;
    Document document;
    document.source = "editor", document.title = "Names";
    batch.documents = {document};
    const auto name = [&](const char* id, const char* lang, const char* text) {
        batch.descriptions.push_back({{"placet", id}, "title", lang, text, 0, "head"});
    };
    name("one", "en", "Égalité"), name("two", "en", "egal"), name("three", "en", "Zoo");
    name("three", "fr", "aaa"), name("four", "en", "EGALITE B");
    batch.relations.push_back({{"placet", "nameless"}, "amends", {"placet", "one"}, 0, "x"});
    test::take(database, "names", batch, "2024-01-01");
    const auto table = fresh(database);
    const auto in = [&](Lang lang) {
        std::string all;
        for (const auto k : table->by_title(lang)) all += table->rows[k]->id + " ";
        return all;
    };
    EXPECT_EQ(in(Lang::en), "two one four three nameless ");
    EXPECT_EQ(in(Lang::fr), "three two one four nameless ") << "where there is none, the English one";
}
