// Words in use that are like one that is not: "did you mean".
#include <algorithm>
#include <map>
#include <tuple>

#include "registry/base/text.hpp"
#include "registry/store/search.hpp"

namespace registry::store {
namespace {

constexpr int most_read = 4000;                    // words of one beginning
constexpr std::size_t shortest = 3, longest = 40;  // bytes: what is shorter is like everything

std::string end_of(std::string_view prefix) { return std::string{prefix} + "\U0010FFFF"; }

// A word of which every text is full costs the index its whole list to count; whether it is there at all,
// nothing.
constexpr const char* whole[] = {"SELECT 1 FROM title_search WHERE title_search MATCH ?1 LIMIT 1",
                                 "SELECT 1 FROM passage_search WHERE passage_search MATCH ?1 LIMIT 1",
                                 "SELECT 1 FROM document_search WHERE document_search MATCH ?1 LIMIT 1"};
constexpr const char* beginnings[] = {"SELECT 1 FROM title_word WHERE term >= ?1 AND term < ?2 LIMIT 1",
                                      "SELECT 1 FROM passage_word WHERE term >= ?1 AND term < ?2 LIMIT 1",
                                      "SELECT 1 FROM document_word WHERE term >= ?1 AND term < ?2 LIMIT 1"};
constexpr const char* in_use[] = {
    "SELECT term, doc FROM title_word WHERE term >= ?1 AND term < ?2 LIMIT ?3",
    "SELECT term, doc FROM passage_word WHERE term >= ?1 AND term < ?2 LIMIT ?3",
    "SELECT term, doc FROM document_word WHERE term >= ?1 AND term < ?2 LIMIT ?3"};

// How many edits a word of that length may be off.
std::size_t allowed(std::size_t length) { return length < 5 ? 1 : length < 12 ? 2 : 3; }

// Two neighbours swapped are one slip of the fingers, not two.
std::size_t slips(std::string_view typed, std::string_view word) {
    const auto off = distance(typed, word);
    if (off != 2 || typed.size() != word.size()) return off;
    for (std::size_t k = 0; k + 1 < typed.size(); ++k)
        if (typed[k] == word[k + 1] && typed[k + 1] == word[k] && typed.substr(0, k) == word.substr(0, k) &&
            typed.substr(k + 2) == word.substr(k + 2))
            return 1;
    return off;
}

using Near =
    std::map<std::string, std::pair<std::size_t, std::int64_t>>;  // slips, uses (negative: more first)

void read_like(Reader& reader, const char* sql, std::string_view folded, const std::string& start,
               Near& near) {
    Query rows(reader, sql);
    for (rows.bind(start, end_of(start), most_read); rows.step();) {
        const auto word = rows.view(0);
        const auto apart =
            word.size() > folded.size() ? word.size() - folded.size() : folded.size() - word.size();
        if (apart > allowed(folded.size())) continue;
        const auto off = slips(folded, word);
        if (off == 0 || off > allowed(folded.size())) continue;
        near.try_emplace(std::string{word}, off, 0).first->second.second -= rows.integer(1);
    }
}

}  // namespace

bool is_beginning(Reader& reader, std::string_view folded) {
    SearchQuery alone;
    alone.words = {{{std::string{folded}}, std::string{folded}, true, false, false}};
    const auto match = match_text(alone, Wording::loose);
    for (const auto* sql : whole) {
        Query row(reader, sql);
        if (row.bind(match).step()) return true;
    }
    return std::any_of(std::begin(beginnings), std::end(beginnings), [&](const char* sql) {
        Query row(reader, sql);
        return row.bind(folded, end_of(folded)).step();
    });
}

std::vector<std::string> words_like(Reader& reader, std::string_view folded) {
    if (folded.size() < shortest || folded.size() > longest) return {};
    const bool is_plain =
        std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    // With the same beginning; only when there is none, with the slip in it: two letters swapped, one wrong.
    using Starts = std::vector<std::string>;
    std::vector<Starts> rounds{{std::string{folded.substr(0, 3)}}, {std::string{folded.substr(0, 2)}}};
    if (is_plain) {
        rounds.push_back({{folded[1], folded[0]}, std::string{folded.substr(1, 2)}, {folded[0], folded[2]}});
        Starts first_wrong;
        for (char first = 'a'; first <= 'z'; ++first)
            first_wrong.push_back(first + std::string{folded.substr(1, 3)});
        rounds.push_back(std::move(first_wrong));
    }
    Near near;
    for (const auto& starts : rounds) {
        if (!near.empty()) break;
        for (const auto& start : starts)
            for (const auto* sql : in_use) read_like(reader, sql, folded, start, near);
    }
    std::vector<std::tuple<std::size_t, std::int64_t, std::string>> order;
    for (const auto& [word, about] : near) order.emplace_back(about.first, about.second, word);
    std::sort(order.begin(), order.end());
    constexpr std::size_t most = 3;
    std::vector<std::string> words;
    for (auto& each : order)
        if (words.size() < most) words.push_back(std::move(std::get<2>(each)));
    return words;
}

}  // namespace registry::store
