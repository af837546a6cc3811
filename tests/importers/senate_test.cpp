// The Senate's dossier record: every trap has a text, and the page says the same.
#include "importers/senate/senate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "importers/senate/record.hpp"
#include "registry/base/text.hpp"
#include "tests/importers/files.hpp"

namespace {

using registry::Batch;
using Lines = std::vector<std::string>;
using Weight = registry::Remark::Weight;

const std::string head =
    "| S. (1990-1991 ) 1355 | Dossierfiche | K. (1990-1991 ) 1378 |\n"
    "Ontwerp van wet houdende goedkeuring van het Protocol, opgemaakt te Darmstadt op 1 december "
    "1986 |\n| Regering |\n| Nummer | Titel | Datum |\n|---|---|---|\n";
const std::string documents = "| K. 1378/1 (1990-1991) | wetsontwerp | 28/11/1990 |\n";
const std::string chamber =
    "| [K1] Behandeling door Kamer |\n| 28/11/1990 | Indiening |\n| 5/6/1991 | Algemene "
    "bespreking |\n| 6/6/1991 | Stemming over het geheel: aangenomen Handelingen p. 3056 |\n| "
    "6/6/1991 | Aanneming |\n";
const std::string senate =
    "| [S2] Behandeling door Senaat |\n| 6/6/1991 | Overzending | Doc. S. 1355/1 (1990-1991) |\n"
    "| 12/7/1991 | Algemene bespreking | Hand. 0077 |\n| 12/7/1991 | Aanneming |\n";
const std::string law =
    "| 12/7/1991 | Voorlegging door Senaat ter bekrachtiging |\n| 29/11/1991 | Bekrachtiging en "
    "afkondiging |\n| 6/3/1992 | Bekendmaking |\n";
std::string record(const std::string& steps, const std::string& state = "Bekendgemaakt",
                   const std::string& procedure = "Bicameraal, initiatief Kamer",
                   const std::string& docs = documents) {
    return head + docs + "| Chronologie |\n| " + procedure + " |\n" + steps +
           "| Stand van het dossier |\n| Procedure | Toestand | Behandelingsdata |\n| " + procedure + " | " +
           state + " | |\n";
}

Batch read(const std::string& text) { return importers::senate::read({"record.txt", text, {}}); }
Lines said(const Batch& batch) {
    Lines lines;
    for (const auto& each : batch.statements)
        lines.push_back(each.milestone + " " + each.when.edtf +
                        (each.subject.empty() ? "" : " " + each.subject));
    std::sort(lines.begin(), lines.end());
    return lines;
}
Lines kinds(const Batch& batch) {
    Lines all;
    for (const auto& each : batch.remarks) all.push_back(each.kind);
    std::sort(all.begin(), all.end());
    return all;
}
const Lines whole_road{"adopted 1991-07-12",           "bill-tabled 1990-11-28",
                       "debated 1991-06-05",           "debated 1991-07-12 be-senate",
                       "passed 1991-06-06 be-chamber", "promulgated 1991-11-29",
                       "published 1992-03-06",         "sanctioned 1991-11-29"};

// The same cells as a page with tables, each part one table.
std::string as_page(const std::string& text, const std::string& end = "</body></html>") {
    std::string html = "<html><head><title>Senaat</title></head><body><p>Menu</p><table>";
    for (const auto line : registry::split(std::string_view{text}, '\n')) {
        if (line.starts_with("|---")) continue;
        if (!line.starts_with("|")) {
            html += "</table><p>" + std::string{line.substr(0, line.find('|'))} + "</p><table>";
            continue;
        }
        html += "<tr>";
        for (const auto cell : registry::split(line, '|')) html += "<td>" + std::string{cell} + "</td>";
        html += "</tr>\n";
    }
    return html + "</table><p>Voorwaarden</p>" + end;
}

}  // namespace

TEST(Senate, reads_the_whole_road_through_both_houses) {
    const auto batch = read(record(chamber + senate + law));
    EXPECT_EQ(said(batch), whole_road);
    EXPECT_EQ(kinds(batch), Lines{});
    EXPECT_EQ(batch.documents[0].source, "be-senate");
    EXPECT_EQ(batch.documents[0].language, "nl");
    for (const auto& each : batch.statements) {
        EXPECT_EQ(each.instrument, (registry::Alias{"CHAMBER", "1378 (1990-1991)"}));
        EXPECT_EQ(each.entity, "be-fed");
        EXPECT_EQ(each.place.substr(0, 5), "line ");
    }
    EXPECT_EQ(batch.documents[0].covers, (std::vector<registry::Alias>{{"CHAMBER", "1378 (1990-1991)"}}));
    ASSERT_EQ(batch.links.size(), 1U);
    EXPECT_EQ(batch.links[0].other, (registry::Alias{"SENATE", "1355 (1990-1991)"}));
}

