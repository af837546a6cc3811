#include "server/pages/road.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Day;
using registry::When;

constexpr int head = 30;        // axis labels
constexpr int row_label = 24;   // the row's name above its lanes
constexpr int label_line = 16;  // each further line of that name
constexpr int lane = 24;        // one line of marks
constexpr int wait_lane = 40;   // words, then the bar
constexpr int radius = 9;
constexpr int gutter = 30;           // left of the axis, for what is undated
constexpr double letter = 6.6;       // mean width of a letter at the size used
constexpr double bold_letter = 8.0;  // of a row's name, in the widest common face

int width_of(std::string_view text) {
    const auto letters = std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
    return static_cast<int>(std::ceil(static_cast<double>(letters) * letter));
}

// The first letters of a text; what is left out shows as "…".
std::string shortened(std::string_view text, int letters) {
    std::size_t at = 0;
    for (int seen = 0; at < text.size(); ++at)
        if ((text[at] & 0xC0) != 0x80 && ++seen > letters) break;
    if (at == text.size()) return std::string{text};
    std::size_t end = 0;
    for (int seen = 0; end < at; ++end)
        if ((text[end] & 0xC0) != 0x80 && ++seen > letters - 1) break;
    return std::string{text.substr(0, end)} + "…";
}

// A row's name on as many lines as it needs; only a single word wider than the picture is shortened, and the
// whole name is the row's <title>.
std::vector<std::string> wrapped(std::string_view text, int width) {
    const int room = static_cast<int>(width / bold_letter);
    const auto letters = [](std::string_view part) {
        return static_cast<int>(std::ranges::count_if(part, [](char c) { return (c & 0xC0) != 0x80; }));
    };
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto blank = text.find(' ');
        const auto word = text.substr(0, blank);
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
        if (word.empty()) continue;
        if (!lines.empty() && letters(lines.back()) + 1 + letters(word) <= room)
            lines.back() += " " + std::string{word};
        else
            lines.push_back(shortened(word, room));
    }
    return lines;
}

bool undated(const When& when) {
    return when.lo == registry::earliest_day && when.hi == registry::latest_day;
}

// Days to user units. Ends that are open run to the edge.
struct Axis {
    Day first{}, last{};
    int left = 0, right = 0;

    int at(Day day) const {
        const auto span = std::max(1, registry::days_between(first, last));
        const auto part =
            static_cast<double>(registry::days_between(first, std::clamp(day, first, last))) / span;
        return left + static_cast<int>(std::lround(part * (right - left)));
    }
};

Axis axis_of(const Road& road, int width) {
    Day first = road.on, last = road.on;
    bool some_undated = false;
    const auto take = [&](const When& when) {
        some_undated |= undated(when);
        for (const auto day : {when.lo, when.hi})
            if (day != registry::earliest_day && day != registry::latest_day) {
                first = std::min(first, day);
                last = std::max(last, day);
            }
    };
    for (const auto& row : road.rows) {
        for (const auto& mark : row.marks) take(mark.when);
        for (const auto& wait : row.waits) take(wait.since);
    }
    const std::chrono::days margin{std::max(15, registry::days_between(first, last) / 40)};
    return {first - margin, last + margin, some_undated ? gutter : 2, width - 2};
}

struct Tick {
    Day day;
    std::string label;
};

std::vector<Tick> year_ticks(const Axis& axis, int step) {
    std::vector<Tick> ticks;
    const int from = static_cast<int>(std::chrono::year_month_day{axis.first}.year());
    for (int year = from - from % step; year < from + 400; year += step) {
        const Day day{std::chrono::year{year} / 1 / 1};
        if (day > axis.last) break;
        if (day >= axis.first) ticks.push_back({day, std::to_string(year)});
    }
    return ticks;
}

std::vector<Tick> month_ticks(const View& view, const Axis& axis, int step) {
    std::vector<Tick> ticks;
    const std::chrono::year_month_day first{axis.first};
    auto month = first.year() / first.month();
    for (int i = 0; i < 36; ++i, month += std::chrono::months{1}) {
        const Day day{month / 1};
        const auto number = static_cast<int>(static_cast<unsigned>(month.month()));
        if (day < axis.first || day > axis.last || (number - 1) % step) continue;
        const auto moment = registry::parse_when(registry::iso(day).substr(0, 7));
        ticks.push_back({day, moment ? registry::say_when(view.lang, *moment) : registry::iso(day)});
    }
    return ticks;
}

