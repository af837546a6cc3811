// The same files in any order end in the same facts, open findings and export.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/store/documents.hpp"
#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/named_treaties.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::Alias;
using registry::store::Database;
using Lines = std::vector<std::string>;
using Step = std::function<void(Database&)>;

struct End {
    Lines facts, rejudged;
    std::string exported;
};

End end_of(const std::vector<Step>& steps) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    for (const auto& step : steps) step(database);
    auto reader = database.read();
    return {facts(reader), registry::rejudge(database, at("2026-11-22")), registry::export_all(reader)};
}

// Every order of up to four files; of more, twenty drawn with a fixed seed.
void same_in_any_order(const std::vector<Step>& steps) {
    std::vector<std::size_t> order(steps.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    const auto first = end_of(steps);
    EXPECT_EQ(first.rejudged, Lines{});
    EXPECT_GT(first.facts.size(), 3u);
    std::mt19937 draw(2026);
    for (int round = 0; round < 20; ++round) {
        if (steps.size() <= 4) {
            if (!std::next_permutation(order.begin(), order.end())) return;
        } else {
            std::shuffle(order.begin(), order.end(), draw);
        }
        std::vector<Step> shuffled;
        std::string named;
        for (const auto k : order) shuffled.push_back(steps[k]), named += " " + std::to_string(k);
        const auto other = end_of(shuffled);
        EXPECT_EQ(other.facts, first.facts) << "order" << named;
        EXPECT_EQ(other.exported, first.exported) << "order" << named;
        EXPECT_EQ(other.rejudged, Lines{}) << "order" << named;
        if (testing::Test::HasFailure()) return;
    }
}

Step page(StatusPage page, std::string name) {
    return [page, name](Database& database) { take(database, batch_of(page), name); };
}

Step hand(registry::Batch batch, std::string name) {
    return [batch, name](Database& database) { take(database, batch, name); };
}

Step evidence(std::string file) {
    return [file](Database& database) { take_evidence(database, file); };
}

Lines said_of(Database& database, const std::string& kind) {
    auto reader = database.read();
    Lines all;
    for (auto& each : facts(reader))
        if (each.starts_with(kind + ":")) all.push_back(std::move(each));
    return all;
}

registry::Document cited(std::string source, std::string title) {
    registry::Document document;
    document.source = std::move(source);
    document.title = std::move(title);
    return document;
}

registry::Batch linking(const std::vector<std::pair<Alias, Alias>>& links) {
    registry::Batch batch;
    batch.documents.push_back(cited("editor", "names"));
    for (const auto& [one, other] : links) batch.links.push_back({one, other, 0, ""});
    return batch;
}

StatusPage treaty(Alias alias, std::string as_of, std::vector<StatusPage::Row> rows) {
    StatusPage page;
    page.treaty = std::move(alias);
    page.as_of = std::move(as_of);
    page.rows = std::move(rows);
    return page;
}

// What the Chamber's page says of the bill of assent, under the bill's own number.
registry::Batch dossier() {
    registry::Batch batch;
    batch.documents.push_back(cited("be-chamber", "54-3192"));
    batch.documents[0].as_of = when("2024-01-01");
    batch.documents.at(0).covers.push_back({"CHAMBER", "54K3192"});
    for (const auto& [milestone, date] :
         {std::pair{"bill-tabled", "2018-06-21"}, std::pair{"adopted", "2018-07-19"}}) {
        registry::Statement said;
        said.instrument = {"CHAMBER", "54K3192"};
        said.party = "Belgium", said.entity = "be-fed", said.milestone = milestone, said.when = when(date);
        batch.statements.push_back(said);
    }
    return batch;
}

}  // namespace

