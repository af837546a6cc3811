// Days and counts to user units, and the ticks that say so. Plain values.
#pragma once
#include <string>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/model/language.hpp"

namespace server {

struct Tick {
    double at = 0;
    std::string label;
};

// A moment of which nothing is known but that it happened.
bool is_undated(const registry::When&);

// From left to right; days outside stand at the edge.
struct TimeAxis {
    registry::Day first{}, last{};
    double left = 0, right = 0;

    double at(registry::Day) const;
    double width() const { return right - left; }
};

// The days a picture must hold: grows with what it is given. Open and unknown ends ask for no room.
class Stretch {
public:
    explicit Stretch(registry::Day some) : first_(some), last_(some) {}
    void take(const registry::When&);
    void take(registry::Day);
    // With a little room on both sides.
    TimeAxis axis(double left, double right) const;

private:
    registry::Day first_, last_;
};

// Years, or months of a short span in the language's words, as many as have room; never none on an axis of a
// year or more.
std::vector<Tick> ticks(const TimeAxis&, registry::Lang);

// Upwards, from zero; `most` is what the top stands for.
struct CountAxis {
    double top = 0, bottom = 0;
    int most = 1, step = 1;

    double at(double count) const { return bottom - (bottom - top) * count / most; }
};
// Whole numbers, at most six ticks, at least up to `count`.
CountAxis count_axis(int count, double top, double bottom);
std::vector<Tick> ticks(const CountAxis&);

// "start", "middle" or "end", so that a text of that width at `x` stays between the edges.
std::string anchor_within(double x, double text_width, double left, double right);

}  // namespace server
