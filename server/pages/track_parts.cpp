#include "server/pages/track_parts.hpp"

#include <algorithm>
#include <tuple>

#include "registry/procedure/step_words.hpp"
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/track_order.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::EventView;
using registry::TrackAnswer;
using registry::Vocabulary;

bool puts_on_a_list(const EventView& shown) {
    const auto* milestone = Vocabulary::built_in().milestone(shown.event.milestone);
    return milestone && milestone->effect == registry::Effect::lists;
}

auto sort_key(const EventView* shown) {
    const auto& when = shown->event.when;
    const bool undated = when.lo == registry::earliest_day && when.hi == registry::latest_day;
    const auto* milestone = Vocabulary::built_in().milestone(shown->event.milestone);
    const auto day = when.lo == registry::earliest_day ? when.hi : when.lo;
    return std::tuple{undated, day, when.hi, milestone ? milestone->order : 0,
                      std::string_view{shown->event.id}};
}

std::string state_code(const registry::StepState& state, bool next) {
    using registry::Recorded;
    if (state.recorded == Recorded::happened) return "happened";
    if (state.recorded == Recorded::undated) return "undated";
    if (state.recorded == Recorded::future) return "future";
    if (state.passed_over) return "passed-over";
    return next ? "next" : "not-recorded";
}

std::string state_key(std::string_view code) {
    const bool of_walk = code == "passed-over" || code == "next";
    return (of_walk ? "/step." : "/recorded.") + std::string{code};
}

bool is_next(const TrackAnswer& track, std::size_t at) {
    return std::ranges::find(track.walk.next, at) != track.walk.next.end();
}

}  // namespace

std::vector<const EventView*> in_order(const TrackAnswer& track) {
    std::vector<const EventView*> events;
    for (const auto& shown : track.events)
        if (!puts_on_a_list(shown)) events.push_back(&shown);
    std::ranges::stable_sort(events, {}, sort_key);
    return events;
}

std::vector<const EventView*> on_lists(const TrackAnswer& track) {
    std::vector<const EventView*> events;
    for (const auto& shown : track.events)
        if (puts_on_a_list(shown)) events.push_back(&shown);
    std::ranges::stable_sort(events, {}, sort_key);
    return events;
}

Value numbered_events(const View& view, const TrackAnswer& track) {
    auto list = Value::list();
    int number = 0;
    for (const auto* shown : in_order(track)) {
        auto value = event(view, *shown);
        value.people("number", std::to_string(++number));
        value.people("future", happened_by(shown->event.when, track.asked.on) == registry::Truth::no);
        list.push(std::move(value));
    }
    return list;
}

Value events_shown(const View& view, const TrackAnswer& track) {
    std::vector<const registry::TrackEvent*> computed;
    for (const auto& each : track.facts.events)
        if (each.derived) computed.push_back(&each);
    std::ranges::stable_sort(computed, {}, [](const auto* each) { return each->when.lo; });
    auto list = Value::list();
    auto next = computed.begin();
    const auto add_until = [&](registry::Day day) {
        for (; next != computed.end() && (*next)->when.lo < day; ++next) {
            auto value = Value::object();
            name_milestone(value, view, (*next)->milestone);
            name_entity(value, view, (*next)->entity);
            value.people("when", when(view, (*next)->when));
            value.people("unconfirmed", (*next)->unconfirmed);
            value.people("future", happened_by((*next)->when, track.asked.on) == registry::Truth::no);
            value.people("computed_says", registry::computed_in_words(
                                              view.lang, **next, Vocabulary::built_in(), track.asked.on));
            list.push(std::move(value));
        }
    };
    int number = 0;
    for (const auto* shown : in_order(track)) {
        const auto& day = shown->event.when;
        add_until(day.lo == registry::earliest_day ? day.hi : day.lo);
        auto value = event(view, *shown);
        value.people("number", std::to_string(++number));
        value.people("future", happened_by(day, track.asked.on) == registry::Truth::no);
        list.push(std::move(value));
    }
    add_until(registry::latest_day);
    return list;
}

