#include "server/pictures/survival.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "server/pictures/lettering.hpp"

namespace server {
namespace {

constexpr double year = 365.25;
constexpr double left = 50, top = 58, plot = 190, foot = 44;
constexpr double key_line = 18;
constexpr int longest_axis = 36525;  // days: a century
constexpr int long_tail = 10958;     // 30 years: more would press the rest together
constexpr std::array<std::string_view, 3> classes{"line-b", "line-a", "line-c"};

// Days and shares to user units.
struct Axes {
    int last_day = 1;
    double right = 0, from_top = top;

    double x(int day) const { return left + (right - left) * std::clamp(day, 0, last_day) / last_day; }
    double y(double share) const { return from_top + (1 - share) * plot; }
    double bottom() const { return from_top + plot; }
};

// So far to the right that the wait stands well inside and the curves have come down, where they soon do.
Axes axes_of(const SurvivalPicture& picture, int width) {
    int last = std::max(picture.days + picture.days / 8, static_cast<int>(5 * year));
    for (const auto& each : picture.curves) {
        const auto most = each.curve->day_of_share(0.9);
        last = std::max(last, std::min(most ? *most + *most / 8 : each.curve->longest, long_tail));
    }
    Axes axes{std::min(std::max(last, picture.days + 1), std::max(longest_axis, picture.days + 1)),
              width - 8.0};
    axes.from_top =
        top + key_line * (static_cast<double>(std::max<std::size_t>(picture.curves.size(), 1)) - 2);
    return axes;
}

// The staircase; what falls on one tenth of a unit is one step there.
std::string staircase(const registry::Curve& curve, const Axes& axes) {
    std::string path = "M" + length(axes.x(0)) + " " + length(axes.y(1));
    auto at_x = length(axes.x(0)), at_y = length(axes.y(1));
    for (const auto& step : curve.steps) {
        if (step.days > axes.last_day) break;
        const auto x = length(axes.x(step.days)), y = length(axes.y(step.waiting));
        if (y == at_y) continue;
        if (x != at_x) path += "H" + x;
        path += "V" + y;
        at_x = x;
        at_y = y;
    }
    return path + "H" + length(axes.x(std::min(curve.longest, axes.last_day)));
}

std::string percent_text(const SurvivalPicture& picture, int share) {
    auto text = picture.percent;
    if (const auto at = text.find("{n}"); at != std::string::npos) text.replace(at, 3, std::to_string(share));
    return text;
}

void draw_axes(Svg& svg, const SurvivalPicture& picture, const Axes& axes) {
    svg.group("frame");
    for (const int share : {100, 75, 50, 25, 0}) {
        const double y = axes.y(share / 100.0);
        svg.line(left, y, axes.right, y, share ? "tick" : "base");
        svg.text(left - 6, y + 4, "axis", percent_text(picture, share), {{"text-anchor", "end"}});
    }
    int step = 100;
    for (const int each : {1, 2, 5, 10, 20, 50})
        if ((axes.right - left) * each * year / axes.last_day > 34) {
            step = each;
            break;
        }
    for (int n = 0; n * year <= axes.last_day; n += step) {
        const double x = axes.x(static_cast<int>(std::lround(n * year)));
        svg.line(x, axes.bottom(), x, axes.bottom() + 4, "base");
        svg.text(x, axes.bottom() + 17, "axis", std::to_string(n), {{"text-anchor", "middle"}});
    }
    svg.text(0, axes.from_top - 12, "axis", picture.axis_share);
    svg.text(axes.right, axes.bottom() + 36, "axis", picture.axis_years, {{"text-anchor", "end"}});
    svg.end();
}

void draw_wait(Svg& svg, const SurvivalPicture& picture, const Axes& axes) {
    const double x = axes.x(picture.days);
    const bool left_of_it = x > (left + axes.right) / 2;
    svg.point("here-point", picture.wait_label, x, axes.from_top + 24);
    svg.line(x, axes.from_top, x, axes.bottom(), "here");
    svg.text(left_of_it ? x - 6 : x + 6, axes.from_top + 14, "here-label", picture.wait_label,
             {{"text-anchor", left_of_it ? "end" : "start"}});
    svg.end();
}

}  // namespace

Svg draw_survival(const SurvivalPicture& picture, std::string_view id, std::string_view size, int width) {
    const auto axes = axes_of(picture, width);
    Svg svg(id, width, static_cast<int>(axes.bottom() + foot), "survival " + std::string{size}, picture.title,
            picture.description);
    draw_axes(svg, picture, axes);
    double key = 10;
    for (std::size_t i = 0; i < picture.curves.size() && i < classes.size(); ++i) {
        const auto& each = picture.curves[i];
        svg.group("curve", each.label);
        svg.shape("path", classes[i], {{"d", staircase(*each.curve, axes)}});
        svg.line(left, key, left + 34, key, classes[i]);
        svg.text(left + 42, key + 4, "key", shortened(each.label, width - left - 42, 12.5));
        svg.end();
        key += key_line;
    }
    draw_wait(svg, picture, axes);
    for (const auto& each : picture.curves)
        if (const auto share = each.curve->waiting_after(picture.days)) {
            const double rounded = std::round(*share * 100);
            svg.point("share", each.label + ": " + percent_text(picture, static_cast<int>(rounded)),
                      axes.x(picture.days), axes.y(*share) - 8);
            svg.shape("circle", "dot",
                      {{"cx", length(axes.x(picture.days))}, {"cy", length(axes.y(*share))}, {"r", "4.5"}});
            svg.end();
        }
    return svg;
}

}  // namespace server
