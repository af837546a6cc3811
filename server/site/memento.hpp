// Access to past states by date, RFC 7089. A page that takes `known` is an original resource and its own
// TimeGate (pattern 1.1 of 4.1.1): a request with Accept-Datetime is led to the same page as this registry knew
// it on a day, which is the memento. Days end at 23:59:59 UTC; the memento nearest before the moment asked for
// is that of the last day that had ended by then.
//
// `on` alone makes no memento: the legal state on a past day is told with what is known today, and changes with
// every import. `known` alone lets the day of the legal state move on with today; the TimeGate therefore gives
// both days to pages that take both. A day that has not ended can still change and is no memento yet.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "registry/store/database.hpp"
#include "server/http/message.hpp"
#include "server/http/problem.hpp"
#include "server/pages/snapshot.hpp"
#include "server/pages/view.hpp"

namespace server {

// Does `known` change what the page shows?
bool has_mementos(const View&);

// What a request with Accept-Datetime is answered with; none where it is not asked, or a memento is asked for
// by its own address. 302; before the first import the first day there is; 400 when the date cannot be read.
using Gated = std::optional<std::variant<Response, Refusal>>;
Gated time_gate(const Request&, const View&, Snapshot&);

// Values of the header Link: original, timegate, timemap and, on a memento, memento.
std::vector<std::string> time_links(const View&);
// RFC 1123, of the page as it is asked for; empty: no memento.
std::string memento_datetime(const View&);
std::string memento_datetime(registry::Day known);

// The page as it is now: without `known`, and without an `on` of the same day.
View original(const View&);
// The same page as known on a day.
View as_known(const View& original, registry::Day);

}  // namespace server
