// Lists of bound States, laid out and loose.
#include <gtest/gtest.h>

#include "importers/gazette/bound_list.hpp"
#include "registry/base/text.hpp"
#include "tests/importers/gazette_sample.hpp"

using importers::gazette::BoundState;
using importers::gazette::Line;
using tests::issue;
using tests::read_gazette;
using tests::remarked;
using Strings = std::vector<std::string>;

namespace {

std::vector<Line> lines(const std::string& text) {
    std::vector<Line> out;
    int number = 0;
    for (const auto part : registry::split(text, '\n')) out.push_back({std::string{part}, "64475", ++number});
    return out;
}

Strings told(const std::vector<BoundState>& rows) {
    Strings out;
    for (const auto& row : rows) {
        auto text = row.name + " [" + row.language + "]";
        for (const auto& date : row.dates)
            text += " " + date.milestone + (date.form.empty() ? "" : "/" + date.form) + "=" +
                    (date.day ? registry::iso(*date.day) : "?");
        out.push_back(text);
    }
    return out;
}

constexpr auto heads =
    "                                 Ratification,                                                 "
    "Bekrachtiging,\n"
    "                                 Adhésion (a),                                                 "
    "Toetreding (a),\n"
    "     Parties       Signature    Acceptation (A),             Partijen       Ondertekening     "
    "Aanvaarding (A),\n"
    "                                Approbation (AA)                                              "
    "Goedkeuring (AA)\n";

std::string act(const std::string& list) {
    return issue(
        "[C − 2025/000001]\n2 MEI 2024. — Wet houdende instemming met het Verdrag A, gedaan te Gent op 3 "
        "april 2020 (1)\n\n" +
        list);
}

}  // namespace

TEST(BoundList, reads_two_languages_side_by_side_by_their_place) {
    const auto list = importers::gazette::read_laid_out_list(
        lines(std::string{heads} +
              " Afrique du Sud   9 juin 2025                              Albanië            20 februari "
              "2025  9 juni 2025\n"
              " Albanie          20 févr 2025  9 juin 2025                Denemarken 1       20 september "
              "2023 9 juni 2025 AA\n"
              "           1\n"
              " Danemark         20 sept 2023  9 juin 2025 AA             Zuid-Afrika        9 juni 2025\n"));
    EXPECT_EQ(told(list.rows), (Strings{"Afrique du Sud [fr] signed=2025-06-09",
                                        "Albanië [nl] signed=2025-02-20 deposited/ratification=2025-06-09",
                                        "Albanie [fr] signed=2025-02-20 deposited/ratification=2025-06-09",
                                        "Denemarken [nl] signed=2023-09-20 deposited/approval=2025-06-09",
                                        "Danemark [fr] signed=2023-09-20 deposited/approval=2025-06-09",
                                        "Zuid-Afrika [nl] signed=2025-06-09"}));
    EXPECT_TRUE(list.remarks.empty());
    const auto agreed = importers::gazette::agree(list.rows);
    EXPECT_EQ(told(agreed.rows), (Strings{"Albanië [nl] signed=2025-02-20 deposited/ratification=2025-06-09",
                                          "Denemarken [nl] signed=2023-09-20 deposited/approval=2025-06-09",
                                          "Zuid-Afrika [nl] signed=2025-06-09"}));
    EXPECT_TRUE(agreed.remarks.empty());
}

TEST(BoundList, reads_names_over_several_lines) {
    const auto list = importers::gazette::read_laid_out_list(lines(
        std::string{heads} +
        " Papouasie-Nouvelle- 9 juin 2025                           Democratische Volks- 20 september 2023\n"
        " Guinée                                                    republiek Laos\n"
        " Pays-Bas         20 sept 2023                             Verenigd Koninkrijk  20 september 2023\n"
        " (Royaume des)                                             van Groot-Brittannië\n"
        "                                                           en Noord-Ierland\n"));
    EXPECT_EQ(told(list.rows),
              (Strings{"Papouasie-Nouvelle-Guinée [fr] signed=2025-06-09",
                       "Democratische Volksrepubliek Laos [nl] signed=2023-09-20",
                       "Pays-Bas (Royaume des) [fr] signed=2023-09-20",
                       "Verenigd Koninkrijk van Groot-Brittannië en Noord-Ierland [nl] signed=2023-09-20"}));
}

