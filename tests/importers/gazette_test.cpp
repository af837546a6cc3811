// Acts of assent in the gazette's text: headings, dates, numbers, pages, columns.
#include <gtest/gtest.h>

#include <chrono>

#include "importers/gazette/act.hpp"
#include "importers/gazette/issue.hpp"
#include "importers/gazette/letter_spaced.hpp"
#include "importers/gazette/lines.hpp"
#include "tests/importers/gazette_sample.hpp"

using importers::gazette::numac_of;
using registry::Batch;
using tests::described;
using tests::issue;
using tests::read_gazette;
using tests::remarked;
using tests::said;
using Strings = std::vector<std::string>;
using Weight = registry::Remark::Weight;

namespace {

constexpr auto nl_law =
    "[C − 2025/000001]\n2 MEI 2024. — Wet houdende instemming met het Verdrag inzake de dijken,\n"
    "gedaan te Gent op 3 april 2020 (1)\n";

}  // namespace

TEST(Gazette, reads_a_law_printed_in_two_columns_one_after_the_other) {
    const auto batch =
        read_gazette(issue("[C − 2025/000001]\n\n[C − 2025/000001]\n\n2 MAI 2024. — Loi portant assentiment "
                           "à la Convention sur\n"
                           "les digues, faite à Gand le 3 avril 2020 (1)\n\n2 MEI 2024. — Wet houdende "
                           "instemming met het Verdrag inzake de\n"
                           "dijken, gedaan te Gent op 3 april 2020 (1)\n\nPHILIPPE, Roi des Belges,\n\nDonné "
                           "à Bruxelles, le 2 mai 2024.\n\n"
                           "Gegeven te Brussel, 2 mei 2024.\n"));
    EXPECT_EQ(said(batch), (Strings{"be-fed|sanctioned|2024-05-02", "be-fed|promulgated|2024-05-02",
                                    "be-fed|published|2025-08-05"}));
    for (const auto& each : batch.statements) {
        EXPECT_EQ(registry::text(each.instrument), "NUMAC 2025000001");
        EXPECT_EQ(each.act, "2025000001");
        EXPECT_EQ(each.place.substr(0, 8), "p. 64435");
    }
    EXPECT_EQ(described(batch, "title", "nl"), "Verdrag inzake de dijken");
    EXPECT_EQ(described(batch, "title", "fr"), "Convention sur les digues");
    EXPECT_EQ(described(batch, "conclusion-date"), "2020-04-03");
    EXPECT_EQ(described(batch, "conclusion", "en"), "Gand, 3 April 2020");
    EXPECT_EQ(described(batch, "act-title", "nl").substr(0, 31), "2 MEI 2024. — Wet houdende in");
    EXPECT_EQ(batch.documents[0].title, "Belgisch Staatsblad 5 August 2025, p. 64435");
    EXPECT_EQ(batch.documents[0].as_of->edtf, "2025-08-05");
    EXPECT_EQ(batch.documents[0].published->edtf, "2025-08-05");
    EXPECT_TRUE(remarked(batch, "date-conflict").empty());
}

TEST(Gazette, reads_page_numbers_on_either_side_of_the_running_head) {
    for (const auto* head : {"64437\n\nMONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n",
                             "MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n\n64437\n\n",
                             "MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n5. Taal :\n\n64437\n\n",
                             "64437      MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n",
                             "       MONITEUR BELGE — 05.08.2025 — Ed. 2 — BELGISCH STAATSBLAD       64437\n",
                             "4\n64437\n\nMONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n"}) {
        const auto read = importers::gazette::read_issue(std::string{head} + "text\n\f");
        ASSERT_EQ(read.pages.size(), 1U) << head;
        EXPECT_EQ(read.pages[0].number, "64437") << head;
        EXPECT_EQ(registry::iso(*read.pages[0].day), "2025-08-05");
        for (const auto& line : read.pages[0].lines)
            EXPECT_EQ(line.text.find("64437"), std::string::npos) << head;
    }
}

TEST(Gazette, parts_pages_by_their_heads_where_form_feeds_were_lost) {
    const auto read = importers::gazette::read_issue(
        "64435\n\nMONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\none\n\n64436\n\nMONITEUR BELGE — "
        "05.08.2025 — BELGISCH STAATSBLAD\ntwo\n");
    ASSERT_EQ(read.pages.size(), 2U);
    EXPECT_EQ(read.pages[0].number, "64435");
    EXPECT_EQ(read.pages[1].number, "64436");
    EXPECT_FALSE(read.ends_whole);
}

