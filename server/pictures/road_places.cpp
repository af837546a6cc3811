#include "server/pictures/road_places.hpp"

#include <algorithm>
#include <cmath>

#include "server/pictures/lettering.hpp"

namespace server {
namespace {

constexpr int most_lanes_for_words = 16;  // beyond, marks stand close and without words
constexpr double words_gap = 5, between = 8;
constexpr double undated_step = 2 * mark_radius + 6;

double words_width(const Mark& mark) { return text_width(mark.label, words_size) + 4; }

PlacedMark on_axis(const Mark& mark, std::size_t index, const TimeAxis& axis) {
    const bool open_start = mark.when.lo == registry::earliest_day,
               open_end = mark.when.hi == registry::latest_day;
    const double from = axis.at(mark.when.lo), to = axis.at(mark.when.hi);
    double x = open_start ? to : open_end ? from : (from + to) / 2;
    x = std::clamp(x, axis.left + mark_radius + 1, axis.right - mark_radius - 1);
    return {&mark, index, x, std::min(from, x - mark_radius), std::max(to, x + mark_radius)};
}

// The lines of a row that are taken so far, each up to where. Below the last undated mark the margin is free
// for words.
struct Lines {
    const TimeAxis& axis;
    double margin_left = 0;
    int with_undated = 0;
    std::vector<double> ends{};

    double begin(int lane) const { return (lane < with_undated ? axis.left : margin_left) - between; }
    double end(int lane) const {
        return lane < static_cast<int>(ends.size()) ? ends[static_cast<std::size_t>(lane)] : begin(lane);
    }
    void take(int lane, double up_to) {
        while (static_cast<int>(ends.size()) <= lane) ends.push_back(begin(static_cast<int>(ends.size())));
        ends[static_cast<std::size_t>(lane)] = up_to;
    }
};

// The first line on which the mark and its words have room; -1: none.
int lane_with_words(PlacedMark& each, const Lines& lines) {
    const auto& axis = lines.axis;
    const double width = words_width(*each.mark);
    for (int lane = 0; lane < most_lanes_for_words; ++lane) {
        const double end = lines.end(lane);
        if (each.from < end + 2) continue;
        if (each.to + words_gap + width <= axis.right) {
            each.words = PlacedMark::Words::right;
            return lane;
        }
        if (each.from - words_gap - width >= end + between) {
            each.words = PlacedMark::Words::left;
            return lane;
        }
        // A long span has room over itself.
        if (each.x - mark_radius - words_gap - width >= each.from) {
            each.words = PlacedMark::Words::within;
            return lane;
        }
    }
    return -1;
}

int lane_without(const PlacedMark& each, const std::vector<double>& ends) {
    const auto free = std::ranges::find_if(ends, [&](double end) { return each.from >= end + 2; });
    return static_cast<int>(free - ends.begin());
}

void put_on_lanes(std::vector<PlacedMark>& marks, Lines lines, int& lanes) {
    std::ranges::stable_sort(marks, {}, &PlacedMark::from);
    for (auto& each : marks) {
        each.lane = lane_with_words(each, lines);
        if (each.lane < 0) each.lane = lane_without(each, lines.ends);
        lines.take(each.lane, each.end());
    }
    lanes = std::max(lanes, static_cast<int>(lines.ends.size()));
}

// Side by side in the margin; where there is no axis, one below the other with their words.
void put_in_margin(std::vector<PlacedMark>& marks, const Margin& margin, bool dated, int& lanes) {
    const int a_line = dated ? std::max(1, static_cast<int>((margin.width - 6) / undated_step)) : 1;
    int count = 0;
    for (auto& each : marks) {
        each.lane = count / a_line;
        each.x = margin.left + mark_radius + 3 + undated_step * (count % a_line);
        each.from = each.x - mark_radius;
        each.to = each.x + mark_radius;
        if (!dated && each.to + words_gap + words_width(*each.mark) <= margin.left + margin.width)
            each.words = PlacedMark::Words::right;
        ++count;
        lanes = std::max(lanes, each.lane + 1);
    }
}

}  // namespace

double PlacedMark::end() const {
    return words == Words::right ? to + words_gap + words_width(*mark) + between : to;
}

PlacedRow placed(const std::vector<Mark>& marks, const TimeAxis& axis, const Margin& margin, bool dated) {
    std::vector<PlacedMark> on, off;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (is_undated(marks[i].when)) {
            off.push_back({&marks[i], i});
            off.back().undated = true;
        } else {
            on.push_back(on_axis(marks[i], i, axis));
        }
    }
    PlacedRow row;
    put_in_margin(off, margin, dated, row.lanes);
    const bool has_margin = margin.width > 0;
    put_on_lanes(on, {axis, has_margin ? margin.left + 2 + between : axis.left, row.lanes}, row.lanes);
    row.marks = std::move(off);
    row.marks.insert(row.marks.end(), on.begin(), on.end());
    std::ranges::stable_sort(row.marks, {}, &PlacedMark::lane);
    return row;
}

}  // namespace server
