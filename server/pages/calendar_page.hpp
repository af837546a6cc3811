// The halves of /calendar, and what the calendars of a party and of a rule share with it.
#pragma once
#include <optional>
#include <vector>

#include "registry/answers/calendar_ahead.hpp"
#include "server/pages/pages.hpp"

namespace server {

// Some whole days of a calendar. `next`: the first day not shown. `cut`: one day alone has more than is shown.
struct CalendarPart {
    std::vector<registry::DayAhead> days;
    std::optional<registry::Day> next;
    bool cut = false;
};
CalendarPart calendar_part(registry::store::Reader&, registry::CalendarFilter);
Document calendar(const View&, const CalendarPart&, const registry::CalendarFilter&);

// The next five years of a party or a rule from the day asked about, at most 500 days.
std::vector<registry::DayAhead> days_of(registry::store::Reader&, const View&, registry::CalendarFilter);
// The days ahead of a party's tracks, for calendars only.
Answered party_calendar(const Asking&, const std::string& party);

// Stored days are those of what is recorded now: a refusal where another record is asked for.
std::optional<Refusal> no_other_record(const View&);

}  // namespace server