TEST(BoundList, says_the_dutch_and_doubts_where_french_differs) {
    const auto batch =
        read_gazette(act(std::string{heads} + " Seychelles       20 sept 2023  13 avr 2024                 "
                                              "Seychellen         20 september 2023 13 mei 2024\n"));
    Strings days;
    for (const auto& each : batch.statements)
        if (each.milestone == "deposited")
            days.push_back(each.party + " " + each.when.edtf + " " + each.form);
    EXPECT_EQ(days, Strings{"Seychellen 2024-05-13 ratification"});
    ASSERT_EQ(remarked(batch, "languages-disagree").size(), 1U);
    EXPECT_NE(remarked(batch, "languages-disagree")[0].find("2024-05-13"), std::string::npos);
    EXPECT_NE(remarked(batch, "languages-disagree")[0].find("2024-04-13"), std::string::npos);
}

TEST(BoundList, reads_dates_in_three_styles_with_their_codes) {
    const auto batch = read_gazette(
        act("Staten die partij zijn\n\nBekrachtiging\nToetreding (A)\n\nInwerkingtreding\n\n"
            "Algerije\n\n7 april 2002\n\n1 januari 2004\n\nBelgië\n\n1 juli, 2004 A\n\n31 juli 2004\n\n"
            "Brazilië\n\n10-07-2019 A\n\n10-08-2019\n\n"));
    Strings rows;
    for (const auto& each : batch.statements)
        if (each.note == "list of bound States")
            rows.push_back(each.party + " " + each.milestone + " " + each.form + " " + each.when.edtf);
    EXPECT_EQ(
        rows,
        (Strings{"Algerije deposited ratification 2002-04-07", "Algerije entered-into-force  2004-01-01",
                 "België deposited accession 2004-07-01", "België entered-into-force  2004-07-31",
                 "Brazilië deposited accession 2019-07-10", "Brazilië entered-into-force  2019-08-10"}));
}

TEST(BoundList, reads_loose_rows_of_two_languages_in_turn) {
    const auto list = importers::gazette::read_loose_list(
        lines("Etats parties\n\nRatification\nAdhésion (A)\n\nEntrée en vigueur\n\nTEN BLIJKE WAARVAN de "
              "ondergetekenden dit hebben ondertekend en zo verder.\n"
              "Staten die partij zijn\n\nBekrachtiging\nToetreding (A)\n\nInwerkingtreding\n\nAfrique du "
              "Sud\n\n27 août 2004\n\n26 septembre 2004\n\n"
              "Algerije\n\n7 april 2002\n\n1 januari 2004\n\nAlgérie\n\n7 avril 2002\n\n1er Janvier "
              "2004\n\ner\n\nBosnie et\nHerzégovine\n\n"
              "12 octobre 2010 A\n\n12 novembre 2010\n"));
    EXPECT_EQ(
        told(list.rows),
        (Strings{"Afrique du Sud [fr] deposited/ratification=2004-08-27 entered-into-force=2004-09-26",
                 "Algerije [nl] deposited/ratification=2002-04-07 entered-into-force=2004-01-01",
                 "Algérie [fr] deposited/ratification=2002-04-07 entered-into-force=2004-01-01",
                 "Bosnie et Herzégovine [fr] deposited/accession=2010-10-12 entered-into-force=2010-11-12"}));
    EXPECT_TRUE(list.remarks.empty());
}

