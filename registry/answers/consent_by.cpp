#include "registry/answers/consent_by.hpp"

namespace registry {

std::optional<Consent> consent_by(const std::string& party, const std::vector<Event>& events, Day on) {
    std::vector<Event> by;
    for (const auto& each : events) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (each.when.lo <= on || (milestone && milestone->effect == Effect::enters)) by.push_back(each);
    }
    if (auto consent = store::consent_of(party, by)) return consent;
    if (auto consent = store::consent_of(party, events)) return consent;
    // In force for the party by somebody's word, and no act of consent recorded: it consented by then.
    std::optional<Consent> consent;
    for (const auto& each : by) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (!milestone) continue;
        if (milestone->effect == Effect::enters) consent = {party, not_after(each.when.hi), {}, each.when};
    }
    for (const auto& each : by) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (consent && milestone && milestone->effect == Effect::withdraws) consent->withdrawn = each.when;
    }
    return consent;
}

}  // namespace registry
