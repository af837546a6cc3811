// Findings with their two days, the daily passage of time, and the audit.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/store/findings.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::store::Database;
using Lines = std::vector<std::string>;

std::vector<registry::store::StoredFinding> findings(Database& database, const char* rule) {
    auto reader = database.read();
    auto all = registry::store::stored_findings(reader, {"opcat", "be"});
    std::erase_if(all, [&](const auto& each) {
        return each.verdict.rule != rule || each.verdict.profile != registry::Profile::practice_aware;
    });
    return all;
}

Lines log_of_findings(Database& database, std::int64_t after) {
    auto reader = database.read();
    auto all = change_log(reader, after);
    std::erase_if(all, [](const std::string& each) {
        return each.starts_with("fact") || each.starts_with("correction") || each.starts_with("retraction");
    });
    return all;
}

std::int64_t mark(Database& database) {
    auto reader = database.read();
    return last_change(reader);
}

// The search that the worked case rests on, taken further.
registry::Batch look_until(const char* day) {
    registry::Batch batch;
    registry::Document document;
    document.source = "editor";
    document.title = std::string{"Search of "} + day;
    batch.documents.push_back(document);
    for (const auto* milestone : {"promulgated", "published", "deposited", "instrument-signed"}) {
        registry::Look look;
        look.source = "be-gazette";
        look.instrument = registry::Alias{"placet", "opcat"};
        look.party = "be";
        look.milestone = milestone;
        look.to = *registry::parse_day(day);
        batch.looks.push_back(look);
    }
    return batch;
}

}  // namespace

TEST(Findings, old_facts_give_one_entry_with_effect_then_and_recorded_now) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take_evidence(database, "opcat-F.xml", "2021-10-12");
    const auto found = findings(database, "R7b");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].open);
    EXPECT_EQ(found[0].verdict.severity, registry::Severity::severe);
    ASSERT_GE(found[0].steps.size(), 2u);
    for (const auto& each : found[0].steps) {
        EXPECT_EQ(each.recorded, *registry::parse_day("2021-10-12"));
        EXPECT_LT(each.step.effective, *registry::parse_day("2020-01-01"));
    }
    Lines r7b;
    for (auto& each : log_of_findings(database, 0))
        if (each.find("| R7b |") != std::string::npos) r7b.push_back(each);
    EXPECT_EQ(r7b, Lines{"opened | opcat | be | R7b |  -> severe"}) << "one entry, however long the history";
    EXPECT_EQ(registry::rejudge(database, at("2021-10-12")), Lines{});
}

TEST(Findings, what_nobody_looked_for_is_kept_and_never_told) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take_evidence(database, "signature-only.xml", "2006-10-24");
    const auto found = findings(database, "R1");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].verdict.certainty, registry::Certainty::unsearched);
    EXPECT_EQ(log_of_findings(database, 0), Lines{});
}

TEST(Findings, the_passage_of_time_is_told_once_and_only_of_tracks_that_are_due) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, look_until("2019-12-31"), "look", "2018-09-01");
    take_evidence(database, "opcat-F.xml", "2018-09-01");
    const auto start = mark(database);
    Lines told;
    std::uint64_t commits = database.read().revision();
    for (auto day = *registry::parse_day("2018-09-02"); day <= *registry::parse_day("2019-08-01");
         day += std::chrono::days{1}) {
        const auto now = at(registry::iso(day));
        const auto before = database.read().revision();
        registry::tick(database, now);
        const auto after = database.read().revision();
        const auto again = registry::tick(database, now);
        EXPECT_EQ(database.read().revision(), after) << "twice on " << registry::iso(day);
        EXPECT_EQ(again.opened + again.changed + again.closed, 0u);
        if (after != before) {
            const auto differences = registry::rejudge(database, now);
            EXPECT_EQ(differences, Lines{}) << registry::iso(day);
        }
    }
    EXPECT_LT(database.read().revision() - commits, 40u) << "only days that bring something are written";
    for (const auto& each : log_of_findings(database, start)) told.push_back(each);
    // R7b: 60, 90, 180 and 365 days after 19 July 2018.
    const auto has = [&](const char* line) {
        return std::find(told.begin(), told.end(), line) != told.end();
    };
    EXPECT_TRUE(has("opened | opcat | be | R7b |  -> notice"));
    EXPECT_TRUE(has("worsened | opcat | be | R7b | warn -> stalled"));
    EXPECT_TRUE(has("worsened | opcat | be | R7b | stalled -> severe"));
    const auto found = findings(database, "R7b");
    ASSERT_EQ(found.size(), 1u);
    for (const auto& each : found[0].steps)
        EXPECT_EQ(each.step.effective, each.recorded) << "told on the day it took effect";
}

