#include "server/pictures/axis.hpp"

#include <algorithm>

#include "registry/model/messages.hpp"

namespace server {

using registry::Day;
using registry::When;

namespace {

std::vector<Tick> year_ticks(const TimeAxis& axis, int step) {
    std::vector<Tick> found;
    const int from = static_cast<int>(std::chrono::year_month_day{axis.first}.year());
    for (int year = from - (from % step + step) % step;; year += step) {
        const Day day{std::chrono::year{year} / 1 / 1};
        if (day > axis.last) break;
        if (day >= axis.first) found.push_back({axis.at(day), std::to_string(year)});
    }
    return found;
}

std::vector<Tick> month_ticks(const TimeAxis& axis, registry::Lang lang, int step) {
    std::vector<Tick> found;
    const std::chrono::year_month_day first{axis.first};
    auto month = first.year() / first.month();
    for (Day day{month / 1}; day <= axis.last; month += std::chrono::months{1}, day = Day{month / 1}) {
        const auto number = static_cast<int>(static_cast<unsigned>(month.month()));
        if (day < axis.first || (number - 1) % step) continue;
        const auto moment = registry::parse_when(registry::iso(day).substr(0, 7));
        found.push_back({axis.at(day), moment ? registry::say_when(lang, *moment) : registry::iso(day)});
    }
    return found;
}

}  // namespace

bool is_undated(const When& when) {
    return when.lo == registry::earliest_day && when.hi == registry::latest_day;
}

double TimeAxis::at(Day day) const {
    const auto span = std::max(1, registry::days_between(first, last));
    return left + width() * registry::days_between(first, std::clamp(day, first, last)) / span;
}

void Stretch::take(const When& when) {
    take(when.lo);
    take(when.hi);
}

void Stretch::take(Day day) {
    if (day == registry::earliest_day || day == registry::latest_day) return;
    first_ = std::min(first_, day);
    last_ = std::max(last_, day);
}

TimeAxis Stretch::axis(double left, double right) const {
    const std::chrono::days margin{std::max(15, registry::days_between(first_, last_) / 40)};
    return {first_ - margin, last_ + margin, left, right};
}

std::vector<Tick> ticks(const TimeAxis& axis, registry::Lang lang) {
    const double days = std::max(1, registry::days_between(axis.first, axis.last));
    if (days < 800)
        for (const int step : {1, 2, 3, 6})
            if (axis.width() * 30.4 * step / days > 110) return month_ticks(axis, lang, step);
    for (const int step : {1, 2, 5, 10, 20, 50, 100})
        if (axis.width() * 365.25 * step / days > 44) return year_ticks(axis, step);
    return year_ticks(axis, 500);
}

CountAxis count_axis(int count, double top, double bottom) {
    int step = 1;
    for (int size = 1;; size *= 10) {
        bool fits = false;
        for (const int each : {1, 2, 5}) {
            step = each * size;
            fits = (count + step - 1) / step <= 5;
            if (fits) break;
        }
        if (fits) break;
    }
    const int most = std::max(1, (count + step - 1) / step) * step;
    return {top, bottom, most, step};
}

std::vector<Tick> ticks(const CountAxis& axis) {
    std::vector<Tick> found;
    for (int count = 0; count <= axis.most; count += axis.step)
        found.push_back({axis.at(count), std::to_string(count)});
    return found;
}

std::string anchor_within(double x, double text_width, double left, double right) {
    if (x + text_width / 2 > right) return "end";
    return x - text_width / 2 < left ? "start" : "middle";
}

}  // namespace server