std::vector<Tick> ticks_of(const View& view, const Axis& axis) {
    const auto days = registry::days_between(axis.first, axis.last);
    const auto units = axis.right - axis.left;
    if (days < 800) {
        for (const int step : {1, 2, 3, 6})
            if (units * 30 * step / std::max(1, days) > 110) return month_ticks(view, axis, step);
    }
    for (const int step : {1, 2, 5, 10, 20, 50, 100})
        if (static_cast<std::int64_t>(units) * 365 * step / std::max(1, days) > 44)
            return year_ticks(axis, step);
    return year_ticks(axis, 500);
}

Value shown(const Axis& axis, const Tick& tick) {
    const auto x = axis.at(tick.day);
    auto value = Value::object();
    value.both("x", x);
    value.both("label", tick.label);
    const int half = width_of(tick.label) / 2;
    value.both("anchor", x + half > axis.right ? "end" : x < half ? "start" : "middle");
    return value;
}

// A mark with the room it takes on its line.
struct Placed {
    const Mark* mark;
    int x = 0, from = 0, to = 0;  // of the number; of everything drawn
    int line = 0;
    enum class Words { none, left, right } words = Words::none;
};

Placed placed(const Mark& mark, const Axis& axis) {
    if (undated(mark.when)) return {&mark, radius + 2, 0, 2 * radius + 4};
    const bool open_start = mark.when.lo == registry::earliest_day,
               open_end = mark.when.hi == registry::latest_day;
    const int from = axis.at(mark.when.lo), to = axis.at(mark.when.hi);
    int x = open_start ? to : open_end ? from : (from + to) / 2;
    x = std::clamp(x, radius + 1, axis.right - radius);
    return {&mark, x, std::min(from, x - radius), std::max(to, x + radius)};
}

// Words beside each mark, where there is room to its right or else to its left. From left to right, so that
// words once put are room no longer.
void put_words(std::vector<Placed>& all, const Axis& axis, int lines) {
    for (int line = 0; line < lines; ++line) {
        int taken = axis.left;
        for (auto each = all.begin(); each != all.end(); ++each) {
            if (each->line != line) continue;
            const auto next =
                std::find_if(each + 1, all.end(), [&](const Placed& other) { return other.line == line; });
            const int room = next == all.end() ? axis.right : next->from;
            const int width = width_of(each->mark->label);
            if (each->to + 4 + width <= room)
                each->words = Placed::Words::right;
            else if (each->from - 4 - width >= taken)
                each->words = Placed::Words::left;
            taken = each->to + (each->words == Placed::Words::right ? 8 + width : 2);
        }
    }
}

// Puts each on the first line where it overlaps nothing.
std::vector<Placed> on_lines(const std::vector<Mark>& marks, const Axis& axis, int& lines) {
    std::vector<Placed> all;
    for (const auto& mark : marks) all.push_back(placed(mark, axis));
    std::ranges::stable_sort(all, {}, &Placed::from);
    std::vector<int> ends;
    for (auto& each : all) {
        auto free = std::ranges::find_if(ends, [&](int end) { return end + 2 <= each.from; });
        if (free == ends.end()) free = ends.insert(ends.end(), std::numeric_limits<int>::min());
        each.line = static_cast<int>(free - ends.begin());
        *free = each.to;
    }
    lines = static_cast<int>(ends.size());
    put_words(all, axis, lines);
    return all;
}

Value shown(const View& view, const Placed& mark, const Axis& axis, registry::Day on, int top) {
    const int y = top + mark.line * lane + lane / 2;
    const auto& when = mark.mark->when;
    const bool is_undated = undated(when);
    auto value = Value::object();
    value.both("x", mark.x);
    value.both("y", y);
    value.both("text_y", y + 4);
    value.both("number", mark.mark->number);
    value.both("look", mark.mark->look);
    value.both("binds", mark.mark->binds);
    value.both("step", !mark.mark->look && !mark.mark->binds);
    value.both("vague", !when.is_day());
    value.both("future", happened_by(when, on) == registry::Truth::no);
    const int from = axis.at(when.lo), to = axis.at(when.hi);
    const bool span = !when.is_day() && !is_undated;
    value.both("span", span);
    value.both("span_x", std::min(from, to - 4));
    value.both("span_y", y - 5);
    value.both("span_width", std::max(4, to - from));
    using Words = Placed::Words;
    value.both("words", mark.words == Words::none ? std::string{} : mark.mark->label);
    value.both("words_x", mark.words == Words::right ? mark.to + 4 : mark.from - 4);
    value.both("words_anchor", mark.words == Words::right ? "start" : "end");
    value.both("title", mark.mark->number + (mark.mark->number.empty() ? "" : ". ") + mark.mark->label +
                            ": " + registry::say_when(view.lang, when));
    // A diamond for what binds, a small one for a look.
    const int r = mark.mark->look ? 5 : radius + 2;
    const auto point = [&](int dx, int dy) {
        return std::to_string(mark.x + dx) + "," + std::to_string(y + dy);
    };
    value.both("diamond", point(0, -r) + " " + point(r, 0) + " " + point(0, r) + " " + point(-r, 0));
    return value;
}

