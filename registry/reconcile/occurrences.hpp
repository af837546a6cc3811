// Which statements speak of one and the same happening (semantics 1): told apart by the act's own id; without
// an act by date, where the milestone may happen again or where a withdrawal lies between.
#pragma once
#include <string>
#include <vector>

#include "registry/reconcile/settle.hpp"

namespace registry {

// A statement in the scales.
struct Weighed {
    const Said* said = nullptr;
    int rank = 0;
    When when;  // as read; but "happened, day unknown" is not after the day its document speaks of
};
Weighed weigh(const Said&, const Vocabulary&);

using Occurrence = std::vector<Weighed>;  // never empty

// The days on which a party bound itself anew after having withdrawn: each begins another life of its
// consent, and what is dated from there on is another happening, not a disagreement. Sorted.
std::vector<Day> new_lives(const std::vector<When>& consents, const std::vector<When>& withdrawals);

// All statements of one milestone, entity and subject, parted. The same parts whatever the order given.
std::vector<Occurrence> occurrences(std::vector<Weighed>, bool repeatable, const std::vector<Day>& lives);

}  // namespace registry
