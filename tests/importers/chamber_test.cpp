// The Chamber's dossier page: every trap has a page.
#include "importers/chamber/chamber.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace {

using registry::Batch;

std::string row(const std::string& label, const std::string& value, bool inner = false) {
    return "<tr>\n<td class=\"td1x\">" + std::string{inner ? "<img src=\"x.gif\" class=\"puce\"> " : ""} +
           label + "</td><td align=\"right\"class=\"td0x\"> " + value + " &nbsp;</td></tr>\n";
}
std::string head(const std::string& label, const std::string& value) {
    return row("<b> " + label + " </b>", value);
}
// The Kalender cell is never closed on the real pages.
std::string calendar(const std::string& lines) {
    return "<tr><td class=\"td1x\" valign=\"top\"><img class=\"puce\"> Kalender</td>\n<td class=\"td0x\">\n" +
           lines + "<br>\n";
}
std::string page(const std::string& rows, const std::string& number = "56K0481",
                 const std::string& end = "</html>") {
    return "<html><body><h4>De Kamerleden</h4><div id=\"story\"><div id=\"Story\"><h3><center> Parlementair "
           "Document " +
           number +
           "</center></h3><h4><center>Wetsontwerp houdende instemming met een verdrag</center></h4><table>" +
           rows + "</table></div></div></body>" + end;
}

Batch read(const std::string& html) { return importers::chamber::read({"page.html", html, {}}); }

std::vector<std::string> said(const Batch& batch) {
    std::vector<std::string> lines;
    for (const auto& each : batch.statements)
        lines.push_back(each.milestone + " " + each.when.edtf +
                        (each.subject.empty() ? "" : " " + each.subject) + (each.unconfirmed ? " ?" : ""));
    std::sort(lines.begin(), lines.end());
    return lines;
}
std::vector<std::string> kinds(const Batch& batch) {
    std::vector<std::string> all;
    for (const auto& each : batch.remarks) all.push_back(each.kind);
    std::sort(all.begin(), all.end());
    return all;
}
using Lines = std::vector<std::string>;

const std::string adopted_bill = row("", "AANGENOMEN KAMER") + row("Indieningsdatum", "14/11/2024") +
                                 row("Artikel Grondwet", "74 monocamerale procedure") +
                                 row("Stemming Kamer", "05/12/2024") + head("Document Kamer", "56K0481001") +
                                 row("Indieningsdatum", "14/11/2024", true) +
                                 row("Document type", "02 WETSONTWERP", true) +
                                 head("1. COMMISSIE KAMER", "BUITENLANDSE BETREKKINGEN (OPENBAAR)") +
                                 calendar("20/11/2024 &nbsp; IN BESPREKING <br> 20/11/2024 AANGENOMEN") +
                                 row("Verslag", "56K0481002 29/11/2024", true) +
                                 head("2. PLENAIRE VERGADERING KAMER", "PLENUMVERGADERING") +
                                 calendar("05/12/2024 IN BESPREKING<br>05/12/2024 AANGENOMEN");

}  // namespace

TEST(Chamber, reads_the_whole_road_of_a_bill_and_covers_its_dossier) {
    const auto batch = read(page(adopted_bill));
    EXPECT_EQ(said(batch), (Lines{"adopted 2024-12-05", "bill-tabled 2024-11-14", "committee 2024-11-20",
                                  "debated 2024-12-05", "reported 2024-11-29"}));
    EXPECT_EQ(kinds(batch), Lines{});
    ASSERT_EQ(batch.documents.at(0).covers.size(), 1u);
    EXPECT_EQ(batch.documents.at(0).covers[0], (registry::Alias{"CHAMBER", "56K0481"}));
    for (const auto& each : batch.statements) EXPECT_FALSE(each.place.empty());
    for (const auto& each : batch.statements) EXPECT_EQ(each.entity, "be-fed");
}

TEST(Chamber, an_absent_date_of_law_says_nothing) {
    for (const auto& each : read(page(adopted_bill)).statements)
        EXPECT_EQ(each.polarity, registry::Polarity::happened);
}

