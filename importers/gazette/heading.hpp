// Headings of acts: "25 DECEMBER 2024. — Wet houdende instemming met …, gedaan te New York op 19 juni 2023
// (1)(2)(3)".
#pragma once
#include <optional>
#include <vector>

#include "importers/gazette/act.hpp"
#include "importers/gazette/assent.hpp"

namespace importers::gazette {

struct ReadHeading {
    Heading heading;
    Again again = Again::no;
    bool approves_other = false;
    int most_note = 0;     // 3 for "(1)(2)(3)"
    std::size_t past = 0;  // the line after it
};

// The heading that begins on lines[at]: a date at the line's start, a dash, a title over one or more lines.
// In lower case it must stand close below a number line (`near_number`).
std::optional<ReadHeading> heading_at(const std::vector<Line>& lines, std::size_t at, bool near_number);

}  // namespace importers::gazette
