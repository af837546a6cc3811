// The Chamber's plenary report: every trap has a page.
#include "importers/plenary/plenary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "importers/plenary/meeting.hpp"
#include "importers/plenary/phrases.hpp"
#include "tests/importers/files.hpp"

namespace {

using registry::Batch;
using Lines = std::vector<std::string>;
using Weight = registry::Remark::Weight;

const std::string day =
    "<p>Plenumvergadering</p><p>van</p><p>Donderdag 5&nbsp;december 2024</p><p>du</p><p>Jeudi 5 "
    "d\u00E9cembre 2024</p><p>De vergadering wordt geopend om 14 uur.</p><p>La s\u00E9ance est "
    "ouverte.</p>";
const std::string annex =
    "<p>De bijlage is opgenomen in een aparte brochure met nummer CRIV 56 PLEN 015 bijlage.</p>";

std::string page(const std::string& body, const std::string& head = day,
                 const std::string& end = annex + "</html>") {
    return "<html><body>" + head + body + end;
}
std::string heading(const std::string& words) { return "<h2>" + words + "</h2>"; }
const std::string bill = heading("21 Wetsontwerp houdende instemming met een verdrag (481/3)") +
                         heading("21 Projet de loi portant assentiment \u00E0 un trait\u00E9 (481/3)");
const std::string discussion = "<p>Algemene bespreking</p><p>Discussion g\u00E9n\u00E9rale</p>";

std::string table(int number, int yes, int no, int abstained, int total) {
    const auto row = [](const std::string& nl, const std::string& value, const std::string& fr) {
        return "<tr><td><p>" + nl + "</p></td><td><p>" + value + "</p></td><td><p>" + fr + "</p></td></tr>";
    };
    return "<table><tr><td colspan=3><i>(Stemming/vote " + std::to_string(number) + ")</i></td></tr>" +
           row("Ja", std::to_string(yes), "Oui") + row("Nee", std::to_string(no), "Non") +
           row("Onthoudingen", std::to_string(abstained), "Abstentions") +
           row("Totaal", std::to_string(total), "Total") + "</table>";
}
const std::string to_the_king =
    "<p>Bijgevolg neemt de Kamer het wetsontwerp aan. Het zal aan de Koning ter bekrachtiging worden "
    "voorgelegd. "
    "<b>(481/4)</b></p><p>En cons\u00E9quence, la Chambre adopte le projet de loi. Il sera soumis \u00E0 la "
    "sanction "
    "royale. <b>(481/4)</b></p>";

Batch read(const std::string& html, importers::Sidecar beside = {}) {
    return importers::plenary::read({"report.html", html, std::move(beside)});
}
Lines said(const Batch& batch) {
    Lines lines;
    for (const auto& each : batch.statements)
        lines.push_back(each.instrument.value + " " + each.milestone + " " + each.when.edtf +
                        (each.note.empty() ? "" : " [" + each.note + "]") + (each.unconfirmed ? " ?" : ""));
    std::sort(lines.begin(), lines.end());
    return lines;
}
Lines doubts(const Batch& batch) {
    Lines all;
    for (const auto& each : batch.remarks)
        if (each.weight != Weight::note) all.push_back(each.kind);
    std::sort(all.begin(), all.end());
    return all;
}
std::string outcome_of(const std::string& nl) {
    return said(read(page(bill + table(1, 80, 40, 0, 120) + "<p>" + nl + " (481/4)</p>"))).at(0).substr(8);
}

}  // namespace

TEST(Plenary, a_bill_voted_and_sent_to_the_king_is_adopted_with_its_figures) {
    const auto batch = read(page(bill + table(2, 104, 0, 24, 128) + to_the_king));
    EXPECT_EQ(said(batch), Lines{"56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]"});
    EXPECT_EQ(doubts(batch), Lines{});
    const auto& statement = batch.statements.at(0);
    EXPECT_EQ(statement.instrument.scheme, "CHAMBER");
    EXPECT_EQ(statement.party, "be");
    EXPECT_EQ(statement.entity, "be-fed");
    EXPECT_EQ(statement.place.substr(0, 13), "vote 2, line ");
    EXPECT_EQ(batch.documents.at(0).source, "be-chamber");
    EXPECT_EQ(batch.documents.at(0).title, "CRIV 56 PLEN 015");
    ASSERT_TRUE(batch.documents.at(0).as_of);
    EXPECT_EQ(batch.documents.at(0).as_of->edtf, "2024-12-05");
}

