// The pure half of /instruments/{instrument}/map.
#pragma once
#include <string_view>

#include "registry/answers/participation.hpp"
#include "server/pages/pages.hpp"

namespace server {

// Everybody of whom a step is recorded, and every State of whom none is.
Document map_of_status(const View&, const registry::Participation&, std::string_view format = "html");

}  // namespace server
