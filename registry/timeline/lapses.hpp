// Lapses that follow from recorded facts and an assembly's calendar: a bill tabled and not finally adopted
// lapses on the day of dissolution, unless it is relieved of that; one adopted and sent for sanction does not
// (Belgium: law of 5 May 1999). Computed each time the facts are read, and said to be so wherever shown;
// never a statement, never exported.
#pragma once
#include <vector>

#include "registry/model/calendar.hpp"
#include "registry/timeline/track.hpp"

namespace registry {

// Events of milestone "lapsed", derived, id "derived.INSTRUMENT.PARTY.lapsed.ENTITY.DAY", subject the
// assembly dissolved. Unconfirmed unless somebody looked past the dissolution and found no adoption, and
// wherever a date or a word is too vague to tell. None where a source already says how the bill ended, and
// none for assemblies without a calendar or whose calendar names no authority for it.
std::vector<TrackEvent> lapses(const TrackFacts&, const Vocabulary&, const std::vector<AssemblyCalendar>&);
// Puts them among the facts' events. Whoever makes a track's facts calls it last.
void add_lapses(TrackFacts&, const Vocabulary&, const std::vector<AssemblyCalendar>&);

}  // namespace registry
