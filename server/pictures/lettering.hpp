// How much room words take, for want of a font to measure: the widths of the widest common sans-serif faces,
// so that what fits here fits everywhere. User units.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace server {

double text_width(std::string_view text, double size, bool bold = false);
// Cut between letters, "…" at the end, when it is wider.
std::string shortened(std::string_view text, double width, double size, bool bold = false);
// On as many lines as it needs, broken at blanks; a single word wider than a line is shortened.
std::vector<std::string> wrapped(std::string_view text, double width, double size, bool bold = false);

}  // namespace server
