#include "registry/answers/tally.hpp"

#include <algorithm>

namespace registry {
namespace {

bool signs(const Event& event) {
    const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
    return milestone && milestone->effect == Effect::signs;
}

}  // namespace

Tally tally(const std::vector<Event>& events, Day on) {
    Tally tally(on);
    for (const auto& each : events)
        if (const auto* milestone = Vocabulary::built_in().milestone(each.milestone))
            tally.add(milestone->effect, each.when.lo, each.when.hi);
    return tally;
}

Counts counted(const std::map<std::string, std::vector<Event>, std::less<>>& by_party, Day on) {
    bool any_held = false, any_signs = false;
    int signatories = 0, parties = 0;
    for (const auto& [party, events] : by_party) {
        if (party.empty()) continue;  // the instrument's own events
        const auto sum = tally(events, on);
        any_held = true;
        any_signs = any_signs || std::any_of(events.begin(), events.end(), signs);
        signatories += sum.is_signatory();
        parties += sum.is_party();
    }
    return {any_signs ? std::optional{signatories} : std::nullopt,
            any_held ? std::optional{parties} : std::nullopt};
}

}  // namespace registry
