// Addresses of this site as they are written.
#pragma once
#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "server/pages/view.hpp"

namespace server {

// The path as the table has it: without a suffix, encoded in one way.
std::string canonical_path(const Target&, std::string_view suffix);
// The same target without slashes at the end of its path.
std::string without_end_slash(const std::string& target);
// With scheme and host of the base address, of what View gives ("/stalled?on=…").
std::string absolute(const View&, std::string_view href);

}  // namespace server
