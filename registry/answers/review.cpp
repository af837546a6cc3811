#include "registry/answers/review.hpp"

#include <algorithm>

#include "registry/store/instruments.hpp"

namespace registry {
namespace {

InstrumentHead called(store::Reader& reader, const Alias& alias) {
    const auto instrument = store::instrument_by_minted(reader, mint_id({alias}));
    auto head = instrument ? store::head(reader, *instrument, {}) : InstrumentHead{};
    std::vector<Title> own;
    for (const auto& document : store::described(reader, alias).titles)
        for (const auto& title : document)
            if (std::find(own.begin(), own.end(), title) == own.end()) own.push_back(title);
    if (!own.empty()) head.titles = std::move(own);
    return head;
}

ReviewLine line_of(store::Reader& reader, MatchPair pair) {
    ReviewLine line{std::move(pair), {}, {}, false};
    line.one = called(reader, line.pair.one), line.other = called(reader, line.pair.other);
    for (const auto& a : line.one.aliases)
        for (const auto& b : line.other.aliases) line.ruled_out = line.ruled_out || one_list(a, b);
    return line;
}

}  // namespace

std::vector<ReviewLine> review(store::Reader& reader) {
    std::vector<ReviewLine> lines;
    for (auto& pair : store::likely_pairs(reader)) {
        if (pair.state != MatchPair::State::waiting) continue;
        auto line = line_of(reader, std::move(pair));
        if (!line.ruled_out) lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<ReviewLine> review_line(store::Reader& reader, std::string_view id) {
    auto pair = store::pair(reader, id);
    if (!pair) return std::nullopt;
    return line_of(reader, std::move(*pair));
}

}  // namespace registry
