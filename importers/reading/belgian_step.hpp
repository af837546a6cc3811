// How a statement begins that a Belgian source makes about Belgium's road.
#pragma once
#include <string>
#include <string_view>

#include "registry/exchange/batch.hpp"

namespace importers::reading {

// `entity`: whose step it is ("be-fed"); empty: Belgium's as a whole.
registry::Statement belgian_step(const registry::Alias&, std::string_view entity, std::string_view milestone,
                                 registry::When, std::string place);

}  // namespace importers::reading
