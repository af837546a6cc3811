// A party's consent as in_force.hpp asks for it, on a day.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/store/track_facts.hpp"

namespace registry {

// What had happened by the day asked decides who is bound; an entry into force is kept though it lies ahead.
// A consent recorded for a later day only says that there was none before.
std::optional<Consent> consent_by(const std::string& party, const std::vector<Event>& events, Day on);

}  // namespace registry
