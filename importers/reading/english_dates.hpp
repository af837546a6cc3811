// Dates in English prose, with their place: "22 Apr\t 2016", "23 November 1951", "April 10th, 1935", "Feb 3,
// 1925".
#pragma once
#include <string_view>
#include <vector>

#include "importers/reading/dates.hpp"

namespace importers::reading {

// In order, never overlapping. Months by their name or its first three letters ("Sept" too), any case; blanks
// of any kind, tabs and no-break spaces among them. "26 and 27 June 1936" gives 27 June only.
std::vector<FoundDate> english_dates(std::string_view text);

}  // namespace importers::reading
