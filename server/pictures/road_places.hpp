// Where a row's marks stand: on which line of it, and on which side their words.
#pragma once
#include <vector>

#include "server/pictures/road.hpp"

namespace server {

inline constexpr double mark_radius = 9;
inline constexpr double words_size = 12;

struct PlacedMark {
    const Mark* mark = nullptr;
    std::size_t index = 0;           // among the row's marks
    double x = 0, from = 0, to = 0;  // of the number; of mark and span together
    int lane = 0;
    enum class Words { none, left, right, within } words = Words::none;
    bool undated = false;
    double end() const;  // of everything, words too
};

// What is left of the axis for what has no day; `width` 0: nothing undated in the whole picture.
struct Margin {
    double left = 0, width = 0;
};

struct PlacedRow {
    std::vector<PlacedMark> marks;  // from top to bottom, then from left to right
    int lanes = 0;
};

// Marks never overlap one another. Words stand beside their mark wherever a line has room, on as many lines
// as that takes up to a bound; they never run over the edges. `dated` false: there is no axis, the margin has
// all.
PlacedRow placed(const std::vector<Mark>&, const TimeAxis&, const Margin&, bool dated);

}  // namespace server
