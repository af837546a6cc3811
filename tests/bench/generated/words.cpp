#include "tests/bench/generated/words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace bench {
namespace {

using registry::Lang;
using Four = std::array<std::string_view, 4>;  // en, fr, nl, de

constexpr Lang order[] = {Lang::en, Lang::fr, Lang::nl, Lang::de};

constexpr Four kinds[] = {
    {"Agreement", "Accord", "Overeenkomst", "Abkommen"},
    {"Exchange of notes constituting an agreement", "Échange de notes constituant un accord",
     "Notawisseling houdende een overeenkomst", "Notenwechsel über ein Abkommen"},
    {"Convention", "Convention", "Verdrag", "Übereinkommen"},
    {"Protocol", "Protocole", "Protocol", "Protokoll"},
    {"Treaty", "Traité", "Verdrag", "Vertrag"},
    {"Memorandum of understanding", "Mémorandum d’entente", "Memorandum van overeenstemming",
     "Vereinbarung"}};

constexpr Four subjects[] = {
    {"air services", "les services aériens", "het luchtvervoer", "den Luftverkehr"},
    {"the avoidance of double taxation with respect to taxes on income and on capital",
     "la prévention de la double imposition en matière d’impôts sur le revenu et sur la fortune",
     "het vermijden van dubbele belasting inzake belastingen naar het inkomen en naar het vermogen",
     "die Vermeidung der Doppelbesteuerung auf dem Gebiet der Steuern vom Einkommen und vom Vermögen"},
    {"the reciprocal promotion and protection of investments",
     "l’encouragement et la protection réciproques des investissements",
     "de wederzijdse bevordering en bescherming van investeringen",
     "die gegenseitige Förderung und den Schutz von Kapitalanlagen"},
    {"social security", "la sécurité sociale", "de sociale zekerheid", "die soziale Sicherheit"},
    {"cultural and scientific cooperation", "la coopération culturelle et scientifique",
     "culturele en wetenschappelijke samenwerking", "die kulturelle und wissenschaftliche Zusammenarbeit"},
    {"a loan for a project of irrigation and rural roads",
     "un prêt pour un projet d’irrigation et de routes rurales",
     "een lening voor een project van bevloeiing en landwegen",
     "ein Darlehen für ein Vorhaben der Bewässerung und ländlicher Straßen"},
    {"trade in agricultural commodities", "le commerce des produits agricoles",
     "de handel in landbouwproducten", "den Handel mit landwirtschaftlichen Erzeugnissen"},
    {"technical cooperation", "la coopération technique", "technische samenwerking",
     "die technische Zusammenarbeit"},
    {"the abolition of visas for holders of diplomatic passports",
     "la suppression des visas pour les titulaires de passeports diplomatiques",
     "de afschaffing van visa voor houders van diplomatieke paspoorten",
     "die Aufhebung der Visumpflicht für Inhaber diplomatischer Pässe"},
    {"extradition and mutual assistance in criminal matters",
     "l’extradition et l’entraide judiciaire en matière pénale",
     "uitlevering en wederzijdse rechtshulp in strafzaken",
     "die Auslieferung und die Rechtshilfe in Strafsachen"},
    {"the transfer of sentenced persons", "le transfèrement des personnes condamnées",
     "de overbrenging van gevonniste personen", "die Überstellung verurteilter Personen"},
    {"the peaceful uses of atomic energy", "l’utilisation pacifique de l’énergie atomique",
     "het vreedzame gebruik van atoomenergie", "die friedliche Nutzung der Atomenergie"},
    {"the international transport of goods by road", "le transport international de marchandises par route",
     "het internationale vervoer van goederen over de weg", "den internationalen Straßengüterverkehr"},
    {"fisheries and the conservation of living resources",
     "la pêche et la conservation des ressources biologiques",
     "de visserij en het behoud van levende rijkdommen",
     "die Fischerei und die Erhaltung lebender Ressourcen"},
    {"the delimitation of the continental shelf", "la délimitation du plateau continental",
     "de afbakening van het continentaal plat", "die Abgrenzung des Festlandsockels"},
    {"postal parcels and money orders", "les colis postaux et les mandats de poste",
     "postpakketten en postwissels", "Postpakete und Postanweisungen"},
    {"the protection of migratory birds", "la protection des oiseaux migrateurs",
     "de bescherming van trekvogels", "den Schutz der Zugvögel"},
    {"the recognition of judgments in civil and commercial matters",
     "la reconnaissance des jugements en matière civile et commerciale",
     "de erkenning van vonnissen in burgerlijke en handelszaken",
     "die Anerkennung von Urteilen in Zivil- und Handelssachen"},
    {"the employment of dependants of members of missions",
     "l’emploi des membres de la famille des agents de missions",
     "het verrichten van betaalde werkzaamheden door gezinsleden van leden van missies",
     "die Erwerbstätigkeit von Familienangehörigen der Mitglieder von Missionen"},
    {"the privileges and immunities of an office", "les privilèges et immunités d’un bureau",
     "de voorrechten en immuniteiten van een kantoor", "die Vorrechte und Befreiungen eines Büros"},
    {"the prevention of pollution of rivers and lakes",
     "la prévention de la pollution des cours d’eau et des lacs",
     "het voorkomen van verontreiniging van rivieren en meren",
     "die Verhütung der Verschmutzung von Flüssen und Seen"},
    {"the status of forces and the use of harbours", "le statut des forces et l’utilisation des ports",
     "de status van strijdkrachten en het gebruik van havens",
     "den Status der Streitkräfte und die Benutzung der Häfen"},
    {"cooperation in the field of health and medical science",
     "la coopération dans le domaine de la santé et des sciences médicales",
     "samenwerking op het gebied van gezondheid en medische wetenschap",
     "die Zusammenarbeit auf dem Gebiet des Gesundheitswesens und der Medizin"},
    {"the supply of electricity across the border", "la fourniture transfrontalière d’électricité",
     "de levering van elektriciteit over de grens", "die grenzüberschreitende Lieferung von Strom"},
    {"copyright and related rights", "le droit d’auteur et les droits voisins",
     "auteursrecht en naburige rechten", "das Urheberrecht und verwandte Schutzrechte"},
    {"the suppression of the traffic in persons", "la répression de la traite des êtres humains",
     "de bestrijding van de handel in personen", "die Bekämpfung des Menschenhandels"},
    {"the rights of patients and of older persons", "les droits des patients et des personnes âgées",
     "de rechten van patiënten en van ouderen", "die Rechte der Patienten und älterer Menschen"},
    {"weights and measures used in commerce", "les poids et mesures utilisés dans le commerce",
     "maten en gewichten in het handelsverkeer", "Maße und Gewichte im Handel"},
    {"the exploration of outer space for research", "l’exploration de l’espace aux fins de la recherche",
     "de verkenning van de ruimte voor onderzoek", "die Erforschung des Weltraums"},
    {"cocoa, coffee and tropical timber", "le cacao, le café et les bois tropicaux",
     "cacao, koffie en tropisch hout", "Kakao, Kaffee und Tropenholz"}};

constexpr Four endings[] = {
    {"", "", "", ""},
    {", with annexes", ", avec annexes", ", met bijlagen", ", mit Anlagen"},
    {" (with protocol and exchange of letters)", " (avec protocole et échange de lettres)",
     " (met protocol en briefwisseling)", " (mit Protokoll und Briefwechsel)"},
    {", as amended and supplemented", ", tel que modifié et complété", ", zoals gewijzigd en aangevuld",
     ", in der geänderten und ergänzten Fassung"}};

constexpr std::string_view cities[] = {"Brussels", "Geneva", "Lima",    "Nairobi", "Ottawa", "Kyoto",
                                       "Montreal", "Lisbon", "Warsaw",  "Accra",   "Oslo",   "Bangkok",
                                       "Havana",   "Tunis",  "Caracas", "Rome",    "Vienna", "Manila"};

std::string when(registry::Day day, std::size_t language) {
    const std::chrono::year_month_day parts{day};
    const auto year = static_cast<int>(parts.year());
    const auto text = fmt::format("{}.{}.{}", static_cast<unsigned>(parts.day()),
                                  static_cast<unsigned>(parts.month()), year);
    constexpr std::string_view at[] = {", signed at {} on {}", ", signé à {} le {}",
                                       ", ondertekend te {} op {}", ", unterzeichnet in {} am {}"};
    return fmt::format(fmt::runtime(at[language]), "{}", text);
}

}  // namespace

