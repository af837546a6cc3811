// Pairs of real titles: which are one treaty beyond doubt, which a person must look at, which are two.
#include "registry/reconcile/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace registry;

Conclusion made(std::string_view value) { return read_conclusion(value).value_or(Conclusion{"unread", {}}); }

struct One {
    std::string scheme, value;
    std::vector<Title> titles;
    std::string conclusion;
};

Comparable of(const One& one) {
    Described described{{one.scheme, one.value}, {one.titles}, {}};
    if (!one.conclusion.empty()) described.concluded.push_back(made(one.conclusion));
    return comparable(described);
}

Match between(const One& a, const One& b) {
    const auto found = match(of(a), of(b));
    EXPECT_EQ(found, match(of(b), of(a))) << "the same whichever comes first";
    return found;
}

bool says(const Match& match, Ground ground) {
    return std::any_of(match.reasons.begin(), match.reasons.end(),
                       [&](const MatchReason& each) { return each.ground == ground; });
}

std::string words(const Match& match) {
    return score_text(match.score) +
           (match.automatic ? " automatic: "
            : match.waits   ? " waits: "
                            : " no: ") +
           in_words(match.reasons);
}

const std::string palermo = "New York, 15 November 2000", bbnj_day = "New York, 19 June 2023";

One law(std::string title, std::string conclusion, std::string lang = "nl",
        std::string numac = "2025004251") {
    return {"NUMAC", std::move(numac), {{std::move(lang), std::move(title)}}, std::move(conclusion)};
}
One bill(std::string title, std::string conclusion, std::string lang = "nl", std::string number = "56K0481") {
    return {"CHAMBER", std::move(number), {{std::move(lang), std::move(title)}}, std::move(conclusion)};
}

}  // namespace

TEST(Conclusion, is_a_place_and_a_day_in_any_of_four_languages) {
    EXPECT_EQ(read_conclusion("New York, 19 June 2023"), (Conclusion{"New York", *parse_day("2023-06-19")}));
    EXPECT_EQ(read_conclusion("Genève, 1er juillet 2003"), (Conclusion{"Genève", *parse_day("2003-07-01")}));
    EXPECT_EQ(read_conclusion("Brussel, 2023-06-19"), (Conclusion{"Brussel", *parse_day("2023-06-19")}));
    EXPECT_EQ(read_conclusion("18 December 2002"), (Conclusion{"", *parse_day("2002-12-18")}));
    EXPECT_EQ(read_conclusion("New York"), std::nullopt);
    EXPECT_EQ(read_conclusion("Rome, 31 June 2023"), std::nullopt);
    EXPECT_EQ(read_conclusion("Rome, 3 May 1990 and 4 May 1990"), std::nullopt) << "nobody can say which";
    EXPECT_EQ(read_conclusion(std::string(100000, '1')), std::nullopt);
}

TEST(Conclusion, knows_a_city_by_its_names_and_guesses_at_no_other) {
    EXPECT_EQ(same_place("Genève", "Geneva"), Truth::yes);
    EXPECT_EQ(same_place("Washington, Londen en Moskou", "London, Moscow and Washington"), Truth::yes);
    EXPECT_EQ(same_place("Vienna", "Rome"), Truth::no);
    EXPECT_EQ(same_place("Windhoek", "Windhuk"), Truth::unknown);
    EXPECT_EQ(same_place("", "Rome"), Truth::unknown);
}

TEST(TitleWords, leave_out_the_acts_own_words_and_how_the_treaty_was_made) {
    const auto plain = words_of({"nl", "Overeenkomst inzake sociale zekerheid"}, {});
    for (const auto* title :
         {"Wetsontwerp houdende instemming met de Overeenkomst inzake sociale zekerheid, gedaan te New York "
          "op 19 juni "
          "2023",
          "21 APRIL 2025. — Wet houdende instemming met de Overeenkomst inzake sociale zekerheid, gedaan te "
          "New York op "
          "19 juni 2023 (1)(2)(3)",
          "Decreet tot goedkeuring van de Overeenkomst inzake sociale zekerheid, ondertekend op 19 juni 2023 "
          "te New "
          "York",
          "Ontwerp van decreet houdende instemming met de Overeenkomst inzake sociale zekerheid"}) {
        EXPECT_EQ(words_of({"nl", title}, {made(bbnj_day)}).words, plain.words) << title;
        EXPECT_TRUE(is_assent(title)) << title;
    }
    EXPECT_EQ(
        words_of({"fr",
                  "Projet de loi portant assentiment à l'Accord relatif à la pêche, fait à New York le 19 "
                  "juin 2023"},
                 {made(bbnj_day)})
            .words,
        (std::set<std::string>{"accord", "peche"}));
    EXPECT_FALSE(is_assent("Convention on the Law of the Sea"));
    EXPECT_FALSE(is_assent("Protocol amending the Agreement, with the approval of the Council"));
}

