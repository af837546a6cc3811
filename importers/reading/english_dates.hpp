// Dates in English prose, with their place: "22 Apr\t 2016", "23 November 1951", "April 10th, 1935", "Feb 3,
// 1925".
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"

namespace importers::reading {

struct EnglishDate {
    std::size_t at = 0, length = 0;    // bytes of the text read
    std::optional<registry::Day> day;  // none: there is no such day ("31 June 1989")
};

// In order, never overlapping. Months by their name or its first three letters ("Sept" too), any case; blanks
// of any kind, tabs and no-break spaces among them. "26 and 27 June 1936" gives 27 June only.
std::vector<EnglishDate> english_dates(std::string_view text);

}  // namespace importers::reading