TEST(Gazette, gives_each_act_the_day_of_its_own_page) {
    const auto other =
        "[C − 2025/000009]\n3 MEI 2024. — Wet houdende instemming met het Verdrag inzake de duinen (1)\n";
    const auto batch = read_gazette(issue(nl_law) + issue(other, "06.08.2025"));
    EXPECT_EQ(said(batch, "published"),
              (Strings{"be-fed|published|2025-08-05", "be-fed|published|2025-08-06"}));
    EXPECT_EQ(remarked(batch, "several-issues").size(), 1U);
}

TEST(Gazette, reads_numbers_as_printed_in_every_form) {
    EXPECT_EQ(numac_of("[C − 2025/004251]"), "2025004251");
    EXPECT_EQ(numac_of("[C - 2009/15020]"), "2009015020")
        << "the year of the number is not the act's nor the issue's";
    EXPECT_EQ(numac_of("[2025/201277]"), "2025201277");
    EXPECT_EQ(numac_of("N. 2004 — 1310 [C − 2004/15046]"), "2004015046") << "the first number is a serial";
    EXPECT_EQ(numac_of("F. 2004 — 1310                     [C − 2004/15046]"), "2004015046");
    EXPECT_EQ(numac_of("acte n° 2025/003190"), "");
    EXPECT_EQ(numac_of("as in [C − 2025/004251]"), "") << "a sentence that names an act";
    EXPECT_EQ(numac_of("[12/5]"), "");
    EXPECT_EQ(numac_of("[C − 2025/00425x]"), "");
}

TEST(Gazette, reads_dates_of_headings_with_every_habit) {
    const std::vector<std::pair<std::string, std::string>> habits{
        {"1er MARS 2019. — Loi portant assentiment à l’Accord A (1)", "2019-03-01"},
        {"13 FEVRIER 2004. — Loi portant assentiment à l’Accord A (1)", "2004-02-13"},
        {"5 DÉCEMBRE 2004. – Loi portant assentiment à l’Accord A (1)", "2004-12-05"},
        {"6 AOUT 1993. - Loi portant assentiment à l’Accord A (1)", "1993-08-06"},
        {"7 AUGUSTUS 1993.- Wet houdende instemming met het Verdrag A (1)", "1993-08-07"},
        {"28. APRIL 2025 — Dekret zur Zustimmung zu dem Abkommen A (1)", "2025-04-28"},
        {"1. MÄRZ 2025 — Dekret zur Billigung des Abkommens A (1)", "2025-03-01"},
        {"2 mei 2024. — Wet houdende instemming met het Verdrag A (1)", "2024-05-02"},
        {"25 DECEMBRE 2024. —– Loi portant assentiment à l’Accord A (1)", "2024-12-25"},
    };
    for (const auto& [heading, day] : habits) {
        const auto batch = read_gazette(
            issue("[2025/200001]\n" + heading + "\nDas Parlament der Deutschsprachigen Gemeinschaft hat\n"));
        const auto promulgated = said(batch, "promulgated");
        ASSERT_EQ(promulgated.size(), 1U) << heading;
        EXPECT_NE(promulgated[0].find(day), std::string::npos) << heading << " gives " << promulgated[0];
    }
}

TEST(Gazette, holds_the_heading_against_the_closing_formula) {
    const auto batch = read_gazette(issue(std::string{nl_law} + "\nGegeven te Brussel, 4 mei 2024.\n"));
    EXPECT_EQ(said(batch, "promulgated"), Strings{"be-fed|promulgated|2024-05-02"});
    ASSERT_EQ(remarked(batch, "date-conflict").size(), 1U);
    EXPECT_NE(remarked(batch, "date-conflict")[0].find("given on 2024-05-04"), std::string::npos);
}

TEST(Gazette, takes_the_treatys_own_closing_for_nothing_else) {
    const auto batch = read_gazette(issue(
        std::string{nl_law} + "\nGegeven te Brussel, 2 mei 2024.\n\nFait à Bruxelles, le 3 avril 2020.\n"));
    EXPECT_TRUE(remarked(batch, "date-conflict").empty());
}

TEST(Gazette, keeps_a_heading_with_an_impossible_day_as_a_loss) {
    const auto batch = read_gazette(
        issue("[C − 2025/000001]\n31 JUNI 2024. — Wet houdende instemming met het Verdrag A (1)\n"));
    EXPECT_TRUE(said(batch, "promulgated").empty());
    EXPECT_EQ(said(batch, "published").size(), 1U);
    ASSERT_EQ(remarked(batch, "date-unreadable").size(), 1U);
    EXPECT_NE(remarked(batch, "date-unreadable")[0].find("p. 64435"), std::string::npos);
}

