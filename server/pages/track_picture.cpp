// What the picture of a track shows, and where: rows for levels and entities.
#include <algorithm>
#include <map>

#include "server/pages/road.hpp"
#include "server/pages/track_order.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Level;
using registry::TrackAnswer;
using registry::Vocabulary;

constexpr int wide = 760, narrow = 330;  // user units; the style sheet shows the one that fits

// Rows in a fixed order: what happens between States, what the party does as a whole, then its entities.
class Rows {
public:
    Rows(const View& view, const TrackAnswer& track) : view_(view) {
        keys_ = {"international", "national"};
        for (const auto& each : track.entities) add(each.entity);
    }
    Row& of(std::string_view milestone, std::string_view entity) {
        if (!entity.empty()) return rows_[add(entity)];
        const auto* declared = Vocabulary::built_in().milestone(milestone);
        return rows_[declared && declared->level == Level::international ? "international" : "national"];
    }
    std::vector<Row> with_something() const {
        std::vector<Row> result;
        for (const auto& key : keys_) {
            const auto found = rows_.find(key);
            if (found == rows_.end()) continue;
            result.push_back(found->second);
            const bool level = key == "international" || key == "national";
            result.back().label = level ? view_.say("picture.row." + key) : entity_label(view_, key);
        }
        return result;
    }

private:
    const std::string& add(std::string_view entity) {
        const auto found = std::ranges::find(keys_, entity);
        return found != keys_.end() ? *found : keys_.emplace_back(entity);
    }

    const View& view_;
    std::vector<std::string> keys_;
    std::map<std::string, Row, std::less<>> rows_;
};

void add_events(Rows& rows, const View& view, const TrackAnswer& track) {
    int number = 0;
    for (const auto* shown : in_order(track)) {
        const auto& event = shown->event;
        const auto* declared = Vocabulary::built_in().milestone(event.milestone);
        const bool binds = declared && declared->effect == registry::Effect::consents;
        rows.of(event.milestone, event.entity)
            .marks.push_back({event.when, std::to_string(++number), event_label(view, *shown), false, binds});
    }
}

// What is waited for: by a finding, or as the next step.
bool is_awaited(const TrackAnswer& track, std::string_view milestone) {
    for (const auto& verdict : track.findings)
        if (std::ranges::find(verdict.awaited, milestone) != verdict.awaited.end()) return true;
    return std::ranges::any_of(track.walk.next, [&](std::size_t at) {
        return at < track.walk.states.size() && track.walk.states[at].step->milestone == milestone;
    });
}

bool is_recorded(const TrackAnswer& track, const registry::Absence& absence) {
    return std::ranges::any_of(track.events, [&](const registry::EventView& shown) {
        return shown.event.milestone == absence.milestone && shown.event.entity == absence.entity;
    });
}

// Of several looks for the same the one that reaches furthest; those of one row and day share a mark. Looks
// for what nobody waits for stand in the list, not in the picture.
void add_looks(Rows& rows, const View& view, const TrackAnswer& track) {
    std::map<std::pair<std::string, std::string>, registry::Day> furthest;  // by entity and milestone
    for (const auto& look : track.looks) {
        const auto& absence = look.absence;
        if (!is_awaited(track, absence.milestone) || is_recorded(track, absence)) continue;
        const auto until = std::min(absence.reach, track.asked.on);
        auto& reach = furthest.try_emplace({absence.entity, absence.milestone}, until).first->second;
        reach = std::max(reach, until);
    }
    std::map<std::pair<Row*, registry::Day>, std::vector<std::string>> marks;
    for (const auto& [about, reach] : furthest)
        marks[{&rows.of(about.second, about.first), reach}].push_back(milestone_label(view, about.second));
    for (const auto& [at, labels] : marks)
        at.first->marks.push_back({registry::on(at.second), "",
                                   view.say("picture.looked", {{"what", listed(view, labels)}}), true,
                                   false});
}

void add_waits(Rows& rows, const View& view, const TrackAnswer& track) {
    for (const auto& verdict : track.findings) {
        if (verdict.certainty == registry::Certainty::unsearched ||
            verdict.severity == registry::Severity::none)
            continue;
        const auto& whose = verdict.waits_for.empty() ? verdict.entity : verdict.waits_for;
        const bool entity = Vocabulary::built_in().entity(whose) != nullptr;
        const auto awaited = verdict.awaited.empty() ? std::string{} : verdict.awaited.front();
        rows.of(awaited, entity ? whose : std::string{})
            .waits.push_back(
                {verdict.since, judged_up_to(view, verdict), verdict.severity,
                 verdict.certainty != registry::Certainty::certain,
                 view.say("picture.wait",
                          {{"rule", verdict.rule},
                           {"elapsed", elapsed(view, verdict.since, judged_up_to(view, verdict))},
                           {"severity",
                            view.say("/severity." + std::string{registry::name_of(verdict.severity)})}})});
    }
}

}  // namespace

Value pictures(const View& view, const TrackAnswer& track) {
    Rows rows(view, track);
    add_events(rows, view, track);
    add_looks(rows, view, track);
    add_waits(rows, view, track);
    const auto title = title_of(view, track.instrument);
    const Road road{track.asked.on,
                    view.say("picture.description", {{"party", party_label(view, track.party)},
                                                     {"title", std::string{title.get("text")->text()}},
                                                     {"day", day_text(view, track.asked.on)}}),
                    rows.with_something()};
    auto list = Value::list();
    if (road.rows.empty()) return list;
    list.push(draw(view, road, "wide", wide));
    list.push(draw(view, road, "narrow", narrow));
    return list;
}

}  // namespace server