TEST(Chamber, law_gazette_and_erratum_are_read_with_the_issue_number) {
    const auto batch =
        read(page(adopted_bill + row("Datum wet", "25/12/2024") + row("Staatsblad datum", "05/08/2025") +
                  row("Staatsblad nr.", "106") + row("Staatsblad erratum", "09/08/2025 109")));
    const auto all = said(batch);
    for (const auto* line :
         {"promulgated 2024-12-25", "sanctioned 2024-12-25", "published 2025-08-05", "rectified 2025-08-09"})
        EXPECT_EQ(std::count(all.begin(), all.end(), line), 1) << line;
    for (const auto& each : batch.statements)
        if (each.milestone == "published") {
            EXPECT_EQ(each.note, "nr. 106");
        }
}

TEST(Chamber, the_calendar_beats_the_summary_row_and_the_conflict_is_reported) {
    auto html = page(adopted_bill);
    html.replace(html.find("05/12/2024"), 10, "05/12/2023");
    const auto batch = read(html);
    const auto all = said(batch);
    EXPECT_EQ(std::count(all.begin(), all.end(), "adopted 2024-12-05"), 1);
    EXPECT_EQ(kinds(batch), Lines{"date-conflict"});
}

TEST(Chamber, a_status_that_lags_is_a_doubt_and_the_vote_is_kept) {
    auto html = page(adopted_bill);
    html.replace(html.find("AANGENOMEN KAMER"), 16, "HANGEND KAMER");
    const auto batch = read(html);
    EXPECT_EQ(kinds(batch), Lines{"status-lags"});
    EXPECT_EQ(said(batch).front(), "adopted 2024-12-05");
}

TEST(Chamber, a_vote_before_tabling_or_after_the_law_is_kept_as_unconfirmed) {
    const auto before =
        read(page(row("", "AANGENOMEN KAMER") + row("Indieningsdatum", "17/03/2025") +
                  row("Stemming Kamer", "27/02/2025") + row("Document type", "02 WETSONTWERP", true)));
    EXPECT_EQ(said(before), (Lines{"adopted 2025-02-27 ?", "bill-tabled 2025-03-17"}));
    EXPECT_EQ(kinds(before), Lines{"date-conflict"});
    const auto after = read(page(row("", "AANGENOMEN KAMER") + row("Indieningsdatum", "01/12/2024") +
                                 row("Stemming Kamer", "03/07/2025") + row("Datum wet", "20/12/2024") +
                                 row("Document type", "02 WETSONTWERP", true)));
    EXPECT_EQ(said(after).front(), "adopted 2025-07-03 ?");
    EXPECT_EQ(kinds(after), Lines{"date-conflict"});
}

TEST(Chamber, a_resolution_is_voted_and_never_an_adopted_law) {
    auto html = page(adopted_bill);
    html.replace(html.find("02 WETSONTWERP"), 14, "06 VOORSTEL VAN RESOLUTIE");
    const auto all = said(read(html));
    EXPECT_EQ(std::count(all.begin(), all.end(), "voted 2024-12-05"), 1);
    EXPECT_EQ(std::count(all.begin(), all.end(), "adopted 2024-12-05"), 0);
}

TEST(Chamber, a_dossier_that_began_in_the_senate_keeps_both_tablings_and_votes) {
    const auto batch = read(
        page(row("", "AANGENOMEN KAMER AANGENOMEN SENAAT") +
                 row("Artikel Grondwet", "77 bicamerale procedure") + row("Stemming Kamer", "06/11/2025") +
                 row("Stemming Senaat", "20/06/2025") + head("Document Senaat", "56S0070001 WETSONTWERP") +
                 row("Indieningsdatum", "23/01/2025", true) + row("Document type", "02 WETSONTWERP", true) +
                 head("Document Kamer", "56K0953001") + row("Indieningsdatum", "20/06/2025", true) +
                 row("Document type", "03 OVERGEZONDEN ONTWERP", true),
             "56K0953"));
    EXPECT_EQ(said(batch), (Lines{"adopted 2025-11-06", "bill-tabled 2025-01-23 be-senate",
                                  "bill-tabled 2025-06-20", "passed 2025-06-20 be-senate"}));
    ASSERT_EQ(batch.links.size(), 1u);
    EXPECT_EQ(batch.links[0].other, (registry::Alias{"SENATE", "56S0070"}));
}

