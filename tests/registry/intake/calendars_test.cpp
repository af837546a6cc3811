// Roads of parties under the general procedure and of unitary States, and periods counted in a calendar that
// arrives, changes or goes.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/store/findings.hpp"
#include "registry/store/sittings.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::parse_day;
using registry::store::Database;

registry::Batch laid_on(const char* day) {
    registry::Batch batch;
    registry::Document document;
    document.source = "uk-parliament";
    document.title = "laid";
    batch.documents.push_back(document);
    for (const auto& [milestone, date] : {std::pair{"signed", "2024-12-10"}, std::pair{"laid", day}}) {
        registry::Statement said;
        said.instrument = {"placet", "t"};
        said.party = "gb";
        said.milestone = milestone;
        said.when = when(date);
        batch.statements.push_back(said);
    }
    return batch;
}

registry::Batch weekdays(const char* from, const char* to, const char* as_of) {
    registry::Batch batch;
    registry::Document document;
    document.source = "uk-parliament";
    document.title = std::string{"days as of "} + as_of;
    document.as_of = when(as_of);
    batch.documents.push_back(document);
    registry::Sittings said;
    said.calendar = {"uk-joint", *parse_day(from), *parse_day(to), {}, "", std::nullopt};
    for (auto day = said.calendar.from; day <= said.calendar.to; day += std::chrono::days{1})
        if (std::chrono::weekday{day} != std::chrono::Saturday &&
            std::chrono::weekday{day} != std::chrono::Sunday)
            said.calendar.days.push_back(day);
    batch.sittings.push_back(said);
    return batch;
}

std::optional<registry::store::StoredTrack> track(Database& database, const char* party) {
    auto reader = database.read();
    return registry::store::stored_track(reader, {"t", party});
}

std::string next(Database& database) { return track(database, "gb")->next_milestone; }

const registry::Now spring = at("2025-03-10");

}  // namespace

TEST(Calendars, a_road_whose_period_is_counted_in_one_is_judged_again_when_it_arrives) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    take(database, laid_on("2025-01-06"), "laid", "2025-03-10");
    EXPECT_EQ(next(database), "");
    take(database, weekdays("2025-01-01", "2025-02-28", "2025-02-28"), "days", "2025-03-10");
    EXPECT_EQ(next(database), "deposited");
    EXPECT_TRUE(rejudge(database, spring).empty());
}

TEST(Calendars, the_latest_document_wins_in_whatever_order_they_come) {
    for (const bool newer_first : {false, true}) {
        Scratch scratch;
        Database database(scratch / "registry.db");
        take(database, laid_on("2025-02-03"), "laid", "2025-03-10");
        const auto older = weekdays("2025-01-01", "2025-03-31", "2025-01-15"),
                   newer = weekdays("2025-01-01", "2025-02-14", "2025-02-14");  // shorter, and newer
        take(database, newer_first ? newer : older, "one", "2025-03-10");
        take(database, newer_first ? older : newer, "two", "2025-03-10");
        auto reader = database.read();
        const auto kept = registry::store::sittings(reader, {});
        ASSERT_EQ(kept->size(), 1U);
        EXPECT_EQ(kept->front().to, parse_day("2025-02-14"));
        EXPECT_EQ(kept->front().as_of, parse_day("2025-02-14"));
        EXPECT_EQ(next(database), "") << "the period goes past the newer calendar";
        EXPECT_TRUE(rejudge(database, spring).empty());
    }
}

TEST(Calendars, the_day_after_the_period_the_track_comes_due) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    take(database, weekdays("2025-01-01", "2025-02-28", "2024-12-20"), "days", "2025-01-10");
    take(database, laid_on("2025-01-06"), "laid", "2025-01-10");
    EXPECT_EQ(next(database), "");
    ASSERT_TRUE(track(database, "gb")->due);
    EXPECT_LE(*track(database, "gb")->due, *parse_day("2025-02-05"));
    for (auto day = *parse_day("2025-01-11"); day <= *parse_day("2025-02-05"); day += std::chrono::days{1})
        registry::tick(database, at(registry::iso(day)));
    EXPECT_EQ(next(database), "deposited");
    EXPECT_TRUE(rejudge(database, at("2025-02-05")).empty());
}