TEST(Findings, a_tick_of_many_days_ends_like_a_tick_of_each) {
    const Scratch scratch;
    Database daily(scratch / "daily.db"), once(scratch / "once.db");
    for (auto* database : {&daily, &once}) {
        take(*database, look_until("2019-12-31"), "look", "2018-09-01");
        take_evidence(*database, "opcat-F.xml", "2018-09-01");
    }
    for (auto day = *registry::parse_day("2018-09-02"); day <= *registry::parse_day("2019-07-19");
         day += std::chrono::days{1})
        registry::tick(daily, at(registry::iso(day)));
    registry::tick(once, at("2019-07-19"));
    auto a = daily.read(), b = once.read();
    EXPECT_EQ(facts(a), facts(b)) << "effective days are the same, recorded ones are not";
}

TEST(Findings, a_finding_whose_facts_are_corrected_is_closed_and_kept_for_the_record) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, look_until("2021-12-31"), "look", "2021-10-12");
    take_evidence(database, "opcat-F.xml", "2021-10-12");
    ASSERT_EQ(findings(database, "R7b").size(), 1u);
    const auto start = mark(database);
    registry::Batch deposit;
    registry::Document document;
    document.source = "un-mtdsg";
    document.title = "Depositary notification";
    deposit.documents.push_back(document);
    registry::Statement said;
    said.instrument = {"placet", "opcat"};
    said.party = "Belgium", said.milestone = "deposited", said.when = when("2018-08-01");
    deposit.statements.push_back(said);
    const auto report = take(database, deposit, "deposit", "2021-10-13");
    EXPECT_GE(report.closed, 1u);
    for (const auto& each : findings(database, "R7b")) EXPECT_FALSE(each.open);
    const auto told = log_of_findings(database, start);
    EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const auto& each) {
        return each == "closed | opcat | be | R7b | severe -> none";
    })) << testing::PrintToString(told);
    EXPECT_EQ(registry::rejudge(database, at("2021-10-13")), Lines{});
    EXPECT_EQ(registry::rejudge(database, at("2024-10-13")), Lines{})
        << "due tracks are judged as of the day before";
}

TEST(Findings, a_look_for_any_instrument_reaches_every_road) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take_evidence(database, "signature-only.xml", "2010-01-01");
    ASSERT_EQ(findings(database, "R1").at(0).verdict.certainty, registry::Certainty::unsearched);
    registry::Batch searched;
    registry::Document document;
    document.source = "editor";
    document.title = "All bills of assent read";
    searched.documents.push_back(document);
    registry::Look look;
    look.source = "be-chamber";
    look.party = "be", look.milestone = "bill-tabled";
    look.to = *registry::parse_day("2010-01-01");
    searched.looks.push_back(look);
    EXPECT_GE(take(database, searched, "searched", "2010-01-01").opened, 1u);
    EXPECT_NE(findings(database, "R1").at(0).verdict.certainty, registry::Certainty::unsearched);
    EXPECT_FALSE(log_of_findings(database, 0).empty());
    EXPECT_EQ(registry::rejudge(database, at("2010-01-01")), Lines{});
}

TEST(Findings, what_no_look_reaches_any_more_left_the_lists_and_is_not_told_as_closed) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    registry::Batch batch;
    registry::Document document;
    document.source = "ngo";
    document.title = "What is known of it";
    batch.documents.push_back(document);
    registry::Statement said;
    said.instrument = {"MTDSG", "IV-9-b"};
    said.party = "be", said.milestone = "signed", said.when = when("2005-10-24");
    batch.statements.push_back(said);
    registry::Look look;
    look.source = "be-chamber";
    look.instrument = said.instrument;
    look.party = "be", look.milestone = "bill-tabled";
    look.to = *registry::parse_day("2010-01-01");
    batch.looks.push_back(look);
    EXPECT_GE(take(database, batch, "facts", "2010-01-01").opened, 1u);

    // The depositary knows the day better: it is after all that was looked into.
    registry::Batch later;
    document.source = "un-mtdsg";
    later.documents.push_back(document);
    said.when = when("2010-06-01");
    later.statements.push_back(said);
    EXPECT_GE(take(database, later, "depositary", "2012-06-02").closed, 1u);
    auto reader = database.read();
    registry::store::Query told(reader,
                                "SELECT c.status, f.open FROM change c JOIN finding f ON f.id = c.finding "
                                "WHERE c.kind = 'closed' AND c.rule = 'R1'");
    ASSERT_TRUE(told.bind().step());
    EXPECT_EQ(told.text(0), "unsearched");
    EXPECT_TRUE(told.flag(1));
}

