// What the picture of a track shows, and where: a row for each level, entity and, where an entity has
// several, assembly.
#include "server/pages/track_picture.hpp"

#include <algorithm>

#include "registry/procedure/step_words.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/track_lengths.hpp"
#include "server/pages/track_order.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Level;
using registry::TrackAnswer;
using registry::Vocabulary;
using registry::When;

const registry::Milestone* declared(std::string_view code) { return Vocabulary::built_in().milestone(code); }

// The assembly that acted, of an entity that has several: only where the event itself names it. Who states it
// says nothing of that: one house tells of the other's votes too.
std::string assembly_of(const registry::EventView& shown) {
    const auto* entity = Vocabulary::built_in().entity(shown.event.entity);
    if (!entity || entity->assemblies.size() < 2) return {};
    const auto found = std::ranges::find(entity->assemblies, shown.event.subject);
    return found == entity->assemblies.end() ? std::string{} : *found;
}

// Rows in a fixed order: what happens between States, what the party does as a whole, then its entities, each
// behind its assemblies.
class RoadRows {
public:
    RoadRows(const View& view, const TrackAnswer& track) : view_(view) {
        key("international"), key("national");
        for (const auto& each : track.entities) add_entity(each.entity);
    }
    RoadRow& of(std::string_view milestone, std::string_view entity, std::string_view assembly = {}) {
        if (!entity.empty()) {
            add_entity(entity);
            const auto name =
                assembly.empty() ? std::string{entity} : std::string{entity} + "/" + std::string{assembly};
            return rows_[name];
        }
        const auto* found = declared(milestone);
        return rows_[found && found->level == Level::international ? "international" : "national"];
    }
    std::vector<RoadRow> with_something() {
        std::vector<RoadRow> result;
        for (const auto& each : keys_) {
            const auto found = rows_.find(each);
            if (found == rows_.end()) continue;
            found->second.label = label(each);
            result.push_back(std::move(found->second));
        }
        return result;
    }

private:
    void key(std::string name) {
        if (std::ranges::find(keys_, name) == keys_.end()) keys_.push_back(std::move(name));
    }
    void add_entity(std::string_view id) {
        const auto* entity = Vocabulary::built_in().entity(id);
        if (entity && entity->assemblies.size() > 1)
            for (const auto& each : entity->assemblies) key(std::string{id} + "/" + each);
        key(std::string{id});
    }
    std::string assembly_label(std::string_view id) const {
        const auto* assembly = Vocabulary::built_in().assembly(id);
        return assembly ? assembly->label.in(view_.lang) : std::string{id};
    }
    std::string label(std::string_view name) const {
        if (name == "international" || name == "national")
            return view_.say("picture.row." + std::string{name});
        const auto slash = name.find('/');
        auto text = entity_label(view_, name.substr(0, slash));
        const auto* entity = Vocabulary::built_in().entity(name);
        if (slash != std::string_view::npos)
            text += " · " + assembly_label(name.substr(slash + 1));
        else if (entity && entity->assemblies.size() == 1)
            text += " · " + assembly_label(entity->assemblies.front());
        return text;
    }

    const View& view_;
    std::vector<std::string> keys_;
    std::map<std::string, RoadRow, std::less<>> rows_;
};

bool binds(const registry::Milestone* milestone) {
    return milestone && (milestone->effect == registry::Effect::consents ||
                         milestone->effect == registry::Effect::withdraws);
}

Mark mark_of(const View& view, const registry::EventView& shown, int number, std::string_view page) {
    const auto& event = shown.event;
    Mark mark;
    mark.when = event.when;
    mark.number = std::to_string(number);
    const auto* milestone = declared(event.milestone);
    const bool of_question = milestone && milestone->effect == registry::Effect::asks && !event.subject.empty();
    const auto name = event_label(view, shown) + (of_question ? " " + event.subject : std::string{});
    mark.label = name + (event.unconfirmed ? " ?" : "");
    mark.kind = binds(milestone) ? MarkKind::binds : MarkKind::step;
    mark.unsure = event.unconfirmed;
    mark.href = std::string{page} + "#event-" + mark.number;
    mark.words = mark.number + ". " + name +
                 (event.entity.empty() ? "" : " (" + entity_label(view, event.entity) + ")") + ": " +
                 registry::say_when(view.lang, event.when) +
                 (event.unconfirmed ? " · " + view.say("evidence.unconfirmed") : "");
    return mark;
}

void add_events(RoadRows& rows, const View& view, const TrackAnswer& track, std::string_view page) {
    int number = 0;
    StepsSoFar steps;
    for (const auto* shown : in_order(track)) {
        auto& row = rows.of(shown->event.milestone, shown->event.entity, assembly_of(*shown));
        auto mark = mark_of(view, *shown, ++number, page);
        mark.gap = gap_since(view, steps.before(&row, *shown), *shown);
        steps.seen(&row, *shown, row.marks.size());
        row.marks.push_back(std::move(mark));
    }
}

Mark computed(const View& view, const When& when, std::string label, const std::string& words) {
    Mark mark;
    mark.when = when;
    mark.label = std::move(label);
    mark.words = mark.label + ": " + registry::say_when(view.lang, when) + " · " +
                 (words.empty() ? view.say("/procedure.computed") : words);
    mark.computed = true;
    return mark;
}

