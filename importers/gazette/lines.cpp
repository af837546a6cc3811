#include "importers/gazette/lines.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using reading::is_letter;
using registry::Day;

struct SmallWord {
    std::string_view language, word;  // folded
};
// "de" is both Dutch and French and tells nothing.
constexpr std::array small_words{
    SmallWord{"nl", "het"},         SmallWord{"nl", "van"},
    SmallWord{"nl", "een"},         SmallWord{"nl", "met"},
    SmallWord{"nl", "op"},          SmallWord{"nl", "en"},
    SmallWord{"nl", "tot"},         SmallWord{"nl", "wet"},
    SmallWord{"nl", "decreet"},     SmallWord{"nl", "zie"},
    SmallWord{"nl", "stukken"},     SmallWord{"nl", "verslag"},
    SmallWord{"nl", "kamer"},       SmallWord{"nl", "staten"},
    SmallWord{"nl", "te"},          SmallWord{"nl", "zitting"},
    SmallWord{"nl", "houdende"},    SmallWord{"nl", "staatsblad"},
    SmallWord{"nl", "senaat"},      SmallWord{"nl", "ordonnantie"},
    SmallWord{"nl", "in"},          SmallWord{"nl", "is"},
    SmallWord{"nl", "datum"},       SmallWord{"nl", "integraal"},
    SmallWord{"nl", "documenten"},  SmallWord{"nl", "handelingen"},
    SmallWord{"nl", "gebonden"},    SmallWord{"fr", "le"},
    SmallWord{"fr", "la"},          SmallWord{"fr", "les"},
    SmallWord{"fr", "du"},          SmallWord{"fr", "des"},
    SmallWord{"fr", "et"},          SmallWord{"fr", "au"},
    SmallWord{"fr", "loi"},         SmallWord{"fr", "decret"},
    SmallWord{"fr", "portant"},     SmallWord{"fr", "voir"},
    SmallWord{"fr", "documents"},   SmallWord{"fr", "chambre"},
    SmallWord{"fr", "session"},     SmallWord{"fr", "rapport"},
    SmallWord{"fr", "etats"},       SmallWord{"fr", "moniteur"},
    SmallWord{"fr", "senat"},       SmallWord{"fr", "compte"},
    SmallWord{"fr", "rendu"},       SmallWord{"fr", "seance"},
    SmallWord{"fr", "ordonnance"},  SmallWord{"fr", "est"},
    SmallWord{"fr", "date"},        SmallWord{"fr", "liste"},
    SmallWord{"fr", "integral"},    SmallWord{"fr", "annales"},
    SmallWord{"de", "der"},         SmallWord{"de", "die"},
    SmallWord{"de", "das"},         SmallWord{"de", "und"},
    SmallWord{"de", "zu"},          SmallWord{"de", "vom"},
    SmallWord{"de", "den"},         SmallWord{"de", "zur"},
    SmallWord{"de", "zum"},         SmallWord{"de", "dekret"},
    SmallWord{"de", "gesetz"},      SmallWord{"de", "des"},
    SmallWord{"de", "im"},          SmallWord{"de", "am"},
    SmallWord{"de", "bericht"},     SmallWord{"de", "sitzungsperiode"},
    SmallWord{"de", "nummerierte"}, SmallWord{"de", "dokumente"},
};

std::optional<reading::FoundDate> in_figures(std::string_view text, std::size_t from) {
    auto at = from;
    std::array<unsigned, 3> parts{};
    std::array<std::size_t, 3> widths{};
    char mark = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto start = at;
        while (at < text.size() && is_digit(text[at]) && at - start < 4)
            parts[i] = parts[i] * 10 + static_cast<unsigned>(text[at++] - '0');
        widths[i] = at - start;
        if (i == 2) break;
        if (at >= text.size() || (text[at] != '/' && text[at] != '-' && text[at] != '.')) return std::nullopt;
        if (i == 1 && text[at] != mark) return std::nullopt;
        mark = text[at++];
    }
    const bool so = widths[0] >= 1 && widths[0] <= 2 && widths[1] >= 1 && widths[1] <= 2 && widths[2] == 4 &&
                    (at >= text.size() || (!is_digit(text[at]) && !is_letter(text[at])));
    if (!so) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(parts[2])},
                                          std::chrono::month{parts[1]}, std::chrono::day{parts[0]}};
    reading::FoundDate found{from, at - from, std::nullopt};
    if (day.ok()) found.day = Day{day};
    return found;
}

}  // namespace

