// A Value as JSON text: what programs may read of it, in the order it was said.
#pragma once
#include <string>

#include "server/represent/value.hpp"

namespace server {

std::string json_text(const Value&);

}  // namespace server
