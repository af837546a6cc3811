// Names that may be names of one instrument: what waits for a person, and why two names were joined.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "registry/store/ask_instruments.hpp"
#include "registry/store/matches.hpp"

namespace registry {

struct ReviewLine {
    MatchPair pair;
    InstrumentHead one, other;  // titles: what the name's own documents call it, else its instrument's
    // Joined, they would have two numbers of a list that gives each instrument one: not offered in the list.
    bool ruled_out = false;
};

// What waits, the likeliest first.
std::vector<ReviewLine> review(store::Reader&);
// Any pair, whatever has become of it.
std::optional<ReviewLine> review_line(store::Reader&, std::string_view id);

}  // namespace registry
