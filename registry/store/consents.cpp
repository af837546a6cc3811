// A party's consent, from its events: as it stands, and each time it was given.
#include <algorithm>
#include <tuple>

#include "registry/store/track_facts.hpp"

namespace registry::store {
namespace {

const Vocabulary& words() { return Vocabulary::built_in(); }

}  // namespace

std::optional<Consent> consent_of(const std::string& party, const std::vector<Event>& events) {
    std::vector<const Event*> consents;
    std::optional<When> withdrawn, entered;
    for (const auto& event : events) {
        const auto* milestone = words().milestone(event.milestone);
        if (!milestone) continue;
        if (milestone->effect == Effect::consents) consents.push_back(&event);
        // The last of each: a State may come back.
        if (milestone->effect == Effect::withdraws && (!withdrawn || event.when.lo > withdrawn->lo))
            withdrawn = event.when;
        if (milestone->effect == Effect::enters && (!entered || event.when.lo > entered->lo))
            entered = event.when;
    }
    if (consents.empty()) return std::nullopt;
    std::sort(consents.begin(), consents.end(), [](const Event* a, const Event* b) {
        return std::tie(a->when.lo, a->when.hi, a->id) < std::tie(b->when.lo, b->when.hi, b->id);
    });
    // The first that no withdrawal follows, else the first of all: a second act of consent adds nothing.
    const Event* standing = consents.front();
    if (withdrawn) {
        const auto again = std::find_if(consents.begin(), consents.end(),
                                        [&](const Event* each) { return each->when.lo > withdrawn->hi; });
        if (again != consents.end()) {
            standing = *again;
            withdrawn.reset();
            if (entered && entered->hi < standing->when.lo) entered.reset();
        }
    }
    return Consent{party, standing->when, withdrawn, entered};
}

std::vector<Consent> consents_of(const std::string& party, const std::vector<Event>& events) {
    std::vector<When> consents, withdrawals;
    for (const auto& event : events) {
        const auto* milestone = words().milestone(event.milestone);
        if (milestone && milestone->effect == Effect::consents) consents.push_back(event.when);
        if (milestone && milestone->effect == Effect::withdraws) withdrawals.push_back(event.when);
    }
    const auto earlier = [](const When& a, const When& b) {
        return std::tie(a.lo, a.hi) < std::tie(b.lo, b.hi);
    };
    std::sort(consents.begin(), consents.end(), earlier);
    std::sort(withdrawals.begin(), withdrawals.end(), earlier);
    std::vector<Consent> times;
    for (const auto& when : consents) {
        const auto* before = times.empty() ? nullptr : &times.back();
        if (before && !(before->withdrawn && when.lo > before->withdrawn->hi)) continue;
        Consent consent{party, when, std::nullopt, std::nullopt};
        const auto ended = std::find_if(withdrawals.begin(), withdrawals.end(),
                                        [&](const When& each) { return each.hi >= when.lo; });
        if (ended != withdrawals.end()) consent.withdrawn = *ended;
        times.push_back(std::move(consent));
    }
    return times;
}

}  // namespace registry::store
