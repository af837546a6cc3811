// The record of one instrument in the published exchange format (schemas/exchange/exchange.rng).
#pragma once
#include <string>
#include <string_view>

#include "registry/answers/answers.hpp"

namespace registry {

// As it may be shown to anybody: see store::said_of_one. `on` earlier than today leaves out what had not happened
// by then; `known` and `published` what was not held, or not public. Equal facts give equal bytes.
std::string exchange_of(store::Reader&, const InstrumentHead&, const Asked&);

}  // namespace registry