TEST(TitleWords, read_ordinals_figures_days_and_countries) {
    const auto words = words_of(
        {"en",
         "Second Additional Protocol No. II to the Convention of 10 March 1964 between Belgium and France"},
        {});
    EXPECT_EQ(words.kind, TreatyKind::protocol);
    EXPECT_EQ(words.figures, (std::set<std::string>{"2", "1964-03-10"}));
    EXPECT_EQ(words.nth, "2");
    EXPECT_EQ(words.apart, std::set<std::string>{"additional"});
    EXPECT_EQ(words.parties, (std::set<std::string>{"be", "fr"}));
}

TEST(TitleWords, take_the_part_of_an_act_that_is_meant) {
    const Title title{
        "fr",
        "Loi portant assentiment aux actes internationaux suivants : 1° la Convention des Nations Unies "
        "contre la criminalité transnationale organisée, 2° le Protocole additionnel visant à prévenir, "
        "réprimer et punir la traite des personnes"};
    EXPECT_TRUE(words_of(title, {}).several);
    const auto second = words_of(title, {}, 2);
    EXPECT_FALSE(second.several);
    EXPECT_EQ(second.kind, TreatyKind::protocol);
    EXPECT_FALSE(second.words.contains("criminalite"));
    EXPECT_TRUE(words_of(title, {}, 1).words.contains("criminalite"));
}

TEST(Match, a_law_and_its_bill_are_one) {
    const std::string bbnj =
        "de Overeenkomst in het kader van het Verdrag van de Verenigde Naties inzake het recht van de zee "
        "inzake het "
        "behoud en het duurzame gebruik van de mariene biologische diversiteit van gebieden buiten de "
        "nationale "
        "rechtsmacht";
    const auto found =
        between(law("25 DECEMBER 2024. — Wet houdende instemming met " + bbnj +
                        ", gedaan te New York op 19 juni 2023 (1)(2)",
                    bbnj_day),
                bill("Wetsontwerp houdende instemming met " + bbnj + ", gedaan te New York op 19 juni 2023.",
                     bbnj_day));
    EXPECT_TRUE(found.automatic) << words(found);
    EXPECT_EQ(found.score, 100);
    EXPECT_TRUE(says(found, Ground::same_day) && says(found, Ground::same_place) &&
                says(found, Ground::words_agree));

    const auto french = between(
        law("Loi portant assentiment à la Convention de sécurité sociale entre le Royaume de Belgique et la "
            "République du Bénin, faite à Bruxelles le 9 janvier 2018",
            "Bruxelles, 9 January 2018", "fr"),
        bill("Projet de loi portant assentiment à la Convention de sécurité sociale entre le Royaume de "
             "Belgique "
             "et la République du Benin",
             "Brussel, 9 January 2018", "fr"));
    EXPECT_TRUE(french.automatic) << words(french);
}

TEST(Match, a_slip_of_the_pen_and_an_annex_do_not_part_them) {
    const auto found = between(
        law("Wet houdende instemming met het Verdrag inzake de wederzijdse administratieve bijstand in "
            "belastingzaken, en met de Bijlagen",
            "Straatsburg, 25 January 1988"),
        bill("Wetsontwerp houdende instemming met het Verdrag inzake de wederzijdse administratieve bijstand "
             "in "
             "belastingzaaken, gedaan te Straatsburg op 25 januari 1988",
             "Strasbourg, 25 January 1988"));
    EXPECT_TRUE(found.automatic) << words(found);
}

TEST(Match, no_day_or_another_day_is_no_match) {
    const std::string title = "Wet houdende instemming met het Verdrag inzake cybercriminaliteit en bewijs";
    EXPECT_FALSE(between(law(title, "Budapest, 23 November 2001"), bill(title, "")).automatic);
    const auto other =
        between(law(title, "Budapest, 23 November 2001"), bill(title, "Budapest, 23 November 2011"));
    EXPECT_FALSE(other.automatic || other.waits);
    EXPECT_TRUE(says(other, Ground::other_day));
    // The day in the title alone is no day of conclusion.
    EXPECT_FALSE(between(law(title + ", gedaan te Boedapest op 23 november 2001", ""),
                         bill(title + ", gedaan te Boedapest op 23 november 2001", ""))
                     .automatic);
}

TEST(Match, the_united_nations_page_and_a_dutch_law_wait_for_a_person) {
    const auto found = between(
        {"MTDSG",
         "XXI-10",
         {{"en",
           "Agreement under the United Nations Convention on the Law of the Sea on the Conservation and "
           "Sustainable Use of Marine Biological Diversity of Areas beyond National Jurisdiction"}},
         bbnj_day},
        law("Overeenkomst in het kader van het Verdrag van de Verenigde Naties inzake het recht van de zee "
            "inzake het "
            "behoud en het duurzame gebruik van de mariene biologische diversiteit",
            bbnj_day));
    EXPECT_FALSE(found.automatic);
    EXPECT_TRUE(found.waits) << words(found);
    EXPECT_LT(found.score, automatic_from);
    EXPECT_TRUE(says(found, Ground::other_language));
}

