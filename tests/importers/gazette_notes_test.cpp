// The notes under an act: parliament, the other assemblies, entry into force.
#include <gtest/gtest.h>

#include "importers/gazette/notes.hpp"
#include "tests/importers/gazette_sample.hpp"

using importers::gazette::Entry;
using importers::gazette::read_entry;
using importers::gazette::read_other_acts;
using importers::gazette::read_parliament;
using tests::issue;
using tests::linked;
using tests::read_gazette;
using tests::remarked;
using tests::said;
using Strings = std::vector<std::string>;

namespace {

Strings dossiers(const std::string& words) {
    Strings out;
    for (const auto& each : read_parliament(words, true).dossiers) out.push_back(registry::text(each));
    return out;
}

std::string law(const std::string& notes) {
    return issue(
        "[C − 2025/000001]\n2 MEI 2024. — Wet houdende instemming met het Verdrag A, gedaan te Gent op 3 "
        "april 2020 (1)(2)(3)\n\nNota\n\n" +
        notes + "\n\nVERDRAG INZAKE DE DIJKEN VAN DE ZEE\n(1) De Partijen komen overeen op 1/1/2001.\n");
}

Strings sittings(const std::string& words, bool federal = false) {
    Strings out;
    for (const auto& each : read_parliament(words, federal).sittings)
        out.push_back(each.milestone + " " + registry::iso(each.day) +
                      (each.subject.empty() ? "" : " " + each.subject));
    return out;
}

}  // namespace

TEST(GazetteNotes, read_document_numbers_in_every_spelling) {
    EXPECT_EQ(dossiers("Stukken: 56-481."), Strings{"CHAMBER 56K0481"});
    EXPECT_EQ(dossiers("Documents: 54 - 3403."), Strings{"CHAMBER 54K3403"});
    EXPECT_EQ(dossiers("Stukken : K56-0623"), Strings{"CHAMBER 56K0623"});
    EXPECT_EQ(dossiers("Wetsontwerp, 56-0867/001. – Verslag, 56-0867/002."), Strings{"CHAMBER 56K0867"});
    EXPECT_EQ(dossiers("Stukken: 521558/1"), Strings{"CHAMBER 52K1558"}) << "a hyphen lost";
    EXPECT_EQ(dossiers("S 4-675, K 52-1558"), (Strings{"SENATE 4-675", "CHAMBER 52K1558"}));
    EXPECT_EQ(dossiers("SENAAT Nr. 3-231/1 Wetsontwerp KAMER Nr.51-466/1 Ontwerp"),
              (Strings{"SENATE 3-231", "CHAMBER 51K0466"}));
    EXPECT_EQ(dossiers("K. 1378 (1990-1991)"), Strings{"CHAMBER 1378 (1990-1991)"});
    EXPECT_EQ(dossiers("Zitting 2024-2025, 10-07-2019, 29/11/2024"), Strings{})
        << "years and days are no documents";
}

TEST(GazetteNotes, never_take_the_reports_day_for_the_vote) {
    const auto batch = read_gazette(law("(1) Kamer: Stukken: 56-481.\nIntegraal verslag: 29/11/2024.\n"));
    EXPECT_EQ(said(batch, "reported"), Strings{"be-fed|reported|2024-11-29"});
    EXPECT_TRUE(said(batch, "adopted").empty());
    EXPECT_EQ(linked(batch, "CHAMBER"), Strings{"56K0481"});
    EXPECT_EQ(sittings("Compte rendu intégral, séance plénière du 5 décembre 2024. Vote.", true),
              Strings{"reported 2024-12-05"});
}

TEST(GazetteNotes, tell_the_senates_report_from_the_chambers) {
    EXPECT_EQ(
        sittings("Senaat. Handelingen: 27 november 2008. Kamer. Integraal verslag: 11 december 2008.", true),
        (Strings{"reported 2008-11-27 be-senate", "reported 2008-12-11"}));
}

