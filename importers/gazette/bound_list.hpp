// Lists of bound States: tables in two languages side by side. With the layout kept they are read by place;
// without it only rows that stand complete are read, and how many do not is said.
#pragma once
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

struct BoundList {
    std::vector<BoundState> rows;
    std::vector<registry::Remark> remarks;
};

// From lines as laid out; nothing when they hold no list.
BoundList read_laid_out_list(const std::vector<Line>& lines);
// From lines without layout, cell after cell.
BoundList read_loose_list(const std::vector<Line>& lines);

// One State for each: the Dutch row is said, the French one beside it only where it adds or differs.
struct Agreed {
    std::vector<BoundState> rows;
    std::vector<registry::Remark> remarks;
};
Agreed agree(const std::vector<BoundState>& rows);

}  // namespace importers::gazette
