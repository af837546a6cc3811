#include "registry/model/edtf.hpp"

#include <algorithm>
#include <array>

namespace registry {
namespace {

using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;

// Days that mean "unknown" or "for ever" in the files of others.
constexpr std::array sentinels{
    Day{year{1} / 1 / 1},
    Day{year{2999} / 1 / 1},
    latest_day,
};

Day first_of(int y, unsigned m) { return Day{year{y} / month{m} / 1}; }
Day last_of(int y, unsigned m) { return Day{year{y} / month{m} / std::chrono::last}; }

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

// "2018", "-0044", "201X", "XXXX": the digits left out are counted from the right.
std::optional<PartialDate> read_year(std::string_view text, bool negative) {
    if (text.size() != 4) return std::nullopt;
    const auto known = std::min(text.find('X'), text.size());
    if (text.find_first_not_of('X', known) != std::string_view::npos) return std::nullopt;
    if (known > 0 && !all_digits(text.substr(0, known))) return std::nullopt;
    constexpr std::array by_known{Precision::none, Precision::millennium, Precision::century,
                                  Precision::decade, Precision::year};
    constexpr std::array width{10000, 1000, 100, 10, 1};
    PartialDate out;
    out.precision = by_known[known];
    if (known == 0) return negative ? std::nullopt : std::optional{out};
    const int low = static_cast<int>(number(text.substr(0, known))) * width[known];
    const int high = low + width[known] - 1;
    if (negative && high == 0) return std::nullopt;  // there is no year minus nought
    out.year = negative ? -high : low;
    out.lo = first_of(out.year, 1);
    out.hi = last_of(negative ? -low : high, 12);
    return out;
}

// 21 to 24. EDTF's seasons hang on no hemisphere; read here as the northern one, by the calendar or by the
// sun, whichever is wider. The winter of a year may be the one it began in or the one it ended in.
void set_season(PartialDate& out, unsigned season) {
    const year y{out.year};
    out.precision = Precision::season;
    out.month = season;
    switch (season) {
        case 21:
            out.lo = Day{y / 3 / 1}, out.hi = Day{y / 6 / 21};
            break;
        case 22:
            out.lo = Day{y / 6 / 1}, out.hi = Day{y / 9 / 23};
            break;
        case 23:
            out.lo = Day{y / 9 / 1}, out.hi = Day{y / 12 / 22};
            break;
        default:
            out.lo = Day{y / 1 / 1}, out.hi = std::min(Day{(y + std::chrono::years{1}) / 3 / 21}, latest_day);
    }
}

bool read_month(PartialDate& out, std::string_view text) {
    if (text == "XX") return true;  // "2018-XX", "XXXX-XX": no more than the year says
    if (out.precision != Precision::year || text.size() != 2 || !all_digits(text)) return false;
    const auto m = number(text);
    if (m >= 21 && m <= 24) {
        set_season(out, m);
        return true;
    }
    if (m < 1 || m > 12) return false;
    out.precision = Precision::month;
    out.month = m;
    out.lo = first_of(out.year, m);
    out.hi = last_of(out.year, m);
    return true;
}

bool read_day(PartialDate& out, std::string_view text, bool month_left_out) {
    if (text == "XX") return out.precision != Precision::season;
    if (month_left_out || out.precision != Precision::month || text.size() != 2 || !all_digits(text))
        return false;
    const year_month_day whole{year{out.year}, month{out.month}, std::chrono::day{number(text)}};
    if (!whole.ok()) return false;
    out.precision = Precision::day;
    out.day = number(text);
    out.lo = out.hi = Day{whole};
    return std::find(sentinels.begin(), sentinels.end(), out.lo) == sentinels.end();
}

Day moved(Day day, Precision by, int direction) {
    if (by == Precision::day) return day + std::chrono::days{direction};
    const int length = by == Precision::month    ? 1
                       : by == Precision::season ? 3
                       : by == Precision::year   ? 12
                       : by == Precision::decade ? 120
                                                 : 1200;
    return direction > 0 ? after(day, {length, 0}) : before(day, {length, 0});
}

// One unit of the date's own precision on each side (date.hpp). From the first of a month the calendar is
// exact; the last day is found as the day before the first that follows, so that February's length does not
// matter.
void widen(PartialDate& out) {
    if (out.precision == Precision::none) return;
    const auto next = out.hi < latest_day ? out.hi + std::chrono::days{1} : out.hi;
    const auto later = moved(next, out.precision, 1);
    out.lo = std::max(earliest_day, moved(out.lo, out.precision, -1));
    out.hi = out.hi < latest_day ? std::min(latest_day, later - std::chrono::days{1}) : latest_day;
}

std::optional<PartialDate> read_date(std::string_view text) {
    char qualifier = 0;
    if (!text.empty() && std::string_view{"~?%"}.find(text.back()) != std::string_view::npos) {
        qualifier = text.back();
        text.remove_suffix(1);
    }
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    auto out = read_year(text.substr(0, 4), negative);
    if (!out) return std::nullopt;
    if (text.size() >= 7 && (text[4] != '-' || !read_month(*out, text.substr(5, 2)))) return std::nullopt;
    if (text.size() == 10 &&
        (text[7] != '-' || !read_day(*out, text.substr(8, 2), text.substr(5, 2) == "XX")))
        return std::nullopt;
    out->qualifier = qualifier;
    if (qualifier) widen(*out);
    return out;
}

}  // namespace

std::optional<EdtfDate> parse_edtf(std::string_view text) {
    EdtfDate out;
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        const auto date = read_date(text);
        if (!date) return std::nullopt;
        out.from = out.to = *date;
        return out;
    }
    out.interval = true;
    const auto read_end = [](std::string_view part, End& end, PartialDate& date) {
        end = part.empty() ? End::unknown : part == ".." ? End::open : End::date;
        if (end != End::date) return true;
        const auto read = read_date(part);
        if (read) date = *read;
        return read.has_value();
    };
    if (!read_end(text.substr(0, slash), out.from_end, out.from)) return std::nullopt;
    if (!read_end(text.substr(slash + 1), out.to_end, out.to)) return std::nullopt;
    if (out.from_end != End::date && out.to_end != End::date) return std::nullopt;  // says nothing at all
    return out;
}

}  // namespace registry
