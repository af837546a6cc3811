// Sources nobody has looked into for what is awaited: said beside every "not found" (semantics 6).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

// `awaited`: milestone codes. Declared sources that cover one of them, or speak with the voice that is
// believed first for it, for that party or for nobody in particular.
std::vector<std::string> not_consulted(store::Reader&, std::string_view instrument, std::string_view party,
                                       const std::vector<std::string>& awaited, const store::View&);

}  // namespace registry
