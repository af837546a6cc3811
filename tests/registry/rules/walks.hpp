// Procedures walked over facts by hand, for the tests of both.
#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "registry/procedure/procedure.hpp"
#include "registry/procedure/road.hpp"
#include "road_facts.hpp"

namespace by_hand {

using namespace registry;

inline const Vocabulary& words() { return Vocabulary::built_in(); }

inline const StepState& state(const Walk& walk, std::string_view milestone, std::string_view entity = {}) {
    for (const auto& each : walk.states)
        if (each.step->milestone == milestone && each.entity == entity) return each;
    throw std::runtime_error("no such step");
}

inline std::vector<std::string> next(const Walk& walk) {
    std::vector<std::string> steps;
    for (const auto at : walk.next)
        steps.push_back(walk.states[at].step->milestone +
                        (walk.states[at].entity.empty() ? "" : " " + walk.states[at].entity));
    return steps;
}

inline Walk walk_of(const TrackFacts& facts, const char* on) {
    return walk(*procedure_of(facts, words()).procedure, facts, words(), day(on));
}

// A procedure of these steps.
inline std::string with_step(const std::string& steps) {
    return R"(<procedure xmlns="urn:placet:procedures:1" id="x" version="1" party="be" qualification="mixed" kinds="protocol">
<title lang="nl">x</title><title lang="fr">x</title><title lang="de">x</title><title lang="en">x</title>
<authority>Const.</authority>)" +
           steps + "</procedure>";
}

}  // namespace by_hand