TEST(Plenary, it_covers_no_dossier) {
    EXPECT_TRUE(read(page(bill + table(2, 104, 0, 24, 128) + to_the_king)).documents.at(0).covers.empty());
}

TEST(Plenary, discussion_and_vote_of_one_dossier_are_one_bill_with_a_title_in_each_language) {
    const auto batch = read(page(bill + discussion + heading("22 Agenda") + bill + discussion +
                                 table(2, 104, 0, 24, 128) + to_the_king));
    EXPECT_EQ(said(batch), (Lines{"56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]",
                                  "56K0481 debated 2024-12-05"}));
    Lines descriptions;
    for (const auto& each : batch.descriptions)
        descriptions.push_back(each.key + " " + each.language + " " + each.value);
    EXPECT_EQ(descriptions,
              (Lines{"title fr Projet de loi portant assentiment \u00E0 un trait\u00E9",
                     "title nl Wetsontwerp houdende instemming met een verdrag", "kind  bill"}));
}

TEST(Plenary, what_the_chair_declares_decides_what_the_vote_was) {
    EXPECT_EQ(
        outcome_of("Bijgevolg neemt de Kamer het wetsontwerp aan. Het zal aan de Senaat worden overgezonden.")
            .substr(0, 6),
        "passed");
    EXPECT_EQ(
        outcome_of("En cons\u00E9quence, la Chambre adopte le projet de loi. Il sera transmis au S\u00E9nat.")
            .substr(0, 6),
        "passed");
    for (const std::string words :
         {"Bijgevolg neemt de Kamer het voorstel van resolutie aan. Het zal ter kennis van "
          "de regering worden gebracht.",
          "Bijgevolg is het amendement aangenomen.",
          "Bijgevolg is amendement nr. 3 op het wetsontwerp verworpen.",
          "Bijgevolg neemt de Kamer artikel 3 aan.",
          "Bijgevolg verwerpt de Kamer het voorstel tot verwerping van het wetsvoorstel."})
        EXPECT_EQ(outcome_of(words).substr(0, 5), "voted") << words;
}

TEST(Plenary, a_bill_rejected_is_rejected_whoever_proposed_it) {
    const auto rejected = [](const std::string& words) {
        return said(read(page(bill + table(1, 40, 80, 0, 120) + "<p>" + words + " (481/4)</p>")))
            .at(0)
            .substr(8, 8);
    };
    EXPECT_EQ(rejected("Bijgevolg verwerpt de Kamer het wetsontwerp."), "rejected");
    EXPECT_EQ(rejected("En cons\u00E9quence, la Chambre rejette le projet de loi."), "rejected");
    EXPECT_EQ(
        rejected(
            "Bijgevolg neemt de Kamer het voorstel tot verwerping aan. Het wetsvoorstel is dus verworpen."),
        "rejected");
}

TEST(Plenary, the_text_taken_as_a_basis_is_no_vote) {
    const auto batch =
        read(page(bill + discussion +
                  "<p>Le texte adopt\u00E9 par la commission sert de base \u00E0 la discussion. (Rgt 85, 4) "
                  "<b>(481/3)</b></p><p>De artikelen 1 tot 6 worden artikel per artikel aangenomen.</p>"));
    EXPECT_EQ(said(batch), Lines{"56K0481 debated 2024-12-05"});
}

TEST(Plenary, a_bill_taken_without_a_count_is_adopted_without_figures) {
    const auto batch = read(
        page(bill + "<p>Het wetsontwerp wordt bij zitten en opstaan aangenomen. Het zal aan de Koning ter "
                    "bekrachtiging worden voorgelegd. (481/4)</p>"));
    EXPECT_EQ(said(batch), Lines{"56K0481 adopted 2024-12-05"});
}

