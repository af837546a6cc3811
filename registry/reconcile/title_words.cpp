#include "registry/reconcile/title_words.hpp"

#include <algorithm>
#include <charconv>

#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/reconcile/title_tables.hpp"

namespace registry {
namespace {

using Words = std::vector<std::string>;

bool is_digits(std::string_view word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2°" gives 2; what is no such number gives 0.
int enumerated(std::string_view word) {
    while (!word.empty() && std::string_view{",;:("}.find(word.front()) != std::string_view::npos)
        word.remove_prefix(1);
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view rest{end, static_cast<std::size_t>(word.data() + word.size() - end)};
    const bool sign = rest == "\xC2\xB0" || rest == "\xC2\xBA" || rest == "\xC2\xB0." || rest == "\xC2\xB0)";
    return error == std::errc{} && sign && number > 0 && number < 100 ? number : 0;
}

std::string_view bare(std::string_view word) {
    const auto stray = [](char c) {
        return std::string_view{",;:.()[]\"'-/*"}.find(c) != std::string_view::npos;
    };
    while (!word.empty() && stray(word.front())) word.remove_prefix(1);
    while (!word.empty() && stray(word.back())) word.remove_suffix(1);
    return word;
}

// "(1)(2)(3)": the gazette's marks of notes.
bool is_note_mark(std::string_view word) {
    return word.starts_with('(') && std::all_of(word.begin(), word.end(), [](char c) {
               return c == '(' || c == ')' || c == ',' || c == '.' || (c >= '0' && c <= '9');
           });
}

// Blank-separated words of the text, as written but for case and diacritics.
Words raw_words(const std::string& folded) {
    Words words;
    for (const auto each : split(folded, ' '))
        if (!each.empty()) words.emplace_back(each);
    return words;
}

// Past the act's own words; 0 where there are none. They stand at the beginning, a day and a number before
// them.
std::size_t past_assent(const Words& words) {
    constexpr std::size_t within = 24;
    bool act = false;
    for (std::size_t k = 0; k < std::min(words.size(), within); ++k) {
        const auto word = bare(words[k]);
        if (act && titles::is_assenting(word)) return k + 1;
        act = act || titles::is_act(word);
    }
    return 0;
}

struct Part {
    std::size_t from = 0, to = 0;
    bool several = false;
};
// What stands between "n°" and the next number; everything where none is meant or there is no such number.
Part part_of(const Words& words, std::size_t from, int part) {
    Part found{from, words.size(), false};
    std::set<int> numbers;
    for (std::size_t k = from; k < words.size(); ++k)
        if (const int number = enumerated(words[k])) numbers.insert(number);
    found.several = numbers.size() > 1;
    if (!numbers.contains(part)) return found;
    bool inside = false;
    for (std::size_t k = from; k < words.size(); ++k) {
        const int number = enumerated(words[k]);
        if (number == 0) continue;
        if (inside) {
            found.to = k;
            break;
        }
        if (number == part) found.from = k + 1, inside = true;
    }
    found.several = false;
    return found;
}

// "d'assistance" is "assistance"; "droits-humains" two words.
void add_pieces(Words& pieces, std::string_view word) {
    std::string piece;
    const auto add = [&] {
        const bool letter =
            piece.size() == 1 && !is_digits(piece) && !titles::is_roman(piece) && piece != "a";
        if (!piece.empty() && !letter) pieces.push_back(piece);
        piece.clear();
    };
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        const bool inside = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
        if (inside)
            piece += c;
        else
            add();
    }
    add();
}

struct Places {
    std::set<std::string> words;  // of all of them
    std::vector<std::string> names;
};
// A title may write the place in its own language.
bool is_about_conclusion(const std::string& word, const Places& places) {
    return places.words.contains(word) || titles::is_plain(word) ||
           std::any_of(places.names.begin(), places.names.end(),
                       [&](const std::string& name) { return same_place(name, word) == Truth::yes; });
}

// The day of conclusion with its place and the words around them; other days become one figure each.
Words without_conclusion(const Words& words, const std::vector<Conclusion>& concluded) {
    Places place;
    for (const auto& each : concluded) {
        Words pieces;
        add_pieces(pieces, fold(each.place));
        place.words.insert(pieces.begin(), pieces.end());
        place.names.push_back(each.place);
    }
    Words out;
    for (std::size_t k = 0; k < words.size(); ++k) {
        const auto day = day_at(words, k);
        if (!day) {
            out.push_back(words[k]);
            continue;
        }
        k += day->words - 1;
        if (std::none_of(concluded.begin(), concluded.end(),
                         [&](const Conclusion& each) { return each.day == day->day; })) {
            out.push_back(iso(day->day));
            continue;
        }
        while (!out.empty() && is_about_conclusion(out.back(), place)) out.pop_back();
        while (k + 1 < words.size() && is_about_conclusion(words[k + 1], place)) ++k;
    }
    return out;
}

// Countries and organisations, the longest name first.
std::set<std::string> parties_in(const Words& raw, std::size_t from, std::size_t to) {
    constexpr std::size_t longest = 6, shortest_name = 4;  // words; letters: "be" is also an English word
    std::set<std::string> found;
    for (std::size_t k = from; k < to; ++k) {
        for (std::size_t count = std::min(longest, to - k); count > 0; --count) {
            std::string name;
            std::size_t longest_word = 0;
            for (std::size_t n = 0; n < count; ++n) {
                const auto word = bare(raw[k + n]);
                name += (n ? " " : "") + std::string{word};
                longest_word = std::max(longest_word, word.size());
            }
            if (name.starts_with("d'") || name.starts_with("l'")) name.erase(0, 2);
            if (longest_word < shortest_name) continue;  // "de la" is no Laos
            if (const auto* party = Vocabulary::built_in().party_named(name)) {
                found.insert(party->id);
                k += count - 1;
                break;
            }
        }
    }
    return found;
}

void sort_out(TitleWords& into, const Words& words) {
    constexpr std::size_t near = 3;  // words between a kind and its number
    std::optional<std::size_t> kind_at;
    for (std::size_t k = 0; k < words.size(); ++k)
        if (const auto kind = titles::kind_by(words[k]); kind != TreatyKind::unsaid && !kind_at)
            into.kind = kind, kind_at = k;
    for (std::size_t k = 0; k < words.size(); ++k) {
        const auto& word = words[k];
        if (const auto figure = titles::figure_of(word); !figure.empty()) {
            into.figures.insert(figure);
            const auto distance = kind_at ? (k > *kind_at ? k - *kind_at : *kind_at - k) : near + 1;
            if (distance <= near && figure.size() < 4 && !into.nth) into.nth = figure;
            continue;
        }
        if (titles::is_plain(word) || titles::is_belonging(word) || word == "no" || word == "nr" ||
            word == "n")
            continue;
        if (titles::sets_apart(word)) into.apart.insert(word);
        into.words.insert(word);
    }
}

std::string primary(const std::string& language) {
    auto code = fold(language);
    return code.substr(0, code.find('-'));
}

}  // namespace

TitleWords words_of(const Title& title, const std::vector<Conclusion>& concluded, int part) {
    constexpr std::size_t longest = 4000;  // no title is; what is longer is read so far
    TitleWords out;
    out.language = primary(title.lang);
    auto raw = raw_words(fold(title.text.size() > longest ? title.text.substr(0, longest) : title.text));
    std::erase_if(raw, [](const std::string& each) { return is_note_mark(each); });
    const auto meant = part_of(raw, past_assent(raw), part);
    out.several = meant.several;
    Words pieces;
    for (auto k = meant.from; k < meant.to; ++k) {
        if (enumerated(raw[k]) != 0) continue;
        if (const auto word = bare(raw[k]); parse_day(word))
            pieces.emplace_back(word);
        else
            add_pieces(pieces, raw[k]);
    }
    // Where it was made names no party.
    const auto told = without_conclusion(pieces, concluded);
    sort_out(out, told);
    out.parties = parties_in(raw, meant.from, meant.to);
    for (const auto& each : concluded)
        if (const auto* there = Vocabulary::built_in().party_named(each.place))
            if (std::find(told.begin(), told.end(), fold(each.place)) == told.end())
                out.parties.erase(there->id);
    return out;
}

bool names_a_kind(const std::string& word) { return titles::kind_by(word) != TreatyKind::unsaid; }

bool is_assent(std::string_view title) {
    const auto words = raw_words(fold(title.substr(0, 1000)));
    return past_assent(words) > 0;
}

}  // namespace registry
