// Where a text is hit, for people to see.
#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/store/search_words.hpp"

namespace registry {
namespace {

struct Hit {
    std::size_t from = 0, to = 0;
    std::size_t word = 0;  // which of the query's
};

// At most so many of a text are marked; a text hit oftener is hit enough.
constexpr std::size_t most_hits = 400;

// Words stand as they are written; each is folded for comparing, so that the marks fall on the text itself.
std::vector<Hit> hits_in(const SearchQuery& query, std::string_view text) {
    const bool fillers_too = query.only_fillers();
    const auto tokens = tokens_in(text);
    std::vector<std::string> folded;
    folded.reserve(tokens.size());
    for (const auto& token : tokens) folded.push_back(fold(text.substr(token.from, token.to - token.from)));
    std::vector<Hit> hits;
    for (std::size_t k = 0; k < tokens.size() && hits.size() < most_hits; ++k)
        for (std::size_t w = 0; w < query.words.size(); ++w) {
            const auto& word = query.words[w];
            if (word.filler && !fillers_too) continue;
            const auto n = word.tokens.size();
            if (k + n > tokens.size()) continue;
            const auto fits = [&](std::size_t i) {
                const bool open = word.open && i + 1 == n && word.tokens[i].size() > 1 && !word.filler;
                return open ? folded[k + i].starts_with(word.tokens[i]) : folded[k + i] == word.tokens[i];
            };
            std::size_t i = 0;
            while (i < n && fits(i)) ++i;
            if (i < n) continue;
            hits.push_back({tokens[k].from, tokens[k + n - 1].to, w});
            k += n - 1;
            break;
        }
    return hits;
}

void add(std::vector<Segment>& out, std::string_view text, bool hit) {
    if (!text.empty()) out.push_back({std::string{text}, hit});
}

std::vector<Segment> in_pieces(std::string_view text, std::size_t from, std::size_t to,
                               const std::vector<Hit>& hits) {
    std::vector<Segment> out;
    auto at = from;
    for (const auto& hit : hits) {
        if (hit.from < at || hit.to > to) continue;
        add(out, text.substr(at, hit.from - at), false);
        add(out, text.substr(hit.from, hit.to - hit.from), true);
        at = hit.to;
    }
    add(out, text.substr(at, to - at), false);
    return out;
}

bool goes_on_within(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The first hit from which a window of that length holds most of the words.
std::size_t best_hit(const std::vector<Hit>& hits, std::size_t length) {
    std::size_t best = 0, most = 0;
    for (std::size_t k = 0; k < hits.size(); ++k) {
        std::vector<std::size_t> seen;
        for (auto i = k; i < hits.size() && hits[i].to <= hits[k].from + length; ++i)
            if (std::find(seen.begin(), seen.end(), hits[i].word) == seen.end()) seen.push_back(hits[i].word);
        if (seen.size() > most) best = k, most = seen.size();
    }
    return best;
}

}  // namespace

std::vector<Segment> marked(const SearchQuery& query, std::string_view text) {
    return in_pieces(text, 0, text.size(), hits_in(query, text));
}

std::vector<Segment> snippet(const SearchQuery& query, std::string_view text, std::size_t length) {
    constexpr std::size_t looked_at = 65'536;
    auto seen = text.substr(0, looked_at);
    while (seen.size() < text.size() && !seen.empty() && goes_on_within(text[seen.size()]))
        seen.remove_suffix(1);
    const auto hits = hits_in(query, seen);
    std::size_t from = 0;
    if (!hits.empty()) {
        const auto& hit = hits[best_hit(hits, length * 3 / 4)];
        from = hit.from > length / 4 ? hit.from - length / 4 : 0;
    }
    // Between words; a word longer than that is cut where it must be, never within a character.
    if (const auto blank = seen.find_first_of(" \n", from); from > 0 && blank < from + length / 8)
        from = blank + 1;
    while (from > 0 && from < seen.size() && goes_on_within(seen[from])) ++from;
    auto to = std::min(from + length, seen.size());
    if (to < seen.size())
        if (const auto blank = seen.find_last_of(" \n", to); blank != seen.npos && blank > to - length / 8)
            to = blank;
    while (to < seen.size() && goes_on_within(seen[to])) ++to;
    auto out = in_pieces(seen, from, to, hits);
    if (from > 0) out.insert(out.begin(), {"… ", false});
    if (to < text.size()) out.push_back({" …", false});
    return out;
}

}  // namespace registry
