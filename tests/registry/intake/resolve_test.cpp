#include <gtest/gtest.h>

#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::store::Database;
using Lines = std::vector<std::string>;

StatusPage page_with_strangers() {
    StatusPage page;
    page.rows = {{"Belgium", "signed", "2005-10-24"},
                 {"Kingdom of the Ruritanians", "signed", "2006-01-01"},
                 {"KINGDOM OF THE RURITANIANS", "deposited", "2007-01-01"}};
    return page;
}

}  // namespace

TEST(ResolveName, a_settled_name_is_neither_said_nor_withdrawn_and_no_news) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    EXPECT_EQ(take(database, batch_of(page_with_strangers()), "un", "2026-11-01").doubts, 2u);
    const auto mark = [&] {
        auto reader = database.read();
        return last_change(reader);
    }();
    const auto report =
        registry::resolve_name(database, "party", "kingdom of the Ruritanians", "lu", at("2026-11-02"));
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_EQ(report->said + report->withdrawn, 0u);
    auto reader = database.read();
    EXPECT_EQ(change_log(reader, mark), Lines{});
    const auto events = registry::store::stored_events(reader, "mtdsg-iv-9-b", "lu");
    ASSERT_EQ(events.size(), 2u) << "both spellings";
    EXPECT_TRUE(registry::store::stored_events(reader, "mtdsg-iv-9-b", "Kingdom of the Ruritanians").empty());
    const auto log = change_log(reader);
    EXPECT_EQ(std::count_if(log.begin(), log.end(),
                            [](const auto& each) { return each.find("| lu |") != std::string::npos; }),
              2);
    registry::store::Query doubts(reader, "SELECT count(*) FROM remark WHERE kind = 'unknown-party'");
    ASSERT_TRUE(doubts.bind().step());
    EXPECT_EQ(doubts.integer(0), 0) << "the doubt is settled";
    EXPECT_EQ(registry::rejudge(database, at("2026-11-02")), Lines{});
    EXPECT_EQ(registry::store::said_of(reader, "mtdsg-iv-9-b", "lu", {registry::parse_day("2026-11-01"), {}})
                  .size(),
              2u)
        << "it was said on the day it was said";
}

TEST(ResolveName, before_or_after_the_file_the_same) {
    const Scratch scratch;
    Database before(scratch / "before.db"), after(scratch / "after.db");
    auto other = page_with_strangers();
    other.treaty = {"MTDSG", "IV-4"};
    for (auto* database : {&before, &after}) take(*database, batch_of(other), "first");
    ASSERT_TRUE(
        registry::resolve_name(before, "party", "Kingdom of the Ruritanians", "lu", at("2026-11-22")));
    EXPECT_EQ(take(before, batch_of(page_with_strangers()), "second").doubts, 0u)
        << "nobody need be asked again";
    take(after, batch_of(page_with_strangers()), "second");
    ASSERT_TRUE(registry::resolve_name(after, "party", "Kingdom of the Ruritanians", "lu", at("2026-11-22")));
    auto a = before.read(), b = after.read();
    EXPECT_EQ(facts(a), facts(b));
    EXPECT_EQ(registry::export_all(a), registry::export_all(b));
}

TEST(ResolveName, a_party_that_was_known_by_another_name_keeps_one_statement_of_each) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    auto page = page_with_strangers();
    page.rows.push_back({"Luxembourg", "signed", "2006-01-01"});
    take(database, batch_of(page), "un");
    ASSERT_TRUE(
        registry::resolve_name(database, "party", "Kingdom of the Ruritanians", "lu", at("2026-11-22")));
    auto reader = database.read();
    EXPECT_EQ(registry::store::said_of(reader, "mtdsg-iv-9-b", "lu", {}).size(), 2u);
    EXPECT_EQ(registry::store::stored_events(reader, "mtdsg-iv-9-b", "lu").size(), 2u);
    EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), Lines{});
}

TEST(ResolveName, an_entity_by_a_name_nobody_knew) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    StatusPage page;
    page.rows = {{"Belgium", "adopted", "2018-07-19"}};
    auto batch = batch_of(page);
    batch.documents[0].source = "be-chamber";
    batch.statements[0].entity = "La Patrie";
    EXPECT_EQ(take(database, batch, "page").doubts, 1u);
    const auto mark = [&] {
        auto reader = database.read();
        return last_change(reader);
    }();
    ASSERT_TRUE(registry::resolve_name(database, "entity", "la patrie", "be-fed", at("2026-11-22")));
    auto reader = database.read();
    const auto events = registry::store::stored_events(reader, "mtdsg-iv-9-b", "be");
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].entity, "be-fed");
    for (const auto& each : change_log(reader, mark))
        EXPECT_FALSE(each.starts_with("fact") || each.starts_with("retraction")) << each;
    EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), Lines{});
}

TEST(ResolveName, what_cannot_be_settled_is_a_problem_in_words) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(page_with_strangers()), "un");
    const auto what = [&](auto... arguments) {
        const auto report = registry::resolve_name(database, arguments..., at("2026-11-22"));
        return report ? std::string{"settled"} : report.error().what;
    };
    EXPECT_EQ(what("party", "Atlantis", "lu"), "no party waits under the name \"Atlantis\"");
    EXPECT_NE(what("party", "Kingdom of the Ruritanians", "luxemburg")
                  .find("no party is declared as \"luxemburg\""),
              std::string::npos);
    EXPECT_NE(what("treaty", "x", "y").find("of a party or of an entity"), std::string::npos);
    EXPECT_EQ(database.read().revision(), 1u);
    EXPECT_EQ(what("party", "Kingdom of the Ruritanians", "lu"), "settled");
    EXPECT_EQ(what("party", "Kingdom of the Ruritanians", "lu"),
              "no party waits under the name \"Kingdom of the Ruritanians\"");
}
