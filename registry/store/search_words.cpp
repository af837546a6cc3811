#include "registry/store/search_words.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "registry/base/text.hpp"
#include "registry/store/search_inside.hpp"

namespace registry {
namespace {

// A private-use character: a word to the index, and nobody's. It stands between lines.
constexpr std::string_view line_end = " \uE000 ";

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// L*, N*, Co and the diacritics on them, as unicode61 has it. Other scripts' combining vowels part words
// there.
bool is_word(UChar32 c) {
    constexpr auto words = U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK;
    return (U_GET_GC_MASK(c) & words) != 0 || (c >= 0x300 && c <= 0x36F);
}

// Articles, prepositions and the like of four languages, folded and sorted: there in every title, and no help
// in telling one from another.
constexpr std::array<std::string_view, 94> fillers{
    "a",    "aan",   "als",   "am",    "an",    "and",  "as",   "at",    "au",   "auf",   "aus",  "aux",
    "avec", "bei",   "bij",   "by",    "ce",    "ces",  "cet",  "cette", "d",    "dans",  "das",  "dat",
    "de",   "dem",   "den",   "der",   "des",   "die",  "dit",  "door",  "du",   "durch", "een",  "ein",
    "eine", "einem", "einen", "einer", "eines", "en",   "et",   "for",   "from", "fur",   "het",  "im",
    "in",   "is",    "l",     "la",    "le",    "les",  "met",  "mit",   "na",   "naar",  "nach", "oder",
    "of",   "om",    "on",    "op",    "or",    "ou",   "par",  "pour",  "qu",   "que",   "s",    "sur",
    "te",   "ten",   "ter",   "that",  "the",   "to",   "tot",  "u",     "uber", "uit",   "um",   "un",
    "und",  "une",   "van",   "vom",   "von",   "voor", "with", "zu",    "zum",  "zur"};

// A word of the query, between blanks and without its quotes: parts at apostrophes are words of their own,
// parts at hyphens stand together.
void add_words(std::string_view text, std::vector<SearchWord>& words) {
    const auto parts = split(text, '\'');
    for (const auto part : parts) {
        SearchWord word;
        word.typed = part;
        for (const auto& token : tokens_in(part))
            word.tokens.emplace_back(part.substr(token.from, token.to - token.from));
        if (word.tokens.empty()) continue;
        // One letter left by an apostrophe: l'Union, women's.
        word.filler = word.tokens.size() == 1 &&
                      (is_filler(word.tokens[0]) || (parts.size() > 1 && word.tokens[0].size() == 1));
        words.push_back(std::move(word));
    }
}

std::string quoted(const std::vector<std::string>& tokens, bool open) {
    std::string all = "\"";
    for (const auto& each : tokens) (all += all.size() > 1 ? " " : "") += each;
    // A single letter begins too many words to be of help.
    const bool goes_on = open && tokens.back().size() > 1;
    return all + (goes_on ? "\"*" : "\"");
}

// FTS5 takes a string literal as it is: tokens hold letters and digits only, so that nothing ends it.
std::string term(const SearchWord& word, bool open) {
    const auto plain = quoted(word.tokens, open);
    const auto has_digit = [](const std::string& token) {
        return std::any_of(token.begin(), token.end(), is_digit);
    };
    if (word.phrase || word.tokens.size() == 1 ||
        std::any_of(word.tokens.begin(), word.tokens.end(), has_digit))
        return plain;
    std::string joined;
    for (const auto& each : word.tokens) joined += each;
    return "(" + plain + " OR " + quoted({joined}, open) + ")";
}

}  // namespace

bool is_filler(std::string_view word) {
    constexpr std::size_t longest = 5;
    return word.size() <= longest && std::binary_search(fillers.begin(), fillers.end(), word);
}

std::vector<Token> tokens_in(std::string_view text) {
    std::vector<Token> found;
    add_tokens(text, found);
    return found;
}

void add_tokens(std::string_view text, std::vector<Token>& found) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        bool word = false;
        if (bytes[at] < 0x80) {
            word = is_ascii_word(text[at++]);
        } else {
            UChar32 c = 0;
            U8_NEXT(bytes, at, text.size(), c);
            word = c >= 0 && is_word(c);
        }
        if (word && !in_word) found.push_back({start, at});
        if (word) found.back().to = at;
        in_word = word;
    }
}

