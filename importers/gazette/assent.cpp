#include "importers/gazette/assent.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "importers/reading/treaties.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using Words = std::vector<std::string>;

struct ActWord {
    std::string_view language, word, kind;  // folded
};
constexpr std::array act_words{
    ActWord{"nl", "wet", "law"},
    ActWord{"nl", "decreet", "decree"},
    ActWord{"nl", "ordonnantie", "ordinance"},
    ActWord{"fr", "loi", "law"},
    ActWord{"fr", "decret", "decree"},
    ActWord{"fr", "ordonnance", "ordinance"},
    ActWord{"de", "gesetz", "law"},
    ActWord{"de", "dekret", "decree"},
    ActWord{"de", "ordonnanz", "ordinance"},
    ActWord{"nl", "bijzondere wet", "law"},
};

// "houdende instemming", "portant assentiment", "zur Zustimmung". Approval is assent when a treaty is
// approved.
struct Verb {
    std::string_view language, lead, noun;
    bool treaties_only;
};
constexpr std::array verbs{
    Verb{"nl", "houdende", "instemming", false}, Verb{"nl", "tot", "instemming", false},
    Verb{"nl", "houdende", "goedkeuring", true}, Verb{"nl", "tot", "goedkeuring", true},
    Verb{"fr", "portant", "assentiment", false}, Verb{"fr", "donnant", "assentiment", false},
    Verb{"fr", "portant", "approbation", true},  Verb{"fr", "approuvant", "", true},
    Verb{"de", "zur", "zustimmung", false},      Verb{"de", "zur", "billigung", true},
    Verb{"de", "zur", "genehmigung", true},      Verb{"de", "uber die", "zustimmung", false},
};

// Beginnings of the words for treaties, folded.
constexpr std::array<std::string_view, 38> treaty_words{
    "accord",         "convention",     "traite",        "protocol",     "statut",       "avenant",
    "acte",           "charte",         "arrangement",   "amendement",   "echange",      "pacte",
    "memorandum",     "constitution",   "verdrag",       "overeenkomst", "akkoord",      "akte",
    "handvest",       "wijziging",      "uitwisseling",  "pact",         "samenwerking", "schikking",
    "internationale", "abkommen",       "ubereinkommen", "vertrag",      "vereinbarung", "satzung",
    "charta",         "zusammenarbeit", "zusatz",        "anderung",     "modification", "slotakte",
    "verklaring",     "declaration"};

struct Connector {
    std::string_view language, word;
};
constexpr std::array connectors{
    Connector{"fr", "a"},   Connector{"fr", "au"},  Connector{"fr", "aux"}, Connector{"fr", "de"},
    Connector{"fr", "du"},  Connector{"fr", "des"}, Connector{"nl", "met"}, Connector{"nl", "van"},
    Connector{"de", "zu"},  Connector{"de", "zum"}, Connector{"de", "zur"}, Connector{"de", "des"},
    Connector{"de", "der"},
};
constexpr std::array articles{
    Connector{"fr", "la"},  Connector{"fr", "le"},    Connector{"fr", "les"}, Connector{"nl", "de"},
    Connector{"nl", "het"}, Connector{"nl", "een"},   Connector{"de", "dem"}, Connector{"de", "der"},
    Connector{"de", "den"}, Connector{"de", "einem"},
};

struct TailWord {
    std::string_view words;  // folded
    Again again;
};
constexpr std::array tails{
    TailWord{"duitse vertaling", Again::translation},
    TailWord{"traduction allemande", Again::translation},
    TailWord{"deutsche ubersetzung", Again::translation},
    TailWord{"traduction en langue allemande", Again::translation},
    TailWord{"addendum", Again::addendum},
    TailWord{"addenda", Again::addendum},
    TailWord{"rechtzetting", Again::rectification},
    TailWord{"rechtzettingen", Again::rectification},
    TailWord{"avis rectificatif", Again::rectification},
    TailWord{"rectificatif", Again::rectification},
    TailWord{"erratum", Again::rectification},
    TailWord{"errata", Again::rectification},
    TailWord{"berichtigung", Again::rectification},
    TailWord{"bericht van rechtzetting", Again::rectification},
    TailWord{"verbetering", Again::rectification},
};

Words words_of(const std::string& text) {
    Words out;
    for (const auto part : registry::split(text, ' '))
        if (!part.empty()) out.emplace_back(part);
    return out;
}

std::string bare(std::string word) {  // folded, without what closes it
    word = registry::fold(word);
    while (!word.empty() && std::string_view{",.;:"}.find(word.back()) != std::string_view::npos)
        word.pop_back();
    return word;
}

std::string joined(const Words& words, std::size_t from) {
    std::string out;
    for (auto i = from; i < words.size(); ++i) out += (out.empty() ? "" : " ") + words[i];
    return out;
}

template <class Table>
bool has(const Table& table, std::string_view language, std::string_view word) {
    return std::any_of(table.begin(), table.end(),
                       [&](const auto& each) { return each.language == language && each.word == word; });
}