TEST(Calendars, what_was_known_on_a_day_does_not_count_in_a_later_calendar) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    take(database, weekdays("2025-01-01", "2025-02-14", "2025-01-15"), "older", "2025-02-01");
    take(database, weekdays("2025-01-01", "2025-02-28", "2025-02-28"), "newer", "2025-03-10");
    auto reader = database.read();
    EXPECT_EQ(registry::store::sittings(reader, {parse_day("2025-02-10"), {}})->front().to,
              parse_day("2025-02-14"));
    EXPECT_EQ(registry::store::sittings(reader, {{}, parse_day("2025-02-10")})->front().to,
              parse_day("2025-02-14"));
    EXPECT_EQ(registry::store::sittings(reader, {})->front().to, parse_day("2025-02-28"));
    EXPECT_TRUE(registry::store::sittings(reader, {parse_day("2025-01-01"), {}})->empty());
}

TEST(Calendars, go_out_with_the_export_and_come_back_the_same) {
    Scratch scratch;
    Database database(scratch / "registry.db"), again(scratch / "again.db");
    take(database, laid_on("2025-01-06"), "laid", "2025-03-10");
    take(database, weekdays("2025-01-01", "2025-02-28", "2025-02-28"), "days", "2025-03-10");
    registry::Batch whole;
    {
        auto reader = database.read();
        whole = *registry::read_exchange(registry::export_all(reader), "export.xml");
    }
    ASSERT_EQ(whole.sittings.size(), 1U);
    take(again, whole, "export", "2025-03-11");
    EXPECT_EQ(next(again), "deposited");
    auto before = database.read(), after = again.read();
    EXPECT_EQ(registry::store::sittings(before, {})->front().days,
              registry::store::sittings(after, {})->front().days);
}

TEST(Calendars, a_dry_run_leaves_none_behind) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    take(database, laid_on("2025-01-06"), "laid", "2025-03-10");
    take(database, weekdays("2025-01-01", "2025-02-28", "2025-02-28"), "days", "2025-03-10", true);
    EXPECT_EQ(next(database), "");
    auto reader = database.read();
    EXPECT_TRUE(registry::store::sittings(reader, {})->empty());
}

TEST(GeneralProcedure, gives_every_party_on_the_status_page_a_track_and_no_other) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    StatusPage page;
    page.treaty = {"placet", "t"};
    page.rows = {{"Belgium", "signed", "2005-10-24"},
                 {"South Africa", "signed", "2006-09-20"},
                 {"France", "deposited", "2008-11-11"},
                 {"Ruritania", "signed", "2005-01-01"}};
    take(database, batch_of(page), "page");
    auto reader = database.read();
    EXPECT_EQ(registry::store::track_parties(reader, "t"), (std::vector<std::string>{"be", "fr", "za"}));
    EXPECT_EQ(track(database, "za")->procedure, "general");
    EXPECT_EQ(track(database, "za")->next_milestone, "deposited");
    EXPECT_EQ(track(database, "fr")->procedure, "fr-treaty");
    EXPECT_TRUE(rejudge(database, at("2026-11-22")).empty());
}

TEST(GeneralProcedure, a_party_that_the_newer_page_no_longer_names_loses_its_track) {
    Scratch scratch;
    Database database(scratch / "registry.db");
    StatusPage page;
    page.treaty = {"placet", "t"};
    page.rows = {{"South Africa", "signed", "2006-09-20"}, {"Brazil", "signed", "2006-09-20"}};
    take(database, batch_of(page), "page");
    page.as_of = "2016-01-01";
    page.rows.pop_back();
    take(database, batch_of(page), "newer page");
    auto reader = database.read();
    EXPECT_EQ(registry::store::track_parties(reader, "t"), (std::vector<std::string>{"za"}));
    EXPECT_TRUE(rejudge(database, at("2026-11-22")).empty());
}
