// Days ahead, as they are stored: recorded events of a day to come, findings that will worsen if nothing is found
// by then, explanations that are to be looked at again. Each kind by its own index on the day.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "registry/rules/judge.hpp"
#include "registry/store/database.hpp"

namespace registry {

struct CalendarFilter {
    std::string party, entity, rule;  // empty: whatever. A rule has no recorded events
    Day from{}, to{};                 // both included
    Profile profile = Profile::practice_aware;
    std::size_t limit = 200;  // the soonest so many
    std::string instrument{};  // likewise empty: whatever
};

struct CalendarLine {
    enum class What { event, worsens, review } what = What::event;
    When when;           // never open to either side
    std::string id;      // of the event or of the finding
    std::string instrument, party, entity;
    std::string milestone, form, subject;  // of an event
    bool unconfirmed = false;
    std::string rule;                    // of a finding
    Severity severity = Severity::none;  // now
    Severity to = Severity::none;        // then
    std::string recorded_at;             // instant of the last change of what it rests on; empty: none is logged
    std::int64_t sequence = 0;           // grows with each such change
};

}  // namespace registry

namespace registry::store {

// Soonest first; events of a vague day by the first day they may be, where that is not before `from`.
std::vector<CalendarLine> days_ahead(Reader&, const CalendarFilter&);

}  // namespace registry::store
