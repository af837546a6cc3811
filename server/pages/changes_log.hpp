// One part of the log, and the way from it to the others.
//
// Archives (RFC 5005, 4): part N holds the numbers from (N-1)·100+1 to N·100 and no longer changes once they are
// all there. The newest feed document reaches down to the beginning of such a part, so that it and the archives
// together hold every change once; parts in which nothing fits the filter are passed over.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/pages/pages.hpp"

namespace server {

inline constexpr std::int64_t archive_size = 100;
inline constexpr std::size_t log_page = 50, longest_log_page = 1000;

struct LogPart {
    std::vector<registry::ChangeLine> lines;
    bool ascending = false;                 // oldest first: for who reads on from a number
    bool older = false, newer = false;      // there is more on that side
    std::int64_t last = 0;                  // highest number of the whole log
    std::optional<std::int64_t> archive;    // the lines are those of that archive
    std::optional<std::int64_t> prev_archive;
    std::optional<std::int64_t> oldest_before;  // ?before= of the page with the oldest of all
};

// Of the log of the path, what is filtered by in the query; or why there is no such list.
std::variant<registry::ChangeFilter, Refusal> changes_filter(const Asking&);
// One change as programs read it in a list of them.
Value logged(const View&, const registry::ChangeLine&);

// The part asked for, or why there is none.
std::variant<LogPart, Refusal> log_part(const Asking&, registry::ChangeFilter);

// `about`: whose changes; empty: all.
Document log_list(const View&, const LogPart&, const registry::ChangeFilter&, const std::string& about);

// The newest archive that holds a change of the filter with a number not above `number`.
std::optional<std::int64_t> archive_upto(registry::store::Reader&, registry::ChangeFilter, std::int64_t number);

}  // namespace server