Value shown(const Wait& wait, const Axis& axis, std::string_view prefix, int top) {
    const int hi = axis.at(std::min(wait.since.hi, wait.until)), lo = axis.at(wait.since.lo);
    const int end = std::max(axis.at(wait.until), hi + 3);
    const std::string severity{registry::name_of(wait.severity)};
    auto value = Value::object();
    value.both("severity", severity);
    value.both("pattern", std::string{prefix} + "-" + severity);
    value.both("x", hi);
    value.both("y", top + 20);
    value.both("width", end - hi);
    value.both("maybe", lo < hi);
    value.both("maybe_x", lo);
    value.both("maybe_width", hi - lo);
    value.both("doubtful", wait.doubtful);
    value.both("label", wait.label);
    value.both("label_shown", shortened(wait.label, static_cast<int>(axis.right / letter)));
    const bool from_end = end - width_of(wait.label) >= 0;
    value.both("label_x", from_end ? end : std::max(0, std::min(lo, axis.right - width_of(wait.label))));
    value.both("label_y", top + 14);
    value.both("label_anchor", from_end ? "end" : "start");
    return value;
}

Value shown(const View& view, const Row& row, const Axis& axis, registry::Day on, std::string_view prefix,
            int& y) {
    auto value = Value::object();
    value.both("label", row.label);
    value.both("line_y", y);
    value.both("right", axis.right);
    auto label_lines = Value::list();
    for (const auto& text : wrapped(row.label, axis.right - 2)) {
        auto line = Value::object();
        line.both("text", text);
        line.both("y", y + 17 + static_cast<int>(label_lines.items()->size()) * label_line);
        label_lines.push(std::move(line));
    }
    y += row_label + std::max(0, static_cast<int>(label_lines.items()->size()) - 1) * label_line;
    value.both("label_lines", std::move(label_lines));
    int lines = 0;
    const auto all = on_lines(row.marks, axis, lines);
    auto marks = Value::list(), waits = Value::list();
    for (const auto& each : all) marks.push(shown(view, each, axis, on, y));
    y += lines * lane;
    for (const auto& wait : row.waits) {
        waits.push(shown(wait, axis, prefix, y));
        y += wait_lane;
    }
    y += 6;
    value.both("marks", std::move(marks));
    value.both("waits", std::move(waits));
    return value;
}

}  // namespace

Value draw(const View& view, const Road& road, std::string_view prefix, int width) {
    const auto axis = axis_of(road, width);
    auto rows = Value::list(), ticks = Value::list();
    int y = head;
    for (const auto& row : road.rows) rows.push(shown(view, row, axis, road.on, prefix, y));
    for (const auto& tick : ticks_of(view, axis)) ticks.push(shown(axis, tick));
    auto value = Value::object();
    value.both("prefix", prefix);
    value.both("width", width);
    value.both("height", y + 20);
    value.both("today_y", y + 14);
    const auto today = day_text(view, road.on);
    value.both("today_text", today);
    const bool at_right = axis.at(road.on) + width_of(today) / 2 > width;
    const bool at_left = !at_right && axis.at(road.on) < width_of(today) / 2;
    value.both("today_anchor", at_right ? "end" : at_left ? "start" : "middle");
    value.both("today_text_x", at_right ? width : at_left ? 0 : axis.at(road.on));
    value.both("bottom", y);
    value.both("top", head - 8);
    value.both("right", axis.right);
    value.both("description", road.description);
    value.both("rows", std::move(rows));
    value.both("today_x", axis.at(road.on));
    // The ticks' own list, each reaching down the whole picture.
    for (auto& tick : std::get<Value::List>(ticks.is)) tick.both("bottom", y).both("top", head - 8);
    value.both("ticks", std::move(ticks));
    return value;
}

}  // namespace server