// "l’Accord", "d'un": what stands after the apostrophe. Empty: no elided article.
std::string elided(const std::string& word) {
    constexpr std::array<std::string_view, 4> leads{"l'", "l\xE2\x80\x99", "L'", "L\xE2\x80\x99"};
    for (const auto lead : leads)
        if (word.starts_with(lead)) return word.substr(lead.size());
    return {};
}
bool is_bare_elision(const std::string& word) { return word == "l'" || word == "l\xE2\x80\x99"; }

bool is_treaty(const Words& words, std::size_t from) {
    for (auto i = from; i < std::min(words.size(), from + 4); ++i) {
        const auto word = registry::fold(words[i]);
        if (std::any_of(treaty_words.begin(), treaty_words.end(),
                        [&](auto each) { return word.starts_with(each); }))
            return true;
    }
    return false;
}

struct Found {
    const Verb* verb = nullptr;
    std::string_view kind;
    std::size_t after = 0;  // the first word after the verb
    bool clause = false;    // ", en ce qui concerne …," stands between
};

// "Loi portant assentiment", "Bijzondere wet houdende instemming".
Found find_verb(const Words& words) {
    Found found;
    const ActWord* act = nullptr;
    for (std::size_t i = 0; i < words.size() && i < 8; ++i) {
        const auto word = bare(words[i]);
        if (!act) {
            for (const auto& each : act_words)
                if (each.word == word) act = &each;
            if (!act && i > 0) return {};  // "Arrêté royal …"
            continue;
        }
        for (const auto& verb : verbs) {
            if (verb.language != act->language || i + 1 >= words.size()) continue;
            const auto lead = verb.lead == "uber die" ? std::string_view{"die"} : verb.lead;
            const bool fits =
                verb.noun.empty() ? word == lead : word == lead && bare(words[i + 1]) == verb.noun;
            if (!fits) continue;
            found = {&verb, act->kind, i + (verb.noun.empty() ? 1U : 2U), false};
            found.clause = words[found.after - 1].ends_with(",");
            return found;
        }
    }
    return {};
}

// Past the connector and the article: where the treaty's own words begin. 0: nothing follows.
std::size_t object_from(Words& words, const Found& found) {
    const auto language = found.verb->language;
    auto at = found.after;
    if (found.clause) {  // the connector after the inserted clause follows a comma
        while (at < words.size() && !(at > found.after && words[at - 1].ends_with(",") &&
                                      has(connectors, language, bare(words[at]))))
            ++at;
        if (at >= words.size()) return 0;
    }
    if (at < words.size() && has(connectors, language, bare(words[at]))) ++at;
    if (at < words.size() && has(articles, language, bare(words[at])) && at + 1 < words.size()) ++at;
    if (at < words.size() && language == "fr") {
        if (is_bare_elision(words[at]))
            ++at;
        else if (auto rest = elided(words[at]); !rest.empty())
            words[at] = rest;
    }
    return at < words.size() ? at : 0;
}

}  // namespace

std::optional<Assent> assent_in(const std::string& title) {
    auto words = words_of(title);
    const auto found = find_verb(words);
    if (!found.verb) return std::nullopt;
    const auto from = object_from(words, found);
    if (from == 0 || (found.verb->treaties_only && !is_treaty(words, from))) return std::nullopt;
    Assent out{std::string{found.verb->language}, std::string{found.kind}, joined(words, from)};
    if (out.object[0] >= 'a' && out.object[0] <= 'z')
        out.object[0] = static_cast<char>(out.object[0] - 'a' + 'A');
    return out;
}

bool approves_other(const std::string& title) {
    const auto words = words_of(title);
    return find_verb(words).verb != nullptr && !assent_in(title);
}

Tail without_tail(const std::string& title) {
    // Compared with the end of the title, word by word, so that the title itself keeps its letters.
    const auto words = words_of(title);
    for (const auto& tail : tails) {
        const auto tail_words = words_of(std::string{tail.words});
        if (words.size() <= tail_words.size()) continue;
        const auto from = words.size() - tail_words.size();
        bool same = true;
        for (std::size_t i = 0; i < tail_words.size(); ++i)
            same = same && bare(words[from + i]) == tail_words[i];
        if (!same) continue;
        auto end = from;
        while (end > 0 && (bare(words[end - 1]).empty() || bare(words[end - 1]) == "-")) --end;
        return {tail.again, joined({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end)}, 0)};
    }
    return {Again::no, title};
}

bool is_cooperation(std::string_view object) {
    const auto folded = registry::fold(object.substr(0, 200));
    // A treaty on cooperation may begin so in French too: who concludes it tells them apart.
    if (folded.starts_with("accord de cooperation")) return reading::is_cooperation_agreement(object);
    return folded.starts_with("samenwerkingsakkoord") || folded.starts_with("zusammenarbeitsabkommen") ||
           folded.starts_with("uitvoerend samenwerkingsakkoord");
}

}  // namespace importers::gazette
