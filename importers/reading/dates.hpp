// Dates in Dutch, French, German and English prose, with their place: "19 juni 2023", "1er juillet 2003",
// "1. März 1990", "June 19th, 2023".
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"

namespace importers::reading {

struct FoundDate {
    std::size_t at = 0, length = 0;    // bytes of the text read
    std::optional<registry::Day> day;  // none: there is no such day ("31 juni 1989")
};

// In order, never overlapping: day, month by its whole name in any of the four languages, four figures of a
// year. Any case, blanks of any kind (no-break spaces among them). "26 et 27 juin 1936" gives 27 June only.
std::vector<FoundDate> dates_in(std::string_view text);

}  // namespace importers::reading
