// How well a text answers a query: what stands where.
#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/store/search_inside.hpp"
#include "registry/store/search_words.hpp"

namespace registry {
namespace {

// A line and its tokens; its words in other spellings are made when they are first asked for.
struct Line {
    std::string_view text;
    std::vector<Token> tokens;
    std::string spelled;
    bool has_spelled = false;

    void become(std::string_view other) {
        text = other;
        tokens.clear();
        add_tokens(text, tokens);
        has_spelled = false;
    }
    std::string_view at(std::size_t k) const {
        return text.substr(tokens[k].from, tokens[k].to - tokens[k].from);
    }
    Line other_spellings() {
        if (!has_spelled) {
            spelled.clear();
            add_other_spellings(text, spelled);
            has_spelled = true;
        }
        Line other;
        other.become(spelled);
        return other;
    }
};

bool fits(std::string_view token, const std::string& wanted, bool open) {
    return open && wanted.size() > 1 ? token.starts_with(wanted) : token == wanted;
}

// Where the word stands in the line from `from` on; npos: nowhere.
std::size_t place_of(const SearchWord& word, const Line& line, std::size_t from = 0) {
    const auto n = word.tokens.size();
    for (auto k = from; k + n <= line.tokens.size(); ++k) {
        std::size_t i = 0;
        while (i < n && fits(line.at(k + i), word.tokens[i], word.open && i + 1 == n)) ++i;
        if (i == n) return k;
    }
    return std::string_view::npos;
}

// As it is; written as one or by its digits; or written as one where the query has a hyphen.
bool stands_in(const SearchWord& word, Line& line) {
    constexpr auto nowhere = std::string_view::npos;
    if (place_of(word, line) != nowhere) return true;
    if (line.text.find_first_of("-0123456789") != nowhere &&
        place_of(word, line.other_spellings()) != nowhere)
        return true;
    if (word.phrase || word.tokens.size() == 1) return false;
    SearchWord joined = word;
    joined.tokens = {std::string{}};
    for (const auto& each : word.tokens) joined.tokens[0] += each;
    return place_of(joined, line) != nowhere;
}

// The query's tokens, and a line's, without fillers, for comparing their order.
struct Row {
    std::vector<std::string_view> tokens;
    std::vector<bool> open;
};

bool equal_from(const Row& query, const std::vector<std::string_view>& line, std::size_t from) {
    for (std::size_t i = 0; i < query.tokens.size(); ++i) {
        const auto token = line[from + i];
        const auto wanted = query.tokens[i];
        if (!(query.open[i] && wanted.size() > 1 ? token.starts_with(wanted) : token == wanted)) return false;
    }
    return true;
}

Row row_of(const SearchQuery& query) {
    Row row;
    const bool fillers_too = query.only_fillers();
    for (const auto& word : query.words) {
        if (word.filler && !fillers_too) continue;
        for (std::size_t i = 0; i < word.tokens.size(); ++i) {
            row.tokens.push_back(word.tokens[i]);
            row.open.push_back(word.open && i + 1 == word.tokens.size());
        }
    }
    return row;
}

int kind_of(const Row& row, const Line& line, bool fillers_too) {
    std::vector<std::string_view> told;
    for (std::size_t k = 0; k < line.tokens.size(); ++k)
        if (fillers_too || !is_filler(line.at(k))) told.push_back(line.at(k));
    const auto n = row.tokens.size();
    for (std::size_t from = 0; from + n <= told.size(); ++from)
        if (equal_from(row, told, from)) {
            if (from > 0) return 2;
            return n == told.size() && told.back() == row.tokens.back() ? 0 : 1;
        }
    return 3;
}

}  // namespace

Nearness nearness(const SearchQuery& query, std::string_view folded_lines) {
    const bool fillers_too = query.only_fillers();
    const auto row = row_of(query);
    std::vector<const SearchWord*> missing;
    for (const auto& word : query.words)
        if (fillers_too || !word.filler) missing.push_back(&word);
    Nearness best;
    Line line;
    for (const auto text : split(folded_lines, '\n')) {
        line.become(text);
        bool all = true;
        for (const auto& word : query.words) {
            if (word.filler && !fillers_too) continue;
            if (!stands_in(word, line))
                all = false;
            else
                std::erase(missing, &word);
        }
        if (all) best = std::min(best, {kind_of(row, line, fillers_too), line.tokens.size()});
    }
    if (best.kind == 5 && missing.empty() && !query.words.empty()) best = {4, 0};
    return best;
}

bool answers(const SearchQuery& query, std::string_view folded_lines) {
    if (query.empty() || nearness(query, folded_lines).kind == 5) return false;
    Line line;
    for (const auto text : split(folded_lines, '\n')) {
        line.become(text);
        for (const auto& word : query.without)
            if (place_of(word, line) != std::string_view::npos) return false;
    }
    return true;
}

}  // namespace registry
