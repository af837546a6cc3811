// How things stand, told once to who asked for it when subscribing.
#pragma once
#include <string>

#include "registry/alerts/message.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

// What stands on what the subscription is about (standing.hpp): how many, the first ten of them, and its page
// for the rest. Gives the subject.
std::string of_state(Value& into, const View&, registry::store::Reader&, registry::Catalogue&,
                     const registry::alerts::Message&);

// The same for a program: "url", "listed_at", "count", at most ten "findings" or, of lists, "lines";
// "unsearched": how many nobody has looked for, null where that is not counted; of a track at most ten steps
// "next"; "facts": of a track "bound" and "acts", of an instrument its counts and "entry_into_force", else
// none. The log is shown by its page alone ("on_page_only").
Value state_for_programs(const View&, registry::store::Reader&, registry::Catalogue&,
                         const registry::alerts::Message&);

}  // namespace server::letters
