#include "server/pictures/road.hpp"

#include <algorithm>

#include "server/pictures/lettering.hpp"
#include "server/pictures/road_places.hpp"

namespace server {
namespace {

using registry::Day;

constexpr double head = 30;        // axis labels
constexpr double row_label = 25;   // the row's name above its lines
constexpr double label_line = 16;  // each further line of that name
constexpr double lane = 24;        // one line of marks
constexpr double wait_lane = 40;   // words, then the bar
constexpr double wait_line = 15;   // each further line of those words
constexpr double bar_high = 14, row_size = 13, length_size = 11;

// Everything the parts of one drawing share.
struct Sheet {
    const Road& road;
    TimeAxis axis;
    Margin margin;
    bool dated = true;  // something has a day
    double width = 0;
};

bool any_undated(const Road& road) {
    for (const auto& row : road.rows)
        for (const auto& mark : row.marks)
            if (is_undated(mark.when)) return true;
    return false;
}

bool any_dated(const Road& road) {
    return std::ranges::any_of(road.rows, [](const RoadRow& row) {
        return !row.waits.empty() ||
               std::ranges::any_of(row.marks, [](const Mark& mark) { return !is_undated(mark.when); });
    });
}

Sheet sheet_of(const Road& road, int width) {
    Stretch stretch{road.on};
    for (const auto& row : road.rows) {
        for (const auto& mark : row.marks) stretch.take(mark.when);
        for (const auto& wait : row.waits) stretch.take(wait.since);
    }
    Sheet sheet{road, {}, {}, any_dated(road), static_cast<double>(width)};
    if (any_undated(road)) {
        const double named = text_width(road.undated, 12) + 8;
        const double least = width > 500 ? 84 : 60;
        sheet.margin.width = sheet.dated ? std::min(std::max(named, least), width / 3.0) : width;
    }
    sheet.axis = stretch.axis(sheet.margin.width > 0 ? sheet.margin.width + 8 : 2, width - 2);
    return sheet;
}

struct DrawnRow {
    const RoadRow* row = nullptr;
    PlacedRow placed;
    std::vector<std::string> name;
    std::vector<std::vector<std::string>> wait_words;  // each in as many lines as it needs
    double top = 0, marks_top = 0, waits_top = 0, bottom = 0;
};

double wait_height(const std::vector<std::string>& words) {
    return wait_lane + wait_line * static_cast<double>(std::max<std::size_t>(words.size(), 1) - 1);
}

DrawnRow laid_out(const Sheet& sheet, const RoadRow& row, double top) {
    DrawnRow drawn{&row,
                   placed(row.marks, sheet.axis, sheet.margin, sheet.dated),
                   wrapped(row.label, sheet.width - 4, row_size, true),
                   {}};
    drawn.top = top;
    const auto further = std::max<std::size_t>(drawn.name.size(), 1) - 1;
    drawn.marks_top = top + row_label + label_line * static_cast<double>(further);
    drawn.waits_top = drawn.marks_top + lane * drawn.placed.lanes;
    drawn.bottom = drawn.waits_top + 6;
    for (const auto& wait : row.waits) {
        drawn.wait_words.push_back(wrapped(wait.label, sheet.width - 4, words_size, true));
        drawn.bottom += wait_height(drawn.wait_words.back());
    }
    return drawn;
}

void draw_axis(Svg& svg, const Sheet& sheet, double bottom) {
    const auto& [road, axis, margin, dated, width] = sheet;
    const double top = head - 8;
    svg.group("frame");
    if (margin.width > 0 && dated) {
        svg.rect(0.5, top, margin.width, bottom - top, "undated");
        svg.text(4, 14, "axis", shortened(road.undated, margin.width, 12));
    }
    if (!dated) {
        svg.text(2, 14, "axis", road.undated).end();
        return;
    }
    const double today = axis.at(road.on);
    svg.rect(today, top, axis.right - today, bottom - top, "ahead");
    for (const auto& tick : ticks(axis, road.lang)) {
        svg.line(tick.at, top, tick.at, bottom, "tick");
        svg.text(tick.at, 14, "axis", tick.label,
                 {{"text-anchor", anchor_within(tick.at, text_width(tick.label, 12), axis.left, width)}});
    }
    svg.line(today, top, today, bottom, "today");
    const double half = text_width(road.on_label, 12);
    const auto anchor = anchor_within(today, half, 0, width);
    svg.text(anchor == "end"     ? width
             : anchor == "start" ? 0
                                 : today,
             bottom + 14, "axis", road.on_label, {{"text-anchor", anchor}});
    svg.end();
}

void draw_names(Svg& svg, const Sheet& sheet, const std::vector<DrawnRow>& rows) {
    for (const auto& drawn : rows) {
        svg.line(0, drawn.top, sheet.width, drawn.top, "rule");
        svg.group("name", drawn.row->label);
        double y = drawn.top + 17;
        for (const auto& each : drawn.name) svg.text(2, y, "row halo", each), y += label_line;
        svg.end();
    }
}

double line_of(const DrawnRow& row, int at) { return row.marks_top + lane * at + lane / 2; }

// The time since the step before: along the line of the later one, down from the earlier one.
void draw_gap(Svg& svg, const Sheet& sheet, const DrawnRow& row, const PlacedMark& mark) {
    const auto& gap = *mark.mark->gap;
    if (mark.undated || is_undated(gap.since)) return;
    const double y = line_of(row, mark.lane);
    const PlacedMark* before = nullptr;
    for (const auto& each : row.placed.marks)
        if (gap.from && each.index == *gap.from) before = &each;
    // Over several lines it would cross the words of others: then it begins with an end of its own.
    const int down = before ? mark.lane - before->lane : 0;
    const bool joined = before && down >= 0 && down <= 1;
    const double x1 = before ? before->x : (sheet.axis.at(gap.since.lo) + sheet.axis.at(gap.since.hi)) / 2;
    if (x1 >= mark.x) return;
    const double y1 = joined ? line_of(row, before->lane) : y;
    const bool sure = gap.since.is_day() && mark.mark->when.is_day() && !mark.mark->unsure;
    // Words on the left of their mark stand on the line: it ends before them.
    const double end = mark.words == PlacedMark::Words::left
                           ? mark.from - 12 - text_width(mark.mark->label, words_size)
                           : mark.x;
    double free_from = x1 + mark_radius;
    for (const auto& each : row.placed.marks)
        if (each.lane == mark.lane && each.x < mark.x) free_from = std::max(free_from, each.end());
    const double room = std::min(end, mark.from) - free_from, wide = text_width(gap.elapsed, length_size);
    const double middle = free_from + room / 2;
    const bool told = !gap.elapsed.empty() && room > wide + 24;
    svg.group("since", gap.words);
    auto path = "M" + length(x1) + " " + length(y1) + (y1 == y ? "" : "V" + length(y));
    if (told)
        path += "H" + length(middle - wide / 2 - 4) + "M" + length(middle + wide / 2 + 4) + " " + length(y);
    svg.shape("path", sure ? "gap" : "gap unsure", {{"d", path + "H" + length(std::max(end, x1))}});
    if (!joined) svg.line(x1, y - 5, x1, y + 5, "gap-end");
    if (told) svg.text(middle, y + 4, "length", gap.elapsed, {{"text-anchor", "middle"}});
    svg.end();
}

std::string diamond(double x, double y, double r) {
    return length(x) + "," + length(y - r) + " " + length(x + r) + "," + length(y) + " " + length(x) + "," +
           length(y + r) + " " + length(x - r) + "," + length(y);
}

std::string classes_of(const Mark& mark, Day on) {
    std::string classes = "mark";
    if (mark.kind == MarkKind::look) classes += " look";
    if (mark.kind == MarkKind::binds) classes += " binds";
    if (mark.unsure || (!mark.when.is_day() && !is_undated(mark.when))) classes += " unsure";
    if (mark.computed) classes += " computed";
    if (happened_by(mark.when, on) == registry::Truth::no) classes += " future";
    return classes;
}

void draw_mark(Svg& svg, const Sheet& sheet, const DrawnRow& row, const PlacedMark& placed) {
    const auto& mark = *placed.mark;
    const double y = line_of(row, placed.lane);
    const auto words = mark.gap ? mark.words + " · " + mark.gap->words : mark.words;
    svg.point(classes_of(mark, sheet.road.on), words, placed.x, y - mark_radius, mark.href);
    if (!placed.undated && !mark.when.is_day()) {
        const double from = sheet.axis.at(mark.when.lo), to = sheet.axis.at(mark.when.hi);
        svg.rect(std::min(from, to - 4), y - 5, std::max(4.0, to - from), 10, "span", {{"rx", "5"}});
    }
    if (mark.kind == MarkKind::step)
        svg.shape("circle", "dot", {{"cx", length(placed.x)}, {"cy", length(y)}, {"r", length(mark_radius)}});
    else
        svg.shape("polygon", "dot",
                  {{"points", diamond(placed.x, y, mark.kind == MarkKind::look ? 5 : mark_radius + 2)}});
    if (!mark.number.empty()) svg.text(placed.x, y + 4, "number", mark.number, {{"text-anchor", "middle"}});
    if (placed.words == PlacedMark::Words::right)
        svg.text(placed.to + 5, y + 4, "words", mark.label);
    else if (placed.words == PlacedMark::Words::left)
        svg.text(placed.from - 5, y + 4, "words", mark.label, {{"text-anchor", "end"}});
    else if (placed.words == PlacedMark::Words::within)
        svg.text(placed.x - mark_radius - 5, y + 4, "words", mark.label, {{"text-anchor", "end"}});
    svg.end();
}

// The bar up to the last look; from there to the day asked about an empty one, for what nobody looked for.
void draw_bar(Svg& svg, const Sheet& sheet, const OpenWait& wait, double y) {
    const auto& axis = sheet.axis;
    const double lo = axis.at(wait.since.lo), hi = axis.at(std::min(wait.since.hi, wait.until));
    const double end = std::max(axis.at(wait.until), hi + 3);
    const double known = wait.looked ? std::clamp(axis.at(*wait.looked), hi, end) : end;
    if (lo < hi) svg.rect(lo, y, hi - lo, bar_high, "maybe", {{"rx", "2"}});
    if (known > hi) {
        svg.rect(hi, y, known - hi, bar_high, "tint", {{"rx", "2"}});
        svg.rect(hi, y, known - hi, bar_high, "pattern",
                 {{"rx", "2"}, {"fill", svg.pattern(registry::name_of(wait.severity))}});
    }
    const double today = std::max(axis.at(sheet.road.on), known);
    if (wait.looked && today - known >= 1)
        svg.rect(known, y, today - known, bar_high, "not-looked", {{"rx", "2"}});
}

void draw_wait(Svg& svg, const Sheet& sheet, const OpenWait& wait, const std::vector<std::string>& words,
               double top) {
    const auto& axis = sheet.axis;
    const double lo = axis.at(wait.since.lo), hi = axis.at(std::min(wait.since.hi, wait.until));
    const double end = std::max(axis.at(wait.until), hi + 3), y = top + wait_height(words) - wait_lane + 20;
    const std::string severity{registry::name_of(wait.severity)};
    svg.point("wait " + severity + (wait.doubtful ? " doubtful" : ""), wait.label, (hi + end) / 2, y,
              wait.href);
    draw_bar(svg, sheet, wait, y);
    double wide = 0, line = top + 14;
    for (const auto& each : words) wide = std::max(wide, text_width(each, words_size, true));
    const bool to_the_end = end - wide >= 0;
    const double left = std::max(0.0, std::min(lo, sheet.width - wide));
    for (const auto& each : words) {
        if (to_the_end)
            svg.text(end, line, "wait-label halo", each, {{"text-anchor", "end"}});
        else
            svg.text(left, line, "wait-label halo", each);
        line += wait_line;
    }
    svg.end();
}

}  // namespace

Svg draw_road(const Road& road, std::string_view id, int width) {
    const auto sheet = sheet_of(road, width);
    std::vector<DrawnRow> rows;
    double y = head;
    for (const auto& row : road.rows) {
        rows.push_back(laid_out(sheet, row, y));
        y = rows.back().bottom;
    }
    Svg svg(id, width, static_cast<int>(y) + 22, "road " + std::string{id}, road.title, road.description);
    svg.severity_patterns();
    draw_axis(svg, sheet, y);
    draw_names(svg, sheet, rows);
    for (const auto& row : rows) {
        for (const auto& mark : row.placed.marks)
            if (mark.mark->gap) draw_gap(svg, sheet, row, mark);
        for (const auto& mark : row.placed.marks) draw_mark(svg, sheet, row, mark);
        double top = row.waits_top;
        for (std::size_t i = 0; i < row.row->waits.size(); ++i) {
            draw_wait(svg, sheet, row.row->waits[i], row.wait_words[i], top);
            top += wait_height(row.wait_words[i]);
        }
    }
    return svg;
}

}  // namespace server
