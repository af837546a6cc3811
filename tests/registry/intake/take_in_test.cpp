#include <gtest/gtest.h>

#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::Remark;
using registry::store::Database;
using Lines = std::vector<std::string>;

const Lines none;

StatusPage page_2015() {
    StatusPage page;
    page.title = "Optional Protocol";
    page.rows = {{"Belgium", "signed", "2005-10-24"},
                 {"Germany", "signed", "2006-09-20"},
                 {"Germany", "deposited", "2008-12-04"},
                 {"Turkey", "signed", "2005-09-14"},
                 {"France", "signed", "2005-09-17"}};
    return page;
}

StatusPage page_2018() {
    auto page = page_2015();
    page.as_of = "2018-01-01";
    page.rows = {{"Belgium", "signed", "2005-10-24"},      // repeated
                 {"Germany", "signed", "2006-09-20"},      // repeated
                 {"Germany", "deposited", "2008-12-05"},   // corrected
                 {"Türkiye", "signed", "2005-09-14"},      // renamed
                 {"Türkiye", "deposited", "2011-09-27"}};  // new; France is gone
    return page;
}

std::size_t count_of(const registry::Report& report, const std::string& kind) {
    std::size_t count = 0;
    for (const auto& each : report.remarks) count += each.kind == kind;
    return count;
}

}  // namespace

TEST(TakeIn, what_a_file_says_is_said_settled_and_logged) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    const auto report = take(database, batch_of(page_2015()), "2015");
    EXPECT_EQ(report.said, 5u);
    EXPECT_EQ(report.repeated, 0u);
    EXPECT_EQ(report.withdrawn, 0u);
    EXPECT_EQ(report.losses + report.doubts, 0u);
    auto reader = database.read();
    EXPECT_EQ(reader.revision(), 1u);
    const auto log = change_log(reader);
    ASSERT_EQ(
        std::count_if(log.begin(), log.end(), [](const auto& each) { return each.starts_with("fact"); }), 5);
    EXPECT_EQ(log.front(), "fact | mtdsg-iv-9-b | be | signed |  -> 2005-10-24");
    EXPECT_EQ(registry::store::stored_events(reader, "mtdsg-iv-9-b").size(), 5u);
    EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), none);
}

TEST(TakeIn, the_same_file_twice_changes_nothing) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    auto page = page_2015();
    page.rows.push_back({"Ruritania", "signed", "2006-01-01"});
    const auto first = take(database, batch_of(page), "2015");
    const auto before = row_counts(*std::make_unique<registry::store::Reader>(database.read()));
    const auto second = take(database, batch_of(page), "2015", "2027-01-01");
    EXPECT_TRUE(second.known_file);
    EXPECT_EQ(second.said + second.withdrawn, 0u);
    EXPECT_EQ(second.repeated, 6u);
    EXPECT_EQ(second.doubts, first.doubts) << "what was doubtful still is";
    auto reader = database.read();
    EXPECT_EQ(row_counts(reader), before);
    EXPECT_EQ(reader.revision(), 1u);
}

TEST(TakeIn, a_newer_snapshot_gives_exactly_the_correction_the_addition_and_the_retraction) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2015()), "2015");
    const auto mark = [&] {
        auto reader = database.read();
        return last_change(reader);
    }();
    const auto report = take(database, batch_of(page_2018()), "2018", "2026-11-23");
    EXPECT_EQ(report.said, 2u) << "a corrected date and a deposit; Turkey under its new name is nothing new";
    EXPECT_EQ(report.withdrawn, 2u) << "the date corrected, and France";
    EXPECT_EQ(report.repeated, 3u);
    auto reader = database.read();
    Lines facts_only;
    for (const auto& each : change_log(reader, mark))
        if (!each.starts_with("opened") && !each.starts_with("closed")) facts_only.push_back(each);
    EXPECT_EQ(facts_only, (Lines{"correction | mtdsg-iv-9-b | de | deposited | 2008-12-04 -> 2008-12-05",
                                 "fact | mtdsg-iv-9-b | tr | deposited |  -> 2011-09-27",
                                 "retraction | mtdsg-iv-9-b | fr | signed | 2005-09-17 -> ",
                                 "status | mtdsg-iv-9-b | fr |  | signed -> ",
                                 "status | mtdsg-iv-9-b | tr |  | signed -> 2011-09-27"}));
    EXPECT_EQ(registry::rejudge(database, at("2026-11-23")), none);
}

