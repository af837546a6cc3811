// /instruments/{instrument}/{party}: one party's road with one instrument.
#include <algorithm>

#include "server/http/message.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/track_picture.hpp"
#include "server/pages/wait_parts.hpp"
#include "server/pages/words.hpp"
#include "server/routes.hpp"

namespace server {
namespace {

using registry::TrackAnswer;

bool listed_finding(const registry::Verdict& verdict) {
    return verdict.certainty != registry::Certainty::unsearched;
}

Value findings(const View& view, const TrackAnswer& track, bool searched) {
    std::vector<const registry::Verdict*> chosen;
    for (const auto& verdict : track.findings)
        if (listed_finding(verdict) == searched) chosen.push_back(&verdict);
    std::ranges::stable_sort(chosen, std::greater<>{}, [](const auto* verdict) { return verdict->severity; });
    auto list = Value::list();
    for (const auto* verdict : chosen) {
        const auto parks = std::ranges::find_if(
            track.events, [&](const auto& each) { return each.event.id == verdict->parked_by; });
        auto value = finding(
            view, *verdict, {},
            parks == track.events.end() ? std::string{} : registry::reason_given(*parks, track.party));
        value.people("looks", looks_for(view, track, *verdict));
        list.push(std::move(value));
    }
    return list;
}

// Who acts: of a step that the King or a government takes, the one whose step it is.
std::string actor_of(const View& view, const registry::StepState& state) {
    if (state.step->actor.empty()) return {};
    if (state.step->actor == "actor.sanctioning" && !state.entity.empty()) {
        const auto* entity = registry::Vocabulary::built_in().entity(state.entity);
        if (entity && entity->kind == "federal") return registry::say(view.lang, "actor.king");
        return registry::say(view.lang, "actor.government");
    }
    return registry::say(view.lang, state.step->actor);
}

// "Next recorded step: Promulgated (the King); no act of the Federal State found as of …".
Value next_step(const View& view, const TrackAnswer& track, const registry::StepState& state) {
    auto value = Value::object();
    name_step(value, view, *state.step);
    name_entity(value, view, state.entity);
    value.people("actor", actor_of(view, state));
    value.programs("actor", state.step->actor);
    value.programs("must", state.step->must);
    const auto* absence = absence_for(track, state.step->milestone, state.entity);
    const std::string of = state.entity.empty() ? "party" : "entity";
    const registry::Arguments arguments{
        {"milestone", step_label(view, *state.step)},
        {"entity", entity_label(view, state.entity)},
        {"party", party_label(view, track.party)},
        {"day", absence ? day_text(view, std::min(absence->reach, track.asked.on)) : std::string{}},
    };
    value.both("looked", absence != nullptr);
    value.both("says", view.say((absence ? "track.none-found." : "track.none-recorded.") + of, arguments));
    return value;
}

Value next_steps(const View& view, const TrackAnswer& track) {
    auto list = Value::list();
    for (const auto at : track.walk.next)
        if (at < track.walk.states.size()) list.push(next_step(view, track, track.walk.states[at]));
    return list;
}

Value in_force(const View& view, const TrackAnswer& track) {
    const auto& bound = track.bound;
    auto value = Value::object();
    value.both("answer", bound_code(track));
    value.people("label", bound_label(view, track));
    value.both("because", bound.because.empty() ? std::string{} : registry::say(view.lang, bound.because));
    value.both("recorded", when(view, bound.recorded));
    value.both("computed", when(view, bound.computed));
    const auto& general = track.entry;
    value.both("general", Value::object()
                              .both("recorded", when(view, general.recorded))
                              .both("computed", general.recorded ? Value{} : when(view, general.computed)));
    value.both("depositary_as_of", when(view, as_told(track.depositary_told, track.depositary_as_of)));
    value.both("age", has_depositary(track.instrument)
                          ? depositary_age(view, as_told(track.depositary_told, track.depositary_as_of), track.asked.on)
                          : std::string{});
    return value;
}

Value procedure_of_track(const View& view, const registry::Choice& choice) {
    if (!choice.procedure) return {};
    auto value = Value::object();
    value.both("procedure", choice.procedure->id);
    const auto title = choice.procedure->title.in(view.lang);
    const bool mixed = choice.procedure->qualification == "mixed";
    // An agreement between the State's own entities is that by its kind: nothing about it is guessed.
    value.people("label", choice.recorded || choice.procedure->qualification == "cooperation"
                              ? title
                              : view.say(mixed ? "/procedure.followed-as-mixed" : "/procedure.followed-as",
                                         {{"title", title}}));
    value.people("href", view.plain("/procedures/" + choice.procedure->id));
    value.both("recorded", choice.recorded);
    return value;
}

// What somebody thinks or explains is first of all what it is about: a source need not be quoted.
std::string topic_of(const View& view, const TrackAnswer& track, const registry::Evidence& words) {
    for (const auto& shown : track.events)
        for (const auto& each : shown.evidence)
            if (each.statement == words.statement) return subject_label(view, shown.event.subject);
    return {};
}

Value told_of(const View& view, const TrackAnswer& track, const std::vector<registry::Evidence>& words) {
    auto list = Value::list();
    for (const auto& each : words) {
        auto value = evidence(view, each);
        value.people("topic", topic_of(view, track, each));
        list.push(std::move(value));
    }
    return list;
}

void add_notes(Value& says, const View& view, const TrackAnswer& track) {
    auto notes = Value::list(), remarks = Value::list();
    for (const auto& note : track.notes) notes.push(sentence(view, note));
    for (const auto& each : track.remarks) remarks.push(remark(view, each));
    says.both("notes", std::move(notes));
    auto explanations = told_of(view, track, track.explanations);
    auto interpretations = told_of(view, track, track.interpretations);
    says.people("told_explanations", Value::object().both("evidence", explanations));
    says.people("told_interpretations", Value::object().both("evidence", interpretations));
    says.both("explanations", std::move(explanations));
    says.both("interpretations", std::move(interpretations));
    says.both("remarks", std::move(remarks));
}

// Nothing that is expected is left: what may happen, need not.
bool is_complete(const TrackAnswer& track) {
    const auto open = [](const registry::StepState& state) {
        const bool waits = state.recorded == registry::Recorded::not_recorded ||
                           state.recorded == registry::Recorded::future;
        return waits && !state.passed_over && !state.step->may;
    };
    return !track.walk.states.empty() && std::ranges::none_of(track.walk.states, open);
}

void add_findings(Value& says, const View& view, const TrackAnswer& track) {
    auto open = findings(view, track, true), unchecked = findings(view, track, false);
    says.people("no_findings", open.items()->empty());
    says.both("findings", std::move(open));
    says.both("not_checked", std::move(unchecked));
    says.both("next", next_steps(view, track));
    says.both("complete", is_complete(track));
    auto periods = Value::list();
    for (const auto& state : track.walk.states) {
        if (!state.period) continue;
        auto value = period(view, *state.period, track.asked.on);
        name_step(value, view, *state.step);
        periods.push(std::move(value));
    }
    says.people("some_periods", !periods.items()->empty());
    says.both("periods", std::move(periods));
}

Value legend(const View& view) {
    auto list = Value::list();
    for (const auto& [severity, name] : registry::Names<registry::Severity>::table) {
        if (severity == registry::Severity::none) continue;
        auto value = Value::object();
        value.both("code", name);
        value.both("label", view.say("/severity." + std::string{name}));
        list.push(std::move(value));
    }
    return list;
}

// How long after the step before it each event came: what the picture shows as a length.
Value with_lengths(Value events, const View& view, const TrackAnswer& track) {
    const auto lengths = lengths_between(view, track);
    for (auto& each : std::get<Value::List>(events.is)) {
        const auto* id = each.get("event");
        const auto found = id ? lengths.find(std::string{id->text()}) : lengths.end();
        if (found != lengths.end()) each.people("after", found->second);
    }
    return events;
}

void add_record(Value& says, const View& view, const TrackAnswer& track) {
    auto looks = Value::list();
    for (const auto& each : track.looks) looks.push(look(view, each));
    says.people("legend", legend(view));
    says.both("entities", entities_beside(view, track));
    says.programs("events", numbered_events(view, track));
    says.people("events", with_lengths(events_shown(view, track), view, track));  // with what is computed and nobody stated
    says.both("steps", steps_of(view, track));
    says.both("looks", std::move(looks));
    says.both("sources_not_consulted", not_consulted(view, track.not_consulted));
}

// "Belgium – Optional Protocol …": above the picture where it stands alone.
std::string picture_title(const View& view, const TrackAnswer& answer) {
    return party_label(view, answer.party) + " – " +
           std::string{title_of(view, answer.instrument).get("text")->text()};
}

Picture road_alone(const View& view, const TrackAnswer& answer) {
    const auto road = road_of(view, answer, view.cited());
    const auto title = picture_title(view, answer), foot = picture_foot(view);
    auto picture = draw_road(road, "wide", wide_picture).picture(title, foot);
    if (is_embedded(view)) picture.narrow = draw_road(road, "narrow", narrow_picture).picture(title, foot).svg;
    picture.shows = "road";
    return picture;
}

}  // namespace

Document track(const View& view, const TrackAnswer& answer) {
    const auto party = party_label(view, answer.party);
    const auto title = title_of(view, answer.instrument);
    auto document = page(view, "track", party + " – " + std::string{title.get("text")->text()});
    auto& says = document.says;
    name_instrument(says, view, answer.instrument);
    name_party(says, view, answer.party);
    says.both("nothing_known", answer.nothing_known);
    says.both("procedure", procedure_of_track(view, answer.procedure));
    says.both("bound", in_force(view, answer));
    add_findings(says, view, answer);
    says.both("wait", wait_shown(view, answer.wait));
    const auto road = road_of(view, answer);
    if (!road.rows.empty())
        show_picture(says, view, picture_title(view, answer),
                     [&](const std::string& id, int width) { return draw_road(road, id, width); });
    add_record(says, view, answer);
    add_notes(says, view, answer);
    says.people("changes_href", view.plain("/instruments/" + answer.instrument.id + "/changes"));
    says.people("instruments_href", view.to("/instruments"));
    says.people("parties_href", view.to("/parties"));
    says.people("note_href", view.to("/instruments/" + percent(answer.instrument.id) + "/" +
                                     percent(answer.party) + "/note"));
    says.people("between_href", view.to("/between", {{"instrument", answer.instrument.id},
                                                     {"party", answer.party}}));
    add_citation(document, view, party + ", " + std::string{title.get("text")->text()});
    return document;
}

Answered track_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["instrument"];
    const auto& typed_party = asking.params["party"];
    const auto found = registry::find_instrument(asking.reader, typed);
    if (!found.id) return missing(view, "instrument", typed, found.near);
    if (is_reserved(typed_party)) return missing(view, "page", view.path);
    const auto party = registry::find_party(typed_party);
    if (!party.id) return missing(view, "party", typed_party, party.near);
    if (*found.id != typed || *party.id != typed_party)
        return Moved{view.here_at(
            moved_path(view, "/instruments/" + percent(*found.id) + "/" + percent(*party.id)))};
    if (const auto picture = asking.asked_for("picture"); !picture.empty() && picture != "road" && picture != "wait")
        return Refusal{400, "bad-value", view.say("problem.bad-value"),
                       view.say("participants.bad-value",
                                {{"parameter", "picture"}, {"value", std::string{picture}}}),
                       "picture", {"road", "wait"}};
    auto answer = registry::track_answer(asking.reader, *found.id, *party.id, view.asked);
    if (!answer) return missing(view, "track", typed_party + ", " + typed);
    answer->wait = registry::wait_answer(asking.reader, asking.waits, answer->facts, view.asked);
    auto document = track(view, *answer);
    if (wants_picture(asking.format)) {
        if (asking.asked_for("picture") == "wait")
            document.picture = answer->wait ? wait_picture(view, *answer->wait) : std::nullopt;
        else
            document.picture = road_alone(view, *answer);
    }
    if (asking.format == "ics") add_calendar(document, view, calendar_of_track(asking.reader, view, *answer));
    return document;
}

}  // namespace server
