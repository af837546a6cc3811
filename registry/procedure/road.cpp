#include "registry/procedure/road.hpp"

#include <algorithm>
#include <tuple>

namespace registry {

namespace {

void add(std::vector<std::string_view>& list, std::string_view entity) {
    if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
}

}  // namespace

Road::Road(const TrackFacts& facts, const Vocabulary& vocabulary) : facts_(&facts), vocabulary_(&vocabulary) {
    for (const auto& entity : vocabulary.entities())
        if (entity.party == facts.party && entity.kind == "federal") federal_ = entity.id;
    arrange_events();
    entities_ = entities_on(facts, vocabulary);
    procedure_ = procedure_of(facts, vocabulary, entities_);
    arrange_bodies();
    compute_events();
}

void Road::arrange_events() {
    events_.clear();
    groups_.clear();
    for (const auto& event : facts_->events) events_.push_back(&event);
    if (computed_)
        for (const auto& event : *computed_) events_.push_back(&event);
    std::sort(events_.begin(), events_.end(), [](const TrackEvent* a, const TrackEvent* b) {
        return std::tie(a->milestone, a->when.lo, a->when.hi, a->id) <
               std::tie(b->milestone, b->when.lo, b->when.hi, b->id);
    });
    for (std::size_t at = 0; at < events_.size(); ++at) {
        const std::string_view milestone = events_[at]->milestone;
        if (groups_.empty() || groups_.back().milestone != milestone) {
            const auto* declared = vocabulary_->milestone(milestone);
            groups_.push_back({milestone, declared && declared->level == Level::entity, at, at});
        }
        groups_.back().end = at + 1;
    }
}

void Road::arrange_bodies() {
    const auto* chosen = procedure_.procedure;
    if (chosen && chosen->is_general()) return;  // nobody's assent is asked for
    unitary_ = chosen && vocabulary_->entities_of(facts_->party).empty();
    unitary_ ? arrange_unitary() : arrange_entities();
}

// The party is its own body, whatever chamber or council acts for it.
void Road::arrange_unitary() {
    required_ = recorded_ = {std::string_view{}};
    for (const auto& group : groups_)
        for (auto at = group.begin; group.of_entities && acting_.empty() && at < group.end; ++at)
            if (!events_[at]->general) acting_ = {std::string_view{}};
    whole_ = true;
}

void Road::arrange_entities() {
    const auto* chosen = procedure_.procedure;
    const auto qualification = procedure_.recorded && chosen ? std::string_view{chosen->qualification} : "";
    const bool listed_only = chosen && chosen->listed_only;
    if (!federal_.empty() && qualification != "federated" && !listed_only) {
        required_.push_back(federal_);
        recorded_.push_back(federal_);
    }
    for (const auto& each : entities_) {
        if (each.required) {
            add(required_, each.entity);
            confirmed_ = confirmed_ && !each.unconfirmed;
        }
        if (each.acted || each.engaged || (each.required && !each.unconfirmed)) add(recorded_, each.entity);
        if (each.acted) add(acting_, each.entity);
    }
    // An act recorded without an entity is the federal State's.
    for (const auto& group : groups_)
        for (auto at = group.begin; group.of_entities && !federal_.empty() && at < group.end; ++at)
            if (events_[at]->entity.empty()) add(acting_, federal_);
    whole_ = required_list_is_whole(*facts_) || qualification == "federal";
}

const Road::Group* Road::group(std::string_view milestone) const {
    const auto at =
        std::lower_bound(groups_.begin(), groups_.end(), milestone,
                         [](const Group& each, std::string_view name) { return each.milestone < name; });
    return at != groups_.end() && at->milestone == milestone ? &*at : nullptr;
}

Road::Events Road::events(std::string_view milestone) const {
    const auto* found = group(milestone);
    if (!found) return {};
    return {events_.data() + found->begin, found->end - found->begin};
}

bool Road::is_of(const TrackEvent& event, std::string_view entity) const {
    if (entity.empty() || event.entity == entity) return true;
    const auto* found = group(event.milestone);
    if (!found || !found->of_entities) return true;
    return event.entity.empty() && entity == federal_;
}

Truth Road::happened(const TrackEvent& event, Day on) {
    const auto truth = happened_by(event.when, on);
    return event.unconfirmed ? both(truth, Truth::unknown) : truth;
}

Truth Road::happened(std::string_view milestone, std::string_view entity, Day on) const {
    Truth truth = Truth::no;
    for (const auto* event : events(milestone))
        if (is_of(*event, entity)) truth = either(truth, happened(*event, on));
    return truth;
}

bool Road::is_unconfirmed(std::string_view entity) const {
    for (const auto& each : entities_)
        if (each.entity == entity) return each.required && each.unconfirmed;
    return false;
}

bool Road::qualified(std::string_view as) const {
    if (as == "bilateral" && facts_->instrument_kind == "bilateral-treaty") return true;
    bool recorded = false;
    for (const auto* event : events("qualified")) {
        if (event->unconfirmed) continue;
        recorded = true;
        if (says(event->subject, as) != Says::nothing) return true;
    }
    return !recorded && procedure_.procedure && procedure_.procedure->qualification == as;
}

}  // namespace registry