TEST(TakeIn, an_older_snapshot_imported_later_retracts_nothing_and_is_not_believed) {
    const Scratch scratch;
    Database forwards(scratch / "forwards.db"), backwards(scratch / "backwards.db");
    take(forwards, batch_of(page_2015()), "2015");
    take(forwards, batch_of(page_2018()), "2018");
    take(backwards, batch_of(page_2018()), "2018");
    const auto late = take(backwards, batch_of(page_2015()), "2015");
    EXPECT_EQ(late.said, 0u);
    EXPECT_EQ(late.withdrawn, 0u);
    EXPECT_EQ(late.repeated, 3u);
    EXPECT_EQ(late.superseded, 2u) << "France and the old date: kept, not believed";
    auto a = forwards.read(), b = backwards.read();
    EXPECT_EQ(facts(a), facts(b));
    EXPECT_EQ(registry::export_all(a), registry::export_all(b));
    registry::store::Query kept(b,
                                "SELECT count(*) FROM statement s WHERE live = 0 AND NOT EXISTS (SELECT 1 "
                                "FROM span WHERE statement = s.id)");
    ASSERT_TRUE(kept.bind().step());
    EXPECT_EQ(kept.integer(0), 2);
}

TEST(TakeIn, who_said_what_in_which_snapshot_is_kept_and_can_be_asked_for) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2018()), "2018", "2026-11-01");
    take(database, batch_of(page_2015()), "2015", "2026-11-10");
    auto reader = database.read();
    const auto in_view = [&](const registry::store::View& view) {
        const auto facts = registry::store::instrument_facts(reader, "mtdsg-iv-9-b", view);
        std::string all;
        for (const auto& [party, events] : facts.events)
            for (const auto& each : events) all += party + " " + each.milestone + " " + each.when.edtf + "; ";
        return all;
    };
    const auto day = [](const char* text) { return registry::parse_day(text); };
    EXPECT_EQ(in_view({day("2026-10-31"), {}}), "") << "this registry held nothing";
    const auto now = in_view({});
    EXPECT_EQ(in_view({day("2026-11-01"), {}}), now);
    EXPECT_EQ(in_view({day("2026-11-10"), {}}), now);
    // What could be known in 2016: the page of 2015, France and the date since corrected with it.
    const auto then = in_view({{}, day("2016-06-01")});
    EXPECT_NE(then.find("fr signed"), std::string::npos) << then;
    EXPECT_NE(then.find("de deposited 2008-12-04"), std::string::npos) << then;
    EXPECT_EQ(then.find("tr deposited"), std::string::npos) << then;
    EXPECT_EQ(in_view({{}, day("2014-01-01")}), "");
    EXPECT_EQ(in_view({day("2026-11-05"), day("2016-06-01")}), "") << "the page of 2015 was not held by then";
}

TEST(TakeIn, said_again_after_being_withdrawn_is_a_new_span) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2015()), "2015", "2026-11-01");
    take(database, batch_of(page_2018()), "2018", "2026-11-02");
    auto page = page_2015();
    page.as_of = "2020-01-01";
    const auto report = take(database, batch_of(page), "2020", "2026-11-03");
    EXPECT_EQ(report.said, 2u);
    EXPECT_EQ(report.withdrawn, 2u);
    auto reader = database.read();
    const auto said_on = [&](const char* known) {
        return registry::store::said_of(reader, "mtdsg-iv-9-b", "fr", {registry::parse_day(known), {}})
            .size();
    };
    EXPECT_EQ(said_on("2026-11-01"), 1u);
    EXPECT_EQ(said_on("2026-11-02"), 0u);
    EXPECT_EQ(said_on("2026-11-03"), 1u);
    EXPECT_EQ(registry::rejudge(database, at("2026-11-03")), none);
}

TEST(TakeIn, a_document_that_does_not_say_as_of_when_only_adds) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2015()), "2015");
    auto page = page_2018();
    page.as_of = "";
    const auto report = take(database, batch_of(page), "undated");
    EXPECT_EQ(report.withdrawn, 0u);
    EXPECT_EQ(report.said, 2u);
}

TEST(TakeIn, a_day_given_later_to_a_known_file_is_as_if_given_at_first) {
    const Scratch scratch;
    Database later(scratch / "later.db"), first(scratch / "first.db");
    auto undated = page_2018();
    undated.as_of = "";
    take(later, batch_of(page_2015()), "2015");
    take(later, batch_of(undated), "2018");
    const auto report = take(later, batch_of(page_2018()), "2018");
    EXPECT_FALSE(report.known_file);
    EXPECT_EQ(report.withdrawn, 2u);
    EXPECT_TRUE(take(later, batch_of(undated), "2018").known_file)
        << "what is not given again is not taken back";
    EXPECT_TRUE(take(later, batch_of(page_2018()), "2018").known_file);
    take(first, batch_of(page_2015()), "2015");
    take(first, batch_of(page_2018()), "2018");
    auto a = later.read(), b = first.read();
    EXPECT_EQ(facts(a), facts(b));
    EXPECT_EQ(registry::export_all(a), registry::export_all(b));
    EXPECT_EQ(registry::rejudge(later, at("2026-11-22")), none);
}

