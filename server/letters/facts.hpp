// What is recorded of a road and of an instrument, in the sentences of their pages and for a program.
#pragma once
#include "registry/answers/answers.hpp"
#include "server/letters/standing.hpp"

namespace server::letters {

// The party's own acts, whether it is bound by them, and how far the depositary's data reach.
void add_acts(Standing&, const View&, const registry::TrackAnswer&);
// Who takes part, by the depositary and as counted here, and since when it is in force.
void add_counts(Standing&, const View&, const registry::InstrumentAnswer&);

}  // namespace server::letters