TEST(Chamber, the_first_house_passes_and_the_second_adopts) {
    const auto both =
        read(page(row("Artikel Grondwet", "77 bicamerale procedure") + row("Stemming Kamer", "20/06/2025") +
                  row("Stemming Senaat", "06/11/2025") + row("Indieningsdatum", "23/01/2025") +
                  row("Document type", "02 WETSONTWERP", true)));
    EXPECT_EQ(said(both),
              (Lines{"adopted 2025-11-06", "bill-tabled 2025-01-23", "passed 2025-06-20 be-chamber"}));
    const auto one =
        read(page(row("Artikel Grondwet", "77 bicamerale procedure") + row("Stemming Kamer", "20/06/2025") +
                  row("Indieningsdatum", "23/01/2025") + row("Document type", "02 WETSONTWERP", true)));
    EXPECT_EQ(said(one), (Lines{"bill-tabled 2025-01-23", "passed 2025-06-20 be-chamber"}));
}

TEST(Chamber, a_lapsed_bill_has_the_day_of_its_calendar_or_of_its_end_or_none) {
    const auto head_of = row("", "VERVALLEN KAMER") + row("Indieningsdatum", "14/11/2018");
    EXPECT_EQ(said(read(page(head_of + row("Einddatum", "23/05/2019", true)))),
              (Lines{"bill-tabled 2018-11-14", "lapsed 2019-05-23"}));
    const auto calendar_says = read(page(head_of + row("Einddatum", "25/05/2019", true) +
                                         head("1. PLENAIRE VERGADERING KAMER", "PLENUMVERGADERING") +
                                         calendar("23/05/2019 VERVALLEN<br>17/10/2019 VAN VERVAL ONTHEVEN")));
    EXPECT_EQ(said(calendar_says),
              (Lines{"bill-tabled 2018-11-14", "lapsed 2019-05-23", "relieved-of-lapse 2019-10-17"}));
    const auto undated = read(page(head_of));
    EXPECT_EQ(said(undated), Lines{"bill-tabled 2018-11-14"});
    EXPECT_EQ(kinds(undated), Lines{"lapse-undated"});
}

TEST(Chamber, a_bill_on_several_treaties_says_its_steps_of_each) {
    auto html = page(adopted_bill);
    const std::string title = "Wetsontwerp houdende instemming met een verdrag";
    html.replace(
        html.find(title), title.size(),
        "Wetsontwerp houdende instemming met 1° het Verdrag, gedaan te Brussel op 5 mei 2014, en 2° het "
        "Protocol, gedaan te Parijs op 7 mei 2015");
    const auto batch = read(html);
    EXPECT_EQ(batch.documents[0].covers,
              (std::vector<registry::Alias>{{"CHAMBER", "56K0481#1"}, {"CHAMBER", "56K0481#2"}}));
    EXPECT_EQ(std::count_if(batch.statements.begin(), batch.statements.end(),
                            [](const auto& each) { return each.milestone == "adopted"; }),
              2);
    std::vector<std::string> conclusions;
    for (const auto& each : batch.descriptions) {
        EXPECT_NE(each.instrument.value, "56K0481") << each.key;
        if (each.key == "conclusion") conclusions.push_back(each.instrument.value + " " + each.value);
    }
    EXPECT_EQ(conclusions, (Lines{"56K0481#1 Brussel, 5 May 2014", "56K0481#2 Parijs, 7 May 2015"}));
}

TEST(Chamber, unknown_rows_and_words_are_kept_and_reported) {
    const auto batch =
        read(page(adopted_bill + row("Nieuwe rubriek", "iets nieuws") + row("Datum wet", "31/06/2025")));
    EXPECT_EQ(kinds(batch), (Lines{"date-unreadable", "unknown-label"}));
    const auto kept = [&](const std::string& words) {
        return std::any_of(batch.passages.begin(), batch.passages.end(),
                           [&](const auto& each) { return each.text.find(words) != std::string::npos; });
    };
    EXPECT_TRUE(kept("iets nieuws"));
    EXPECT_TRUE(kept("31/06/2025"));
}

