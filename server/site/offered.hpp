// The formats an address can be had in.
#pragma once
#include <string_view>
#include <vector>

#include "server/represent/format.hpp"
#include "server/routes.hpp"

namespace server {

// In the order of the table of formats: the first is sent to who does not mind. Empty for raw bytes.
std::vector<const Format*> offered_by(const Place&);

// What may stand behind the point of an address.
std::vector<std::string_view> suffixes();

}  // namespace server