TEST(BoundList, guesses_no_pairs_where_rows_were_lost) {
    // Signature and ratification: with one date it cannot be told which, and names stand in one run.
    const auto list = importers::gazette::read_loose_list(
        lines("Partijen\n\nOndertekening\n\nBekrachtiging\n\nAlbanië\n\n20 februari 2025\n\n9 juni "
              "2025\n\nAndorra\n\n9 juni 2025\n\nAngola\n\n"
              "Argentinië\n\n18 juni 2024\n\n"));
    EXPECT_EQ(told(list.rows), Strings{"Albanië [nl] signed=2025-02-20 deposited/ratification=2025-06-09"});
    ASSERT_EQ(list.remarks.size(), 1U);
    EXPECT_EQ(list.remarks[0].kind, "list-incomplete");
    EXPECT_NE(list.remarks[0].what.find("3 names"), std::string::npos) << list.remarks[0].what;
    EXPECT_NE(list.remarks[0].where.find("p. 64475"), std::string::npos);
}

TEST(BoundList, says_a_state_without_a_day_where_the_list_says_why) {
    const auto table = std::string{
        "Staten die partij zijn\n\nBekrachtiging\n\nInwerkingtreding\n\nAlgerije\n\n7 april 2002\n\n1 "
        "januari 2004\n\nChili *\n\n"};
    const auto told_why = importers::gazette::read_loose_list(
        lines(table + "* Datum van ratificatie niet meegedeeld door de depositaris\n"));
    EXPECT_EQ(told(told_why.rows).at(1).substr(0, 5), "Chili");
    EXPECT_FALSE(told_why.rows.at(1).dates.at(0).day);
    const auto not_told = importers::gazette::read_loose_list(lines(table));
    EXPECT_EQ(not_told.rows.size(), 1U);
    ASSERT_EQ(not_told.remarks.size(), 1U);
    EXPECT_EQ(not_told.remarks[0].kind, "list-without-day");
}

TEST(BoundList, puts_a_state_whose_name_nobody_knows_together_by_its_days) {
    const auto day = [](const char* iso) { return registry::parse_day(iso); };
    const std::vector<BoundState> rows{
        {"Dijkenland", {{"deposited", "accession", day("2010-10-12")}}, "nl", ""},
        {"Pays des digues", {{"deposited", "accession", day("2010-10-12")}}, "fr", ""},
        {"Duinenland", {{"deposited", "accession", day("2011-10-12")}}, "nl", ""},
        {"Polderland", {{"deposited", "accession", day("2011-10-12")}}, "nl", ""},
        {"Pays des dunes", {{"deposited", "accession", day("2011-10-12")}}, "fr", ""}};
    const auto agreed = importers::gazette::agree(rows);
    Strings names;
    for (const auto& row : agreed.rows) names.push_back(row.name);
    EXPECT_EQ(names, (Strings{"Dijkenland", "Duinenland", "Polderland", "Pays des dunes"}))
        << "two fit the last one: not guessed";
}

TEST(BoundList, is_not_seen_where_a_treaty_only_speaks_of_signature) {
    const auto list = importers::gazette::read_loose_list(
        lines("Signature\n\nLe présent Accord est ouvert à la "
              "signature.\n\nRatification\n\nBelgique\n\nAutriche\n\nFait à New York le\n19 juin 2023\n"));
    EXPECT_TRUE(list.rows.empty());
    EXPECT_TRUE(list.remarks.empty());
}

TEST(BoundList, is_said_of_none_of_several_instruments) {
    const auto batch = read_gazette(
        issue("[C − 2025/000001]\n2 MEI 2024. — Wet houdende instemming met de volgende akten: 1° Verdrag A, "
              "gedaan te Gent op 3 april 2020; 2° Protocol B, "
              "gedaan te Gent op 4 april 2020 (1)\n\nStaten die partij "
              "zijn\n\nBekrachtiging\n\nInwerkingtreding\n\nAlgerije\n\n7 april 2002\n\n1 januari 2004\n\n"));
    for (const auto& each : batch.statements) EXPECT_EQ(each.party, "be");
    EXPECT_EQ(remarked(batch, "list-of-which").size(), 1U);
}
