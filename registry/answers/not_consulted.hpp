// Sources nobody has looked into for what is awaited: said beside every "not found" (semantics 6).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

struct Awaited {
    std::string milestone, entity;  // entity empty: the party's own step
};
// A finding's: of the body it waits for, else of its own.
std::vector<Awaited> awaited_of(const Verdict&);

// Declared sources that cover one of the awaited steps, or speak with the voice that is believed first for
// it, for that party or for nobody in particular; of parliaments and governments only the body's own.
std::vector<std::string> not_consulted(store::Reader&, std::string_view instrument, std::string_view party,
                                       const std::vector<Awaited>& awaited, const store::View&);

}  // namespace registry