std::vector<registry::Title> bilateral_titles(Draw& draw, std::size_t kind, const registry::Party& one,
                                              const registry::Party& other, registry::Day concluded,
                                              std::size_t languages) {
    constexpr std::string_view between[] = {
        "{} between {} and {} on {}{}", "{} entre {} et {} concernant {}{}", "{} tussen {} en {} inzake {}{}",
        "{} zwischen {} und {} über {}{}"};
    const auto& subject = draw.one_of<Four>(subjects);
    const auto& ending = endings[draw.chance(0.5) ? 0 : draw.below(std::size(endings))];
    const auto city = draw.one_of<std::string_view>(cities);
    const bool dated = draw.chance(0.7);
    std::vector<registry::Title> titles;
    for (std::size_t i = 0; i < languages; ++i) {
        auto text = fmt::format(fmt::runtime(between[i]), kinds[kind][i], one.label.in(order[i]),
                                other.label.in(order[i]), subject[i], ending[i]);
        if (dated) text += fmt::format(fmt::runtime(when(concluded, i)), city);
        titles.push_back({std::string{registry::name_of(order[i])}, std::move(text)});
    }
    return titles;
}

std::vector<registry::Title> multilateral_titles(Draw& draw, std::string_view kind, registry::Day concluded,
                                                 std::size_t languages) {
    constexpr std::string_view on[] = {"{} on {}{}. {}, {}", "{} concernant {}{}. {}, {}",
                                       "{} inzake {}{}. {}, {}", "{} über {}{}. {}, {}"};
    constexpr Four protocol{"Protocol number {} to the Convention", "Protocole numéro {} à la Convention",
                            "Protocol nummer {} bij het Verdrag", "Protokoll Nummer {} zum Übereinkommen"};
    constexpr Four amendment{"Amendment number {} to the Convention", "Amendement numéro {} à la Convention",
                             "Wijziging nummer {} van het Verdrag", "Änderung Nummer {} des Übereinkommens"};
    const auto& subject = draw.one_of<Four>(subjects);
    const auto& ending = endings[draw.chance(0.6) ? 0 : draw.below(std::size(endings))];
    const auto city = draw.one_of<std::string_view>(cities);
    const auto year = static_cast<int>(std::chrono::year_month_day{concluded}.year());
    const int number = draw.between(1, 9);
    const bool agreement = draw.chance(0.3);
    std::vector<registry::Title> titles;
    for (std::size_t i = 0; i < languages; ++i) {
        std::string what{kinds[agreement ? 0 : 2][i]};
        if (kind == "protocol") what = fmt::format(fmt::runtime(protocol[i]), number);
        if (kind == "amendment") what = fmt::format(fmt::runtime(amendment[i]), number);
        titles.push_back({std::string{registry::name_of(order[i])},
                          fmt::format(fmt::runtime(on[i]), what, subject[i], ending[i], city, year)});
    }
    return titles;
}

