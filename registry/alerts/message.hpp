// What a message says, as values: the changes of its lines in the ledger as they stand in the log now,
// grouped by track, each once whatever the number of subscriptions it came by, and what is known of the
// findings they are of.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "registry/rules/judge.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/ask_instruments.hpp"
#include "registry/store/outbox.hpp"

namespace registry::alerts {

struct ToldChange {
    ChangeLine line;
    std::vector<std::size_t> why;  // of Message::reasons
    int moves = 0;                 // came onto (1) or left (-1) a list that is watched
    std::optional<Verdict>
        finding;  // as it stands now, of what is said of a finding: certainty, last look, proof
};
struct ToldTrack {
    InstrumentHead instrument;
    std::string party;                // empty: of the instrument itself
    std::vector<ToldChange> changes;  // by number; a fact and its retraction in one message are left out
    std::string ended;  // the road has come to its end: "in-force", "withdrawn"; empty: it goes on
};
struct Summary {
    std::size_t index = 0;  // of Message::reasons
    std::int64_t import = 0, changes = 0;
};
struct Message {
    Outgoing outgoing;
    Subscriber subscriber;
    std::optional<Endpoint> endpoint;
    std::vector<Subscription> reasons;  // the subscriptions it comes by
    std::vector<ToldTrack> tracks;      // news first, then what was added to the record
    std::size_t more = 0;               // changes beyond `most_lines` that are counted and not shown
    std::vector<Summary> summaries;
    // When all it says had gathered and nobody's word was waited for any more: the same however often and
    // whenever it is sent.
    Instant complete_at = 0;
    std::int64_t first = 0, last = 0;  // numbers of the changes told or counted in it; 0: of none
    std::string key;                   // of this registry, for secret links
};
// None: there is no such message, or nothing is left to say (every change was taken back, every subscription
// ended): it is to be marked empty.
std::optional<Message> message(store::Reader&, const Outgoing&);

// The subscriptions it comes by that have not ended, from the ledger alone, for cheap.
std::vector<Subscription> came_by(store::Reader&, const Outgoing&);

// The same of one subscription's lines in the ledger, newest first: its private feed, and what a subscriber
// is shown of what he was sent.
std::vector<ToldChange> told_lines(store::Reader&, const Subscription&, std::int64_t before,
                                   std::size_t limit);

}  // namespace registry::alerts
