// What changed between what was believed of a track and what is believed now, as people are told it.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "registry/reconcile/settle.hpp"

namespace registry::intake {

struct Difference {
    enum class Kind { fact, correction, retraction } kind = Kind::fact;
    const Event* now = nullptr;  // none for a retraction
    const Event* was = nullptr;  // none for a new fact
};

struct Compared {
    std::vector<Difference> differences;                       // in the order of `now`, retractions last
    std::vector<std::pair<std::string, std::string>> renamed;  // ids of one event before and after
};

// `former`: events the track took over when its name was settled or its instrument joined. They are the same
// facts under another id, so they are neither new nor retracted. The result points into the three lists.
Compared differences(const std::vector<Event>& before, const std::vector<Event>& former,
                     const std::vector<Event>& now);

}  // namespace registry::intake
