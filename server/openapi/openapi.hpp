// The description of the programs' side, OpenAPI 3.1: made from the table of addresses and the table of
// parameters, with what a person has to say of each address beside it (described.hpp).
#pragma once
#include <string>
#include <string_view>

namespace server::openapi {

// JSON. `base_url`: where this site is, without a slash at the end.
std::string description(std::string_view base_url);

}  // namespace server::openapi
