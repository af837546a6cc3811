// How deep a page nests, judged before Gumbo reads it: HTML5 walks the stack of open elements at almost every
// tag, so that a page of nothing but <div> would take quadratic time.
#pragma once
#include <cstddef>
#include <string_view>

namespace importers::reading {

// Deeper than any page written by people or their programs.
inline constexpr std::size_t deepest_page = 2000;

// Follows the open elements as HTML5 does in outline; an estimate that errs on the deep side.
bool nests_deeper_than(std::string_view html, std::size_t depth);

}  // namespace importers::reading
