// The walk: each step's recorded state beside its potential one (the idea is UK Parliament's), then what is
// expected next.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "registry/procedure/road.hpp"

namespace registry {

namespace {

constexpr std::string_view tabled = "bill-tabled";

Recorded recorded_by(const When& when, Day on) {
    const auto truth = happened_by(when, on);
    return truth == Truth::yes       ? Recorded::happened
           : truth == Truth::unknown ? Recorded::undated
                                     : Recorded::future;
}

int weight(Recorded recorded) {
    constexpr std::array lightest{Recorded::not_recorded, Recorded::future, Recorded::undated,
                                  Recorded::happened};
    return static_cast<int>(std::find(lightest.begin(), lightest.end(), recorded) - lightest.begin());
}

// The event that says most about the step on that day; of several that happened, the latest.
void find_event(StepState& state, const Road& road, Day on) {
    for (const auto* event : road.events(state.step->milestone)) {
        if (!road.is_of(*event, state.entity)) continue;
        const auto recorded = recorded_by(event->when, on);
        const int more = weight(recorded) - weight(state.recorded);
        if (more < 0 || (more == 0 && recorded != Recorded::happened)) continue;
        state.recorded = recorded;
        state.event = event;
    }
    const auto* milestone = road.vocabulary().milestone(state.step->milestone);
    if (!state.event && milestone && milestone->effect == Effect::enters && road.facts().computed_entry)
        state.recorded = recorded_by(*road.facts().computed_entry, on);
}

Potential potential_of(const StepState& state, const Road& road, Day on) {
    const auto& step = *state.step;
    if ((step.from && on < *step.from) || (step.to && on > *step.to)) return Potential::not_now;
    switch (truth_of(step.requires_, road, state.entity, on)) {
        case Truth::yes:
            return step.may ? Potential::allowed : Potential::caused;
        case Truth::allowed:
            return Potential::allowed;
        case Truth::unknown:
        case Truth::no:
            break;
    }
    return Potential::not_yet;
}

// Not before the event's own day, but later, by what is recorded: the order is out. Prerequisites nobody has
// recorded are no defect.
bool out_of_order(const StepState& state, const Road& road) {
    if (state.recorded != Recorded::happened || !state.event || state.event->when.lo == earliest_day)
        return false;
    const auto& requires_ = state.step->requires_;
    return truth_of(requires_, road, state.entity, state.event->when.hi) == Truth::no &&
           truth_of(requires_, road, state.entity, latest_day) >= Truth::allowed;
}

using Before = std::map<std::string_view, std::set<std::string, std::less<>>>;

// What each step requires, directly or through other steps. Prerequisites stand before their step (checked
// when the procedure is read), so one pass suffices.
Before prerequisites(const Procedure& procedure) {
    Before before;
    for (const auto& step : procedure.steps) {
        auto& all = before[step.milestone];
        for (auto& asked : milestones_asked(step.requires_)) {
            if (const auto further = before.find(asked); further != before.end())
                all.insert(further->second.begin(), further->second.end());
            all.insert(std::move(asked));
        }
    }
    return before;
}

// A later step of the same body, or of the whole party, is recorded.
void mark_passed_over(Walk& walk, const Before& before) {
    for (std::size_t at = 0; at < walk.states.size(); ++at) {
        auto& state = walk.states[at];
        if (state.recorded == Recorded::happened || state.recorded == Recorded::undated) continue;
        for (std::size_t later = at + 1; later < walk.states.size() && !state.passed_over; ++later) {
            const auto& other = walk.states[later];
            if (other.step == state.step ||
                (other.recorded != Recorded::happened && other.recorded != Recorded::undated))
                continue;
            if (other.event && other.event->general) continue;  // happens without the party's doing
            if (!other.entity.empty() && !state.entity.empty() && other.entity != state.entity) continue;
            const bool apart = other.step->apart || state.step->apart;
            state.passed_over = !apart || before.at(other.step->milestone).contains(state.step->milestone);
        }
    }
}

// A bill that lapsed has to be tabled again before anything else follows it.
bool has_lapsed(const StepState& state, const Road& road, Day on) {
    if (state.step->milestone != tabled || state.recorded != Recorded::happened || !state.event) return false;
    const auto& lapses = road.events("lapsed");
    return std::any_of(lapses.begin(), lapses.end(), [&](const TrackEvent* lapse) {
        return road.is_of(*lapse, state.entity) && Road::happened(*lapse, on) == Truth::yes &&
               lapse->when.lo >= state.event->when.hi;
    });
}

std::vector<std::string> bodies(const Procedure& procedure, const Step& step, const Road& road) {
    std::vector<std::string> all;
    if (road.is_unitary()) return {std::string{}};
    const auto add = [&](std::string_view entity) {
        if (!entity.empty() && std::find(all.begin(), all.end(), entity) == all.end())
            all.emplace_back(entity);
    };
    const auto is_on = [&](const std::vector<std::string_view>& list) {
        return std::find(list.begin(), list.end(), road.federal()) != list.end();
    };
    if (step.federal && (!procedure.listed_only || is_on(road.required()) || is_on(road.acting())))
        add(road.federal());
    if (step.each_entity) {
        for (const auto entity : road.required())
            if (step.federal || entity != road.federal()) add(entity);
        for (const auto entity : road.acting())  // liberal on input: who acts is shown, required or not
            if (step.federal || entity != road.federal()) add(entity);
    }
    if (!step.federal && !step.each_entity) all.emplace_back();
    return all;
}

}  // namespace

Walk walk(const Procedure& procedure, const Road& road, Day on) {
    Walk walk;
    walk.computed = road.computed();
    for (const auto& step : procedure.steps)
        for (auto& entity : bodies(procedure, step, road)) {
            StepState state;
            state.step = &step;
            state.entity = std::move(entity);
            find_event(state, road, on);
            state.potential = potential_of(state, road, on);
            state.out_of_order = out_of_order(state, road);
            if (step.clock) state.period = road.period(step.clock->from, on);
            walk.states.push_back(std::move(state));
        }
    const auto before = prerequisites(procedure);
    mark_passed_over(walk, before);
    std::set<std::string_view> again;  // bodies whose bill lapsed
    for (std::size_t at = 0; at < walk.states.size(); ++at) {
        const auto& state = walk.states[at];
        if (state.passed_over) continue;
        if (has_lapsed(state, road, on)) {
            again.insert(state.entity);
            walk.next.push_back(at);
            continue;
        }
        const bool open = state.recorded == Recorded::not_recorded || state.recorded == Recorded::future;
        const bool waits =
            again.count(state.entity) != 0 && before.at(state.step->milestone).contains(tabled);
        if (open && !waits && state.potential == Potential::caused) walk.next.push_back(at);
    }
    return walk;
}

Walk walk(const Procedure& procedure, const TrackFacts& facts, const Vocabulary& vocabulary, Day on) {
    return walk(procedure, Road{facts, vocabulary}, on);
}

}  // namespace registry
