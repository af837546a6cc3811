// The newest of the log by what kind of news it is, and the findings about to turn: by index, at most so many.
#pragma once
#include <optional>
#include <vector>

#include "registry/rules/judge.hpp"
#include "registry/store/ask_changes.hpp"

namespace registry::store {

enum class News {
    moved,       // took effect within two months of being recorded
    corrected,   // corrections and retractions
    everything   // whatever was recorded
};
// Newest first; recorded by the end of that day. `old_fact` and `title` are left to the asker.
std::vector<ChangeLine> newest_changes(Reader&, News, const std::optional<Day>& recorded_by,
                                       std::size_t limit);

// Open findings of that severity that somebody looked for.
std::size_t number_open(Reader&, Profile, Severity);

}  // namespace registry::store