TEST(Gazette, takes_one_act_in_three_languages_for_one) {
    const auto batch =
        read_gazette(issue("[2025/200001]\n3 AVRIL 2025. — Décret portant assentiment à l’Accord A, fait à "
                           "Gand le 3 avril 2020 (1)\n"
                           "Le Parlement wallon a adopté\n\nÜBERSETZUNG\n[2025/200001]\n3. APRIL 2025 — "
                           "Dekret zur Zustimmung zum Abkommen A, "
                           "geschehen zu Gent am 3. April 2020 (1)\nDas Wallonische Parlament "
                           "hat\n\nVERTALING\n[2025/200001]\n3 APRIL 2025. — Decreet "
                           "houdende instemming met het Verdrag A, gedaan te Gent op 3 april 2020 (1)\nHet "
                           "Waalse Parlement heeft aangenomen\n"));
    EXPECT_EQ(said(batch).size(), 3U);
    EXPECT_EQ(described(batch, "title", "de"), "Abkommen A");
    EXPECT_EQ(described(batch, "title", "nl"), "Verdrag A");
}

TEST(Gazette, gives_each_instrument_of_one_act_its_own_name) {
    const auto batch =
        read_gazette(issue("[C − 2004/15166]\n24 JUNI 2004. — Wet houdende instemming met de volgende "
                           "internationale akten : 1° Verdrag inzake A, "
                           "gedaan te New York op 15 november 2000; 2° het Protocol inzake B, gedaan te New "
                           "York op 31 mei 2001 (1)\n\nNota\n\n"
                           "(1) Kamer: Stukken: 51-966.\n"));
    EXPECT_EQ(said(batch, "promulgated").size(), 2U);
    EXPECT_EQ(described(batch, "title", "nl", "2004015166#1"), "Verdrag inzake A");
    EXPECT_EQ(described(batch, "title", "nl", "2004015166#2"), "Protocol inzake B");
    EXPECT_EQ(described(batch, "conclusion", "en", "2004015166#1"), "New York, 15 November 2000");
    EXPECT_EQ(described(batch, "conclusion-date", "", "2004015166#2"), "2001-05-31");
    EXPECT_TRUE(tests::linked(batch, "CHAMBER").empty()) << "the dossier is of both";
    EXPECT_EQ(described(batch, "parliament-document", "", "2004015166#2"), "CHAMBER 51K0966");
}

TEST(Gazette, counts_what_it_passes_over_in_one_remark) {
    const auto batch = read_gazette(
        issue(std::string{nl_law} +
              "\n*\n[C − 2025/000002]\n3 MEI 2024. — Koninklijk besluit tot benoeming van A\n\n*\n"
              "[C − 2025/000003]\n3 MEI 2024. — Koninklijk besluit tot ontslag van B\n"));
    ASSERT_EQ(remarked(batch, "publications").size(), 1U);
    EXPECT_NE(remarked(batch, "publications")[0].find("3 publications read: acts of assent 1,"),
              std::string::npos);
    EXPECT_NE(remarked(batch, "publications")[0].find("others passed over 2"), std::string::npos);
    EXPECT_EQ(said(batch, "promulgated").size(), 1U);
}

TEST(Gazette, reads_cooperation_agreements_the_same) {
    const auto batch =
        read_gazette(issue("[C − 2025/000001]\n9 APRIL 2025. — Wet houdende instemming met het "
                           "Samenwerkingsakkoord van 8 juli 2024 tussen de Federale Staat,\n"
                           "het Waalse Gewest en het Vlaamse Gewest betreffende de dijken (1)\n"));
    EXPECT_EQ(described(batch, "kind"), "cooperation-agreement");
    EXPECT_EQ(described(batch, "conclusion", "en"), "8 July 2024");
    EXPECT_EQ(described(batch, "title", "nl"),
              "Samenwerkingsakkoord van 8 juli 2024 tussen de Federale Staat, het Waalse Gewest en het "
              "Vlaamse Gewest betreffende de dijken");
    EXPECT_TRUE(said(batch, "signed").empty());
}

TEST(Gazette, reads_columns_side_by_side_where_the_layout_was_kept) {
    const auto row = [](std::string left, const std::string& right) {
        left.resize(std::max<std::size_t>(left.size(), 72), ' ');
        return left + "      " + right + "\n";
    };
    std::string body =
        row("[C - 2025/000001]", "[C - 2025/000001]") +
        row("2 MAI 2024. - Loi portant assentiment au Protocole sur les",
            "2 MEI 2024. - Wet houdende instemming met het Protocol inzake de zee-") +
        row("digues, fait a Gand le 3 avril 2020 (1)", "dijken, gedaan te Gent op 3 april 2020 (1)") +
        row("", "") + row("PHILIPPE, Roi des Belges,", "FILIP, Koning der Belgen,") +
        row("Article 1er. La presente loi regle une matiere visee a l'article 74",
            "Artikel 1. Deze wet regelt een aangelegenheid als bedoeld in") +
        row("de la Constitution.", "artikel 74 van de Grondwet.") + row("Note", "Nota") +
        row("(1) Chambre: Documents: 56-481.", "(1) Kamer: Stukken: 56-481.") +
        row("Rapport integral: 29/11/2024.", "Integraal verslag: 29/11/2024.");
    const auto batch = read_gazette(
        "          MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD          64435\n\n" + body + "\n\f");
    EXPECT_EQ(described(batch, "title", "nl"), "Protocol inzake de zeedijken")
        << "a word broken at the line's end";
    EXPECT_EQ(described(batch, "title", "fr"), "Protocole sur les digues");
    EXPECT_EQ(said(batch, "reported"), Strings{"be-fed|reported|2024-11-29"});
    EXPECT_EQ(tests::linked(batch, "CHAMBER"), Strings{"56K0481"});
}

