// Counting an instrument's participants over its events (registry/timeline/tally.hpp says how).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/timeline/tally.hpp"

namespace registry {

Tally tally(const std::vector<Event>&, Day on);

// No number of parties where nothing is held of any participant, none of signatories where nobody's signature
// is held of any day: an amendment has no such column. That is not none, but not counted.
Counts counted(const std::map<std::string, std::vector<Event>, std::less<>>& by_party, Day on);

}  // namespace registry
