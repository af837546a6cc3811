// Comma-separated values (RFC 4180), row by row: quoted cells, doubled quotes, line ends within quotes.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace importers::reading {

struct CsvRow {
    std::size_t line = 0;  // on which it begins, from 1
    std::vector<std::string> cells;
    bool damaged = false;  // a quote is left open, words follow a closed one, or it has over ten thousand cells
};

class Csv {
public:
    explicit Csv(std::string_view text) : text_(text) {}
    bool next(CsvRow&);  // false at the end; empty lines are passed over

private:
    void cell(CsvRow&);
    void quoted(CsvRow&);
    bool at_line_end() const;

    std::string_view text_;
    std::size_t at_ = 0, line_ = 1;
};

}  // namespace importers::reading
