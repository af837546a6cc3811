// The larger parts of a track's page.
#pragma once
#include "server/pages/citation.hpp"
#include "server/pages/compose.hpp"

namespace server {

// The entities side by side: a row each, a column for each step an entity takes.
Value entities_beside(const View&, const registry::TrackAnswer&);
// In the order of the picture's numbers: by day, then along the road.
Value numbered_events(const View&, const registry::TrackAnswer&);
// The same with computed lapses among them, unnumbered: no statement is behind them.
Value events_shown(const View&, const registry::TrackAnswer&);
// A step's period: when it ends, or why that cannot be known yet.
Value period(const View&, const registry::Period&, registry::Day on);
// The procedure's steps with what is recorded of each.
Value steps_of(const View&, const registry::TrackAnswer&);
// The looks a verdict rests on.
Value looks_for(const View&, const registry::TrackAnswer&, const registry::Verdict&);

// Whether the party is bound: "bound", "not-bound", "cannot-be-known"; in words: "Bound on 1 June 2020".
std::string bound_code(const registry::TrackAnswer&);
std::string bound_label(const View&, const registry::TrackAnswer&);

// The established absence that reaches furthest; null: nobody looked.
const registry::Absence* absence_for(const registry::TrackAnswer&, std::string_view milestone,
                                     std::string_view entity);
// "The depositary's data are of 1 January 2018, 106 months before the day asked about."
// An agreement between entities of one State is deposited with nobody.
bool has_depositary(const registry::InstrumentHead&);
std::string depositary_age(const View&, const std::optional<registry::When>& as_of, registry::Day on);
// As the document says it; where only the day is at hand, that.
std::optional<registry::When> as_told(const std::optional<registry::When>&, const std::optional<registry::Day>&);

}  // namespace server
