// Calendars of sitting days in the store: what documents state, and which of them counts.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"
#include "registry/store/view.hpp"

namespace registry::store {

// In place of what the document said of that calendar before. True if anything changed.
bool keep_sittings(Writer&, const Sittings&, std::int64_t document);

struct StoredSittings {
    std::int64_t document = 0;
    SittingDays calendar;
    std::string place;
};
std::vector<StoredSittings> all_sittings(Reader&);

// Of each calendar the newest document the view admits: by the day it speaks of, then by how far it goes.
// Kept with the connection as long as the registry has not changed.
std::shared_ptr<const std::vector<SittingDays>> sittings(Reader&, const View&);

}  // namespace registry::store
