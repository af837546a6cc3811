#include "server/pages/track_lengths.hpp"

#include "server/pages/compose.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Vocabulary;
using registry::When;

// The order of two is known, and the later is no moment before the earlier.
bool comes_after(const When& earlier, const When& later) {
    return !is_undated(earlier) && !is_undated(later) && later.lo >= earlier.hi &&
           earlier.lo != registry::earliest_day && later.hi != registry::latest_day;
}

std::string time_between(const View& view, const When& earlier, const When& later) {
    if (later.is_day()) return elapsed(view, earlier, later.lo);
    const auto at_least = elapsed(view, earlier, later.lo), at_most = elapsed(view, earlier, later.hi);
    if (at_least == at_most) return at_least;
    return view.say("picture.between", {{"least", at_least}, {"most", at_most}});
}

registry::Effect effect_of(const registry::EventView& shown) {
    const auto* milestone = Vocabulary::built_in().milestone(shown.event.milestone);
    return milestone ? milestone->effect : registry::Effect::none;
}

// A question goes with its own answer only; what somebody thinks is no step on the road.
bool are_of_one_road(const registry::EventView& earlier, const registry::EventView& later) {
    const auto one = effect_of(earlier), other = effect_of(later);
    if (one == registry::Effect::explains || other == registry::Effect::explains) return false;
    if (one != registry::Effect::asks && other != registry::Effect::asks) return true;
    return one == other && !later.event.subject.empty() && earlier.event.subject == later.event.subject;
}

}  // namespace

StepBefore StepsSoFar::before(const RoadRow* row, const registry::EventView& shown) const {
    StepBefore found;
    for (const auto& each : seen_) {
        if (each.row != row || !comes_after(each.event->event.when, shown.event.when)) continue;
        if (!are_of_one_road(*each.event, shown)) continue;
        found = {each.event, each.index};
    }
    if (found.event || shown.event.entity.empty()) return found;
    for (const auto& each : seen_)
        if (each.event->event.entity == shown.event.entity &&
            comes_after(each.event->event.when, shown.event.when))
            found = {each.event, {}};
    if (found.event) return found;
    for (const auto& each : seen_) {
        const auto* milestone = Vocabulary::built_in().milestone(each.event->event.milestone);
        if (milestone && milestone->effect == registry::Effect::signs &&
            comes_after(each.event->event.when, shown.event.when))
            return {each.event, {}};
    }
    return {};
}

void StepsSoFar::seen(const RoadRow* row, const registry::EventView& event, std::size_t place) {
    seen_.push_back({row, &event, place});
}

std::optional<Gap> gap_since(const View& view, const StepBefore& before, const registry::EventView& shown) {
    if (!before.event) return std::nullopt;
    const auto& since = before.event->event.when;
    Gap gap{since, before.in_row, time_between(view, since, shown.event.when), {}};
    gap.words = view.say("picture.after", {{"elapsed", gap.elapsed},
                                           {"step", event_label(view, *before.event)},
                                           {"day", registry::say_when(view.lang, since)}});
    return gap;
}

}  // namespace server