TEST(Order, three_snapshots_of_one_page) {
    same_in_any_order(
        {page(treaty({"MTDSG", "IV-9-b"}, "2012-01-01",
                     {{"Belgium", "signed", "2005-10-23"}, {"France", "signed", "2005-09-16"}}),
              "2012"),
         page(treaty({"MTDSG", "IV-9-b"}, "2015-01-01",
                     {{"Belgium", "signed", "2005-10-24"}, {"Turkey", "signed", "2005-09-14"}}),
              "2015"),
         page(treaty({"MTDSG", "IV-9-b"}, "2018-01-01",
                     {{"Belgium", "signed", "2005-10-24"}, {"Türkiye", "deposited", "2011-09-27"}}),
              "2018"),
         page(treaty({"MTDSG", "IV-9-b"}, "", {{"Spain", "signed", "2005-04-13"}}), "undated")});
}

TEST(Order, a_link_that_joins_two_instruments_before_between_or_after_them) {
    same_in_any_order({page(treaty({"MTDSG", "IV-9-b"}, "2018-01-01",
                                   {{"Belgium", "signed", "2005-10-24"}, {"France", "signed", "2005-09-16"}}),
                            "un"),
                       hand(dossier(), "dossier"),
                       hand(linking({{{"placet", "opcat"}, {"MTDSG", "IV-9-b"}},
                                     {{"placet", "opcat"}, {"CHAMBER", "54K3192"}}}),
                            "names")});
}

TEST(Order, links_that_chain_names_one_by_one) {
    same_in_any_order(
        {page(treaty({"CETS", "126"}, "2018-01-01", {{"Belgium", "signed", "1987-11-26"}}), "cets"),
         hand(linking({{{"CETS", "126"}, {"UNTS", "I-27161"}}}), "one"),
         hand(linking({{{"UNTS", "I-27161"}, {"TRB", "1988, 19"}}}), "two"),
         page(treaty({"TRB", "1988, 19"}, "2019-01-01",
                     {{"Belgium", "signed", "1987-11-26"}, {"Belgium", "deposited", "1991-07-23"}}),
              "trb")});
}

TEST(Order, an_own_id_that_only_repeats_what_another_name_gives_is_no_choice) {
    // Somebody records a fact under the id minted from the official number, before a better one is chosen.
    registry::Batch recorded;
    recorded.documents = {cited("editor", "recorded")};
    registry::Statement said;
    said.instrument = {"placet", "mtdsg-iv-9-b"};
    said.party = "be", said.milestone = "pledged", said.when = when("2014-05-01");
    recorded.statements.push_back(said);
    const std::vector<Step> steps{
        page(treaty({"MTDSG", "IV-9-b"}, "2018-01-01", {{"Belgium", "signed", "2005-10-24"}}), "un"),
        hand(recorded, "recorded"), hand(linking({{{"placet", "opcat"}, {"MTDSG", "IV-9-b"}}}), "names")};
    same_in_any_order(steps);
    const auto end = end_of(steps);
    EXPECT_NE(std::find(end.facts.begin(), end.facts.end(), "alias: placet | mtdsg-iv-9-b | opcat"),
              end.facts.end());
}

TEST(Order, the_evidence_of_the_worked_case_in_one_file_or_beside_others) {
    same_in_any_order({evidence("opcat-F.xml"), evidence("opcat-S.xml"), evidence("signature-only.xml"),
                       evidence("bbnj.xml"), evidence("untoc.xml"), evidence("cambodia.xml"),
                       hand(dossier(), "dossier"),
                       page(treaty({"MTDSG", "IV-9-b"}, "2018-01-01",
                                   {{"Belgium", "signed", "2005-10-24"}, {"France", "signed", "2005-09-16"}}),
                            "un")});
}

