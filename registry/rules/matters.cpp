// What each rule is asked about on one track, and the facts that concern each asking.
#include <algorithm>

#include "registry/rules/weigh.hpp"

namespace registry::judging {

namespace {

bool contains(const std::vector<std::string_view>& list, std::string_view entity) {
    return std::find(list.begin(), list.end(), entity) != list.end();
}

}  // namespace

Weighing::Weighing(const TrackFacts& facts, const std::vector<Rule>& rules, const Vocabulary& vocabulary,
                   Profile profile)
    : rules_(rules), profile_(profile), road_(facts, vocabulary) {
    if (!road_.procedure().procedure) return;  // only parties whose procedure is declared get findings
    for (const auto& rule : rules_)
        if (rule.scope == Scope::staleness)
            if (const auto& warn = rule.ladder[static_cast<std::size_t>(profile_)]
                                       .at[static_cast<std::size_t>(Severity::warn)])
                stale_after_ = *warn;
    for (const auto& rule : rules_) put(rule);
    for (auto& matter : matters_) gather(matter);

    const auto bound = [&](const When& when) {
        if (when.lo != earliest_day) bounds_.push_back(when.lo);
        if (when.hi != latest_day) bounds_.push_back(when.hi);
    };
    for (const auto& event : facts.events) bound(event.when);
    if (facts.computed_entry) bound(*facts.computed_entry);
    std::sort(bounds_.begin(), bounds_.end());
    bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
}

void Weighing::add(const Rule& rule, std::string_view entity, std::string_view subject,
                   const TrackEvent* duty) {
    Matter matter;
    matter.rule = &rule;
    matter.entity = entity;
    matter.subject = subject;
    matter.duty = duty;
    matters_.push_back(std::move(matter));
}

void Weighing::put(const Rule& rule) {
    const auto federal = road_.federal();
    switch (rule.scope) {
        case Scope::track:
        case Scope::staleness:
            add(rule, {});
            break;
        case Scope::federal:
            if (contains(road_.required(), federal) || contains(road_.acting(), federal)) add(rule, federal);
            break;
        case Scope::required_entity:
            for (const auto entity : road_.required()) add(rule, entity);
            break;
        case Scope::acting_entity:
            for (const auto entity : road_.acting()) add(rule, entity);
            break;
        case Scope::question:
        case Scope::duty:
            // One matter for each question or duty, by its subject; several dates for one are one matter.
            for (const auto& milestone :
                 rule.scope == Scope::duty ? std::vector<std::string>{"duty-set"} : rule.clock)
                for (const auto* event : road_.events(milestone)) {
                    const bool known = std::any_of(matters_.begin(), matters_.end(), [&](const Matter& each) {
                        return each.rule == &rule && each.subject == event->subject;
                    });
                    if (!known) add(rule, {}, event->subject, rule.scope == Scope::duty ? event : nullptr);
                }
            break;
        case Scope::order:
            for (const auto& order : rule.orders) {
                const auto pair = [&](std::string_view entity) {
                    add(rule, entity);
                    matters_.back().order = &order;
                };
                if (order.of == Order::Of::track) pair({});
                const auto& bodies = order.of == Order::Of::required ? road_.required() : road_.acting();
                for (std::size_t at = 0; order.of != Order::Of::track && at < bodies.size(); ++at)
                    pair(bodies[at]);
            }
            break;
    }
}

bool Weighing::concerns(const Matter& matter, const TrackEvent& event) const {
    if (!road_.is_of(event, matter.entity)) return false;
    if (matter.subject.empty() || matter.order) return true;
    const auto* milestone = road_.vocabulary().milestone(event.milestone);
    const bool has_subject =
        milestone && (milestone->effect == Effect::asks || milestone->effect == Effect::duty);
    return !has_subject || event.subject == matter.subject;
}

void Weighing::collect(const Matter& matter, const std::vector<std::string>& milestones,
                       std::vector<Matter::Step>& steps) const {
    for (const auto& code : milestones) {
        const auto events = road_.events(code);
        if (events.empty()) continue;
        const auto* milestone = road_.vocabulary().milestone(code);
        for (const auto* event : events)
            if (concerns(matter, *event)) steps.push_back({event, milestone && milestone->repeatable});
    }
}

void Weighing::gather_order(Matter& matter) const {
    collect(matter, matter.order->first, matter.awaited);
    // What waits on the assent of an entity is a step of the party.
    Matter party;
    party.entity = matter.order->of == Order::Of::required ? std::string_view{} : matter.entity;
    collect(party, matter.order->then, matter.closers);
}

void Weighing::gather_clock(Matter& matter) const {
    const auto& rule = *matter.rule;
    std::vector<std::string_view> bodies{matter.entity};
    if (rule.clock_of == ClockOf::required) bodies = road_.required();
    if (rule.clock_of == ClockOf::recorded) bodies = road_.recorded();
    if (rule.clock_of == ClockOf::others) {
        bodies = road_.recorded();
        bodies.erase(std::remove(bodies.begin(), bodies.end(), matter.entity), bodies.end());
    }
    for (const auto body : bodies) {
        std::vector<Matter::Events> of_body;
        for (const auto& code : rule.clock) {
            Matter::Events events;
            for (const auto* event : road_.events(code)) {
                const bool of =
                    rule.clock_of == ClockOf::subject ? concerns(matter, *event) : road_.is_of(*event, body);
                if (of) events.push_back(event);
            }
            if (!events.empty()) of_body.push_back(std::move(events));
        }
        if (!of_body.empty()) matter.clock.push_back(std::move(of_body));
    }
}

void Weighing::gather_looks(Matter& matter) const {
    const auto& rule = *matter.rule;
    const auto is_one_of = [](const std::vector<std::string>& list, const std::string& code) {
        return std::find(list.begin(), list.end(), code) != list.end();
    };
    for (const auto& absence : road_.facts().absences) {
        const bool shows = !rule.shown_absent.empty() && absence.milestone == rule.shown_absent;
        if (!shows && !is_one_of(rule.looked_for, absence.milestone)) continue;
        if (!absence.subject.empty() && absence.subject != matter.subject) continue;
        const auto* milestone = road_.vocabulary().milestone(absence.milestone);
        const bool by_entity = milestone && milestone->level == Level::entity;
        if (by_entity && !absence.entity.empty() && !matter.entity.empty() && absence.entity != matter.entity)
            continue;
        if (rule.look_in) {
            const auto* source = road_.vocabulary().source(absence.source);
            if (!source || source->voice != *rule.look_in) continue;
        }
        // Said in so many words; an empty search shows nothing about signing.
        if (shows && absence.evidence.starts_with("statement:")) matter.shown.push_back(&absence);
        if (is_one_of(rule.looked_for, absence.milestone)) matter.looks.push_back(&absence);
    }
    std::stable_sort(matter.looks.begin(), matter.looks.end(),
                     [](const Absence* a, const Absence* b) { return a->reach > b->reach; });
}

void Weighing::gather(Matter& matter) const {
    if (matter.order) return gather_order(matter);
    gather_clock(matter);
    collect(matter, matter.rule->awaited, matter.awaited);
    collect(matter, matter.rule->closed_by, matter.closers);
    for (const auto& code : matter.rule->undone_by)
        for (const auto* event : road_.events(code))
            if (concerns(matter, *event)) matter.undone.push_back(event);
    if (matter.duty)
        for (const auto* event : road_.events("duty-postponed"))
            if (concerns(matter, *event)) matter.postponed.push_back(event);
    gather_looks(matter);
}

}  // namespace registry::judging
