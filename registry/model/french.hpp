// How French is set.
#pragma once
#include <string>
#include <string_view>

namespace registry {

// With a narrow blank, at which no line ends, before : ; ! ? and within « »; of texts that may be typed with
// any.
std::string spaced_as_french(std::string_view text);

}  // namespace registry