void add_other_spellings(std::string_view folded, std::string& out) {
    const auto tokens = tokens_in(folded);
    const auto has_digit = [&](const Token& t) {
        return std::any_of(folded.begin() + static_cast<std::ptrdiff_t>(t.from),
                           folded.begin() + static_cast<std::ptrdiff_t>(t.to), is_digit);
    };
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        const auto& token = tokens[k];
        const bool joins = k > 0 && tokens[k - 1].to + 1 == token.from && folded[token.from - 1] == '-';
        if (!has_digit(token)) {
            if (joins && !has_digit(tokens[k - 1]))
                (((out += ' ') += folded.substr(tokens[k - 1].from, tokens[k - 1].to - tokens[k - 1].from)) +=
                 folded.substr(token.from, token.to - token.from));
            continue;
        }
        constexpr std::size_t least_digits = 3;
        for (auto from = token.from; from < token.to;) {
            if (!is_digit(folded[from])) {
                ++from;
                continue;
            }
            auto to = from;
            while (to < token.to && is_digit(folded[to])) ++to;
            if (to - from >= least_digits && to - from < token.to - token.from)
                ((out += ' ') += folded.substr(from, to - from));
            from = to;
        }
    }
}

std::string searchable(std::string_view text) {
    std::string all, others;
    for (const auto line : split(text, '\n')) {
        const auto folded = fold(line);
        if (folded.empty()) continue;
        if (!all.empty()) all += line_end;
        all += folded;
        add_other_spellings(folded, others);
    }
    if (!others.empty()) (all += line_end.substr(0, line_end.size() - 1)) += others;
    return all;
}

bool SearchQuery::only_fillers() const {
    return std::all_of(words.begin(), words.end(), [](const SearchWord& each) { return each.filler; });
}

SearchQuery read_query(std::string_view typed) {
    SearchQuery query;
    auto text = typed.substr(0, longest_query);
    query.cut = text.size() < typed.size();
    while (query.cut && !text.empty() && (static_cast<unsigned char>(typed[text.size()]) & 0xC0) == 0x80)
        text.remove_suffix(1);  // not within a character
    query.typed = clean(text);
    const auto folded = fold(query.typed);
    for (std::size_t at = 0; at < folded.size();) {
        if (folded[at] == ' ') {
            ++at;
            continue;
        }
        const bool without = folded[at] == '-';
        if (without) ++at;
        const bool phrase = at < folded.size() && folded[at] == '"';
        const auto from = phrase ? at + 1 : at;
        const auto end = std::min(folded.find_first_of(phrase ? "\"" : " \"", from), folded.size());
        const auto piece = std::string_view{folded}.substr(from, end - from);
        at = phrase ? end + 1 : end;
        std::vector<SearchWord> words;
        if (phrase) {
            SearchWord word{{}, std::string{piece}, true, false, false};
            for (const auto& token : tokens_in(piece))
                word.tokens.emplace_back(piece.substr(token.from, token.to - token.from));
            if (!word.tokens.empty()) words.push_back(std::move(word));
        } else {
            add_words(piece, words);
        }
        for (auto& word : words) {
            if (query.words.size() + query.without.size() == most_words) {
                query.cut = true;
                return query;
            }
            if (without) word.open = false;
            (without ? query.without : query.words).push_back(std::move(word));
        }
    }
    // Alone they are looked for as they are: "de" is not the beginning of "defence".
    if (query.only_fillers())
        for (auto& word : query.words) word.open = false;
    return query;
}

std::string match_text(const SearchQuery& query, Wording how) {
    const bool fillers_only = query.only_fillers();
    std::string found;
    for (const auto& word : query.words) {
        if (word.filler && !fillers_only && how != Wording::strict) continue;
        if (!found.empty()) found += how == Wording::any ? " OR " : " AND ";
        found += term(word, word.open);
    }
    if (query.without.empty() || found.empty()) return found;
    std::string excluded;
    for (const auto& word : query.without) {
        if (!excluded.empty()) excluded += " OR ";
        excluded += quoted(word.tokens, false);
    }
    return "(" + found + ") NOT (" + excluded + ")";
}

}  // namespace registry
