#include "registry/model/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "registry/model/edtf.hpp"

namespace registry {
namespace {

using std::chrono::year_month_day;

year_month_day calendar(Day day) { return year_month_day{day}; }

Day within_bounds(Day day) { return std::clamp(day, earliest_day, latest_day); }

// The same day of another month, or that month's last.
Day add_months(Day day, int count) {
    // Twenty thousand years reach from any day beyond both bounds; more would leave the calendar's own range.
    const auto moved = calendar(day) + std::chrono::months{std::clamp(count, -240'000, 240'000)};
    return Day{moved.ok() ? moved : moved.year() / moved.month() / std::chrono::last};
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
    if (y < 0 || m < 1 || d < 1 || (negative && y == 0)) return std::nullopt;
    const year_month_day day{std::chrono::year{negative ? -y : y},
                             std::chrono::month{static_cast<unsigned>(m)},
                             std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok()) return std::nullopt;
    return Day{day};
}

std::string iso(Day day) {
    const auto date = calendar(day);
    const int y = static_cast<int>(date.year());
    return fmt::format("{}{:04}-{:02}-{:02}", y < 0 ? "-" : "", y < 0 ? -y : y,
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<When> parse_when(std::string_view edtf) {
    const auto read = parse_edtf(edtf);
    if (!read) return std::nullopt;
    When when{std::string{edtf}, earliest_day, latest_day};
    if (read->from_end == End::date) when.lo = read->from.lo;
    if (read->to_end == End::date) when.hi = read->to.hi;
    if (when.lo > when.hi) return std::nullopt;
    const auto slash = edtf.find('/');
    if (read->interval && edtf.substr(0, slash) == edtf.substr(slash + 1)) when.edtf = edtf.substr(0, slash);
    return when;
}

When on(Day day) { return {iso(day), day, day}; }

When not_after(Day day) { return {"../" + iso(day), earliest_day, day}; }

When between(Day lo, Day hi) {
    if (hi < lo) std::swap(lo, hi);
    if (lo == hi) return on(lo);
    return {iso(lo) + "/" + iso(hi), lo, hi};
}

Truth happened_by(const When& when, Day day) {
    if (when.hi <= day) return Truth::yes;
    return when.lo > day ? Truth::no : Truth::unknown;
}

bool overlaps(const When& a, const When& b) { return a.lo <= b.hi && b.lo <= a.hi; }

bool contains(const When& vaguer, const When& sharper) {
    return vaguer.lo <= sharper.lo && sharper.hi <= vaguer.hi;
}

std::optional<Span> parse_span(std::string_view text) {
    if (text.size() < 3 || text[0] != 'P') return std::nullopt;
    text.remove_prefix(1);
    Span span;
    constexpr std::string_view units = "YMWD";
    std::size_t next = 0;  // units come in this order, each at most once
    while (!text.empty()) {
        int count = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits)
            if (digits < 5) count = count * 10 + (text[digits] - '0');
        if (digits == 0 || digits > 5 || digits == text.size()) return std::nullopt;
        const auto unit = units.find(text[digits], next);
        if (unit == std::string_view::npos) return std::nullopt;
        next = unit + 1;
        switch (units[unit]) {
            case 'Y':
                span.months += 12 * count;
                break;
            case 'M':
                span.months += count;
                break;
            case 'W':
                span.days += 7 * count;
                break;
            default:
                span.days += count;
        }
        text.remove_prefix(digits + 1);
    }
    // What is read can be written and read again: both parts keep to five digits.
    if (span.months > 99'999 || span.days > 99'999) return std::nullopt;
    return span;
}

std::string iso(const Span& span) {
    if (span == Span{}) return "P0D";
    std::string out = "P";
    if (span.months / 12 != 0) out += fmt::format("{}Y", span.months / 12);
    if (span.months % 12 != 0) out += fmt::format("{}M", span.months % 12);
    if (span.days != 0) out += fmt::format("{}D", span.days);
    return out;
}

Day after(Day start, const Span& span) {
    const auto moved = within_bounds(add_months(start, span.months));
    return within_bounds(moved + std::chrono::days{span.days});
}

Day before(Day end, const Span& span) {
    const auto moved = within_bounds(add_months(end, -span.months));
    return within_bounds(moved - std::chrono::days{span.days});
}

int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

int months_between(Day from, Day to) {
    if (to < from) return -months_between(to, from);
    const auto a = calendar(from), b = calendar(to);
    const int count = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                      static_cast<int>(static_cast<unsigned>(b.month())) -
                      static_cast<int>(static_cast<unsigned>(a.month()));
    return add_months(from, count) > to ? count - 1 : count;
}

}  // namespace registry