TEST(Senate, the_page_says_the_same_as_its_text) {
    const auto text = record(chamber + senate + law);
    const auto batch = read(as_page(text));
    EXPECT_EQ(said(batch), whole_road);
    EXPECT_EQ(kinds(batch), Lines{});
    EXPECT_EQ(batch.documents[0].media_type, "text/html");
    EXPECT_EQ(batch.documents[0].covers.size(), 1U);
    const auto of_text = read(text);
    ASSERT_EQ(batch.descriptions.size(), of_text.descriptions.size());
    for (std::size_t i = 0; i < batch.descriptions.size(); ++i)
        EXPECT_EQ(batch.descriptions[i].value, of_text.descriptions[i].value);
    const auto cut = read(as_page(text, ""));
    EXPECT_TRUE(cut.documents[0].covers.empty());
    EXPECT_EQ(kinds(cut), Lines{"damaged"});
}

TEST(Senate, a_vote_is_an_adoption_only_when_the_bill_goes_to_the_king_after_it) {
    EXPECT_EQ(said(read(record(chamber + senate))),
              (Lines{"bill-tabled 1990-11-28", "debated 1991-06-05", "debated 1991-07-12 be-senate",
                     "passed 1991-06-06 be-chamber", "passed 1991-07-12 be-senate"}));
    const std::string again = "| [K3] Behandeling door Kamer |\n| 1/10/1991 | Aanneming |\n";
    const auto sent_back = said(read(record(chamber + senate + again + law)));
    EXPECT_EQ(std::count(sent_back.begin(), sent_back.end(), "adopted 1991-10-01"), 1);
    EXPECT_EQ(std::count(sent_back.begin(), sent_back.end(), "passed 1991-07-12 be-senate"), 1);
    EXPECT_EQ(said(read(record(chamber, "Aangenomen", "Monocameraal"))).front(), "adopted 1991-06-06");
}

TEST(Senate, a_document_that_names_its_own_house_as_the_sender_proves_nothing) {
    const auto batch =
        read(record(chamber + senate + law, "Bekendgemaakt", "Bicameraal, initiatief Kamer",
                    documents + "| S. 1355/1 (1990-1991) | ontwerp overgezonden door de Senaat | "
                                "6/6/1991 |\n"));
    EXPECT_EQ(said(batch), whole_road);
    EXPECT_EQ(kinds(batch), Lines{"label-doubtful"});
    EXPECT_TRUE(std::any_of(batch.passages.begin(), batch.passages.end(), [](const auto& each) {
        return each.kind == "document" && each.text.find("overgezonden door de Senaat") != std::string::npos;
    }));
}

TEST(Senate, letters_of_a_wrong_table_are_kept_raw_with_a_remark) {
    auto text = record(chamber + senate + law);
    text.replace(text.find("het Protocol"), 12, "het Belgi\u017D-protocol, subcomit\u0165");
    const auto batch = read(text);
    EXPECT_EQ(kinds(batch), Lines{"mojibake"});
    EXPECT_NE(batch.descriptions.at(0).value.find("Belgi\u017D"), std::string::npos);
}

TEST(Senate, reads_french_words_and_numbers_by_legislature) {
    const auto batch = read(
        "| S. 4-675 | Fiche du dossier | Ch. 52-1558 |\n| Projet de loi portant assentiment au Trait\u00E9, "
        "fait \u00E0 Lisbonne "
        "le 13 d\u00E9cembre 2007 |\n| Num\u00E9ro | Titre | Date |\n| S. 4-675/1 | projet de loi | 4/4/2008 "
        "|\n| Chronologie |\n| "
        "Bicam\u00E9ral, initiative S\u00E9nat |\n| [S1] Examen par le S\u00E9nat |\n| 4/4/2008 | "
        "D\u00E9p\u00F4t |\n| 24/4/2008 | Vote "
        "sur l'ensemble : adopt\u00E9 (+48/-8/o1) |\n| [K2] Examen par la Chambre |\n| 5/6/2008 | Adoption "
        "|\n| "
        "19/6/2008 | Sanction et promulgation |\n| 19/2/2009 | Publication |\n| \u00C9tat du dossier |\n| "
        "Proc\u00E9dure | Statut |\n"
        "| Bicam\u00E9ral | PUBLI\u00C9 |\n");
    EXPECT_EQ(said(batch),
              (Lines{"adopted 2008-06-05", "bill-tabled 2008-04-04 be-senate", "passed 2008-04-24 be-senate",
                     "promulgated 2008-06-19", "published 2009-02-19", "sanctioned 2008-06-19"}));
    EXPECT_EQ(batch.statements.at(0).instrument, (registry::Alias{"CHAMBER", "52K1558"}));
    EXPECT_EQ(batch.links.at(0).other, (registry::Alias{"SENATE", "4-675"}));
    EXPECT_EQ(batch.documents[0].language, "fr");
    Lines conclusions;
    for (const auto& each : batch.descriptions)
        if (each.key == "conclusion") conclusions.push_back(each.value);
    EXPECT_EQ(conclusions, Lines{"Lisbonne, 13 December 2007"});
}