// All concluded at New York on 15 November 2000.
TEST(Match, the_palermo_convention_and_its_protocols_stay_apart) {
    const std::vector<One> dutch{
        law("Verdrag van de Verenigde Naties tegen grensoverschrijdende georganiseerde misdaad", palermo,
            "nl", "a#1"),
        law("Aanvullend Protocol tegen de smokkel van migranten over land, over zee en door de lucht, bij "
            "het Verdrag "
            "van de Verenigde Naties tegen grensoverschrijdende georganiseerde misdaad",
            palermo, "nl", "b"),
        law("Aanvullend Protocol inzake de voorkoming, bestrijding en bestraffing van mensenhandel, in het "
            "bijzonder "
            "vrouwenhandel en kinderhandel, bij het Verdrag van de Verenigde Naties tegen "
            "grensoverschrijdende "
            "georganiseerde misdaad",
            palermo, "nl", "c")};
    const std::vector<One> english{
        {"MTDSG",
         "XVIII-12",
         {{"en", "United Nations Convention against Transnational Organized Crime"}},
         palermo},
        {"MTDSG",
         "XVIII-12-a",
         {{"en",
           "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, "
           "supplementing the United Nations Convention against Transnational Organized Crime"}},
         palermo},
        {"MTDSG",
         "XVIII-12-b",
         {{"en",
           "Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the United "
           "Nations "
           "Convention against Transnational Organized Crime"}},
         palermo}};
    for (const auto* list : {&dutch, &english})
        for (std::size_t a = 0; a < list->size(); ++a)
            for (std::size_t b = a + 1; b < list->size(); ++b) {
                auto other = (*list)[b];
                const auto found = between((*list)[a], other);
                EXPECT_FALSE(found.automatic) << words(found);
                other.scheme = "X";  // nor by the words alone
                EXPECT_FALSE(between((*list)[a], other).automatic) << words(found);
            }
    // A convention is no protocol in any language; which protocol is which, a person says.
    EXPECT_FALSE(between(english[0], dutch[1]).waits);
    EXPECT_FALSE(between(english[1], dutch[0]).waits);
    EXPECT_TRUE(between(english[0], dutch[0]).waits);
    EXPECT_TRUE(between(english[1], dutch[1]).waits);
    EXPECT_FALSE(between(english[1], dutch[1]).automatic);
}

TEST(Match, treaties_of_one_day_that_differ_in_one_word_stay_apart) {
    const auto apart = [](const std::string& lang, const std::string& a, const std::string& b,
                          Ground because) {
        const auto found = between(law(a, "Brussel, 5 May 2014", lang), bill(b, "Brussel, 5 May 2014", lang));
        EXPECT_FALSE(found.automatic) << words(found) << "\n" << a << "\n" << b;
        EXPECT_TRUE(says(found, because)) << words(found);
    };
    apart("fr", "Accord entre le Royaume de Belgique et la République d'Ouganda relatif au transport aérien",
          "Accord entre le Royaume de Belgique et la République de Zambie relatif au transport aérien",
          Ground::other_parties);
    apart("nl", "Overeenkomst inzake luchtvervoer tussen de Europese Unie en de Republiek Moldavië",
          "Overeenkomst inzake luchtvervoer tussen de Europese Unie en Oekraïne", Ground::other_parties);
    apart("fr", "Accord relatif au transport aérien entre la Région wallonne et le Québec, signé à Bruxelles",
          "Accord relatif au transport aérien entre la Région wallonne et la Catalogne, signé à Bruxelles",
          Ground::words_differ);
    apart("en", "Protocol No. 15 amending the Convention for the Protection of Human Rights",
          "Protocol No. 16 amending the Convention for the Protection of Human Rights", Ground::other_number);
    apart("en", "Additional Protocol to the European Convention on Extradition and Mutual Assistance",
          "Second Additional Protocol to the European Convention on Extradition and Mutual Assistance",
          Ground::other_number);
    apart("en",
          "Protocol Additional to the Geneva Conventions relating to the Protection of Victims (Protocol I)",
          "Protocol Additional to the Geneva Conventions relating to the Protection of Victims (Protocol II)",
          Ground::other_number);
    apart("fr", "Convention sur la conservation des espèces migratrices de la faune sauvage",
          "Protocole à la Convention sur la conservation des espèces migratrices de la faune sauvage",
          Ground::other_kind);
    apart("nl", "Protocol bij het Verdrag inzake de bescherming van het mariene milieu van de Noordzee",
          "Facultatief Protocol bij het Verdrag inzake de bescherming van het mariene milieu van de Noordzee",
          Ground::other_number);
    apart("de", "Abkommen über die gegenseitige Unterstützung in Zollsachen und Verfahren",
          "Zusatzabkommen über die gegenseitige Unterstützung in Zollsachen und Verfahren",
          Ground::other_number);
    apart("fr", "Accord relatif à la coopération policière transfrontalière et ses modalités",
          "Avenant à l'Accord relatif à la coopération policière transfrontalière et ses modalités",
          Ground::other_kind);
    apart("en", "Convention on Early Notification of a Nuclear Accident",
          "Convention on Assistance in the Case of a Nuclear Accident or Radiological Emergency",
          Ground::words_differ);
    apart("en", "Convention on the High Seas", "Convention on the Continental Shelf", Ground::words_differ);
    apart("nl",
          "Protocol tot wijziging van de Overeenkomst van 10 maart 1964 inzake dubbele belasting en inkomen",
          "Protocol tot wijziging van de Overeenkomst van 22 mei 1970 inzake dubbele belasting en inkomen",
          Ground::other_number);
    apart("nl", "Verdrag inzake de rechten van personen met een handicap en hun gezinnen",
          "Verdrag inzake de rechten van personen met een handicap en hun gezinnen en het Protocol",
          Ground::words_differ);
    apart("en", "Amendment", "Amendment", Ground::few_words);
}

