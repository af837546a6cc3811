#include "importers/reading/csv.hpp"

namespace importers::reading {

constexpr std::size_t most_cells = 10'000;

bool Csv::at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

bool Csv::next(CsvRow& row) {
    while (at_ < text_.size() && at_line_end()) line_ += text_[at_++] == '\n';
    if (at_ >= text_.size()) return false;
    row = {line_, {}, false};
    while (true) {
        cell(row);
        if (at_line_end()) break;
        ++at_;  // the comma
    }
    return true;
}

void Csv::cell(CsvRow& row) {
    // A row of more cells than any table has is damage, and must not fill memory: the last cell takes the
    // rest.
    if (row.cells.size() < most_cells)
        row.cells.emplace_back();
    else
        row.damaged = true, row.cells.back().clear();
    if (at_ < text_.size() && text_[at_] == '"') quoted(row);
    const auto begin = at_;
    while (!at_line_end() && text_[at_] != ',') ++at_;
    row.cells.back() += text_.substr(begin, at_ - begin);
}

void Csv::quoted(CsvRow& row) {
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
            ++at_;
            if (at_ >= text_.size() || text_[at_] != '"') {
                row.damaged = row.damaged || (!at_line_end() && text_[at_] != ',');
                return;
            }
        }
        line_ += text_[at_] == '\n';
        row.cells.back() += text_[at_];
    }
    row.damaged = true;  // never closed
}

}  // namespace importers::reading
