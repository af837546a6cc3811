// How things stand, told once to who asked for it when subscribing.
#pragma once
#include <string>

#include "registry/alerts/message.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

// Findings that are listed on what the subscription is about, the worst first, at most ten, and how many
// there are; of a track also what is awaited next. Unsearched ones never. Gives the subject.
std::string of_state(Value& into, const View&, registry::store::Reader&, const registry::alerts::Message&);

// The same for a program: "url", "count", at most ten "findings", of a track at most ten steps "next". Lists and
// subjects are shown by their page alone ("on_page_only").
Value state_for_programs(const View&, registry::store::Reader&, const registry::alerts::Message&);

// What a subscription is about has its page.
std::string page_of(const registry::Selector&);

}  // namespace server::letters