TEST(Chamber, a_page_cut_off_covers_nothing_and_says_so) {
    const auto batch = read(page(adopted_bill, "56K0481", ""));
    EXPECT_TRUE(batch.documents.at(0).covers.empty());
    EXPECT_EQ(kinds(batch), Lines{"damaged"});
    const auto empty = read("<html><body>Parlementair Document td1x</body></html>");
    EXPECT_EQ(kinds(empty), Lines{"no-dossier"});
    EXPECT_TRUE(empty.statements.empty());
}

TEST(Chamber, reads_french_labels) {
    const auto batch =
        read(page(row("", "ADOPTE CHAMBRE") + row("Date de dépôt", "14/11/2024") +
                  row("Vote Chambre", "05/12/2024") + row("Date de la loi", "25/12/2024") +
                  row("Date moniteur", "05/08/2025") + row("Type de document", "02 PROJET DE LOI", true)));
    EXPECT_EQ(said(batch), (Lines{"adopted 2024-12-05", "bill-tabled 2024-11-14", "promulgated 2024-12-25",
                                  "published 2025-08-05", "sanctioned 2024-12-25"}));
    EXPECT_EQ(batch.documents[0].language, "fr");
}

// The six real pages, when the shared data folder is beside the project: their facts, and no loss.
TEST(Chamber, the_real_pages_import_without_loss) {
    const std::filesystem::path folder = "../shared/sources/be";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: ../shared is not there";
    const std::vector<std::pair<std::string, Lines>> expected{
        {"dekamer_56K0481_captured-2025-06-16.html",
         {"adopted 2024-12-05", "bill-tabled 2024-11-14", "committee 2024-11-20", "debated 2024-12-05",
          "reported 2024-11-29"}},
        {"dekamer_56K0518_captured-2025-06-16.html",
         {"adopted 2025-01-30", "bill-tabled 2024-12-20", "committee 2025-01-14", "debated 2025-01-30",
          "promulgated 2025-04-27", "published 2025-05-06", "rectified 2025-05-09", "reported 2025-01-23",
          "sanctioned 2025-04-27"}},
        {"dekamer_56K0623_captured-2025-04-17.html",
         {"adopted 2025-04-03", "bill-tabled 2025-01-15", "committee 2025-03-18", "debated 2025-04-03"}},
        {"dekamer_56K0768_captured-2025-06-27.html",
         {"adopted 2025-06-26", "bill-tabled 2025-03-21", "committee 2025-06-10", "debated 2025-06-26",
          "reported 2025-06-20"}},
        {"dekamer_56K0953_captured-2025-11-22.html",
         {"adopted 2025-11-06", "bill-tabled 2025-01-23 be-senate", "bill-tabled 2025-06-20",
          "committee 2025-10-15", "debated 2025-06-20 be-senate", "debated 2025-11-06",
          "passed 2025-06-20 be-senate", "reported 2025-10-23"}},
        {"dekamer_56K1000_captured-2025-11-22.html",
         {"adopted 2025-10-09", "bill-tabled 2025-07-17", "committee 2025-09-23", "debated 2025-10-09",
          "promulgated 2025-10-16", "published 2025-10-28", "reported 2025-10-02", "sanctioned 2025-10-16"}},
    };
    for (const auto& [file, facts] : expected) {
        std::ifstream in(folder / file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(importers::chamber::recognises({file, bytes, {}}), registry::Truth::yes) << file;
        const auto batch = importers::chamber::read({file, bytes, {}});
        EXPECT_EQ(said(batch), facts) << file;
        for (const auto& remark : batch.remarks)
            EXPECT_NE(remark.weight, registry::Remark::Weight::loss) << file << ": " << remark.what;
        const auto doubts = kinds(batch);
        if (file.find("0623") != std::string::npos) {
            EXPECT_EQ(doubts, Lines{"date-conflict"});
        } else if (file.find("0768") != std::string::npos) {
            EXPECT_EQ(doubts, Lines{"status-lags"});
        } else {
            EXPECT_EQ(doubts, Lines{}) << file;
        }
    }
}
