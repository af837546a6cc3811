// Days, and moments known only so far. EDTF level 1 (Library of Congress, ISO 8601-2:2019 annex A).
#pragma once
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "registry/model/truth.hpp"

namespace registry {

using Day = std::chrono::sys_days;

inline constexpr Day earliest_day{std::chrono::year{-9999} / 1 / 1};
inline constexpr Day latest_day{std::chrono::year{9999} / 12 / 31};

std::optional<Day> parse_day(std::string_view text);  // "2018-07-19"; nothing else, and no 31 June
std::string iso(Day);

// A moment as precisely as it is known: on some day from `lo` to `hi`, both included.
// "2018-07" is 1 to 31 July; "XXXX-XX-XX" is known to have happened, day unknown; "../2021-10" is not after
// 31 October 2021. "~" and "?" (approximate, uncertain) widen by one unit of the date's own precision on each
// side: our editorial reading, so that no rule turns on a doubtful day as if it were sure.
struct When {
    std::string edtf = "XXXX-XX-XX";
    Day lo = earliest_day, hi = latest_day;

    bool is_day() const { return lo == hi; }
    bool operator==(const When& other) const { return edtf == other.edtf; }
};

// Level 1: year, season, month, day, "X" digits from the right, "~" "?" "%", intervals, open (..) and unknown
// ends. Sentinels (0001-01-01, 1900-01-01 is a real day here: importers of sources that use it as "unknown"
// refuse it themselves, 9999-12-31, 2999-01-01) and impossible dates are nullopt.
std::optional<When> parse_when(std::string_view edtf);
When on(Day);                  // a certain day
When not_after(Day);           // "../2021-10-31"
When between(Day lo, Day hi);  // "2021-10-01/2021-10-31"; one day when equal

// Has it happened by the end of `day`? yes, no, or unknown when the day lies inside an uncertain span.
Truth happened_by(const When&, Day day);
bool overlaps(const When&, const When&);
bool contains(const When& vaguer, const When& sharper);

// A length of time. Months and years go by the calendar and are clamped at the month's end:
// 31 January + P1M is 28 or 29 February, 29 February + P1Y is 28 February (the rule for periods counted in
// months of the European Convention on the Calculation of Time-Limits, CETS 76, art. 4(2)).
struct Span {
    int months = 0, days = 0;
    bool operator==(const Span&) const = default;
};
std::optional<Span> parse_span(std::string_view iso8601);  // "P30D", "P12M", "P4Y", "P1Y6M"
std::string iso(const Span&);
Day after(Day start, const Span&);  // the Nth day: reached when today >= after(start, span)
Day before(Day end, const Span&);

int days_between(Day from, Day to);
int months_between(Day from, Day to);  // whole calendar months elapsed

}  // namespace registry
