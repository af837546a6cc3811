// The one order in which a track's events are numbered, in the picture and in the table.
#pragma once
#include <vector>

#include "registry/answers/answers.hpp"

namespace server {

// By day, undated last, then along the road. Without the events that only put an entity on a list.
std::vector<const registry::EventView*> in_order(const registry::TrackAnswer&);
// Those left out there.
std::vector<const registry::EventView*> on_lists(const registry::TrackAnswer&);

}  // namespace server
