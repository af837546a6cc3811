// A list as CSV (RFC 4180; media type of RFC 7111): UTF-8 without a byte order mark, lines end in CR LF, the
// first line names the columns. What is not known is an empty cell; a date stands in three columns: EDTF, first
// and last day.
//
// A cell that begins with = + - @ or a tab is written as it is. Spreadsheet programs may take it for a formula
// when they open the file by a double click; but these files are data that programs read back, and an apostrophe
// put before "-5" or "@…" would change what a source said without a word. Nothing here is typed in by visitors:
// every cell comes from the registry, and the answer is sent as a download that asks to be imported, not opened.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/represent/document.hpp"

namespace server {

// One cell, quoted where it holds a comma, a quotation mark, a line end, or blanks at an end.
std::string csv_cell(std::string_view);
std::string csv_line(const std::vector<std::string>& cells);

// What stands at a path of keys ("adopted.lo"): of two members of one name the one programs read. A list on the
// way gives each of its items' texts, joined by " | ", in order and with empty ones kept, so that columns of one
// list stay side by side. Empty: not known, or nothing there.
std::string text_at_path(const Value& item, std::string_view path);

// Columns of a date: NAME, NAME_lo, NAME_hi.
void add_date(Sheet&, std::string_view name, std::string_view path);

}  // namespace server
