// The store seen from outside: which one it is, when it last changed, and on which days.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "registry/store/database.hpp"

namespace registry::store {

struct Stamp {
    std::string identity;    // minted when the store was made; a copy of the file keeps it
    std::string changed_at;  // instant of the newest import or tick; empty: none yet
};
Stamp stamp(Reader&);

// Ids of all instruments but the merged ones, in order.
std::vector<std::string> instruments_there(Reader&);

// Days on which anything was recorded, of one instrument or party or of all when both are empty; after `after`,
// oldest first, at most `limit`. Reads three rows for each day it gives.
struct DaysOf {
    std::string instrument, party;  // at most one of them
};
std::vector<Day> days_recorded(Reader&, const DaysOf&, Day after, std::size_t limit);

}  // namespace registry::store
