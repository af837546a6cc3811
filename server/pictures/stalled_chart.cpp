#include "server/pictures/stalled_chart.hpp"

#include <algorithm>
#include <numeric>

#include "server/pictures/axis.hpp"
#include "server/pictures/lettering.hpp"

namespace server {
namespace {

using registry::Severity;

constexpr std::array order{Severity::severe, Severity::stalled, Severity::warn,
                           Severity::notice};  // worst first
constexpr double key_high = 26, group_line = 17, row = 24, bar = 15, size = 12;

struct Sheet {
    const SeverityBars& bars;
    double left = 0, right = 0, width = 0;
    int most = 1;
    bool names_above = false;  // no room for the bodies beside the bars

    double length_of(int count) const { return (right - left) * count / most; }
    double row_high() const { return names_above ? row + 15 : row; }
};

Sheet sheet_of(const SeverityBars& bars, int width) {
    Sheet sheet{bars, 0, width - 44.0, static_cast<double>(width), 1, width < 500};
    double widest = 0;
    for (const auto& each : bars.rows) {
        sheet.most = std::max(sheet.most, each.total());
        widest = std::max(widest, text_width(each.label, size));
    }
    sheet.left = sheet.names_above ? 2 : std::min(widest + 14, width * 0.4);
    return sheet;
}

std::string_view code_of(Severity severity) { return registry::name_of(severity); }
std::size_t at(Severity severity) { return static_cast<std::size_t>(severity); }

void draw_piece(Svg& svg, double x, double y, double wide, Severity severity) {
    svg.group(code_of(severity));
    svg.rect(x, y, wide, bar, "tint");
    svg.rect(x, y, wide, bar, "pattern", {{"fill", svg.pattern(code_of(severity))}});
    svg.end();
}

// The classes that occur, worst first; returns how high the key is.
double draw_key(Svg& svg, const Sheet& sheet) {
    double x = 2, y = 4;
    svg.group("frame");
    for (const auto severity : order) {
        const bool occurs = std::ranges::any_of(
            sheet.bars.rows, [&](const SeverityBar& each) { return each.by_severity[at(severity)] > 0; });
        if (!occurs) continue;
        const auto& name = sheet.bars.severities[at(severity)];
        const double wide = 24 + text_width(name, size) + 18;
        if (x > 2 && x + wide > sheet.width) x = 2, y += 20;
        draw_piece(svg, x, y, 18, severity);
        svg.text(x + 24, y + 12, "aside", name);
        x += wide;
    }
    svg.end();
    return y + key_high;
}

void draw_row(Svg& svg, const Sheet& sheet, const SeverityBar& each, double top) {
    svg.point("stack", each.words, sheet.left + 60, top, each.href);
    svg.rect(0.5, top + 0.5, sheet.width - 1, sheet.row_high() - 1, "hit", {{"rx", "2"}});
    double y = top + (row - bar) / 2;
    if (sheet.names_above) {
        svg.text(sheet.left, top + 13, "party", shortened(each.label, sheet.width - 4, size));
        y += 15;
    } else {
        svg.text(sheet.left - 8, top + 16, "party", shortened(each.label, sheet.left - 12, size),
                 {{"text-anchor", "end"}});
    }
    double x = sheet.left;
    for (const auto severity : order) {
        const int count = each.by_severity[at(severity)];
        if (count <= 0) continue;
        const double wide = sheet.length_of(count);
        draw_piece(svg, x, y, wide, severity);
        x += wide;
    }
    svg.text(x + 6, y + 12, "ends", std::to_string(each.total()));
    svg.end();
}

}  // namespace

int SeverityBar::total() const { return std::accumulate(by_severity.begin() + 1, by_severity.end(), 0); }

Svg draw_severity_bars(const SeverityBars& bars, std::string_view id, int width) {
    const auto sheet = sheet_of(bars, width);
    // Laid out first: the height is part of the head.
    Svg measure(id, width, 0, {}, {}, {});
    double y = draw_key(measure, sheet);
    std::string group;
    for (const auto& each : bars.rows) {
        if (each.group != group)
            y += 10 + group_line * static_cast<double>(wrapped(each.group, width - 4, 13, true).size());
        group = each.group;
        y += sheet.row_high();
    }
    Svg svg(id, width, static_cast<int>(y) + 6, "stacks " + std::string{id}, bars.title, bars.description);
    svg.severity_patterns();
    y = draw_key(svg, sheet);
    group.clear();
    for (const auto& each : bars.rows) {
        if (each.group != group) {
            y += 10;
            svg.line(0, y - 4, width, y - 4, "rule");
            for (const auto& line : wrapped(each.group, width - 4, 13, true))
                svg.text(2, y + 11, "row", line), y += group_line;
            group = each.group;
        }
        draw_row(svg, sheet, each, y);
        y += sheet.row_high();
    }
    return svg;
}

}  // namespace server