TEST(Plenary, totals_that_do_not_add_up_are_a_doubt_and_the_declared_result_stays) {
    const auto batch = read(page(bill + table(2, 104, 0, 24, 130) + to_the_king));
    EXPECT_EQ(said(batch).at(0).substr(0, 26), "56K0481 adopted 2024-12-05");
    EXPECT_EQ(doubts(batch), Lines{"total-differs"});
}

TEST(Plenary, a_result_against_its_own_figures_is_unconfirmed) {
    const auto batch = read(page(bill + table(2, 24, 104, 0, 128) + to_the_king));
    EXPECT_EQ(said(batch),
              Lines{"56K0481 adopted 2024-12-05 [vote 2: 24 for, 104 against, 0 abstentions] ?"});
    EXPECT_EQ(doubts(batch), Lines{"vote-and-result"});
}

TEST(Plenary, two_languages_that_declare_different_results_are_unconfirmed) {
    auto html = page(bill + table(2, 104, 0, 24, 128) + to_the_king);
    const std::string fr = "adopte le projet de loi. Il sera soumis \u00E0 la sanction royale";
    html.replace(html.find(fr), fr.size(), "rejette le projet de loi");
    EXPECT_EQ(doubts(read(html)), Lines{"languages-differ"});
    EXPECT_TRUE(read(html).statements.at(0).unconfirmed);
}

TEST(Plenary, a_vote_without_a_declared_result_is_a_vote_and_a_doubt) {
    const auto batch = read(page(bill + table(2, 104, 0, 24, 128)));
    EXPECT_EQ(said(batch), Lines{"56K0481 voted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]"});
    EXPECT_EQ(doubts(batch), Lines{"result-unread"});
}

TEST(Plenary, a_vote_on_no_bill_says_nothing_of_the_bill_before_it) {
    const auto batch =
        read(page(bill + discussion + heading("22 Urgentieverzoeken") + table(1, 61, 63, 0, 124) +
                  "<p>Bijgevolg is de "
                  "urgentie verworpen.</p>"));
    EXPECT_EQ(said(batch), Lines{"56K0481 debated 2024-12-05"});
}

TEST(Plenary, an_agenda_taken_without_a_count_is_no_vote) {
    const auto batch = read(page(bill + table(2, 104, 0, 24, 128) + to_the_king + heading("23 Agenda") +
                                 "<p>Bijgevolg is de agenda aangenomen.</p>"));
    EXPECT_EQ(batch.statements.size(), 1U);
    EXPECT_EQ(batch.remarks.back().what, "1 dossiers, 1 votes read");
    EXPECT_EQ(said(read(page(bill + discussion + "<p>Bijgevolg is de agenda aangenomen.</p>"))),
              Lines{"56K0481 debated 2024-12-05"});
}

TEST(Plenary, several_bills_under_one_heading_are_told_apart_by_the_bracket) {
    const auto joint =
        heading("17 Wetsontwerp A (481/1-3)") + heading("- Wetsvoorstel B (90/1-2)") + discussion;
    const auto batch = read(page(joint + table(2, 104, 0, 24, 128) + to_the_king + table(3, 10, 90, 0, 100) +
                                 "<p>Bijgevolg verwerpt de Kamer het wetsvoorstel. (90/1)</p>"));
    EXPECT_EQ(said(batch), (Lines{"56K0090 debated 2024-12-05",
                                  "56K0090 rejected 2024-12-05 [vote 3: 10 for, 90 against, 0 abstentions]",
                                  "56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]",
                                  "56K0481 debated 2024-12-05"}));
    const auto other = read(page(bill + table(2, 104, 0, 24, 128) +
                                 "<p>Bijgevolg neemt de Kamer het wetsontwerp aan. "
                                 "Het zal aan de Koning ter bekrachtiging worden voorgelegd. (999/4)</p>"));
    EXPECT_EQ(said(other), Lines{});
    EXPECT_EQ(doubts(other), Lines{"which-dossier"});
    EXPECT_EQ(other.passages.size(), 1U);
}

