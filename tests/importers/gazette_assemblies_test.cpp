// Who acts in the gazette, and the words of titles of acts of assent.
#include <gtest/gtest.h>

#include <array>

#include "importers/gazette/assent.hpp"
#include "tests/importers/gazette_sample.hpp"

using tests::issue;
using tests::read_gazette;
using tests::remarked;
using tests::said;
using Strings = std::vector<std::string>;

namespace {

std::string decree(const std::string& title, const std::string& adopts) {
    return issue("[2025/200001]\n" + title + "\n" + adopts + "\n\nBruxelles, le 2 mai 2024.\n");
}

}  // namespace

TEST(Assemblies, read_the_verbs_of_every_assembly) {
    using importers::gazette::assent_in;
    const std::vector<std::array<std::string, 4>> titles{
        {"Wet houdende instemming met de Overeenkomst A", "nl", "law", "Overeenkomst A"},
        {"Wet houdende goedkeuring van het Verdrag A", "nl", "law", "Verdrag A"},
        {"Loi portant approbation des statuts de la Banque A", "fr", "law", "Statuts de la Banque A"},
        {"Loi portant assentiment au Traité A", "fr", "law", "Traité A"},
        {"Loi portant assentiment à l’ Accord A", "fr", "law", "Accord A"},
        {"Loi portant assentiment aux Amendements A", "fr", "law", "Amendements A"},
        {"Decreet tot instemming met de overeenkomst A", "nl", "decree", "Overeenkomst A"},
        {"Decreet houdende instemming met het Verdrag A", "nl", "decree", "Verdrag A"},
        {"Décret portant assentiment à la Convention A", "fr", "decree", "Convention A"},
        {"Ordonnance portant assentiment à l'Accord A", "fr", "ordinance", "Accord A"},
        {"Ordonnantie houdende instemming met het Protocol A", "nl", "ordinance", "Protocol A"},
        {"Dekret zur Zustimmung zu dem Übereinkommen A", "de", "decree", "Übereinkommen A"},
        {"Dekret zur Zustimmung zum Vertrag A", "de", "decree", "Vertrag A"},
        {"Dekret zur Billigung des Abkommens A", "de", "decree", "Abkommens A"},
        {"Gesetz zur Zustimmung zum Vertrag A", "de", "law", "Vertrag A"},
        {"Bijzondere wet houdende instemming met het Verdrag A", "nl", "law", "Verdrag A"},
        {"Décret portant assentiment, en ce qui concerne les matières transférées, à la Convention A", "fr",
         "decree", "Convention A"},
    };
    for (const auto& [title, language, kind, object] : titles) {
        const auto read = assent_in(title);
        ASSERT_TRUE(read) << title;
        EXPECT_EQ(read->language, language) << title;
        EXPECT_EQ(read->kind, kind) << title;
        EXPECT_EQ(read->object, object) << title;
    }
    for (const auto* title :
         {"Arrêté royal portant approbation du règlement",
          "Koninklijk besluit houdende instemming met de benoeming",
          "Wet houdende goedkeuring van de rekeningen", "Loi portant des dispositions diverses",
          "Loi portant approbation de la souscription de la Belgique à l’augmentation générale de capital"})
        EXPECT_FALSE(assent_in(title)) << title;
}

TEST(Gazette, knows_who_acts_by_the_words_that_adopt) {
    const std::vector<std::array<std::string, 3>> acts{
        {"2 MAI 2024. — Décret portant assentiment à l’Accord A (1)",
         "Le Parlement wallon a adopté et Nous sanctionnons", "be-wal"},
        {"2 MEI 2024. — Decreet houdende instemming met het Verdrag A (1)",
         "Het Waalse Parlement heeft aangenomen", "be-wal"},
        {"2 MAI 2024. — Décret portant assentiment à l’Accord A (1)",
         "Le Parlement de la Communauté française a adopté", "be-fwb"},
        {"2 MAI 2024. — Décret portant assentiment à l’Accord A (1)",
         "L’Assemblée de la Commission communautaire française a adopté", "be-cocof"},
        {"2 MAI 2024. — Ordonnance portant assentiment à l’Accord A (1)", "L’Assemblée réunie a adopté",
         "be-ggc"},
        {"2 MAI 2024. — Ordonnance portant assentiment à l’Accord A (1)",
         "Le Parlement de la Région de Bruxelles-Capitale a adopté", "be-bru"},
        {"2 MEI 2024. — Ordonnantie houdende instemming met het Verdrag A (1)",
         "Het Brussels Hoofdstedelijk Parlement heeft aangenomen", "be-bru"},
        {"2. MAI 2024 — Dekret zur Zustimmung zum Vertrag A (1)",
         "Das Parlament der Deutschsprachigen Gemeinschaft hat", "be-dg"},
        {"2 MEI 2024. — Decreet tot instemming met het Verdrag A (1)",
         "De Vlaamse Raad heeft aangenomen\nArtikel 1. Dit decreet regelt een gewestaangelegenheid.",
         "be-vlr"},
    };
    for (const auto& [title, adopts, entity] : acts) {
        const auto batch = read_gazette(decree(title, adopts));
        EXPECT_EQ(said(batch, "promulgated"), Strings{entity + "|promulgated|2024-05-02"}) << adopts;
    }
}

TEST(Gazette, says_a_flemish_decree_for_community_and_region) {
    const auto batch = read_gazette(decree("2 MEI 2024. — Decreet tot instemming met het Verdrag A (1)",
                                           "Het VLAAMS PARLEMENT heeft aangenomen"));
    EXPECT_EQ(said(batch, "promulgated"),
              (Strings{"be-vlg|promulgated|2024-05-02", "be-vlr|promulgated|2024-05-02"}));
}

TEST(Gazette, tells_the_second_walloon_decree_by_article_138) {
    const auto one =
        "[2026/004997]\n2 MAI 2024. — Décret portant assentiment à l’Accord A, fait à Gand le 3 avril 2020 "
        "(1)\n"
        "Le Parlement wallon a adopté et Nous, Gouvernement wallon, sanctionnons ce qui suit :\n\n*\n\n";
    const auto second =
        "[2026/004956]\n2 MAI 2024. — Décret portant assentiment à l’Accord A, fait à Gand le 3 avril 2020 "
        "(1)\n"
        "Le Parlement wallon a adopté et Nous, Gouvernement wallon, sanctionnons ce qui suit :\n"
        "Article 1er. Le présent décret règle, en application de l’article 138 de la\nConstitution, une "
        "matière.\n";
    const auto batch = read_gazette(issue(std::string{one} + second));
    EXPECT_EQ(said(batch, "promulgated"),
              (Strings{"be-wal|promulgated|2024-05-02", "be-wal-138|promulgated|2024-05-02"}));
}

TEST(Gazette, loses_no_act_silently_whose_assembly_it_does_not_know) {
    const auto batch = read_gazette(
        decree("2 MAI 2024. — Décret portant assentiment à l’Accord A (1)", "Nous sanctionnons"));
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_EQ(remarked(batch, "unknown-assembly").size(), 1U);
    EXPECT_TRUE(tests::has_loss(batch));
}