TEST(Senate, a_lapse_and_its_relief_are_steps_and_a_lapse_without_a_day_is_told) {
    EXPECT_EQ(said(read(record(
                  "| [K1] Behandeling door Kamer |\n| 28/11/1990 | Indiening |\n| 17/10/1991 | Vervallen |\n"
                  "| 1/2/1992 | Van verval ontheven |\n",
                  "Hangend"))),
              (Lines{"bill-tabled 1990-11-28", "lapsed 1991-10-17", "relieved-of-lapse 1992-02-01"}));
    const auto undated =
        read(record("| [K1] Behandeling door Kamer |\n| 28/11/1990 | Indiening |\n", "VERVALLEN"));
    EXPECT_EQ(said(undated), Lines{"bill-tabled 1990-11-28"});
    EXPECT_EQ(kinds(undated), Lines{"lapse-undated"});
    const auto rejected =
        read(record("| [K1] Behandeling door Kamer |\n| 6/6/1991 | Stemming over het geheel: verworpen |\n"));
    EXPECT_EQ(said(rejected), Lines{"rejected 1991-06-06"});
}

TEST(Senate, unknown_steps_and_impossible_days_are_kept_and_reported) {
    const auto batch =
        read(record(chamber + "| 7/6/1991 | Iets heel anders |\n| 31/6/1991 | Aanneming |\n| 8/6/1991 | "
                              "Bekrachtiging |\n| 9/6/1991 | Indiening van amendementen |\n"));
    EXPECT_EQ(kinds(batch), (Lines{"date-unreadable", "unknown-step", "unknown-step", "unknown-step"}));
    const auto kept = [&](const std::string& words) {
        return std::any_of(batch.passages.begin(), batch.passages.end(),
                           [&](const auto& each) { return each.text.find(words) != std::string::npos; });
    };
    for (const auto* words :
         {"Iets heel anders", "31/6/1991 Aanneming", "8/6/1991 Bekrachtiging", "amendementen"})
        EXPECT_TRUE(kept(words)) << words;
    // Sanction or ratification: the bare word is mapped to neither.
    for (const auto& each : batch.statements) EXPECT_NE(each.milestone, "sanctioned");
}

TEST(Senate, a_record_cut_off_covers_nothing) {
    auto text = record(chamber + senate + law);
    const auto cut = read(text.substr(0, text.find("| Stand van")));
    EXPECT_EQ(said(cut), whole_road);
    EXPECT_TRUE(cut.documents[0].covers.empty());
    EXPECT_EQ(kinds(cut), Lines{"damaged"});
    EXPECT_EQ(kinds(read("Dossierfiche Chronologie [K1]")), Lines{"no-record"});
}

TEST(Senate, a_text_that_is_no_record_of_one_dossier_is_refused) {
    std::string many = head;
    for (int i = 0; i < 30'000; ++i) many += "| S. " + std::to_string(i) + " (1990-1991) |\n";
    EXPECT_EQ(kinds(read(many)), Lines{"no-record"});
}

TEST(Senate, days_are_written_without_noughts) {
    using importers::senate::day_of, importers::senate::is_date;
    EXPECT_EQ(registry::iso(*day_of("6/6/1991")), "1991-06-06");
    EXPECT_EQ(registry::iso(*day_of("28/11/1990")), "1990-11-28");
    EXPECT_FALSE(day_of("31/6/1991"));
    EXPECT_TRUE(is_date("31/6/1991"));
    EXPECT_FALSE(is_date("6/6/91"));
    EXPECT_FALSE(is_date("K. 1378/1"));
}

TEST(Senate, is_recognised_by_its_own_words_and_by_nobody_else) {
    for (const auto& bytes : {tests::contents("tests/importers/parliament/senate-record.txt"),
                              as_page(record(chamber + senate + law))}) {
        const auto found = importers::importer_for(tests::source("file", bytes));
        ASSERT_TRUE(found.has_value()) << found.error().what;
        EXPECT_EQ((*found)->id, "be-senate-dossier");
    }
}

TEST(Senate, the_real_record_of_the_eumetsat_protocol_gives_all_its_days) {
    const auto file = tests::shared / "sources/be/senate_dossierfiche_S1355-K1378_1990-1991.md";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(file);
    const auto found = importers::importer_for(tests::source("file", bytes));
    ASSERT_TRUE(found.has_value()) << found.error().what;
    EXPECT_EQ((*found)->id, "be-senate-dossier");
    const auto batch = importers::senate::read(tests::source("file", bytes));
    EXPECT_EQ(said(batch), whole_road);
    EXPECT_EQ(kinds(batch), Lines{"label-doubtful"});
    EXPECT_EQ(batch.statements.at(0).instrument, (registry::Alias{"CHAMBER", "1378 (1990-1991)"}));
    EXPECT_EQ(batch.links.at(0).other, (registry::Alias{"SENATE", "1355 (1990-1991)"}));
    EXPECT_EQ(batch.documents[0].covers.size(), 1U);
    Lines conclusions;
    for (const auto& each : batch.descriptions)
        if (each.key == "conclusion") conclusions.push_back(each.value);
    EXPECT_EQ(conclusions, Lines{"Darmstadt, 1 December 1986"});
}
