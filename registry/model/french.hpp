// How French is set.
#pragma once
#include <string>
#include <string_view>

namespace registry {

// Where a blank is typed no line ends at it: a whole one (U+00A0) before ":", a narrow one (U+202F) before
// ; ! ? and within « »; of a sign that ends there, not of one that begins an address (" ?known="). No blank
// is added.
std::string spaced_as_french(std::string_view text);

}  // namespace registry
