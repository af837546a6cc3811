// Findings parked by an explanation, lapses computed from a calendar, and promises, in a store.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/store/findings.hpp"
#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::store::Database;
using Lines = std::vector<std::string>;

struct Fact {
    std::string entity, milestone, date, form, subject;
};

registry::Batch said_by(const char* source, const std::vector<Fact>& facts) {
    registry::Batch batch;
    registry::Document document;
    document.source = source;
    document.title = std::string{source} + " " + facts.front().milestone + " " + facts.front().date;
    batch.documents.push_back(document);
    for (const auto& each : facts) {
        registry::Statement statement;
        statement.instrument = {"placet", "t"};
        statement.party = "be";
        statement.entity = each.entity;
        statement.milestone = each.milestone;
        statement.when = *registry::parse_when(each.date);
        statement.form = each.form;
        statement.subject = each.subject;
        batch.statements.push_back(statement);
    }
    return batch;
}

registry::Batch looked(const char* source, const char* milestone, const char* entity, const char* to) {
    registry::Batch batch;
    registry::Document document;
    document.source = "editor";
    document.title = std::string{"Search "} + source + " " + milestone + " " + to;
    batch.documents.push_back(document);
    registry::Look look;
    look.source = source;
    look.instrument = registry::Alias{"placet", "t"};
    look.party = "be";
    look.entity = entity;
    look.milestone = milestone;
    look.to = *registry::parse_day(to);
    batch.looks.push_back(look);
    return batch;
}

std::optional<registry::store::StoredFinding> finding(Database& database, const char* rule) {
    auto reader = database.read();
    for (auto& each : registry::store::stored_findings(reader, {"t", "be"}))
        if (each.verdict.rule == rule && each.verdict.profile == registry::Profile::practice_aware)
            return std::move(each);
    return std::nullopt;
}

Lines log_of(Database& database, std::int64_t after, const char* rule) {
    auto reader = database.read();
    auto all = change_log(reader, after);
    std::erase_if(all, [&](const std::string& each) {
        return each.find("| " + std::string{rule} + " |") == std::string::npos;
    });
    return all;
}

std::int64_t mark(Database& database) {
    auto reader = database.read();
    return last_change(reader);
}

void promulgated_and_looked_for(Database& database) {
    take(database,
         said_by("be-gazette", {{"", "qualified", "2018-01-01", "", "federal"},
                                {"be-fed", "promulgated", "2020-01-01", "", ""}}),
         "law", "2020-07-15");
    take(database, looked("un-mtdsg", "deposited", "", "2021-12-31"), "look", "2020-07-15");
}

}  // namespace

TEST(Explanations, park_a_finding_and_the_log_says_so_once) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    promulgated_and_looked_for(database);
    ASSERT_TRUE(finding(database, "R7"));
    EXPECT_EQ(finding(database, "R7")->verdict.parked_by, "");
    const auto start = mark(database);
    take(database, said_by("be-foreign-affairs", {{"", "explained", "2020-07-20", "", ""}}), "answer",
         "2020-07-25");
    const auto parked = finding(database, "R7")->verdict;
    EXPECT_EQ(parked.parked_by, "t.be.explained.2020-07-20");
    EXPECT_EQ(parked.parked_until, registry::parse_day("2021-07-20"));
    EXPECT_EQ(parked.severity, registry::Severity::stalled) << "the class stays";
    EXPECT_EQ(parked.worsens_on, registry::parse_day("2020-12-31"));
    EXPECT_EQ(parked.worsens_to, registry::Severity::severe);
    EXPECT_EQ(log_of(database, start, "R7"), Lines{"explained | t | be | R7 |  -> stalled"});
    EXPECT_EQ(registry::rejudge(database, at("2020-07-25")), Lines{});

    const auto explained = mark(database);
    registry::tick(database, at("2020-12-31"));
    EXPECT_EQ(finding(database, "R7")->verdict.severity, registry::Severity::severe)
        << "and the clock goes on";
    EXPECT_EQ(finding(database, "R7")->verdict.parked_by, "t.be.explained.2020-07-20");
    EXPECT_EQ(log_of(database, explained, "R7"), Lines{"worsened | t | be | R7 | stalled -> severe"});
    EXPECT_EQ(registry::rejudge(database, at("2020-12-31")), Lines{});

    registry::tick(database, at("2021-07-20"));
    EXPECT_NE(finding(database, "R7")->verdict.parked_by, "") << "through the day of review";
    registry::tick(database, at("2021-07-21"));
    EXPECT_EQ(finding(database, "R7")->verdict.parked_by, "");
    EXPECT_FALSE(finding(database, "R7")->verdict.parked_until);
    EXPECT_EQ(registry::rejudge(database, at("2021-07-21")), Lines{});
}