TEST(GazetteNotes, read_adoption_where_a_community_or_region_says_so) {
    EXPECT_EQ(sittings("Compte rendu intégral, séance plénière du 2 avril 2025 Discussion. Vote."),
              Strings{"adopted 2025-04-02"});
    EXPECT_EQ(sittings("Volledig verslag, plenaire vergadering van 2 april 2025 Bespreking. Stemming."),
              Strings{"adopted 2025-04-02"});
    EXPECT_EQ(sittings("Handelingen – Bespreking en aanneming: Vergadering van 21 mei 2025."),
              Strings{"adopted 2025-05-21"});
    EXPECT_EQ(sittings("A-119/4 Tekst aangenomen door de plenaire vergadering Integraal verslag: 19 mei "
                       "2025. Bespreking en "
                       "aanneming: vergadering van vrijdag 16 mei 2025"),
              Strings{"adopted 2025-05-16"});
    EXPECT_EQ(
        sittings("Compte rendu intégral, n° 12. - Discussion et adoption. Séance du mercredi 21 mai 2025."),
        Strings{"adopted 2025-05-21"});
    EXPECT_EQ(sittings("Ausführlicher Bericht: 28. April 2025 – Nr. 13 Diskussion und Abstimmung"),
              Strings{"adopted 2025-04-28"});
    EXPECT_EQ(sittings("Ausführlicher Bericht: 28. April 2025 – Nr. 13"), Strings{"reported 2025-04-28"});
    EXPECT_EQ(sittings("Texte adopté en séance plénière. Compte rendu intégral du 2 avril 2025"),
              Strings{"reported 2025-04-02"})
        << "an adopted text is a document, not a vote";
}

TEST(GazetteNotes, read_the_other_assemblies_with_both_dates) {
    const auto acts = read_other_acts(
        "Zie decreet van de Vlaamse gemeenschap/gewest van 23/05/2025 (Belgisch Staatsblad van 11/06/2025), "
        "decreet van de Duitstalige "
        "gemeenschap van 28/4/2025 (Belgisch Staatsblad van 16/06/2025), ordonnantie van de "
        "Gemeenschappelijke Gemeenschapscommissie van "
        "1 juni 2025 (BS: 3 juli 2025)");
    ASSERT_EQ(acts.size(), 3U);
    EXPECT_EQ(acts[0].entities, (Strings{"be-vlg", "be-vlr"}));
    EXPECT_EQ(registry::iso(*acts[0].act), "2025-05-23");
    EXPECT_EQ(registry::iso(*acts[0].gazette), "2025-06-11");
    EXPECT_EQ(acts[1].entities, Strings{"be-dg"});
    EXPECT_EQ(registry::iso(*acts[1].act), "2025-04-28") << "a month without its nought";
    EXPECT_EQ(acts[2].entities, Strings{"be-ggc"});
    EXPECT_EQ(registry::iso(*acts[2].gazette), "2025-07-03");
    const auto french = read_other_acts(
        "Décret de la région flamande 7 mai 2004 (MB : 16 juillet 2004) et décret de la Communauté française "
        "du 6 juin 2003");
    ASSERT_EQ(french.size(), 2U);
    EXPECT_EQ(french[0].entities, Strings{"be-vlr"});
    EXPECT_EQ(registry::iso(*french[0].act), "2004-05-07");
    EXPECT_EQ(french[1].entities, Strings{"be-fwb"});
    EXPECT_FALSE(french[1].gazette);
}

TEST(GazetteNotes, say_the_other_assemblies_acts_and_that_they_were_needed) {
    const auto batch =
        read_gazette(law("(1) Kamer: 56-481.\n(2) Zie decreet van het Waalse gewest van 3/4/2025 (Belgisch "
                         "Staatsblad van 23/4/2025)\n"));
    EXPECT_EQ(said(batch, "promulgated"),
              (Strings{"be-fed|promulgated|2024-05-02", "be-wal|promulgated|2025-04-03"}));
    EXPECT_EQ(said(batch, "published"),
              (Strings{"be-fed|published|2025-08-05", "be-wal|published|2025-04-23"}));
    EXPECT_EQ(said(batch, "assent-required"),
              (Strings{"be-fed|assent-required|XXXX-XX-XX", "be-wal|assent-required|XXXX-XX-XX"}));
    EXPECT_TRUE(said(read_gazette(law("(1) Kamer: 56-481.\n")), "assent-required").empty());
}

TEST(GazetteNotes, doubt_where_two_languages_differ_and_say_the_dutch) {
    const auto batch =
        read_gazette(law("(2) Voir décret de la région wallonne du 04/04/2025 (Moniteur belge du "
                         "23/04/2025)\n\n(2) Zie decreet van het Waalse gewest van "
                         "03/04/2025 (Belgisch Staatsblad van 23/04/2025)\n"));
    EXPECT_EQ(said(batch, "promulgated").at(1), "be-wal|promulgated|2025-04-03");
    ASSERT_EQ(remarked(batch, "languages-disagree").size(), 1U);
    EXPECT_NE(remarked(batch, "languages-disagree")[0].find("04/04/2025"), std::string::npos);
}

TEST(GazetteNotes, read_letter_spaced_lines) {
    const auto batch =
        read_gazette(law("(2) Zie\nO rd o n n a n t i e v a n h e t B ru s s e l s H o o f d s t e d e l i j "
                         "k G e w e s t\nvan 16/05/2019 (BS van 6/06/2019)\n"));
    EXPECT_EQ(said(batch, "promulgated").back(), "be-bru|promulgated|2019-05-16");
}

