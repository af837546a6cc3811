// Days ahead over the whole registry, a party, an entity or a rule, with the instruments they are about. As
// recorded now: from what intake stored, by index (registry/store/ask_calendar.hpp says which days these are).
#pragma once
#include <vector>

#include "registry/store/ask_calendar.hpp"
#include "registry/store/ask_instruments.hpp"

namespace registry {

struct DayAhead {
    CalendarLine line;
    InstrumentHead instrument;
};
std::vector<DayAhead> calendar_ahead(store::Reader&, const CalendarFilter&);

}  // namespace registry
