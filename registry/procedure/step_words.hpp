// A step and its period as people say them.
#pragma once
#include <string>

#include "registry/model/language.hpp"
#include "registry/procedure/procedure.hpp"

namespace registry {

// Its name in the procedure, else the milestone's.
std::string name_of_step(Lang, const Step&);

// "21 sitting days".
std::string in_words(Lang, const Clock&);

// "Period ends on 27 February 2025 (21 sitting days, computed from the sitting days)", or why that cannot be
// known yet.
std::string in_words(Lang, const Period&, Day on);

}  // namespace registry