// What nobody stated: lapses, the entry into force by the clause, the end of a period.
void add_computed(RoadRows& rows, const View& view, const TrackAnswer& track) {
    for (const auto& each : track.facts.events) {
        if (!each.derived) continue;
        auto mark =
            computed(view, each.when, milestone_label(view, each.milestone),
                     registry::computed_in_words(view.lang, each, Vocabulary::built_in(), track.asked.on));
        mark.unsure = each.unconfirmed;
        rows.of(each.milestone, each.entity, each.subject).marks.push_back(std::move(mark));
    }
    if (track.bound.computed && !track.bound.recorded)
        rows.of("entered-into-force", {})
            .marks.push_back(
                computed(view, *track.bound.computed, milestone_label(view, "entered-into-force"), {}));
    for (const auto& state : track.walk.states) {
        if (!state.period || !state.period->last_day()) continue;
        rows.of(state.step->milestone, state.entity)
            .marks.push_back(
                computed(view, registry::on(*state.period->last_day()),
                         view.say("picture.period-ends", {{"step", step_label(view, *state.step)}}), {}));
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
void add_looks(RoadRows& rows, const View& view, const TrackAnswer& track) {
    std::map<std::pair<std::string, std::string>, registry::Day> furthest;  // by entity and milestone
    for (const auto& look : track.looks) {
        const auto& absence = look.absence;
        if (!is_awaited(track, absence.milestone) || is_recorded(track, absence)) continue;
        const auto until = std::min(absence.reach, track.asked.on);
        auto& reach = furthest.try_emplace({absence.entity, absence.milestone}, until).first->second;
        reach = std::max(reach, until);
    }
    std::map<std::pair<RoadRow*, registry::Day>, std::vector<std::string>> marks;
    for (const auto& [about, reach] : furthest)
        marks[{&rows.of(about.second, about.first), reach}].push_back(milestone_label(view, about.second));
    for (const auto& [at, labels] : marks) {
        Mark mark;
        mark.when = registry::on(at.second);
        mark.label = view.say("picture.looked", {{"what", listed(view, labels)}});
        mark.words = mark.label + " (" + day_text(view, at.second) + ")";
        mark.kind = MarkKind::look;
        at.first->marks.push_back(std::move(mark));
    }
}

// The last look, where it lies before the day asked about. Of a rule on looking itself the wait is just that.
std::optional<registry::Day> not_looked_since(const View& view, const registry::Verdict& verdict) {
    const auto* rule = registry::rule(verdict.rule);
    if (!verdict.last_look || *verdict.last_look >= view.asked.on) return std::nullopt;
    if (rule && rule->scope == registry::Scope::staleness) return std::nullopt;
    return verdict.last_look;
}

std::string wait_label(const View& view, const registry::Verdict& verdict) {
    auto label =
        view.say("picture.wait",
                 {{"rule", verdict.rule},
                  {"elapsed", elapsed(view, verdict.since, judged_up_to(view, verdict))},
                  {"severity", view.say("/severity." + std::string{registry::name_of(verdict.severity)})}});
    const auto looked = not_looked_since(view, verdict);
    // "unverified" says the same without the day.
    if (verdict.certainty != registry::Certainty::certain && !(looked && is_judged_as_of_look(verdict)))
        label += " · " + view.say("certainty-word." + std::string{registry::name_of(verdict.certainty)});
    if (looked) label += " · " + view.say("picture.not-looked", {{"day", day_text(view, *looked)}});
    return label;
}

void add_waits(RoadRows& rows, const View& view, const TrackAnswer& track, std::string_view page) {
    for (const auto& verdict : track.findings) {
        if (verdict.certainty == registry::Certainty::unsearched ||
            verdict.severity == registry::Severity::none)
            continue;
        const auto& whose = verdict.waits_for.empty() ? verdict.entity : verdict.waits_for;
        const bool entity = Vocabulary::built_in().entity(whose) != nullptr;
        const auto awaited = verdict.awaited.empty() ? std::string{} : verdict.awaited.front();
        const auto path = "/findings/" + percent(verdict.id);
        rows.of(awaited, entity ? whose : std::string{})
            .waits.push_back({verdict.since, judged_up_to(view, verdict), verdict.severity,
                              verdict.certainty != registry::Certainty::certain, wait_label(view, verdict),
                              page.empty() ? view.plain(path) : view.permanent(path), not_looked_since(view, verdict)});
    }
}

}  // namespace

Road road_of(const View& view, const TrackAnswer& track, std::string_view page) {
    RoadRows rows(view, track);
    add_events(rows, view, track, page);
    add_computed(rows, view, track);
    add_looks(rows, view, track);
    add_waits(rows, view, track, page);
    const auto title = title_of(view, track.instrument);
    Road road;
    road.on = track.asked.on;
    road.lang = view.lang;
    road.title = view.say("picture.title");
    road.description = view.say("picture.description", {{"party", party_label(view, track.party)},
                                                        {"title", std::string{title.get("text")->text()}},
                                                        {"day", day_text(view, track.asked.on)}});
    road.undated = view.say("picture.undated");
    road.on_label = day_text(view, track.asked.on);
    road.rows = rows.with_something();
    return road;
}

std::map<std::string, std::string> lengths_between(const View& view, const TrackAnswer& track) {
    std::map<std::string, std::string> found;
    RoadRows rows(view, track);
    StepsSoFar steps;
    for (const auto* shown : in_order(track)) {
        const auto& row = rows.of(shown->event.milestone, shown->event.entity, assembly_of(*shown));
        if (const auto gap = gap_since(view, steps.before(&row, *shown), *shown))
            found.emplace(shown->event.id, gap->words);
        steps.seen(&row, *shown, 0);
    }
    return found;
}

}  // namespace server