TEST(TakeIn, titles_follow_the_newest_document_and_search_follows_the_titles) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    auto old = page_2015(), young = page_2018();
    old.title = "Ancien Protocole";
    young.title = "Protocole d’Istanbul";
    take(database, batch_of(old), "2015");
    take(database, batch_of(young), "2018");
    auto reader = database.read();
    const auto hits = [&](std::string_view words) {
        registry::store::Query row(reader, "SELECT count(*) FROM title_search WHERE title_search MATCH ?");
        row.bind(words).step();
        return row.integer(0);
    };
    EXPECT_EQ(hits("istanbul"), 1);
    EXPECT_EQ(hits("ancien"), 0);
    registry::store::Query row(reader, "SELECT folded FROM instrument");
    ASSERT_TRUE(row.bind().step());
    EXPECT_NE(row.text(0).find("protocole d'istanbul"), std::string::npos) << row.text(0);
}

TEST(TakeIn, a_name_nobody_knows_is_kept_as_written_and_doubted_once) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    auto page = page_2015();
    page.rows.push_back({"Ruritania", "signed", "2006-01-01"});
    page.rows.push_back({"Ruritania", "deposited", "2007-01-01"});
    const auto report = take(database, batch_of(page), "2015");
    EXPECT_EQ(report.said, 7u);
    EXPECT_EQ(count_of(report, "unknown-party"), 1u);
    EXPECT_EQ(report.doubts, 1u);
    auto reader = database.read();
    EXPECT_EQ(registry::store::stored_events(reader, "mtdsg-iv-9-b", "Ruritania").size(), 2u);
}

TEST(TakeIn, what_cannot_be_used_is_a_loss_and_the_rest_is_kept) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    auto batch = batch_of(page_2015());
    batch.statements[0].milestone = "danced";
    batch.statements[1].instrument = {};
    const auto report = take(database, batch, "2015");
    EXPECT_EQ(report.losses, 2u);
    EXPECT_EQ(report.said, 3u);
    EXPECT_EQ(count_of(report, "unknown-milestone"), 1u);
    EXPECT_EQ(count_of(report, "nameless-instrument"), 1u);
}

TEST(TakeIn, a_dry_run_reports_the_same_and_leaves_no_trace) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2015()), "2015");
    const auto before = row_counts(*std::make_unique<registry::store::Reader>(database.read()));
    const auto dry = take(database, batch_of(page_2018()), "2018", "2026-11-22", true);
    {
        auto reader = database.read();
        EXPECT_EQ(row_counts(reader), before);
        EXPECT_EQ(reader.revision(), 1u);
    }
    const auto wet = take(database, batch_of(page_2018()), "2018");
    EXPECT_EQ(dry.said, wet.said);
    EXPECT_EQ(dry.withdrawn, wet.withdrawn);
    EXPECT_EQ(dry.touched, wet.touched);
}

TEST(TakeIn, an_import_that_fails_midway_leaves_nothing) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_2015()), "2015");
    const auto before = row_counts(*std::make_unique<registry::store::Reader>(database.read()));
    auto broken = batch_of(page_2018());
    broken.statements.back().document =
        7;  // there is no such document: found when the others are already written
    EXPECT_THROW(take(database, broken, "2018"), std::exception);
    auto reader = database.read();
    EXPECT_EQ(row_counts(reader), before);
    EXPECT_EQ(reader.revision(), 1u);
    EXPECT_EQ(take(database, batch_of(page_2018()), "2018").said, 2u) << "and the store can be written again";
}

TEST(TakeIn, a_source_that_is_sure_in_one_place_is_sure) {
    const Scratch scratch;
    Database one(scratch / "one.db"), other(scratch / "other.db");
    auto sure = batch_of(page_2015()), unsure = batch_of(page_2015());
    sure.documents[0].covers.clear(), unsure.documents[0].covers.clear();
    for (auto& each : unsure.statements) each.unconfirmed = true;
    take(one, sure, "sure"), take(one, unsure, "unsure");
    take(other, unsure, "unsure"), take(other, sure, "sure");
    auto a = one.read(), b = other.read();
    EXPECT_EQ(facts(a), facts(b));
    for (const auto& each : registry::store::stored_events(b, "mtdsg-iv-9-b"))
        EXPECT_FALSE(each.unconfirmed) << each.id;
}
