// Pages printed in two columns side by side.
#pragma once
#include <cstddef>
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

// Where the two columns part, in characters; 0: the page has one column, or its layout was not kept.
std::size_t gutter_of(const std::vector<Line>&);

// Left column, then right, between the lines that run over both.
std::vector<Line> one_after_the_other(const std::vector<Line>&, std::size_t gutter);

}  // namespace importers::gazette
