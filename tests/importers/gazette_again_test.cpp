// What the gazette prints again: translations, addenda, rectifications.
#include <gtest/gtest.h>

#include "tests/importers/gazette_sample.hpp"

using tests::described;
using tests::issue;
using tests::read_gazette;
using tests::remarked;
using tests::said;
using Strings = std::vector<std::string>;

TEST(Gazette, says_nothing_of_a_translation) {
    const auto batch =
        read_gazette(issue("[C − 2025/005164]\n22 MAI 2014. — Loi portant assentiment au Traité A, fait à "
                           "Gand le 2 avril 2013. — Traduction allemande\n\n"
                           "[C − 2025/005164]\n22 MEI 2014. — Wet houdende instemming met het Verdrag A, "
                           "gedaan te Gent op 2 april 2013. — Duitse\nvertaling\n\n"
                           "22. MAI 2014 — Gesetz zur Zustimmung zum Vertrag A\nPHILIPPE, König der "
                           "Belgier,\nGegeben zu Brüssel, den 22. Mai 2014\n"));
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_EQ(remarked(batch, "printed-again").size(), 1U);
}

TEST(Gazette, reads_an_addendum_for_its_entry_into_force_only) {
    const auto batch =
        read_gazette(issue("[C − 2025/005489]\n1 MAART 2019. — Wet houdende instemming met het Verdrag A, "
                           "gedaan te Gent op 2 april 2013. — Addendum\n\n"
                           "De datum van inwerkingtreding van het Verdrag is 29 mei 2025.\n"));
    EXPECT_EQ(said(batch), Strings{"be|entered-into-force|2025-05-29"});
    EXPECT_EQ(described(batch, "title", "nl"), "Verdrag A");
}

namespace {

std::string rectification(const std::string& words) {
    return issue(
        "[C − 2025/004184]\n5 APRIL 2025. — Wet houdende instemming met het Verdrag A, gedaan te Gent op 2 "
        "april 2013. — Rechtzetting\n\n" +
            words,
        "30.05.2025");
}

}  // namespace

TEST(Gazette, says_the_new_day_of_a_law_of_the_act_that_was_rectified) {
    for (const auto* words : {"In het Belgisch Staatsblad van 30 april 2025, akte nr. 2025/003428, bladzijde "
                              "45669:\nDe datum van de titel “5 april 2025” vervangen door “9 april 2025”.\n",
                              "Au Moniteur belge, acte n° 2025/003428: dans le titre, il faut lire “9 avril "
                              "2025” au lieu de “5 avril 2025”.\n"}) {
        const auto batch = read_gazette(rectification(words));
        EXPECT_EQ(said(batch), (Strings{"be-fed|rectified|2025-05-30", "be-fed|sanctioned|2025-04-09",
                                        "be-fed|promulgated|2025-04-09"}))
            << words;
        for (const auto& each : batch.statements) EXPECT_EQ(each.instrument.value, "2025003428");
    }
}

TEST(Gazette, says_only_that_it_was_rectified_where_another_word_changes) {
    const auto batch = read_gazette(
        rectification("Akte nr. 2025/003428: in artikel 2 “5 april 2025” vervangen door “dijk”.\n"));
    EXPECT_EQ(said(batch), Strings{"be-fed|rectified|2025-05-30"});
}

TEST(Gazette, doubts_a_rectification_that_names_no_act) {
    const auto batch = read_gazette(rectification("Een woord is vervangen.\n"));
    EXPECT_TRUE(batch.statements.empty());
    EXPECT_EQ(remarked(batch, "rectifies-what").size(), 1U);
}
