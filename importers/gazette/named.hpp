// The instruments an act names: their titles in each language, freed of the place and day of conclusion.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "importers/gazette/act.hpp"

namespace importers::gazette {

// One instrument for each "1° …".
std::vector<Named> instruments_of(const std::vector<Heading>&, std::vector<registry::Remark>&);

// "… : 1° het Verdrag …; 2° het Protocol …": the parts without their numbers; the whole when there are none.
std::vector<std::string> numbered_parts(const std::string& text);

// The title of a treaty that a text speaks of, where the act itself is not at hand: "…, fait à New York le
// …".
std::optional<Named> instrument_in(const std::string& text);

}  // namespace importers::gazette