TEST(Order, names_joined_by_title_and_date) {
    // The decree of another assembly is joined to the law and so to its bill; the page of the depositary and
    // a protocol of the same day wait.
    const std::vector<Step> steps{hand(bbnj_bill(), "bill"), hand(bbnj_law(), "law"), hand(bbnj_page(), "un"),
                                  hand(batch_of(NamedTreaty{{"NUMAC", "2025009999"},
                                                            "be-gazette",
                                                            "nl",
                                                            bbnj_title,
                                                            "New York, 19 June 2023",
                                                            "",
                                                            "",
                                                            ""}),
                                       "decree")};
    same_in_any_order(steps);
    const auto end = end_of(steps);
    for (const auto* alias : {"CHAMBER | 56K0481", "NUMAC | 2025004251", "NUMAC | 2025009999"})
        EXPECT_NE(
            std::find(end.facts.begin(), end.facts.end(), "alias: " + std::string{alias} + " | be-56k0481"),
            end.facts.end())
            << alias;
}

TEST(Order, names_matched_by_an_older_page_linked_told_apart_and_renamed) {
    const Alias protocol{"NUMAC", "2025001111"};
    registry::Batch apart;
    apart.documents.push_back(cited("editor", "told apart"));
    apart.not_same.push_back({un_number, protocol, "one is the protocol", 0, ""});
    auto renamed =
        batch_of(NamedTreaty{bill_number, "be-chamber", "nl", "Wetsontwerp over iets anders in het geheel",
                             "New York, 19 June 2023", "2026-01-01", "bill-tabled", "2024-11-14"});
    same_in_any_order(
        {hand(bbnj_bill(), "bill"), hand(renamed, "bill, newer page"), hand(bbnj_law(), "law"),
         hand(bbnj_page(), "un"), hand(apart, "apart"),
         hand(batch_of(NamedTreaty{protocol, "be-gazette", "nl",
                                   "Wet houdende instemming met het Protocol bij het Verdrag van de "
                                   "Verenigde Naties inzake het recht van de zee",
                                   "New York, 19 June 2023", "", "", ""}),
              "protocol"),
         hand(linking({{bill_number, {"placet", "bbnj"}}}), "names")});
}

TEST(Order, instruments_that_were_joined_answer_to_their_old_ids_and_keep_their_log) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(treaty({"MTDSG", "IV-9-b"}, "2018-01-01", {{"Belgium", "signed", "2005-10-24"}})),
         "un", "2026-11-01");
    take(database, dossier(), "dossier", "2026-11-02");
    const auto mark = [&] {
        auto reader = database.read();
        return last_change(reader);
    }();
    take(database,
         linking({{{"placet", "opcat"}, {"MTDSG", "IV-9-b"}}, {{"placet", "opcat"}, {"CHAMBER", "54K3192"}}}),
         "names", "2026-11-03");
    auto reader = database.read();
    for (const auto& each : change_log(reader, mark))
        EXPECT_TRUE(each.starts_with("opened") || each.starts_with("closed") ||
                    each.starts_with("worsened") || each.starts_with("eased"))
            << "a name is no news: " << each;
    for (const auto& each : change_log(reader)) EXPECT_NE(each.find("| opcat |"), std::string::npos) << each;
    registry::store::Query log(reader,
                               "SELECT count(*) FROM change c WHERE event <> '' AND kind = 'fact' AND NOT "
                               "EXISTS (SELECT 1 FROM event e WHERE e.id = c.event)");
    ASSERT_TRUE(log.bind().step());
    EXPECT_EQ(log.integer(0), 0) << "lines of the log point to events that are no more";
    registry::store::Query old(reader,
                               "SELECT group_concat(id || '>' || merged_into) FROM (SELECT * FROM instrument "
                               "WHERE merged_into IS NOT NULL ORDER BY id)");
    ASSERT_TRUE(old.bind().step());
    EXPECT_EQ(old.text(0), "be-54k3192>opcat,mtdsg-iv-9-b>opcat");
    registry::store::Query orphans(reader,
                                   "SELECT (SELECT count(*) FROM event WHERE instrument <> 'opcat') + "
                                   "(SELECT count(*) FROM statement WHERE instrument <> 'opcat') "
                                   "+ (SELECT count(*) FROM finding WHERE instrument <> 'opcat') + (SELECT "
                                   "count(*) FROM track WHERE instrument <> 'opcat')");
    ASSERT_TRUE(orphans.bind().step());
    EXPECT_EQ(orphans.integer(0), 0);
}

