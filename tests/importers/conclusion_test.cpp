#include "importers/reading/conclusion.hpp"

#include <gtest/gtest.h>

#include "importers/reading/dates.hpp"

namespace {

using importers::reading::conclusion_in;
using importers::reading::dates_in;

std::string said(std::string_view title, std::string_view language = {}) {
    const auto read = conclusion_in(title, language);
    return read ? importers::reading::text(*read) : "none";
}

TEST(Conclusion, is_read_from_a_title_in_each_of_the_four_languages) {
    EXPECT_EQ(
        said("Wetsontwerp houdende instemming met de Overeenkomst, gedaan te New York op 19 juni 2023."),
        "New York, 19 June 2023");
    EXPECT_EQ(said("Loi portant assentiment à l'Accord, fait à New York le 19 juin 2023 (1)"),
              "New York, 19 June 2023");
    EXPECT_EQ(said("Gesetz zur Zustimmung zum Abkommen, geschehen zu Luxemburg am 1. Juli 2003"),
              "Luxemburg, 1 July 2003");
    EXPECT_EQ(said("Convention on the Law of the Sea, done at Montego Bay on 10 December 1982"),
              "Montego Bay, 10 December 1982");
}

TEST(Conclusion, follows_any_of_the_words_for_making_a_treaty) {
    for (const std::string words :
         {"ondertekend te", "opgemaakt te", "gesloten te", "aangenomen te", "GEDAAN te"})
        EXPECT_EQ(said("Verdrag " + words + " Brussel op 10 januari 2024"), "Brussel, 10 January 2024")
            << words;
    for (const std::string words :
         {"fait à", "faits à", "faite à", "signé à", "signée à", "adoptés à", "conclu à", "FAIT À"})
        EXPECT_EQ(said("Accord " + words + " Bruxelles, le 10 janvier 2024"), "Bruxelles, 10 January 2024")
            << words;
    EXPECT_EQ(said("Vertrag, unterzeichnet in Brüssel am 10. Januar 2024"), "Brüssel, 10 January 2024");
    EXPECT_EQ(said("Treaty signed at Brussels, 10 January 2024"), "Brussels, 10 January 2024");
}

TEST(Conclusion, takes_the_place_as_written_and_no_more_of_the_sentence) {
    EXPECT_EQ(
        said("Protocol, aangenomen te New York door de Algemene Vergadering van de Verenigde Naties op 18 "
             "december 2002"),
        "New York, 18 December 2002");
    EXPECT_EQ(said("Verdrag, gedaan te 's-Gravenhage op 1 juli 1985"), "'s-Gravenhage, 1 July 1985");
    EXPECT_EQ(said("Convention, faite à La Haye le 1er juillet 1985"), "La Haye, 1 July 1985");
    EXPECT_EQ(said("Convention, faite à la Haye le 1er juillet 1985"), "la Haye, 1 July 1985");
    EXPECT_EQ(said("Verdrag, gedaan te Washington, Londen en Moskou op 1 juli 1968"),
              "Washington, Londen en Moskou, 1 July 1968");
    EXPECT_EQ(said("Accord, signé le 5 mai 2014 à Bruxelles entre les deux"), "Bruxelles, 5 May 2014");
    EXPECT_EQ(said("Overeenkomst, gedaan te Cotonou op 9\xC2\xA0januari\xC2\xA0"
                   "2018, zal volkomen"),
              "Cotonou, 9 January 2018");
}

TEST(Conclusion, is_none_when_several_days_or_several_treaties_are_named) {
    EXPECT_EQ(said("Verdrag, ondertekend te Brussel op 5 mei 2014 en op 6 mei 2014"), "none");
    EXPECT_EQ(said("Verdrag, ondertekend te Brussel op 5 mei 2014 en te Parijs op 6 mei 2014"), "none");
    EXPECT_EQ(said("Convention, faite à Genève les 26 et 27 juin 1936"), "none");
    EXPECT_EQ(said("Agreement signed at Rome on 5 May 2014 and 6 May 2014"), "none");
    EXPECT_EQ(said("Wet houdende instemming met 1° het Verdrag, gedaan te Brussel op 5 mei 2014, en 2° het "
                   "Protocol, gedaan te Parijs op 7 mei 2015"),
              "none");
}

TEST(Conclusion, is_none_when_it_belongs_to_the_treaty_that_is_amended) {
    EXPECT_EQ(said("Wet houdende instemming met het Protocol van 12 mei 2014 tot wijziging van het Verdrag "
                   "ondertekend te Rome op 3 mei 1990"),
              "none");
    // The law's own date comes later than the treaty by nature.
    EXPECT_EQ(said("21 april 2024. - Wet houdende instemming met het Protocol, gedaan te Rome op 3 mei 1990"),
              "Rome, 3 May 1990");
}

TEST(Conclusion, is_none_without_a_place_a_day_or_a_day_that_exists) {
    EXPECT_EQ(said("Verdrag gedaan te Brussel"), "none");
    EXPECT_EQ(said("Verdrag van 5 mei 2014"), "none");
    EXPECT_EQ(said("Verdrag gedaan te Brussel op 31 juni 2014"), "none");
    EXPECT_EQ(said("Ontwerp aangenomen in plenaire vergadering op 5 december 2024"), "none");
    EXPECT_EQ(said("Verdrag gedaan te Brussel, bedoeld in de wet van 5 mei 2014"), "none");
    EXPECT_EQ(said(""), "none");
    EXPECT_EQ(said(std::string(100'000, 'a')), "none");
}

TEST(Conclusion, can_be_asked_for_in_one_language) {
    EXPECT_EQ(said("Verdrag, gedaan te Brussel op 5 mei 2014", "nl"), "Brussel, 5 May 2014");
    EXPECT_EQ(said("Verdrag, gedaan te Brussel op 5 mei 2014", "fr"), "none");
}

TEST(Dates, are_found_with_their_place_in_four_languages) {
    const std::string text = "op 19 juni 2023, le 1er août 2003, am 3. März 1990, on June 19th, 2023";
    const auto all = dates_in(text);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(text.substr(all[0].at, all[0].length), "19 juni 2023");
    EXPECT_EQ(registry::iso(*all[1].day), "2003-08-01");
    EXPECT_EQ(registry::iso(*all[2].day), "1990-03-03");
    EXPECT_EQ(registry::iso(*all[3].day), "2023-06-19");
}

TEST(Dates, that_do_not_exist_are_found_without_a_day) {
    const auto all = dates_in("31 juni 1989");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(all[0].day);
    EXPECT_TRUE(dates_in("319 juni 1989, 19 juni 19890, 19 foo 1989, juni 1989").empty());
}

}  // namespace
