// A line of a table as its cells: what stands apart by two blanks or more, and where.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace importers::gazette {

struct Cell {
    std::size_t from = 0, to = 0;  // characters
    std::string text;
    std::size_t middle() const { return (from + to) / 2; }
};

// A name and the days behind it are cells of their own even where one blank parts them.
std::vector<Cell> cells_of(std::string_view line);

}  // namespace importers::gazette
