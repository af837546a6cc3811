// Events, absences and proofs with the places they rest on.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

EventView view_event(store::Reader&, Event, const store::View&);
std::vector<EventView> view_events(store::Reader&, const std::vector<Event>&, const store::View&);

// The look, statement or document an absence rests on.
Placed place(store::Reader&, Absence, const store::View&);

// Every id of evidence a proof names, in its order, once.
std::vector<std::string> named_evidence(const Reason&);

}  // namespace registry
