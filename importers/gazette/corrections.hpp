// What a rectification or an addendum says: which act it is about, in which words, and the day it sets right.
#pragma once
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

// Fills in `text`, `corrects` and `new_dates`; `kind` and `headings` are known. `lines` are those below the
// heading.
void read_corrections(Publication&, const std::vector<Line>& lines);

}  // namespace importers::gazette
