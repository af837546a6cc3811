// Days for calendars (iCalendar): of the whole registry, of one track, of one instrument. Recorded days are
// confirmed; computed ones are tentative, and say that they are computed and that nothing is alleged by them.
#pragma once
#include <vector>

#include "registry/answers/calendar_ahead.hpp"
#include "server/pages/pages.hpp"

namespace server {

// "Belgium – OPCAT: Akte neergelegd": what is to happen, as everywhere on the site.
std::string day_sentence(const View&, const registry::DayAhead&);
CalendarDay calendar_day(const View&, const registry::DayAhead&);
std::vector<CalendarDay> calendar_days(const View&, const std::vector<registry::DayAhead>&);

// Recorded days of the track, those ahead too; entry into force as computed; periods that end; clocks that run
// out; explanations to be looked at again. As asked: on, known, published.
std::vector<CalendarDay> calendar_of_track(registry::store::Reader&, const View&, const registry::TrackAnswer&);
// The instrument's own days, its entry into force as computed, and what is announced of its parties after the
// day asked about.
std::vector<CalendarDay> calendar_of_instrument(registry::store::Reader&, const View&,
                                                const registry::InstrumentAnswer&);

// Puts the days where the calendar is read, and says where it can be had.
void add_calendar(Document&, const View&, std::vector<CalendarDay>);

// The host of the base address: what makes a UID ours (RFC 7986, 5.3 only asks that it be unique).
std::string host_of(const View&);
// An address of this page, in a format and with its query, from the scheme on.
std::string whole_address(const View&, std::string_view address_on_site);

}  // namespace server
