#include "server/pictures/dots.hpp"

#include <algorithm>

#include "server/pictures/lettering.hpp"

namespace server {
namespace {

using registry::When;

constexpr double head = 26, row = 18, bar = 8, name_size = 12;

struct Sheet {
    const PartyBars& bars;
    TimeAxis axis;
    double name = 0;    // width of the parties' names
    double margin = 0;  // of what has no day, between names and axis; 0: none
    double width = 0;
};

bool any_undated(const PartyBars& bars) {
    const auto undated = [](const std::optional<When>& when) { return when && is_undated(*when); };
    return std::ranges::any_of(bars.rows, [&](const PartyBar& each) {
        return undated(each.signed_on) || undated(each.consented) || undated(each.withdrawn);
    });
}

Sheet sheet_of(const PartyBars& bars, int width) {
    Sheet sheet{bars, {}, width > 500 ? 176.0 : 104.0, 0, static_cast<double>(width)};
    if (bars.long_names) sheet.name = width > 500 ? 300.0 : 150.0;
    if (any_undated(bars)) sheet.margin = text_width(bars.undated, 12) + 8;
    Stretch stretch{bars.on};
    for (const auto& each : bars.rows)
        for (const auto* when : {&each.signed_on, &each.consented, &each.in_force, &each.withdrawn})
            if (*when) stretch.take(**when);
    for (const auto& each : bars.rows)
        if (each.wait) stretch.take(each.wait->since);
    sheet.axis = stretch.axis(sheet.name + sheet.margin + 6, width - 2);
    return sheet;
}

void draw_frame(Svg& svg, const Sheet& sheet, double bottom) {
    const auto& axis = sheet.axis;
    svg.group("frame");
    const double today = axis.at(sheet.bars.on);
    svg.rect(today, head - 4, axis.right - today, bottom - head + 4, "ahead");
    for (std::size_t i = 0; i < sheet.bars.rows.size(); i += 2)
        svg.rect(0, head + row * static_cast<double>(i), today, row, "stripe");
    if (sheet.margin > 0) {
        svg.rect(sheet.name, head - 4, sheet.margin, bottom - head + 4, "undated");
        svg.text(sheet.name + 4, 14, "axis", sheet.bars.undated);
    }
    const auto all = ticks(axis, sheet.bars.lang);
    for (const auto& tick : all) svg.line(tick.at, head - 4, tick.at, bottom, "tick");
    const auto label = [&](const Tick& tick, double y) {
        svg.text(
            tick.at, y, "axis halo", tick.label,
            {{"text-anchor", anchor_within(tick.at, text_width(tick.label, 12), axis.left, sheet.width)}});
    };
    for (const auto& tick : all) label(tick, 14);
    svg.line(today, head - 4, today, bottom, "today");
    svg.line(0, head - 4, sheet.width, head - 4, "base");
    svg.line(0, bottom, sheet.width, bottom, "base");
    if (sheet.bars.rows.size() > 15)
        for (const auto& tick : all) label(tick, bottom + 15);
    const double half = text_width(sheet.bars.on_label, 12);
    const auto anchor = anchor_within(today, half, 0, sheet.width);
    svg.text(anchor == "end" ? sheet.width : today, bottom + 31, "axis", sheet.bars.on_label,
             {{"text-anchor", anchor}});
    svg.end();
}

double middle(const Sheet& sheet, const When& when) {
    if (is_undated(when)) return sheet.name + sheet.margin / 2;
    if (when.lo == registry::earliest_day) return sheet.axis.at(when.hi);
    if (when.hi == registry::latest_day) return sheet.axis.at(when.lo);
    return (sheet.axis.at(when.lo) + sheet.axis.at(when.hi)) / 2;
}

// Bound from the last possible day to the first possible end for certain; around it, possibly.
void draw_bound(Svg& svg, const Sheet& sheet, const PartyBar& each, double y) {
    const auto& from = *each.consented;
    const auto& axis = sheet.axis;
    const bool ended = each.withdrawn && each.withdrawn->lo <= sheet.bars.on;
    const double end = ended ? axis.at(std::min(each.withdrawn->hi, sheet.bars.on)) : axis.at(sheet.bars.on);
    const double sure_end = ended ? axis.at(each.withdrawn->lo) : end;
    if (is_undated(from)) {
        svg.shape("circle", "bar-unsure",
                  {{"cx", length(middle(sheet, from))}, {"cy", length(y)}, {"r", "4.5"}});
        svg.rect(axis.left, y - bar / 2, end - axis.left, bar, "bar-unsure");
        return;
    }
    const double lo = axis.at(from.lo), hi = axis.at(from.hi);
    const auto piece = [&](double x1, double x2, std::string_view classes) {
        if (x2 > x1) svg.rect(x1, y - bar / 2, x2 - x1, bar, classes);
    };
    if (each.unsure) return piece(lo, std::max(end, lo + 2), "bar-unsure");
    piece(lo, hi, "bar-unsure");
    piece(hi, std::max(sure_end, end - lo < 2 ? hi + 2 : hi), "bound-bar");
    piece(std::max(hi, sure_end), end, "bar-unsure");
}

// Along the row, from the moment its clock started to the day asked about.
void draw_wait(Svg& svg, const Sheet& sheet, const OpenWait& wait, double y) {
    const auto& axis = sheet.axis;
    const double from = axis.at(std::min(wait.since.hi, wait.until)), lo = axis.at(wait.since.lo);
    const double end = std::max(axis.at(wait.until), from + 3);
    const std::string severity{registry::name_of(wait.severity)};
    svg.group("wait " + severity + (wait.doubtful ? " doubtful" : ""));
    if (lo < from) svg.rect(lo, y - bar / 2, from - lo, bar, "maybe");
    svg.rect(from, y - bar / 2, end - from, bar, "tint");
    svg.rect(from, y - bar / 2, end - from, bar, "pattern", {{"fill", svg.pattern(severity)}});
    svg.end();
}

void draw_row(Svg& svg, const Sheet& sheet, const PartyBar& each, double top) {
    const double y = top + row / 2;
    svg.point("party-row", each.words, sheet.axis.left + 40, top, each.href);
    svg.rect(0.5, top + 0.5, sheet.width - 1, row - 1, "hit");
    svg.text(4, y + 4, "party", shortened(each.label, sheet.name - 6, name_size));
    if (each.signed_on && !is_undated(*each.signed_on)) {
        const double from = middle(sheet, *each.signed_on);
        const double to = each.consented && !is_undated(*each.consented) ? middle(sheet, *each.consented)
                                                                         : sheet.axis.at(sheet.bars.on);
        if (to > from) svg.line(from, y, to, y, "signed-bar");
    }
    if (each.consented) draw_bound(svg, sheet, each, y);
    if (each.wait) draw_wait(svg, sheet, *each.wait, y);
    if (each.signed_on)
        svg.shape("circle", "open-dot",
                  {{"cx", length(middle(sheet, *each.signed_on))}, {"cy", length(y)}, {"r", "3.6"}});
    if (each.in_force && !is_undated(*each.in_force)) {
        const double x = middle(sheet, *each.in_force);
        svg.line(x, y - 7, x, y + 7, "force-around").line(x, y - 7, x, y + 7, "force");
    }
    if (each.withdrawn) {
        const double x = middle(sheet, *each.withdrawn);
        const auto at = [&](double dx, double dy) { return length(x + dx) + " " + length(y + dy); };
        svg.shape("path", "cross",
                  {{"d", "M" + at(-4, -5) + "L" + at(4, 5) + "M" + at(-4, 5) + "L" + at(4, -5)}});
    }
    svg.end();
}

}  // namespace

Svg draw_party_bars(const PartyBars& bars, std::string_view id, int width) {
    const auto sheet = sheet_of(bars, width);
    const double bottom = head + row * static_cast<double>(bars.rows.size());
    Svg svg(id, width, static_cast<int>(bottom) + 38, "bars " + std::string{id}, bars.title,
            bars.description);
    if (std::ranges::any_of(bars.rows, [](const PartyBar& each) { return each.wait.has_value(); }))
        svg.severity_patterns();
    draw_frame(svg, sheet, bottom);
    double top = head;
    for (const auto& each : bars.rows) {
        draw_row(svg, sheet, each, top);
        top += row;
    }
    return svg;
}

}  // namespace server
