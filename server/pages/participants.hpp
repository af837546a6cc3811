// Who takes part in an instrument: one row for each party, by name in the page's language.
#pragma once
#include "server/pages/compose.hpp"

namespace server {

Value participants(const View&, const registry::InstrumentAnswer&);

}  // namespace server