TEST(GazetteNotes, remark_on_an_act_they_cannot_attribute) {
    const auto batch =
        read_gazette(law("(2) Zie decreet van 03/04/2025 (Belgisch Staatsblad van 23/04/2025)\n"));
    EXPECT_EQ(said(batch, "promulgated").size(), 1U);
    ASSERT_EQ(remarked(batch, "other-act-unread").size(), 1U);
    EXPECT_NE(remarked(batch, "other-act-unread")[0].find("p. 64435"), std::string::npos);
}

TEST(GazetteNotes, read_entry_into_force_in_every_wording) {
    const std::vector<std::pair<std::string, std::string>> wordings{
        {"Datum inwerkingtreding van de Overeenkomst: 29 mei 2025", "2025-05-29"},
        {"Datum inwerkingtreding: overeenkomstig haar artikel 23 is de Overeenkomst in werking getreden op "
         "01/10/2025",
         "2025-10-01"},
        {"Dit Avenant is in werking getreden op 24 augustus 2015", "2015-08-24"},
        {"Overeenkomstig haar artikel 16 treedt de Overeenkomst in werking op 1 mei 2025", "2025-05-01"},
        {"Date d’entrée en vigueur : conformément à son article 23, l’Accord est entré en vigueur le "
         "01/10/2025",
         "2025-10-01"},
        {"Conformément à la notification du 3 mars 2025, l’Accord entre en vigueur le 1er mai 2025",
         "2025-05-01"},
        {"Op 1 mei 2025 is het Verdrag in werking getreden", "2025-05-01"},
        {"Datum des Inkrafttretens: 1. Mai 2025", "2025-05-01"},
    };
    for (const auto& [words, day] : wordings) {
        const auto entry = read_entry(words);
        ASSERT_EQ(entry.says, Entry::Says::on_a_day) << words;
        EXPECT_EQ(registry::iso(entry.day), day) << words;
    }
    EXPECT_EQ(read_entry("Het Verdrag is nog niet in werking getreden").says, Entry::Says::not_yet);
    EXPECT_EQ(read_entry("L’Accord n’est pas encore entré en vigueur le 1 mai 2025").says,
              Entry::Says::not_yet);
    EXPECT_EQ(read_entry("Deze wet treedt in werking op 1 mei 2025").says, Entry::Says::nothing);
    EXPECT_EQ(read_entry("Lijst der gebonden staten").says, Entry::Says::nothing);
    EXPECT_EQ(read_entry("In werking getreden op 31 juni 2025").says, Entry::Says::unread);
}

TEST(GazetteNotes, say_entry_into_force_of_belgium_once) {
    const auto batch =
        read_gazette(law("1) Chambre: 56-481.\n\n(3) Date d’entrée en vigueur de l’Accord : 29 mai "
                         "2025\n\n(3) Datum inwerkingtreding van het Verdrag: 29 mei 2025\n"));
    EXPECT_EQ(said(batch, "entered-into-force"), Strings{"be|entered-into-force|2025-05-29"});
    EXPECT_EQ(linked(batch, "CHAMBER"), Strings{"56K0481"}) << "a mark without its first bracket";
}

TEST(GazetteNotes, say_that_it_had_not_entered_into_force) {
    const auto batch = read_gazette(law("(3) Het Verdrag is nog niet in werking getreden.\n"));
    EXPECT_EQ(said(batch, "entered-into-force"), Strings{"be|entered-into-force|2025-08-05|absent"});
}

TEST(GazetteNotes, end_where_the_treaty_begins) {
    const auto batch = read_gazette(law("(2) Zie lijst.\n"));
    for (const auto& each : batch.passages)
        EXPECT_EQ(each.text.find("Partijen"), std::string::npos) << each.text;
}

TEST(GazetteNotes, remark_on_a_date_nothing_is_said_of) {
    const auto batch = read_gazette(law("(1) Kamer: Stukken: 56-481, rondgedeeld 4 mei 2024.\n"));
    ASSERT_EQ(remarked(batch, "date-unread").size(), 1U);
    EXPECT_NE(remarked(batch, "date-unread")[0].find("4 mei 2024"), std::string::npos);
}

TEST(GazetteNotes, keep_their_words) {
    const auto batch = read_gazette(law("(1) Kamer: Stukken: 56-481.\n"));
    ASSERT_EQ(batch.passages.size(), 1U);
    EXPECT_EQ(batch.passages[0].kind, "gazette-note");
    EXPECT_EQ(batch.passages[0].text, "Kamer: Stukken: 56-481.");
}
