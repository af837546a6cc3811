#include "registry/timeline/track.hpp"

#include <algorithm>
#include <tuple>

namespace registry {
namespace {

// The three milestones whose effect is `lists`; which list, only the code can say.
constexpr std::string_view engaged_code = "entity-engaged", required_code = "assent-required",
                           whole_code = "required-list-whole";

EntityOnTrack& row(std::vector<EntityOnTrack>& rows, const std::string& entity) {
    for (auto& each : rows)
        if (each.entity == entity) return each;
    rows.push_back({entity, false, false, false, false, {}});
    return rows.back();
}

// A firm word beats a doubtful one, and "assent required" gives the reason before "engaged" does.
void list(EntityOnTrack& row, const TrackEvent& event) {
    const bool required = event.milestone == required_code;
    const bool first = !row.engaged && !row.required;
    const bool stronger = required && !row.required;
    const bool firmer = required == row.required && row.unconfirmed && !event.unconfirmed;
    if (first || stronger || firmer) {
        row.unconfirmed = event.unconfirmed;
        row.because = event.id;
    }
    (required ? row.required : row.engaged) = true;
}

}  // namespace

std::vector<const TrackEvent*> TrackFacts::all(std::string_view milestone, std::string_view entity) const {
    std::vector<const TrackEvent*> found;
    for (const auto& event : events)
        if (event.milestone == milestone && (entity.empty() || event.entity == entity))
            found.push_back(&event);
    std::sort(found.begin(), found.end(), [](const TrackEvent* a, const TrackEvent* b) {
        return std::tie(a->when.lo, a->when.hi, a->id) < std::tie(b->when.lo, b->when.hi, b->id);
    });
    return found;
}

const TrackEvent* TrackFacts::first(std::string_view milestone, std::string_view entity) const {
    const auto found = all(milestone, entity);
    return found.empty() ? nullptr : found.front();
}

std::vector<EntityOnTrack> entities_on(const TrackFacts& facts, const Vocabulary& vocabulary) {
    std::vector<EntityOnTrack> rows;
    for (const auto* event : facts.all(required_code))
        if (!event->entity.empty()) list(row(rows, event->entity), *event);
    for (const auto* event : facts.all(engaged_code))
        if (!event->entity.empty()) list(row(rows, event->entity), *event);
    for (const auto& event : facts.events) {
        const auto* milestone = vocabulary.milestone(event.milestone);
        if (milestone && milestone->level == Level::entity && !event.entity.empty())
            row(rows, event.entity).acted = true;
    }
    // As the vocabulary lists them (federal State, communities, regions, commissions), unknown ones last.
    const auto place = [&](const EntityOnTrack& each) {
        const auto& declared = vocabulary.entities();
        const auto at = std::find_if(declared.begin(), declared.end(),
                                     [&](const Entity& e) { return e.id == each.entity; });
        return std::pair{at - declared.begin(), each.entity};
    };
    std::sort(rows.begin(), rows.end(),
              [&](const EntityOnTrack& a, const EntityOnTrack& b) { return place(a) < place(b); });
    return rows;
}

std::optional<Day> consent_looked_up_to(const TrackFacts& facts, const Vocabulary& vocabulary) {
    std::optional<Day> reach = facts.as_of;
    const auto up_to = [&](Day day) { reach = reach ? std::max(*reach, day) : day; };
    const auto is_consent = [&](const std::string& code) {
        const auto* milestone = vocabulary.milestone(code);
        return milestone && milestone->effect == Effect::consents;
    };
    for (const auto& each : facts.absences)
        if (is_consent(each.milestone)) up_to(each.reach);
    for (const auto& each : facts.events)
        if (is_consent(each.milestone) && each.when.lo != earliest_day)
            up_to(each.when.lo - std::chrono::days{1});
    return reach;
}

bool required_list_is_whole(const TrackFacts& facts) {
    const auto said = facts.all(whole_code);
    return std::any_of(said.begin(), said.end(), [](const TrackEvent* event) { return !event->unconfirmed; });
}

}  // namespace registry
