#include "server/pictures/steps.hpp"

#include <algorithm>
#include <array>

#include "server/pictures/lettering.hpp"

namespace server {
namespace {

constexpr double head = 34, foot = 44, size = 12;
constexpr std::array<std::string_view, 3> line_classes{"line-a", "line-b", "line-c"};
constexpr std::array<std::string_view, 3> band_classes{"band-a", "band-b", "band-b"};

struct Sheet {
    const CountsOverTime& counts;
    TimeAxis x;
    CountAxis y;
    double width = 0;
};

int most_of(const CountsOverTime& counts) {
    int most = counts.threshold.value_or(0);
    for (const auto& line : counts.lines)
        for (const auto& step : line.steps) most = std::max(most, step.at_most);
    return most;
}

// "61 parties" at the end of a line: the widest decides how much room is kept on the right.
std::string end_label(const CountLine& line) {
    const auto last = line.steps.empty() ? CountLine::Step{} : line.steps.back();
    auto number = std::to_string(last.at_least);
    if (last.at_most != last.at_least) number += "–" + std::to_string(last.at_most);
    return number + " " + line.label;
}

Sheet sheet_of(const CountsOverTime& counts, int width, int height) {
    Sheet sheet{counts, {}, count_axis(most_of(counts), head, head + height), static_cast<double>(width)};
    Stretch stretch{counts.on};
    for (const auto& line : counts.lines)
        for (const auto& step : line.steps) stretch.take(step.day);
    for (const auto& moment : counts.moments) stretch.take(moment.when);
    double room = 0;
    for (const auto& line : counts.lines) room = std::max(room, text_width(end_label(line), size, true));
    const double left = text_width(std::to_string(sheet.y.most), size) + 10;
    sheet.x = stretch.axis(left, width - std::min(room + 10, width * 0.42));
    sheet.x.last = counts.on;  // nothing is counted ahead
    return sheet;
}

void draw_frame(Svg& svg, const Sheet& sheet) {
    const auto& [counts, x, y, width] = sheet;
    svg.group("frame");
    for (const auto& tick : ticks(y)) {
        svg.line(x.left, tick.at, x.right, tick.at, tick.label == "0" ? "base" : "tick");
        svg.text(x.left - 6, tick.at + 4, "axis", tick.label, {{"text-anchor", "end"}});
    }
    for (const auto& tick : ticks(x, counts.lang)) {
        svg.line(tick.at, y.bottom, tick.at, y.bottom + 4, "base");
        svg.text(tick.at, y.bottom + 17, "axis", tick.label,
                 {{"text-anchor", anchor_within(tick.at, text_width(tick.label, size), 0, width)}});
    }
    const double today = x.at(counts.on);
    svg.line(today, y.top, today, y.bottom, "today");
    const auto anchor = anchor_within(today, text_width(counts.on_label, size), 0, width);
    svg.text(anchor == "end" ? width : today, y.bottom + 35, "axis", counts.on_label,
             {{"text-anchor", anchor}});
    if (counts.threshold) {
        const double at = y.at(*counts.threshold);
        svg.line(x.left, at, x.right, at, "threshold");
        const auto words = wrapped(counts.threshold_label, x.width() - 8, size);
        double line =
            at - 5 - 15 * static_cast<double>(words.size() - std::min<std::size_t>(words.size(), 1));
        for (const auto& each : words) {
            svg.text(x.right - 4, line, "axis halo", each, {{"text-anchor", "end"}});
            line += 15;
        }
    }
    svg.end();
}

// Where what is known of a line ends: with the data it is from, or with a later step.
registry::Day known_to(const CountsOverTime& counts, const CountLine& line) {
    auto day = std::min(counts.known_to.value_or(counts.on), counts.on);
    if (!line.steps.empty()) day = std::max(day, line.steps.back().day);
    return day;
}

// The lower bound as a line as far as it is known, the room up to the upper one as a band.
std::string line_path(const Sheet& sheet, const CountLine& line, int CountLine::Step::*bound) {
    std::string path = "M" + length(sheet.x.left) + " " + length(sheet.y.at(0));
    for (const auto& step : line.steps)
        path += "H" + length(sheet.x.at(step.day)) + "V" + length(sheet.y.at(step.*bound));
    return path + "H" + length(sheet.x.at(known_to(sheet.counts, line)));
}

std::string band_path(const Sheet& sheet, const CountLine& line) {
    auto path = line_path(sheet, line, &CountLine::Step::at_most);
    double right = sheet.x.at(known_to(sheet.counts, line));
    for (auto step = line.steps.rbegin(); step != line.steps.rend(); ++step) {
        path += "V" + length(sheet.y.at(step->at_least));
        right = sheet.x.at(step->day);
        path += "H" + length(right);
    }
    return path + "V" + length(sheet.y.at(0)) + "H" + length(sheet.x.left) + "Z";
}

bool is_vague(const CountLine& line) {
    return std::ranges::any_of(line.steps, [](const auto& step) { return step.at_least != step.at_most; });
}

// The labels at the lines' ends, moved apart where they would stand on one another.
std::vector<double> label_places(const Sheet& sheet) {
    const auto& lines = sheet.counts.lines;
    std::vector<std::size_t> order(lines.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto end = [&](std::size_t i) {
        return sheet.y.at(lines[i].steps.empty() ? 0 : lines[i].steps.back().at_least);
    };
    std::ranges::stable_sort(order, {}, end);
    std::vector<double> places(lines.size());
    double free = sheet.y.top;
    for (const auto i : order) {
        places[i] = std::max(end(i), free);
        free = places[i] + 16;
    }
    const double over = lines.empty() ? 0 : std::max(0.0, free - 16 - sheet.y.bottom);
    for (auto& each : places) each -= over;
    return places;
}

void draw_lines(Svg& svg, const Sheet& sheet) {
    const auto& lines = sheet.counts.lines;
    const auto places = label_places(sheet);
    const double end = sheet.x.at(sheet.counts.on);
    for (std::size_t at = lines.size(); at > 0; --at) {  // the first lies on top
        const auto i = at - 1;
        if (i >= line_classes.size()) continue;
        const double y = sheet.y.at(lines[i].steps.empty() ? 0 : lines[i].steps.back().at_least);
        svg.point("count", lines[i].words, end - 60, std::max(y - 8, sheet.y.top));
        if (is_vague(lines[i])) svg.shape("path", band_classes[i], {{"d", band_path(sheet, lines[i])}});
        svg.shape("path", line_classes[i], {{"d", line_path(sheet, lines[i], &CountLine::Step::at_least)}});
        const double known = sheet.x.at(known_to(sheet.counts, lines[i]));
        if (known < end) svg.line(known, y, end, y, "beyond");
        svg.shape("circle", "dot hit-dot", {{"cx", length(known)}, {"cy", length(y)}, {"r", "3.5"}});
        svg.text(std::max(end, sheet.x.right) + 7, places[i] + 4, "ends " + std::string{line_classes[i]},
                 shortened(end_label(lines[i]), sheet.width - sheet.x.right - 6, size, true));
        svg.end();
    }
}

void draw_moments(Svg& svg, const Sheet& sheet) {
    double line = 12;
    for (const auto& moment : sheet.counts.moments) {
        if (is_undated(moment.when)) continue;
        const double lo = sheet.x.at(moment.when.lo), hi = sheet.x.at(moment.when.hi);
        const double x = (lo + hi) / 2;
        svg.point(moment.computed ? "moment computed" : "moment", moment.words, x, sheet.y.top);
        if (hi > lo) svg.rect(lo, sheet.y.top, hi - lo, sheet.y.bottom - sheet.y.top, "area");
        svg.line(x, line + 4, x, sheet.y.bottom, moment.computed ? "here" : "mark-line");
        const auto label = shortened(moment.label, sheet.width, size);
        const auto anchor = anchor_within(x, text_width(label, size), 0, sheet.width);
        svg.text(anchor == "start" ? std::min(x, sheet.width - text_width(label, size)) : x, line,
                 "halo axis", label, {{"text-anchor", anchor}});
        svg.end();
        line = line > 12 ? 12 : 26;
    }
}

}  // namespace

Svg draw_counts(const CountsOverTime& counts, std::string_view id, std::string_view kind, int width,
                int height) {
    const auto sheet = sheet_of(counts, width, height);
    Svg svg(id, width, static_cast<int>(sheet.y.bottom + foot), "counts " + std::string{kind}, counts.title,
            counts.description);
    draw_frame(svg, sheet);
    draw_moments(svg, sheet);
    draw_lines(svg, sheet);
    return svg;
}

}  // namespace server
