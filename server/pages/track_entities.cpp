// The entities of a track side by side: who has done which step, who is next, what was looked for.
#include <algorithm>

#include "server/pages/track_order.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::EntityOnTrack;
using registry::TrackAnswer;
using registry::Vocabulary;

bool is_step_of_entities(const TrackAnswer& track, std::string_view milestone) {
    return std::ranges::any_of(track.walk.states, [&](const registry::StepState& state) {
        return !state.entity.empty() && state.step->milestone == milestone;
    });
}

// The columns: what is recorded of an entity, what is next, and what was looked for and not found. Steps of
// which nothing is known of any entity stand in the procedure below, not here.
std::vector<std::string> columns_of(const TrackAnswer& track) {
    std::vector<const registry::Milestone*> found;
    const auto add = [&](std::string_view code) {
        const auto* milestone = Vocabulary::built_in().milestone(code);
        if (milestone && std::ranges::find(found, milestone) == found.end()) found.push_back(milestone);
    };
    for (const auto at : track.walk.next)
        if (at < track.walk.states.size() && !track.walk.states[at].entity.empty())
            add(track.walk.states[at].step->milestone);
    for (const auto& look : track.looks)
        if (is_step_of_entities(track, look.absence.milestone)) add(look.absence.milestone);
    for (const auto* shown : in_order(track))
        if (!shown->event.entity.empty()) add(shown->event.milestone);
    std::ranges::stable_sort(found, {}, [](const auto* milestone) { return milestone->order; });
    std::vector<std::string> codes;
    for (const auto* milestone : found) codes.push_back(milestone->code);
    return codes;
}

const registry::StepState* state_of(const TrackAnswer& track, std::string_view milestone,
                                    std::string_view entity, bool& next) {
    for (std::size_t i = 0; i < track.walk.states.size(); ++i) {
        const auto& state = track.walk.states[i];
        if (state.step->milestone != milestone || state.entity != entity) continue;
        next = std::ranges::find(track.walk.next, i) != track.walk.next.end();
        return &state;
    }
    return nullptr;
}

Value dates_of(const View& view, const TrackAnswer& track, std::string_view milestone,
               std::string_view entity) {
    auto list = Value::list();
    int number = 0;
    for (const auto* shown : in_order(track)) {
        ++number;
        if (shown->event.milestone != milestone || shown->event.entity != entity) continue;
        auto value = when(view, shown->event.when);
        value.people("number", std::to_string(number));
        value.people("unconfirmed", shown->event.unconfirmed);
        list.push(std::move(value));
    }
    return list;
}

Value cell(const View& view, const TrackAnswer& track, const std::string& milestone,
           const EntityOnTrack& entity) {
    auto value = Value::object();
    name_milestone(value, view, milestone);
    auto dates = dates_of(view, track, milestone, entity.entity);
    const bool recorded = !dates.items()->empty();
    value.both("dates", std::move(dates));
    bool next = false;
    const auto* state = state_of(track, milestone, entity.entity, next);
    const auto* absence = recorded ? nullptr : absence_for(track, milestone, entity.entity);
    // A look that went further than the day asked about is told up to that day.
    const auto reach = absence ? std::min(absence->reach, track.asked.on) : registry::Day{};
    std::string code = recorded                      ? "recorded"
                       : state && state->passed_over ? "passed-over"
                       : next                        ? "next"
                                                     : "none";
    if (absence && code != "passed-over") code = "not-found";
    value.both("state", code);
    value.people("next", next);
    value.both("not_found_until", absence ? day(view, reach) : Value{});
    value.people("says", recorded
                             ? std::string{}
                             : view.say("cell." + code, {{"day", absence ? day_text(view, reach) : ""}}));
    return value;
}

Value row(const View& view, const TrackAnswer& track, const std::vector<std::string>& columns,
          const EntityOnTrack& entity) {
    auto value = Value::object();
    name_entity(value, view, entity.entity);
    value.both("engaged", entity.engaged);
    value.both("required", entity.required);
    value.both("unconfirmed", entity.unconfirmed);
    value.both("acted", entity.acted);
    value.both("because", entity.because);
    std::vector<std::string> standing;
    if (entity.required)
        standing.push_back(view.say(entity.unconfirmed ? "entity.required-unconfirmed" : "entity.required"));
    if (entity.engaged) standing.push_back(view.say("entity.engaged"));
    if (standing.empty()) standing.push_back(view.say("entity.acted-only"));
    value.people("standing", listed(view, standing));
    auto cells = Value::list();
    for (const auto& milestone : columns) cells.push(cell(view, track, milestone, entity));
    value.both("steps", std::move(cells));
    return value;
}

}  // namespace

Value entities_beside(const View& view, const TrackAnswer& track) {
    if (track.entities.empty()) return {};
    const auto columns = columns_of(track);
    auto value = Value::object();
    auto heads = Value::list(), rows = Value::list(), lists = Value::list();
    for (const auto& milestone : columns) heads.push(milestone_label(view, milestone));
    for (const auto& entity : track.entities) rows.push(row(view, track, columns, entity));
    for (const auto* shown : on_lists(track)) lists.push(event(view, *shown));
    value.people("columns", std::move(heads));
    value.both("rows", std::move(rows));
    value.both("lists", std::move(lists));
    const bool whole = registry::required_list_is_whole(track.facts);
    value.both("required_list_whole", whole);
    value.people("whole_says", view.say(whole ? "entity.list-whole" : "entity.list-not-whole"));
    return value;
}

}  // namespace server