TEST(Plenary, a_page_of_nothing_but_declarations_is_read_in_time) {
    std::string body = bill;
    for (int i = 0; i < 20'000; ++i) body += to_the_king;
    const auto batch = read(page(body));
    EXPECT_EQ(batch.statements.size(), 20'000U);
}

TEST(Plenary, a_vote_by_language_group_is_read_from_the_column_of_all) {
    auto html = page(bill + table(2, 104, 0, 24, 128) + to_the_king);
    const std::string cell = "<td><p>104</p></td>";
    html.replace(html.find(cell), cell.size(), "<td>44</td><td>104</td><td>60</td>");
    EXPECT_EQ(said(read(html)).at(0),
              "56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]");
    html.replace(html.find("<td>44</td>"), 11, "<td>45</td>");
    EXPECT_EQ(doubts(read(html)), Lines{"figures-unread"});
}

TEST(Plenary, without_a_clear_legislature_nothing_is_attributed_and_everything_is_told) {
    const auto body = bill + table(2, 104, 0, 24, 128) + to_the_king;
    const auto none = read(page(body, day, "</html>"));
    EXPECT_EQ(said(none), Lines{});
    EXPECT_EQ(doubts(none), (Lines{"no-legislature", "not-attributed", "not-attributed"}));
    // A report of another meeting that a speaker cites is not this one.
    EXPECT_EQ(said(read(page(body, day, "<p>Zie CRIV 55 PLEN 300, blz. 4.</p></html>"))), Lines{});
    EXPECT_EQ(doubts(read(page(body, "<p>5e ZITTING VAN DE 55e ZITTINGSPERIODE</p>" + day))).at(0),
              "no-legislature");
    importers::Sidecar beside;
    beside.address = "https://www.dekamer.be/doc/PCRI/html/56/ip015x.html";
    EXPECT_EQ(said(read(page(body, day, "</html>"), beside)).size(), 1U);
    EXPECT_EQ(said(read(page(body, "<p>56e L\u00C9GISLATURE</p>" + day, "</html>"))).size(), 1U);
}

TEST(Plenary, without_one_clear_day_nothing_is_said) {
    const auto body = bill + table(2, 104, 0, 24, 128) + to_the_king;
    const auto none = read(page(body, "<p>Plenumvergadering</p>"));
    EXPECT_EQ(said(none), Lines{});
    EXPECT_TRUE(tests::has_loss(none));
    auto two = day;
    two.replace(two.find("Jeudi 5"), 7, "Jeudi 6");
    EXPECT_EQ(said(read(page(body, two))), Lines{});
    EXPECT_EQ(doubts(read(page(body, two))).at(0), "days-differ");
}

TEST(Plenary, a_page_cut_off_says_so) {
    EXPECT_EQ(doubts(read(page(bill + table(2, 104, 0, 24, 128) + to_the_king, day, annex))),
              Lines{"damaged"});
}

TEST(Plenary, a_bill_on_several_treaties_says_its_steps_of_each) {
    const auto batch =
        read(page(heading("21 Wetsontwerp houdende instemming met 1\u00B0 het Verdrag A, gedaan te Rome op 5 "
                          "mei 2014, en 2\u00B0 het Protocol B (481/3)") +
                  table(2, 104, 0, 24, 128) + to_the_king));
    Lines aliases;
    for (const auto& each : batch.statements) aliases.push_back(each.instrument.value + " " + each.milestone);
    EXPECT_EQ(aliases, (Lines{"56K0481#1 adopted", "56K0481#2 adopted"}));
}

TEST(Plenary, brackets_name_dossiers_in_several_ways) {
    const auto of = [](std::string title) { return importers::plenary::take_bracket(title); };
    EXPECT_EQ(of("Wetsontwerp (481/1-3)"), Lines{"481"});
    EXPECT_EQ(of("Wetsontwerp (nrs. 481/1-3)."), Lines{"481"});
    EXPECT_EQ(of("Wetsontwerpen (481/1-3 - 482/1)"), (Lines{"481", "482"}));
    EXPECT_EQ(of("Question (56000123P)"), Lines{});
    EXPECT_EQ(of("Wetsontwerp (Rgt 85, 4)"), Lines{});
    EXPECT_EQ(of("Wetsontwerp (0/1)"), Lines{});
    EXPECT_EQ(of("Wetsontwerp (123456/1)"), Lines{});
    std::string title = "Wetsontwerp met een (oude) titel (481/3)";
    EXPECT_EQ(importers::plenary::take_bracket(title), Lines{"481"});
    EXPECT_EQ(title, "Wetsontwerp met een (oude) titel");
}

TEST(Plenary, a_speech_that_mentions_a_result_declares_nothing) {
    EXPECT_FALSE(
        importers::plenary::declared_in("het wetsontwerp is aangenomen in de commissie voor financien."));
    EXPECT_FALSE(importers::plenary::declared_in("bijgevolg " + std::string(700, 'x') +
                                                 " het wetsontwerp aangenomen"));
    EXPECT_FALSE(importers::plenary::declared_in("bijgevolg zullen wij ons onthouden bij dit wetsontwerp."));
}

TEST(Plenary, the_declared_charset_may_be_wrong) {
    auto html = page(bill + table(2, 104, 0, 24, 128) + to_the_king);
    html.insert(6, "<head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"></head>");
    const auto batch = read(html);
    EXPECT_EQ(batch.descriptions.at(0).value, "Projet de loi portant assentiment \u00E0 un trait\u00E9");
}

TEST(Plenary, is_recognised_by_its_own_words_and_by_nobody_else) {
    const auto bytes = tests::contents("tests/importers/parliament/plenary.html");
    const auto found = importers::importer_for(tests::source("file", bytes));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ((*found)->id, "be-chamber-plenary");
    const auto batch = importers::plenary::read(tests::source("file", bytes));
    EXPECT_EQ(said(batch), (Lines{"56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]",
                                  "56K0481 debated 2024-12-05"}));
    EXPECT_EQ(tests::count(batch, Weight::note, "plenary-read"), 1);
    EXPECT_TRUE(batch.documents[0].sample);
}

TEST(Plenary, the_real_report_of_5_december_2024_gives_its_two_assent_bills) {
    const auto file = tests::shared / "sources/be/dekamer_plenary_ip015_2024-12-05.html";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: ../shared is not there";
    const auto bytes = tests::contents(file);
    const auto found = importers::importer_for(tests::source("file", bytes));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ((*found)->id, "be-chamber-plenary");
    const auto batch = importers::plenary::read(tests::source("file", bytes));
    EXPECT_EQ(said(batch), (Lines{"56K0481 adopted 2024-12-05 [vote 2: 104 for, 0 against, 24 abstentions]",
                                  "56K0481 debated 2024-12-05",
                                  "56K0482 adopted 2024-12-05 [vote 3: 130 for, 0 against, 0 abstentions]",
                                  "56K0482 debated 2024-12-05"}));
    EXPECT_EQ(doubts(batch), Lines{});
    EXPECT_EQ(batch.remarks.back().what, "2 dossiers, 3 votes read");
    Lines conclusions, titles;
    for (const auto& each : batch.descriptions) {
        if (each.key == "conclusion") conclusions.push_back(each.instrument.value + " " + each.value);
        if (each.key == "title") titles.push_back(each.instrument.value + " " + each.language);
        EXPECT_EQ(each.value.find("\u00AD"), std::string::npos) << "a soft hyphen";
    }
    EXPECT_EQ(titles, (Lines{"56K0481 fr", "56K0481 nl", "56K0482 fr", "56K0482 nl"}));
    EXPECT_EQ(conclusions, (Lines{"56K0481 New York, 19 June 2023", "56K0481 New York, 19 June 2023",
                                  "56K0482 Bruxelles, 29 March 2023", "56K0482 Brussel, 29 March 2023"}));
}
