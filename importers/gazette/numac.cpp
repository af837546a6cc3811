// The number of a publication, printed in brackets above it.
#include <algorithm>

#include "importers/gazette/act.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {

using reading::is_digit;
using registry::trim;
using Words = std::string_view;

std::string number_at(Words text, std::size_t at) {
    const auto digits = [&](std::size_t most) {
        const auto from = at;
        while (at < text.size() && is_digit(text[at]) && at - from <= most) ++at;
        return text.substr(from, at - from);
    };
    const auto year = digits(4);
    if (year.size() != 4 || (year.substr(0, 2) != "19" && year.substr(0, 2) != "20") || at >= text.size() ||
        text[at] != '/')
        return {};
    ++at;
    const auto serial = digits(6);
    if (serial.empty() || serial.size() > 6) return {};
    return std::string{year} + std::string(6 - serial.size(), '0') + std::string{serial};
}

std::string numac_of(Words line) {
    if (line.size() > 200) return {};
    line = trim(line);
    const auto open = line.find('[');
    if (open == Words::npos || !line.ends_with(']')) return {};
    // Before the bracket at most a serial: "N. 2004 — 1310".
    const auto serial = trim(line.substr(0, open));
    if (!serial.empty() &&
        !(serial.size() < 30 &&
          (serial.starts_with("N.") || serial.starts_with("F.") || serial.starts_with("D.")) &&
          std::count_if(serial.begin(), serial.end(), is_digit) >= 2))
        return {};
    auto inner = trim(line.substr(open + 1, line.size() - open - 2));
    if (inner.starts_with('C') || inner.starts_with('S')) inner.remove_prefix(1);
    const auto digit = inner.find_first_of("0123456789");
    if (digit == Words::npos || digit > 8) return {};
    auto number = number_at(inner, digit);
    const auto slash = inner.find('/', digit);
    const bool whole =
        slash != Words::npos &&
        std::all_of(inner.begin() + static_cast<std::ptrdiff_t>(slash) + 1, inner.end(), is_digit);
    return whole ? number : std::string{};
}

}  // namespace importers::gazette
