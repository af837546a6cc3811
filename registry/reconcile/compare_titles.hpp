// How two treaties' titles fit, in one language and across languages: a part of matching (match.hpp).
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "registry/reconcile/match.hpp"
#include "registry/reconcile/title_words.hpp"

namespace registry::matching {

std::string joined(const std::set<std::string>& words, std::string_view by = " ");
// "a b / c d", in an order that does not depend on which title comes first.
std::string both_sides(const std::string& a, const std::string& b);

// The grounds found so far, each said once.
struct Weighing {
    std::vector<MatchReason> reasons;

    void say(Ground, std::string words);
    bool any(bool (*of)(Ground)) const;
};

// What one document calls the one and what one document calls the other: nothing in any language may speak
// against it. `common_ground` is what was found without the titles.
Match compare(const std::vector<TitleWords>& ours, const std::vector<TitleWords>& theirs, Truth same_place,
              const Weighing& common_ground);

// The better of two; their whole wording decides between equals.
bool better(const Match& a, const Match& b);

}  // namespace registry::matching