TEST(Match, numbers_of_one_list_and_parts_of_one_act_are_never_one) {
    const std::string title = "Protocol inzake de bescherming van de bodem en van het landschap in de Alpen";
    const auto same = [&](const One& a, const One& b) { return between(a, b); };
    const std::string day = "Wenen, 16 October 1998";
    EXPECT_TRUE(says(same({"MTDSG", "I-1", {{"nl", title}}, day}, {"MTDSG", "I-2", {{"nl", title}}, day}),
                     Ground::one_list));
    const auto parts = same(law(title, day, "nl", "2004015166#1"), law(title, day, "nl", "2004015166#2"));
    EXPECT_FALSE(parts.automatic || parts.waits) << words(parts);
    const auto acts = same(law(title, day, "nl", "2004015166#1"), bill(title, day, "nl", "51K0966#2"));
    EXPECT_FALSE(acts.automatic);
    EXPECT_TRUE(acts.waits) << words(acts);
    EXPECT_TRUE(same(law(title, day, "nl", "2004015166#2"), bill(title, day, "nl", "51K0966#2")).automatic);
    EXPECT_TRUE(same(law(title, day, "nl", "1"), law(title, day, "nl", "2")).automatic)
        << "two acts may assent to one treaty";
}

TEST(Match, one_language_that_contradicts_is_enough) {
    One a = law("Verdrag inzake de bescherming van de bodem en van het landschap", "Wenen, 16 October 1998");
    One b =
        bill("Verdrag inzake de bescherming van de bodem en van het landschap", "Vienne, 16 October 1998");
    EXPECT_TRUE(between(a, b).automatic);
    a.titles.push_back({"fr", "Convention relative à la protection des sols et du paysage"});
    b.titles.push_back({"fr", "Protocole relatif à la protection des sols et du paysage"});
    EXPECT_FALSE(between(a, b).automatic);
}

TEST(Match, another_document_can_only_add_a_match) {
    Described a{
        {"NUMAC", "1"}, {{{"nl", "Verdrag inzake iets heel anders en verder niets"}}}, {made(palermo)}};
    Described b{{"NUMAC", "2"}, {{{"nl", "Verdrag inzake de bescherming van de bodem"}}}, {made(palermo)}};
    EXPECT_FALSE(match(comparable(a), comparable(b)).automatic);
    a.titles.push_back({{"nl", "Verdrag inzake de bescherming van de bodem"}});
    EXPECT_TRUE(match(comparable(a), comparable(b)).automatic);
    a.concluded.push_back(made("Rome, 3 May 1990"));
    EXPECT_TRUE(match(comparable(a), comparable(b)).automatic);
}

TEST(TitleWords, an_article_names_no_country) {
    const auto words =
        words_of({"fr", "Accord sur la protection de la mer et de la côte, entre le Pérou et Cuba"}, {});
    EXPECT_EQ(words.parties, (std::set<std::string>{"cu", "pe"}));
}

TEST(Match, hostile_titles_end) {
    const std::string enormous(1 << 20, 'x');
    std::string many;
    for (int k = 0; k < 20000; ++k) many += "verdrag" + std::to_string(k) + "° ";
    for (const auto& title : {enormous, many, std::string("\xff\xfe\x80 1° 2°"), std::string{}})
        between(law(title, palermo), bill(title, palermo));
}
