// Parties beside instruments as a field of marks, each status with its own shape. Plain values; the table
// beside the picture says the same.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/pictures/svg.hpp"

namespace server {

enum class FieldMark {
    bound,       // a full square
    signed_,     // a half-filled one
    withdrawn,   // a cross
    taken_back,  // an empty circle, struck out
    other,       // a dot
    none         // a short stroke
};
struct CompareField {
    std::string title, description;
    std::vector<std::string> columns;  // the parties
    struct Cell {
        FieldMark mark = FieldMark::none;
        std::string words;  // for hover, focus and screen readers
        std::string href;   // empty: nowhere
    };
    struct Row {
        std::string label;  // the instrument
        std::vector<Cell> cells;
    };
    std::vector<Row> rows;
    struct Key {
        FieldMark mark;
        std::string label;
    };
    std::vector<Key> key;
};

// As wide as asked, or wider where the columns need it.
Svg draw_field(const CompareField&, std::string_view id, int width);

}  // namespace server
