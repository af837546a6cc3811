#include "importers/gazette/letter_spaced.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using reading::is_letter;

// What letter-spaced lines of the gazette have been seen to say, and what stands beside it in the same notes.
constexpr std::array known_words{"ordonnantie",
                                 "ordonnance",
                                 "decreet",
                                 "decret",
                                 "wet",
                                 "loi",
                                 "zie",
                                 "voir",
                                 "van",
                                 "het",
                                 "de",
                                 "der",
                                 "du",
                                 "la",
                                 "le",
                                 "en",
                                 "et",
                                 "op",
                                 "in",
                                 "region",
                                 "gewest",
                                 "gewesten",
                                 "brussels",
                                 "brusselse",
                                 "hoofdstedelijk",
                                 "hoofdstedelijke",
                                 "vlaams",
                                 "vlaamse",
                                 "waals",
                                 "waalse",
                                 "franse",
                                 "duitstalige",
                                 "gemeenschap",
                                 "communaute",
                                 "flamande",
                                 "wallonne",
                                 "francaise",
                                 "germanophone",
                                 "bruxelles",
                                 "capitale",
                                 "bruxelles-capitale",
                                 "belgisch",
                                 "staatsblad",
                                 "moniteur",
                                 "belge",
                                 "commission",
                                 "communautaire",
                                 "commune",
                                 "gemeenschappelijke",
                                 "gemeenschapscommissie",
                                 "januari",
                                 "februari",
                                 "maart",
                                 "april",
                                 "mei",
                                 "juni",
                                 "juli",
                                 "augustus",
                                 "september",
                                 "oktober",
                                 "november",
                                 "december",
                                 "janvier",
                                 "fevrier",
                                 "mars",
                                 "avril",
                                 "mai",
                                 "juin",
                                 "juillet",
                                 "aout",
                                 "septembre",
                                 "octobre",
                                 "novembre",
                                 "decembre",
                                 "note",
                                 "nota",
                                 "kamer",
                                 "chambre",
                                 "volksvertegenwoordigers",
                                 "representants",
                                 "des",
                                 "stukken",
                                 "documents",
                                 "integraal",
                                 "verslag",
                                 "compte",
                                 "rendu",
                                 "integral",
                                 "datum",
                                 "inwerkingtreding",
                                 "overeenkomst",
                                 "date",
                                 "entree",
                                 "vigueur"};

std::vector<std::string_view> tokens(std::string_view line) {
    std::vector<std::string_view> out;
    for (const auto part : registry::split(line, ' '))
        if (!registry::trim(part).empty()) out.push_back(registry::trim(part));
    return out;
}

// Where the next word of the run ends: a known word, a number, or one sign of punctuation.
std::vector<std::size_t> word_ends(std::string_view run, std::size_t at) {
    std::vector<std::size_t> ends;
    if (is_digit(run[at])) {
        auto end = at;
        while (end < run.size() && (is_digit(run[end]) || run[end] == '/')) ++end;
        return {end};
    }
    if (!is_letter(run[at])) return {at + 1};
    for (const std::string_view word : known_words)
        if (run.substr(at).starts_with(word)) ends.push_back(at + word.size());
    std::sort(ends.rbegin(), ends.rend());  // the longest first
    return ends;
}

}  // namespace

bool is_letter_spaced(std::string_view line) {
    if (line.size() > 400) return false;
    const auto parts = tokens(line);
    std::size_t letters = 0, single = 0;
    for (const auto part : parts) {
        letters += is_letter(part[0]);
        single += part.size() == 1 && is_letter(part[0]);
    }
    return letters >= 8 && single * 2 >= letters;
}

std::optional<std::string> put_together(std::string_view line) {
    if (!is_letter_spaced(line)) return std::nullopt;
    std::string run;
    for (const char c : registry::fold(line))
        if (c != ' ') run += c;
    // From the end: which places can be read to the end, and how.
    std::vector<std::size_t> next(run.size() + 1, 0);
    std::vector<char> can(run.size() + 1, 0);
    can[run.size()] = 1;
    for (std::size_t at = run.size(); at-- > 0;)
        for (const auto end : word_ends(run, at))
            if (can[end]) {
                can[at] = 1, next[at] = end;
                break;
            }
    if (run.empty() || !can[0]) return std::nullopt;
    std::string out;
    for (std::size_t at = 0; at < run.size(); at = next[at]) {
        const bool closes = std::string_view{").,;:"}.find(run[at]) != std::string_view::npos;
        if (!out.empty() && !closes && out.back() != '(') out += ' ';
        out += run.substr(at, next[at] - at);
    }
    return out;
}

}  // namespace importers::gazette