TEST(Explanations, of_anybody_else_change_nothing) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    promulgated_and_looked_for(database);
    const auto before = finding(database, "R7")->verdict;
    const auto start = mark(database);
    take(database, said_by("ngo", {{"", "explained", "2020-07-20", "", ""}}), "letter", "2020-07-15");
    take(database, said_by("be-foreign-affairs", {{"", "interpreted", "2020-07-21", "", ""}}), "guess",
         "2020-07-15");
    auto after = finding(database, "R7")->verdict;
    after.next_change = before.next_change;
    EXPECT_EQ(after, before);
    EXPECT_EQ(log_of(database, start, "R7"), Lines{});
    EXPECT_EQ(registry::rejudge(database, at("2020-07-15")), Lines{});
}

TEST(DerivedLapses, are_events_of_the_road_and_no_statements) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database,
         said_by("be-chamber",
                 {{"", "signed", "2008-03-01", "", ""}, {"be-fed", "bill-tabled", "2013-02-01", "", ""}}),
         "bill", "2014-07-01");
    take(database, looked("be-chamber", "adopted", "be-fed", "2014-07-01"), "look", "2014-07-01");
    auto reader = database.read();
    const auto facts = registry::store::track_facts(reader, "t", "be", {});
    const auto lapse = std::find_if(facts.events.begin(), facts.events.end(),
                                    [](const registry::TrackEvent& each) { return each.derived; });
    ASSERT_NE(lapse, facts.events.end());
    EXPECT_EQ(lapse->milestone, "lapsed");
    EXPECT_FALSE(lapse->unconfirmed);
    EXPECT_EQ(lapse->source, "");
    for (const auto& each : facts.events) {
        if (each.derived) continue;
        EXPECT_EQ(each.source, "be-chamber") << each.id;
    }
    for (const auto& each : registry::store::stored_events(reader, "t")) EXPECT_NE(each.milestone, "lapsed");
    EXPECT_EQ(registry::rejudge(database, at("2014-07-01")), Lines{});
}

TEST(Promises, run_out_with_the_day_and_are_kept_by_the_step) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, said_by("be-government", {{"", "pledged", "2019-02-01", "2019-12-31", "deposited"}}),
         "pledge", "2019-03-01");
    take(database, looked("un-mtdsg", "deposited", "", "2020-12-31"), "look", "2019-03-01");
    EXPECT_FALSE(finding(database, "P1"));
    registry::tick(database, at("2019-12-31"));
    EXPECT_FALSE(finding(database, "P1"));
    const auto start = mark(database);
    registry::tick(database, at("2020-01-01"));
    ASSERT_TRUE(finding(database, "P1"));
    EXPECT_EQ(finding(database, "P1")->verdict.awaited.front(), "deposited");
    EXPECT_EQ(log_of(database, start, "P1"), Lines{"opened | t | be | P1 |  -> notice"});
    EXPECT_EQ(registry::rejudge(database, at("2020-01-01")), Lines{});
    take(database, said_by("un-mtdsg", {{"", "deposited", "2020-01-10", "", ""}}), "deposit", "2020-01-15");
    EXPECT_FALSE(finding(database, "P1")->open);
    EXPECT_EQ(registry::rejudge(database, at("2020-01-15")), Lines{});
}