std::string place_of(const Line& line) {
    const auto at = line.number > 0 ? "line " + std::to_string(line.number) : std::string{};
    if (line.page.empty()) return at;
    return "p. " + line.page + (at.empty() ? "" : ", " + at);
}

bool is_blank(std::string_view line) { return registry::trim(line).empty(); }

void append_line(std::string& words, std::string_view line) {
    const auto next = registry::clean(line.substr(0, longest_line));
    if (next.empty()) return;
    const bool broken = words.size() > 1 && words.back() == '-' && is_letter(words[words.size() - 2]);
    const auto first = next.substr(0, next.find(' '));
    const bool joins = first == "en" || first == "et" || first == "of" || first == "ou" || first == "und";
    if (broken && !joins) {
        if (next[0] >= 'a' && next[0] <= 'z') words.pop_back();
        words += next;
    } else {
        words += (words.empty() ? "" : " ") + next;
    }
}

std::string language_of(std::string_view text) {
    std::array<int, 3> seen{};
    constexpr std::array<std::string_view, 3> languages{"nl", "fr", "de"};
    const auto folded = registry::fold(text.substr(0, longest_line));
    std::size_t at = 0;
    while (at < folded.size()) {
        while (at < folded.size() && !is_letter(folded[at])) ++at;
        const auto from = at;
        while (at < folded.size() && is_letter(folded[at])) ++at;
        const auto word = std::string_view{folded}.substr(from, at - from);
        for (const auto& small : small_words)
            if (small.word == word)
                ++seen[static_cast<std::size_t>(
                    std::find(languages.begin(), languages.end(), small.language) - languages.begin())];
    }
    const auto best = std::max_element(seen.begin(), seen.end());
    if (*best == 0 || std::count(seen.begin(), seen.end(), *best) > 1) return {};
    return std::string{languages[static_cast<std::size_t>(best - seen.begin())]};
}

bool is_garbage(std::string_view line) {
    line = registry::trim(line.substr(0, longest_line));
    if (line.size() < 12) return false;
    std::size_t strange = 0, digits_in_words = 0, same = 1, longest_run = 1;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        strange += std::string_view{"<>=?@;{}|~\\^_!#$%&*+\"'"}.find(c) != std::string_view::npos;
        strange += static_cast<unsigned char>(c) < 0x20 && c != '\t';
        if (i > 0) {
            digits_in_words += is_digit(c) && is_letter(line[i - 1]);
            same = c == line[i - 1] && c != ' ' && c != '.' && c != '_' && c != '-' ? same + 1 : 1;
            longest_run = std::max(longest_run, same);
        }
    }
    return strange * 6 > line.size() || digits_in_words * 5 > line.size() || longest_run >= 12;
}

bool is_in_capitals(std::string_view line) {
    if (line.size() > longest_line) return false;
    const auto cleaned = registry::clean(line);
    if (cleaned.find(' ') == std::string::npos) return false;
    int letters = 0;
    for (std::size_t i = 0; i < cleaned.size(); ++i) {
        const auto c = static_cast<unsigned char>(cleaned[i]);
        if (c >= 'a' && c <= 'z') return false;
        if (c == 0xC3 && i + 1 < cleaned.size() && static_cast<unsigned char>(cleaned[i + 1]) >= 0xA0)
            return false;  // à to ÿ
        letters += (c >= 'A' && c <= 'Z');
    }
    return letters >= 2;
}

std::vector<reading::FoundDate> all_dates(std::string_view text) {
    auto found = reading::dates_in(text);
    for (std::size_t at = 0; at < text.size();) {
        const bool starts =
            at == 0 || !(is_digit(text[at - 1]) || is_letter(text[at - 1]) || text[at - 1] == '/');
        const auto here = starts && is_digit(text[at]) ? in_figures(text, at) : std::nullopt;
        if (here) found.push_back(*here);
        at = here ? here->at + here->length : at + 1;
    }
    std::sort(found.begin(), found.end(),
              [](const reading::FoundDate& a, const reading::FoundDate& b) { return a.at < b.at; });
    return found;
}

}  // namespace importers::gazette
