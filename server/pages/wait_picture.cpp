// The survival curves as a picture: time since signature to the right, the share still without consent
// upwards.
#include <algorithm>
#include <cmath>

#include "server/pages/wait_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::WaitAnswer;
using registry::WaitCurve;

constexpr double year = 365.25;
constexpr int left = 48, top = 58, plot = 190, foot = 44;  // SVG user units
constexpr int longest_axis = 36525;                        // days: a century
constexpr int long_tail = 10958;                           // 30 years: more would press the rest together

// Days and shares to user units.
struct Axes {
    int last_day = 1, right = 0;

    int x(int day) const {
        const auto part = static_cast<double>(std::clamp(day, 0, last_day)) / last_day;
        return left + static_cast<int>(std::lround(part * (right - left)));
    }
    static int y(double share) { return top + static_cast<int>(std::lround((1 - share) * plot)); }
};

// So far to the right that the wait stands well inside and the curves have come down, where they soon do.
Axes axes_of(const WaitAnswer& wait, int width) {
    int last = std::max(wait.days + wait.days / 8, static_cast<int>(5 * year));
    for (const auto* each : {&wait.of_party, &wait.of_all}) {
        if (each->too_few()) continue;
        const auto most = each->curve.day_of_share(0.9);
        last = std::max(last, std::min(most ? *most + *most / 8 : each->curve.longest, long_tail));
    }
    return {std::min(std::max(last, wait.days + 1), std::max(longest_axis, wait.days + 1)), width - 8};
}

// The staircase as points; what falls on one column of user units is one step there.
std::string points(const WaitCurve& curve, const Axes& axes) {
    std::string text;
    int at_x = axes.x(0), at_y = Axes::y(1);
    const auto put = [&](int x, int y) {
        text += (text.empty() ? "" : " ") + std::to_string(x) + "," + std::to_string(y);
    };
    put(at_x, at_y);
    for (const auto& step : curve.curve.steps) {
        if (step.days > axes.last_day) break;
        const int x = axes.x(step.days), y = Axes::y(step.waiting);
        if (y == at_y) continue;
        if (x != at_x) put(x, at_y);
        put(x, y);
        at_x = x;
        at_y = y;
    }
    put(axes.x(std::min(curve.curve.longest, axes.last_day)), at_y);
    return text;
}

Value curve_shown(const View& view, const WaitAnswer& wait, const WaitCurve& curve, const Axes& axes,
                  std::string_view whose, const std::string& who, int key_y) {
    auto value = Value::object();
    value.both("whose", whose);
    value.both("points", points(curve, axes));
    value.both("key_x", left);
    value.both("key_to", left + 34);
    value.both("key_y", key_y);
    value.both("text_x", left + 42);
    value.both("text_y", key_y + 4);
    value.both("label", view.say("wait.key", {{"who", who}, {"n", number(view, curve.curve.n)}}));
    const auto here = curve.curve.waiting_after(wait.days);
    value.both("dot", here.has_value());
    value.both("dot_x", axes.x(wait.days));
    value.both("dot_y", here ? Axes::y(*here) : 0);
    return value;
}

Value ticks_across(const Axes& axes) {
    auto list = Value::list();
    int step = 100;
    for (const int each : {1, 2, 5, 10, 20, 50})
        if ((axes.right - left) * each * year / axes.last_day > 34) {
            step = each;
            break;
        }
    for (int n = 0; n * year <= axes.last_day; n += step) {
        auto tick = Value::object();
        tick.both("x", axes.x(static_cast<int>(std::lround(n * year))));
        tick.both("label", std::to_string(n));
        tick.both("top", top);
        tick.both("bottom", top + plot);
        tick.both("text_y", top + plot + 16);
        list.push(std::move(tick));
    }
    return list;
}

Value ticks_up(const View& view, const Axes& axes) {
    auto list = Value::list();
    for (const int share : {100, 75, 50, 25, 0}) {
        auto tick = Value::object();
        tick.both("y", Axes::y(share / 100.0));
        tick.both("text_y", Axes::y(share / 100.0) + 4);
        tick.both("label", view.say("wait.percent", {{"n", std::to_string(share)}}));
        tick.both("left", left);
        tick.both("right", axes.right);
        tick.both("text_x", left - 6);
        list.push(std::move(tick));
    }
    return list;
}

}  // namespace

Value draw_wait(const View& view, const WaitAnswer& wait, std::string_view prefix, int width) {
    const auto axes = axes_of(wait, width);
    auto curves = Value::list();
    int key_y = 10;
    const auto add = [&](const WaitCurve& curve, std::string_view whose, const std::string& who) {
        if (curve.too_few()) return;
        curves.push(curve_shown(view, wait, curve, axes, whose, who, key_y));
        key_y += 17;
    };
    add(wait.of_all, "all", view.say("wait.all-parties"));
    add(wait.of_party, "party", party_label(view, wait.party));
    if (curves.items()->empty()) return {};
    const auto so_far = wait_so_far(view, wait);
    auto value = Value::object();
    value.both("prefix", prefix);
    value.both("size", width > 500 ? "wide" : "narrow");
    value.both("width", width);
    value.both("height", top + plot + foot);
    value.both("description", view.say("wait.picture-about",
                                       {{"party", party_label(view, wait.party)}, {"elapsed", so_far}}));
    value.both("across", ticks_across(axes));
    value.both("up", ticks_up(view, axes));
    value.both("curves", std::move(curves));
    value.both("axis_share", view.say("wait.axis-share"));
    value.both("axis_years", view.say("wait.axis-years"));
    value.both("axis_x", axes.right);
    value.both("axis_y", top + plot + 36);
    value.both("share_y", top - 10);
    const int x = axes.x(wait.days);
    value.both("wait_x", x);
    value.both("wait_top", top);
    value.both("wait_bottom", top + plot);
    value.both("wait_label", view.say("wait.this", {{"elapsed", so_far}}));
    value.both("wait_text_x", x > (left + axes.right) / 2 ? x - 6 : x + 6);
    value.both("wait_text_y", top + 14);
    value.both("wait_anchor", x > (left + axes.right) / 2 ? "end" : "start");
    return value;
}

}  // namespace server