std::string declaration(Draw& draw, std::string_view party, int length, std::string& language) {
    constexpr std::string_view english[] = {
        "{} does not consider itself bound by article {}, under which any dispute may be put to the Court by "
        "one "
        "of the parties to it.",
        "The Government of {} understands article {} as leaving its own law on nationality as it is.",
        "{} reserves the right not to apply article {} to persons who reside outside its territory.",
        "By its signature {} recognises no State or Government that it has not recognised before; article {} "
        "is "
        "to be read so.",
        "Article {} applies in {} from the day on which the law that gives effect to it enters into force.",
    };
    constexpr std::string_view french[] = {
        "{} ne se considère pas liée par l’article {}, qui permet à une seule partie de saisir la Cour.",
        "Le Gouvernement de {} interprète l’article {} comme laissant inchangée sa loi sur la nationalité.",
        "{} se réserve le droit de ne pas appliquer l’article {} aux personnes qui résident hors de son "
        "territoire.",
    };
    const bool in_english = draw.chance(0.75);
    language = in_english ? "en" : "fr";
    std::string text;
    while (text.size() < static_cast<std::size_t>(length)) {
        const auto sentence =
            in_english ? draw.one_of<std::string_view>(english) : draw.one_of<std::string_view>(french);
        // One sentence names the article first.
        text += sentence.starts_with("Article")
                    ? fmt::format(fmt::runtime(sentence), draw.between(2, 60), party)
                    : fmt::format(fmt::runtime(sentence), party, draw.between(2, 60));
        text += ' ';
    }
    text.pop_back();
    return text;
}

std::string paper(Draw& draw, std::string_view about, int length) {
    constexpr std::string_view sentences[] = {
        "The association asked the ministry in writing when the instrument would be deposited.",
        "De regering antwoordde dat het advies van de Raad van State wordt afgewacht.",
        "Aucune réponse écrite n’a été reçue à la date de la présente note.",
        "The parliaments of the Regions have received the draft decree; two have voted on it.",
        "Het ontwerp is doorgezonden naar de commissie voor buitenlandse betrekkingen.",
        "Die Regierung der Deutschsprachigen Gemeinschaft hat den Entwurf gebilligt.",
        "Une étude comparée montre que d’autres États ont déposé leur instrument après trois ans.",
        "The committee recommended that the party speed up its internal procedure."};
    std::string text = fmt::format("About: {}\n", about);
    while (text.size() < static_cast<std::size_t>(length)) {
        for (int n = draw.between(2, 6); n > 0; --n)
            text += std::string{draw.one_of<std::string_view>(sentences)} + " ";
        text.back() = '\n';
    }
    return text;
}

}  // namespace bench
