// Calendars of assemblies: terms and dissolutions (a bill lapses at the end of one), caretaker periods, and
// the days on which houses sit. Values; who knows only part of a calendar says so.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/model/date.hpp"

namespace registry {

struct CalendarPeriod {
    Day from{};
    std::optional<Day> to;  // last day; absent: not ended as far as is known
    std::string name;       // "54", "Michel II (caretaker)"
    std::string authority;  // where the days are from
    bool verified = true;   // false: UNVERIFIED, and shown so
    bool operator==(const CalendarPeriod&) const = default;
};

// One assembly's terms: schemas/calendars/<assembly>.xml. `to` of a term is the day of dissolution.
struct AssemblyCalendar {
    std::string assembly;                          // vocabulary/entities.xml
    std::vector<CalendarPeriod> terms, caretaker;  // by day
    std::string lapse_authority;                   // "Law of 5 May 1999"; empty: bills do not lapse
    // The dissolution that follows a day, if the calendar knows it.
    std::optional<Day> dissolved_after(Day) const;
};
const std::vector<AssemblyCalendar>& built_in_calendars();
const AssemblyCalendar* calendar_of(std::string_view assembly);
// From an XML text in urn:placet:calendars:1 (schemas/calendars/calendars.rng); refuses terms that overlap.
Result<AssemblyCalendar> read_calendar(std::string_view xml, const std::string& name);

// Days on which every house named sits ("uk-joint": Commons and Lords, CRaG 2010 s. 20(9)). Known completely
// from `from` to `to`; nothing is known outside.
struct SittingDays {
    std::string id;
    Day from{}, to{};
    std::vector<Day> days;       // ascending
    std::string source;          // document key, for citation
    std::optional<Day> as_of{};  // of that document: later days were announced, not held
    bool operator==(const SittingDays&) const = default;
    // The nth sitting day after `start` (n >= 1); nothing when the calendar does not reach so far: "cannot be
    // known yet", never a guess.
    std::optional<Day> nth_after(Day start, int n) const;
    // The first day that the nth can be: where the calendar ends before it, one sitting a day from there on.
    Day earliest_nth_after(Day start, int n) const;
};

}  // namespace registry