TEST(Gazette, passes_over_what_a_font_without_a_map_leaves) {
    const auto batch = read_gazette(
        issue(std::string{nl_law} +
              "\nC73?>96;D=738E7=F3G7HEE>5;IJ3;967@K5:F367L?q>87>J=F367:?6=7J79\n"
              "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP\n011232405467892 4 !\"#$\"%#\n"));
    EXPECT_EQ(said(batch, "promulgated").size(), 1U);
    ASSERT_EQ(remarked(batch, "no-unicode-map").size(), 1U);
    EXPECT_NE(remarked(batch, "no-unicode-map")[0].find("3 lines"), std::string::npos);
    EXPECT_FALSE(importers::gazette::is_garbage("Gelet op de wet van 15 mei 2014, artikel 19/1, § 1;"));
    EXPECT_FALSE(
        importers::gazette::is_garbage("« 71° Accord BBNJ : l’Accord se rapportant à la Convention des"));
}

TEST(Gazette, puts_letters_set_apart_together_where_they_spell_known_words) {
    using importers::gazette::put_together;
    EXPECT_EQ(put_together(
                  "O rd o n n a n t i e v a n h e t B ru s s e l s H o o f d s t e d e l i j k G e w e s t"),
              "ordonnantie van het brussels hoofdstedelijk gewest");
    EXPECT_EQ(
        put_together(
            "v a n 1 6 / 0 5 / 2 0 1 9 ( B e l g i s c h S t a a t s b l a d v a n 6 j u n i 2 0 1 9 )"),
        "van 16/05/2019 (belgisch staatsblad van 6 juni 2019)");
    EXPECT_FALSE(put_together("X y z q w e r t y u i o p a s d f"));
    EXPECT_FALSE(put_together("Ordonnantie van het Brussels Hoofdstedelijk Gewest"));
}

TEST(Gazette, recognises_its_running_head_and_nothing_else) {
    using importers::gazette::recognises;
    const auto answer = [](const std::string& text) { return recognises(tests::source("f", text)); };
    EXPECT_EQ(answer(issue(nl_law)), registry::Truth::yes);
    EXPECT_EQ(answer("The Moniteur belge of 5 August 2025 and the Belgisch Staatsblad\n"),
              registry::Truth::no);
    EXPECT_EQ(answer("<html>MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD</html>"), registry::Truth::no);
    EXPECT_EQ(answer(""), registry::Truth::no);
}

TEST(Gazette, doubts_a_text_that_is_cut_off) {
    const auto whole = issue(nl_law);
    EXPECT_TRUE(remarked(read_gazette(whole), "damaged").empty());
    EXPECT_EQ(remarked(read_gazette(whole.substr(0, whole.size() - 20)), "damaged").size(), 1U);
}

TEST(Gazette, answers_hostile_text_in_time) {
    const std::string head = "MONITEUR BELGE — 05.08.2025 — BELGISCH STAATSBLAD\n[C − 2025/004251]\n";
    const auto many = [](const std::string& what, std::size_t bytes) {
        std::string out;
        while (out.size() < bytes) out += what;
        return out;
    };
    constexpr std::size_t size = 2'000'000;
    for (const auto& text :
         {head + "25 DECEMBER 2024. — Wet houdende instemming met " + many("het Verdrag ", 5 * size),
          head + many("25 DECEMBER 2024. — Wet houdende instemming met het Verdrag (1)\n", size),
          head + nl_law + "Nota\n(1) " + many("decreet van het Vlaamse gewest van 1/1/2000 (\n", size),
          head + nl_law + "Nota\n" + many("(1) 1/1/2000 56-481 \n\n", size), head + many("x\n", size),
          head + many("((((1° 2° ", size), head + many("\xE2\x80", size),
          head + many(std::string(1, '\0'), size),
          head + "Parties   Signature   Ratification\n" +
              many(" België   9 juni 2025   9 juni 2025\n", size / 4)}) {
        const auto start = std::chrono::steady_clock::now();
        const auto batch = read_gazette(text);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60)) << text.substr(100, 60);
        EXPECT_FALSE(batch.documents.empty());
        EXPECT_FALSE(batch.remarks.empty());
    }
}