TEST(Findings, a_finding_keeps_its_history_when_its_instrument_gets_its_name) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    registry::Batch batch;
    registry::Document document;
    document.source = "editor";
    document.title = "What is known of it";
    batch.documents.push_back(document);
    registry::Statement said;
    said.instrument = {"MTDSG", "IV-9-b"};
    said.party = "be", said.milestone = "signed", said.when = when("2005-10-24");
    batch.statements.push_back(said);
    said.entity = "be-fed", said.milestone = "assent-required", said.when = {};
    batch.statements.push_back(said);
    registry::Look look;
    look.source = "be-chamber";
    look.instrument = said.instrument;
    look.party = "be", look.milestone = "bill-tabled";
    look.to = *registry::parse_day("2010-01-01");
    batch.looks.push_back(look);
    EXPECT_GE(take(database, batch, "facts", "2010-01-01").opened, 1u);
    const auto told = log_of_findings(database, 0);
    ASSERT_FALSE(told.empty());

    registry::Batch names;
    names.documents.push_back(document);
    names.links.push_back({{"placet", "opcat"}, {"MTDSG", "IV-9-b"}, 0, ""});
    const auto report = take(database, names, "names", "2010-01-02");
    EXPECT_EQ(report.opened + report.closed + report.changed, 0u);
    EXPECT_EQ(log_of_findings(database, 0).size(), told.size());
    const auto found = findings(database, "R1");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].verdict.id, "r1.opcat.be.be-fed");
    EXPECT_EQ(found[0].verdict.opened_by, "opcat.be.signed");
    for (const auto& each : found[0].steps) EXPECT_EQ(each.recorded, *registry::parse_day("2010-01-01"));
    auto reader = database.read();
    registry::store::Query moved(reader,
                                 "SELECT new FROM finding_moved WHERE old = 'r1.mtdsg-iv-9-b.be.be-fed'");
    ASSERT_TRUE(moved.bind().step());
    EXPECT_EQ(moved.text(0), "r1.opcat.be.be-fed");
    registry::store::Query dangling(reader,
                                    "SELECT count(*) FROM change c WHERE finding <> '' AND NOT EXISTS "
                                    "(SELECT 1 FROM finding WHERE id = c.finding)");
    ASSERT_TRUE(dangling.bind().step());
    EXPECT_EQ(dangling.integer(0), 0);
    EXPECT_EQ(registry::rejudge(database, at("2010-01-02")), Lines{});
}

TEST(Findings, the_audit_sees_what_was_tampered_with) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take_evidence(database, "opcat-F.xml", "2021-10-12");
    const auto with = [&](const char* sql) {
        const Scratch copy;
        {
            auto writer = database.write();  // nobody writes while the file is copied
            std::filesystem::copy_file(database.file(), copy / "copy.db");
            if (std::filesystem::exists(database.file().string() + "-wal"))
                std::filesystem::copy_file(database.file().string() + "-wal", copy / "copy.db-wal");
        }
        Database damaged(copy / "copy.db");
        {
            auto writer = damaged.write();
            registry::store::Query(writer, sql).run();
            writer.commit();
        }
        return registry::rejudge(damaged, at("2021-10-12")).size();
    };
    EXPECT_EQ(with("UPDATE meta SET value = '0' WHERE key = 'made_from_samples'"), 0u);
    EXPECT_GE(with("UPDATE event SET date = '2018-07-20', lo = lo + 1, hi = hi + 1 WHERE milestone = "
                   "'adopted' AND entity = 'be-fed'"),
              1u);
    EXPECT_GE(with("DELETE FROM event WHERE milestone = 'signed'"), 1u);
    EXPECT_GE(with("UPDATE finding SET severity = 'notice' WHERE rule = 'R7b'"), 1u);
    EXPECT_GE(with("UPDATE finding_step SET effective = effective + 1 WHERE n = 1"), 1u);
    EXPECT_GE(with("UPDATE statement SET live = 0 WHERE milestone = 'signed'"), 1u);
    EXPECT_GE(with("UPDATE track SET due = due + 1"), 1u);
    EXPECT_GE(with("DELETE FROM track"), 1u);
}
