// A page as a row of blocks: headings, paragraphs, rows of tables, in the order in which they are read.
#pragma once
#include <string>
#include <vector>

#include "importers/reading/html.hpp"

namespace importers::reading {

struct Block {
    enum class Kind { heading, words, row } kind = Kind::words;
    std::string text;                // on one line, cleaned; never empty
    std::vector<std::string> cells;  // of a row, cleaned; may be empty strings
    int line = 0;
};

// h1 to h3 are headings. A heading inside a table stands by itself, after which its row goes on.
std::vector<Block> blocks_of(const Html&);

}  // namespace importers::reading
