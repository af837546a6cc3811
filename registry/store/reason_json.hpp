// A proof tree as JSON, for the store and for pages; read back it is equal.
#pragma once
#include <string>
#include <string_view>

#include "registry/procedure/condition.hpp"

namespace registry::store {

std::string to_json(const Reason&);
// Throws std::runtime_error for what to_json did not write.
Reason reason_from_json(std::string_view);

}  // namespace registry::store
