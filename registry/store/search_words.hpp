// Words as search sees them: what of a text is indexed, what a person typed, how near a text comes to it and
// where it is hit. Pure; the indexes themselves are in search.hpp.
//
// A query is words, all of which must be found, each at the beginning of a word of the text ("tort" finds
// "torture"); "words in quotes" stand together, exactly; -word must not be there. Case, diacritics and
// typographic signs do not matter. Nothing typed is ever read as an operator of the index.
#pragma once
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace registry {

// What is indexed of a text: folded (base/text.hpp), line by line, lines kept apart so that no phrase runs
// across two; words with a hyphen also written as one ("co-operation": "cooperation"); numbers with letters
// in them also by their digits ("54K3192": "3192"). The same text always gives the same; another rule needs
// another `searchable_rule`, by which stores know that their indexes are of yesterday.
std::string searchable(std::string_view text);
inline constexpr int searchable_rule = 1;

// A run of letters and digits, as FTS5's unicode61 cuts them; bytes from, to (past the end).
struct Token {
    std::size_t from = 0, to = 0;
};
std::vector<Token> tokens_in(std::string_view text);

struct SearchWord {
    std::vector<std::string> tokens;  // folded; several stand together, in this order
    std::string typed;                // as in the query
    bool phrase = false;              // was in quotes
    bool open = true;                 // its last token may go on
    bool filler = false;  // an article, a preposition ("the", "van de", "l'"): it orders, it does not decide
};

struct SearchQuery {
    std::string typed;                // cleaned
    std::vector<SearchWord> words;    // to be found
    std::vector<SearchWord> without;  // not to be found
    bool cut = false;                 // too long: the rest is not looked for, which can only find more
    bool only_fillers() const;
    bool empty() const { return words.empty(); }
};
inline constexpr std::size_t most_words = 32, longest_query = 1000;  // words; bytes
SearchQuery read_query(std::string_view typed);

// The words as FTS5 wants them. `loose`: fillers are left out where there are other words.
enum class Wording { loose, strict, any };  // any: one of the words is enough
std::string match_text(const SearchQuery&, Wording);

// How well a text made of lines (folded titles and names) answers; less is nearer.
struct Nearness {
    // 0 a line is the query, 1 a line begins with it, 2 a line has it in one piece, 3 a line has all of its
    // words, 4 its words are spread over lines, 5 not all of them are there
    int kind = 5;
    std::size_t length = 0;  // tokens of the nearest line: of two, the one that says less besides
    auto operator<=>(const Nearness&) const = default;
};
Nearness nearness(const SearchQuery&, std::string_view folded_lines);
// Every word found, no excluded one: what the index would say of this text alone.
bool answers(const SearchQuery&, std::string_view folded_lines);

// A text in pieces, those hit told from the rest. Together they are the text.
struct Segment {
    std::string text;
    bool hit = false;
    bool operator==(const Segment&) const = default;
};
std::vector<Segment> marked(const SearchQuery&, std::string_view text);
// About `length` bytes around the place that has most of the words, "…" where it is cut. Looked for in the
// first 64 kB; a text hit only beyond shows its beginning.
std::vector<Segment> snippet(const SearchQuery&, std::string_view text, std::size_t length = 280);

}  // namespace registry
