#include "registry/reconcile/title_tables.hpp"

#include <algorithm>
#include <array>

namespace registry::titles {
namespace {

constexpr std::array<std::string_view, 26> acts{"wet",
                                                "wetsontwerp",
                                                "wetsvoorstel",
                                                "voorstel",
                                                "ontwerp",
                                                "voorontwerp",
                                                "decreet",
                                                "loi",
                                                "projet",
                                                "proposition",
                                                "decret",
                                                "ordonnance",
                                                "ordonnantie",
                                                "gesetz",
                                                "gesetzentwurf",
                                                "dekret",
                                                "dekretentwurf",
                                                "ordonnanz",
                                                "entwurf",
                                                "bill",
                                                "act",
                                                "law",
                                                "avant-projet",
                                                "ordonnantieontwerp",
                                                "decreetontwerp",
                                                "gesetzesvorlage"};
constexpr std::array<std::string_view, 9> assents{"instemming",  "goedkeuring", "assentiment",
                                                  "approbation", "approuvant",  "zustimmung",
                                                  "billigung",   "assent",      "approval"};

// Words every title has, and words for where and how a treaty was made.
constexpr std::array<std::string_view, 108> plain{"de",
                                                  "het",
                                                  "een",
                                                  "van",
                                                  "en",
                                                  "met",
                                                  "tot",
                                                  "ter",
                                                  "ten",
                                                  "der",
                                                  "des",
                                                  "te",
                                                  "op",
                                                  "in",
                                                  "voor",
                                                  "bij",
                                                  "aan",
                                                  "tussen",
                                                  "inzake",
                                                  "betreffende",
                                                  "betrekking",
                                                  "houdende",
                                                  "omtrent",
                                                  "over",
                                                  "door",
                                                  "uit",
                                                  "la",
                                                  "le",
                                                  "les",
                                                  "un",
                                                  "une",
                                                  "du",
                                                  "et",
                                                  "a",
                                                  "au",
                                                  "aux",
                                                  "en",
                                                  "sur",
                                                  "pour",
                                                  "par",
                                                  "entre",
                                                  "relatif",
                                                  "relative",
                                                  "relatifs",
                                                  "relatives",
                                                  "concernant",
                                                  "dans",
                                                  "portant",
                                                  "the",
                                                  "of",
                                                  "and",
                                                  "to",
                                                  "on",
                                                  "for",
                                                  "between",
                                                  "by",
                                                  "with",
                                                  "at",
                                                  "from",
                                                  "concerning",
                                                  "relating",
                                                  "regarding",
                                                  "an",
                                                  "der",
                                                  "die",
                                                  "das",
                                                  "dem",
                                                  "den",
                                                  "und",
                                                  "von",
                                                  "vom",
                                                  "zu",
                                                  "zum",
                                                  "zur",
                                                  "mit",
                                                  "uber",
                                                  "fur",
                                                  "zwischen",
                                                  "im",
                                                  "am",
                                                  "gedaan",
                                                  "ondertekend",
                                                  "getekend",
                                                  "opgemaakt",
                                                  "gesloten",
                                                  "aangenomen",
                                                  "fait",
                                                  "faits",
                                                  "faite",
                                                  "faites",
                                                  "signe",
                                                  "signee",
                                                  "signes",
                                                  "signees",
                                                  "adopte",
                                                  "adoptee",
                                                  "adoptes",
                                                  "adoptees",
                                                  "conclu",
                                                  "conclue",
                                                  "done",
                                                  "signed",
                                                  "adopted",
                                                  "concluded",
                                                  "geschehen",
                                                  "unterzeichnet",
                                                  "abgeschlossen",
                                                  "angenommen"};
// What belongs to a treaty anyway.
constexpr std::array<std::string_view, 14> belonging{
    "annex",  "annexes", "annexe",   "bijlage",    "bijlagen",  "anlage",     "anlagen",
    "anhang", "anhange", "appendix", "appendices", "appendice", "aanhangsel", "aanhangsels"};

struct Kind {
    std::string_view ending;
    TreatyKind kind;
};
constexpr std::array kinds{
    Kind{"protocol", TreatyKind::protocol},
    Kind{"protocols", TreatyKind::protocol},
    Kind{"protocole", TreatyKind::protocol},
    Kind{"protocoles", TreatyKind::protocol},
    Kind{"protokoll", TreatyKind::protocol},
    Kind{"protocollen", TreatyKind::protocol},
    Kind{"convention", TreatyKind::treaty},
    Kind{"conventie", TreatyKind::treaty},
    Kind{"verdrag", TreatyKind::treaty},
    Kind{"verdragen", TreatyKind::treaty},
    Kind{"overeenkomst", TreatyKind::treaty},
    Kind{"overeenkomsten", TreatyKind::treaty},
    Kind{"akkoord", TreatyKind::treaty},
    Kind{"accord", TreatyKind::treaty},
    Kind{"agreement", TreatyKind::treaty},
    Kind{"treaty", TreatyKind::treaty},
    Kind{"traite", TreatyKind::treaty},
    Kind{"covenant", TreatyKind::treaty},
    Kind{"pacte", TreatyKind::treaty},
    Kind{"pact", TreatyKind::treaty},
    Kind{"ubereinkommen", TreatyKind::treaty},
    Kind{"abkommen", TreatyKind::treaty},
    Kind{"vertrag", TreatyKind::treaty},
    Kind{"konvention", TreatyKind::treaty},
    Kind{"charter", TreatyKind::treaty},
    Kind{"charte", TreatyKind::treaty},
    Kind{"handvest", TreatyKind::treaty},
    Kind{"charta", TreatyKind::treaty},
    Kind{"statute", TreatyKind::treaty},
    Kind{"statuut", TreatyKind::treaty},
    Kind{"statut", TreatyKind::treaty},
    Kind{"amendment", TreatyKind::amendment},
    Kind{"amendments", TreatyKind::amendment},
    Kind{"amendement", TreatyKind::amendment},
    Kind{"amendements", TreatyKind::amendment},
    Kind{"amendementen", TreatyKind::amendment},
    Kind{"wijziging", TreatyKind::amendment},
    Kind{"wijzigingen", TreatyKind::amendment},
    Kind{"modification", TreatyKind::amendment},
    Kind{"modifications", TreatyKind::amendment},
    Kind{"anderung", TreatyKind::amendment},
    Kind{"anderungen", TreatyKind::amendment},
    Kind{"exchange", TreatyKind::exchange},
    Kind{"echange", TreatyKind::exchange},
    Kind{"briefwisseling", TreatyKind::exchange},
    Kind{"notawisseling", TreatyKind::exchange},
    Kind{"uitwisseling", TreatyKind::exchange},
    Kind{"notenwechsel", TreatyKind::exchange},
    Kind{"briefwechsel", TreatyKind::exchange},
    Kind{"avenant", TreatyKind::supplement},
};

// Words of which one title's having them makes it another treaty.
constexpr std::array<std::string_view, 38> setting_apart{
    "additional",    "additionnel",    "additionnelle",  "aanvullend",    "aanvullende", "bijkomend",
    "supplementary", "supplementaire", "complementaire", "complementary", "zusatzlich",  "zusatzliches",
    "optional",      "facultatif",     "facultative",    "facultatief",   "fakultativ",  "avenant",
    "amending",      "amendant",       "modifiant",      "modifying",     "wijziging",   "wijzigingen",
    "anderung",      "amendment",      "amendement",     "revising",      "revise",      "herzien",
    "herziene",      "revised",        "revidiert",      "revidierte",    "verlenging",  "prorogation",
    "opzegging",     "denonciation"};
constexpr std::array<std::string_view, 5> compound_beginnings{"zusatz", "fakultativ", "anderungs",
                                                              "wijzigings", "nachtrags"};

struct Ordinal {
    std::string_view word, figure;
};
constexpr std::array ordinals{
    Ordinal{"first", "1"},     Ordinal{"eerste", "1"},   Ordinal{"premier", "1"},   Ordinal{"premiere", "1"},
    Ordinal{"erste", "1"},     Ordinal{"erstes", "1"},   Ordinal{"second", "2"},    Ordinal{"tweede", "2"},
    Ordinal{"deuxieme", "2"},  Ordinal{"seconde", "2"},  Ordinal{"zweite", "2"},    Ordinal{"zweites", "2"},
    Ordinal{"third", "3"},     Ordinal{"derde", "3"},    Ordinal{"troisieme", "3"}, Ordinal{"dritte", "3"},
    Ordinal{"drittes", "3"},   Ordinal{"fourth", "4"},   Ordinal{"vierde", "4"},    Ordinal{"quatrieme", "4"},
    Ordinal{"vierte", "4"},    Ordinal{"viertes", "4"},  Ordinal{"fifth", "5"},     Ordinal{"vijfde", "5"},
    Ordinal{"cinquieme", "5"}, Ordinal{"funfte", "5"},   Ordinal{"funftes", "5"},   Ordinal{"sixth", "6"},
    Ordinal{"zesde", "6"},     Ordinal{"sixieme", "6"},  Ordinal{"sechste", "6"},   Ordinal{"seventh", "7"},
    Ordinal{"zevende", "7"},   Ordinal{"septieme", "7"}, Ordinal{"siebte", "7"},    Ordinal{"eighth", "8"},
    Ordinal{"achtste", "8"},   Ordinal{"huitieme", "8"}, Ordinal{"achte", "8"},     Ordinal{"ninth", "9"},
    Ordinal{"negende", "9"},   Ordinal{"neuvieme", "9"}, Ordinal{"neunte", "9"},    Ordinal{"tenth", "10"},
    Ordinal{"tiende", "10"},   Ordinal{"dixieme", "10"}, Ordinal{"zehnte", "10"},
};
constexpr std::array<std::string_view, 20> roman{"i",    "ii",  "iii",  "iv",    "v",   "vi",   "vii",
                                                 "viii", "ix",  "x",    "xi",    "xii", "xiii", "xiv",
                                                 "xv",   "xvi", "xvii", "xviii", "xix", "xx"};

template <class Table>
bool among(const Table& table, std::string_view word) {
    return std::find(table.begin(), table.end(), word) != table.end();
}

}  // namespace

bool is_act(std::string_view word) {
    return among(acts, word) || word.ends_with("ontwerp") || word.ends_with("entwurf");
}
bool is_assenting(std::string_view word) { return among(assents, word); }
bool is_plain(std::string_view word) { return among(plain, word); }
bool is_belonging(std::string_view word) { return among(belonging, word); }
bool is_roman(std::string_view word) { return among(roman, word); }

bool sets_apart(std::string_view word) {
    return among(setting_apart, word) ||
           std::any_of(compound_beginnings.begin(), compound_beginnings.end(), [&](std::string_view each) {
               return word.size() > each.size() && word.starts_with(each);
           });
}

TreatyKind kind_by(std::string_view word) {
    for (const auto& each : kinds)
        if (word == each.ending ||
            (word.size() > each.ending.size() + 3 && each.ending.size() > 6 && word.ends_with(each.ending)))
            return each.kind;
    return TreatyKind::unsaid;
}

std::string figure_of(const std::string& word) {
    for (const auto& each : ordinals)
        if (each.word == word) return std::string{each.figure};
    if (const auto at = std::find(roman.begin(), roman.end(), word); at != roman.end())
        return std::to_string(at - roman.begin() + 1);
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return word;
    return {};
}

}  // namespace registry::titles
