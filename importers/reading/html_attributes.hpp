// How many attributes a page's tags have, judged before Gumbo reads it: it compares each with all before it, so that
// one tag of many would take quadratic time.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace importers::reading {

// More than any tag written by people or their programs.
inline constexpr std::size_t most_attributes = 200;

// Where the first tag with more than so many begins, in bytes from 0. Follows tags, comments, scripts and style
// sheets as HTML5 does in outline (HTML Standard 13.2.5).
std::optional<std::size_t> tag_with_more_attributes_than(std::string_view html, std::size_t most);

}  // namespace importers::reading