const registry::Absence* absence_for(const TrackAnswer& track, std::string_view milestone,
                                     std::string_view entity) {
    const registry::Absence* best = nullptr;
    const auto take = [&](const registry::Absence& absence) {
        const bool fits =
            absence.milestone == milestone && (absence.entity.empty() || absence.entity == entity);
        if (fits && (!best || absence.reach > best->reach)) best = &absence;
    };
    for (const auto& absence : track.facts.absences) take(absence);
    for (const auto& look : track.looks) take(look.absence);
    return best;
}

Value looks_for(const View& view, const TrackAnswer& track, const registry::Verdict& verdict) {
    auto list = Value::list();
    for (const auto& each : track.looks) {
        const auto& absence = each.absence;
        const bool awaited = std::ranges::find(verdict.awaited, absence.milestone) != verdict.awaited.end();
        const auto& whose = verdict.waits_for.empty() ? verdict.entity : verdict.waits_for;
        if (awaited && (absence.entity.empty() || whose.empty() || absence.entity == whose))
            list.push(look(view, each));
    }
    return list;
}

Value period(const View& view, const registry::Period& period, registry::Day on) {
    auto value = Value::object();
    const auto last = period.last_day();
    value.programs("from", period.clock->from);
    value.programs("starts_on", period.start->when.edtf);
    value.programs("ends_on", last ? registry::iso(*last) : std::string{});
    value.programs("not_before", registry::iso(period.earliest));
    value.programs("ended", registry::name_of(period.ended(on)));
    value.programs("calendar_to", period.calendar_to ? registry::iso(*period.calendar_to) : std::string{});
    value.programs("calendar_source", period.source);
    value.programs("basis", registry::name_of(period.clock->basis));
    value.people("says", registry::in_words(view.lang, period, on));
    value.both("authorities", authorities(view, period.clock->authorities));
    return value;
}

Value steps_of(const View& view, const TrackAnswer& track) {
    constexpr std::string_view potentials[] = {"not-now", "not-yet", "allowed", "caused"};
    auto list = Value::list();
    for (std::size_t i = 0; i < track.walk.states.size(); ++i) {
        const auto& state = track.walk.states[i];
        auto value = Value::object();
        name_step(value, view, *state.step);
        name_entity(value, view, state.entity);
        value.both("computed", state.event && state.event->derived);
        if (state.period) value.both("period", period(view, *state.period, track.asked.on));
        const auto code = state_code(state, is_next(track, i));
        value.both("state", code);
        value.people("state_label", view.say(state_key(code)));
        value.people("happened", code == "happened" || code == "undated");
        value.both("potential", potentials[static_cast<std::size_t>(state.potential)]);
        value.both("out_of_order", state.out_of_order);
        value.people("must", state.step->must);
        value.people("may", state.step->may);
        value.both("when", state.event ? when(view, state.event->when) : Value{});
        list.push(std::move(value));
    }
    return list;
}

std::string bound_code(const registry::TrackAnswer& track) {
    constexpr std::string_view names[] = {"not-bound", "cannot-be-known", "bound"};
    return std::string{names[static_cast<std::size_t>(track.bound.bound)]};
}

std::string bound_label(const View& view, const registry::TrackAnswer& track) {
    return view.say("bound." + bound_code(track),
                    {{"day", day_text(view, track.asked.on)}, {"party", party_label(view, track.party)}});
}

bool has_depositary(const registry::InstrumentHead& head) { return head.kind != "cooperation-agreement"; }

std::string depositary_age(const View& view, const std::optional<registry::When>& as_of, registry::Day on) {
    if (!as_of) return view.say("bound.no-data");
    const registry::Arguments arguments{{"day", registry::say_when(view.lang, *as_of)},
                                        {"elapsed", elapsed(view, *as_of, on)}};
    return view.say(as_of->hi < on ? "bound.data-older" : "bound.data-of", arguments);
}

std::optional<registry::When> as_told(const std::optional<registry::When>& told,
                                      const std::optional<registry::Day>& day) {
    return told ? told : day ? std::optional{registry::on(*day)} : std::nullopt;
}

}  // namespace server