TEST(Order, a_fact_both_instruments_had_is_one_fact_afterwards) {
    const Scratch scratch;
    Database database(scratch / "placet.db");
    take(database, batch_of(treaty({"MTDSG", "IV-9-b"}, "2018-01-01", {{"Belgium", "signed", "2005-10-24"}})),
         "un", "2026-11-01");
    take(database,
         batch_of(treaty({"UNTS", "A-24841"}, "2019-01-01",
                         {{"Belgium", "signed", "2005-10-24"}, {"Belgium", "deposited", "2030-01-01"}})),
         "unts", "2026-11-02");
    const auto report =
        take(database, linking({{{"UNTS", "A-24841"}, {"MTDSG", "IV-9-b"}}}), "names", "2026-11-03");
    EXPECT_EQ(report.said + report.withdrawn, 0u);
    auto reader = database.read();
    const auto events = registry::store::stored_events(reader, "mtdsg-iv-9-b", "be");
    ASSERT_EQ(events.size(), 2u);
    registry::store::Query rows(
        reader,
        "SELECT count(*), (SELECT count(*) FROM appearance), (SELECT count(*) FROM span) FROM statement");
    ASSERT_TRUE(rows.bind().step());
    EXPECT_EQ(rows.integer(0), 2) << "one statement of one source";
    EXPECT_EQ(rows.integer(1), 3) << "in two places";
    EXPECT_EQ(rows.integer(2), 2);
    EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), Lines{});
}

TEST(Export, taken_into_an_empty_store_gives_the_same_events) {
    const Scratch scratch;
    Database first(scratch / "first.db"), second(scratch / "second.db");
    for (const auto* file : {"opcat-F.xml", "bbnj.xml", "untoc.xml", "cambodia.xml"})
        take_evidence(first, file);
    take(first, dossier(), "dossier");
    take(first, bbnj_bill(), "bill");
    take(first, bbnj_law(), "law");
    take(first, bbnj_page(), "page");
    take(first,
         batch_of(treaty({"MTDSG", "IV-9-b"}, "2015-01-01",
                         {{"Belgium", "signed", "2005-10-24"}, {"France", "signed", "2005-09-16"}})),
         "2015");
    take(first,
         batch_of(treaty({"MTDSG", "IV-9-b"}, "2018-01-01",
                         {{"Belgium", "signed", "2005-10-24"}, {"Germany", "signed", "2006-09-20"}})),
         "2018");
    const auto exported = [](Database& database) {
        auto reader = database.read();
        return registry::export_all(reader);
    };
    const auto bytes = exported(first);
    auto batch = registry::read_exchange(bytes, "export.xml");
    ASSERT_TRUE(batch) << batch.error().where << ": " << batch.error().what;
    const auto report =
        registry::take_in(second, {"export.xml", "exchange", bytes, std::move(*batch)}, at("2026-11-22"));
    for (const auto& each : report.remarks)
        EXPECT_EQ(each.weight, registry::Remark::Weight::note) << each.kind << ": " << each.what;
    EXPECT_FALSE(said_of(first, "finding").empty());
    EXPECT_EQ(said_of(second, "finding"), said_of(first, "finding")) << "the last look included";
    EXPECT_EQ(said_of(second, "step"), said_of(first, "step"));
    EXPECT_EQ(said_of(second, "pair"), said_of(first, "pair"));
    const auto events_of = [](Database& database) {
        auto reader = database.read();
        Lines all;
        for (auto& each : facts(reader))
            if (each.starts_with("event") || each.starts_with("said") || each.starts_with("alias") ||
                each.starts_with("instrument"))
                all.push_back(std::move(each));
        return all;
    };
    EXPECT_EQ(events_of(second), events_of(first));
    EXPECT_EQ(exported(second), bytes) << "and the same export again";
}
