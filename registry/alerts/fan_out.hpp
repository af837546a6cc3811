// From the log to what waits to be sent. The change log is the only source: every change above the watermark
// is looked at once, in the transaction that logged it, or, where that did not happen, by whoever delivers
// next.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "registry/model/now.hpp"
#include "registry/store/outbox.hpp"

namespace registry::alerts {

struct FannedOut {
    std::size_t changes = 0;         // looked at
    std::size_t told = 0;            // lines new in the ledger
    std::size_t messages = 0;        // begun or added to
    std::vector<std::int64_t> held;  // imports that wait for an editor
};
// `before`: a snapshot from before the transaction, to see what left a list; null: not to be had, and then
// only what is on a list now is told. Costs a lookup by key for each change and one pass over the distinct
// lists for each instrument touched. Does nothing where nobody ever subscribed.
FannedOut fan_out(store::Writer&, store::Reader* before, const Now&);

// Seconds of that instant; when the next digest of that pace is due after it (05:00 UTC; weekly on Monday).
Instant seconds(const Now&);
Instant due(Pace, Instant now, Instant gather);

}  // namespace registry::alerts
