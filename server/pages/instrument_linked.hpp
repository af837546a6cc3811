// An instrument as linked data: schema.org Legislation, ELI terms, with the context in place (no remote one).
// What is not known is left out; relations are given only where the kinds mean the same.
#pragma once
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

Value linked_instrument(const View&, const registry::InstrumentAnswer&);

}  // namespace server
