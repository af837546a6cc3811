// A letter as plain text, from the same values its page is filled with.
#pragma once
#include <string>

#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

// Lines of at most 78 letters where words allow; an address stands on a line of its own.
std::string plain_text(const View&, const Value& says);

}  // namespace server::letters
