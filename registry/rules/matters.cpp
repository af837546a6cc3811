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
    explain();
    for (const auto& rule : rules_)
        if (rule.scope == Scope::staleness)
            if (const auto& warn = rule.ladder[static_cast<std::size_t>(profile_)]
                                       .at[static_cast<std::size_t>(Severity::warn)])
                stale_after_ = *warn;
    for (const auto& rule : rules_)
        if (is_for(rule)) put(rule);
    for (auto& matter : matters_) gather(matter);

    const auto bound = [&](const When& when) {
        if (when.lo != earliest_day) bounds_.push_back(when.lo);
        if (when.hi != latest_day) bounds_.push_back(when.hi);
    };
    for (const auto& event : facts.events) bound(event.when);
    if (facts.computed_entry) bound(*facts.computed_entry);
    if (facts.general_entry) bound(facts.general_entry->when);
    for (const auto& matter : matters_)
        if (const auto deadline = matter.promise ? deadline_of(*matter.promise) : std::nullopt)
            bound(registry::on(*deadline));
    bound_periods();
    std::sort(bounds_.begin(), bounds_.end());
    bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
}

// The general procedure has rules of its own; what rests on one party's practice is asked of that party only.
bool Weighing::is_for(const Rule& rule) const {
    const auto& facts = road_.facts();
    const auto lists = [](const std::vector<std::string>& list, const std::string& value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return rule.general == (road_.procedure().procedure->is_general()) && lists(rule.parties, facts.party) &&
           lists(rule.kinds, facts.instrument_kind) && (!rule.unless_replaced || facts.replaced_by.empty()) &&
           awaits_a_step(rule);
}

// Nobody waits for what the party's own procedure does not know: a bill of assent in the United Kingdom.
// Duties come from the instrument.
bool Weighing::awaits_a_step(const Rule& rule) const {
    const bool of_the_road = rule.scope != Scope::question && rule.scope != Scope::duty &&
                             rule.scope != Scope::promise && rule.scope != Scope::order &&
                             rule.scope != Scope::staleness;
    return !of_the_road ||
           std::any_of(rule.awaited.begin(), rule.awaited.end(), [&](const std::string& each) {
               const auto* milestone = road_.vocabulary().milestone(each);
               return (milestone && milestone->effect == Effect::duty) ||
                      road_.procedure().procedure->step(each);
           });
}

// Periods end by the calendar they are counted in.
void Weighing::bound_periods() {
    constexpr std::chrono::days one_day{1};
    for (const auto& step : road_.procedure().procedure->steps) {
        const auto period = step.clock ? road_.period(step.clock->from, latest_day) : std::nullopt;
        if (!period) continue;
        bounds_.push_back(period->earliest + one_day);
        if (period->latest) bounds_.push_back(*period->latest + one_day);
    }
}

// Whoever else gives a reason interprets, and changes nothing.
void Weighing::explain() {
    for (const auto* event : road_.events("explained")) {
        const auto* source = road_.vocabulary().source(event->source);
        const bool competent = source && source->party == road_.facts().party &&
                               (source->voice == Voice::government || source->voice == Voice::parliament);
        if (!competent || event->unconfirmed || event->when.lo == earliest_day) continue;
        constexpr Span until_review{12, 0};  // editorial, where the statement names no day
        const auto span = parse_span(event->form);
        const auto named = span || event->form.empty() ? std::nullopt : parse_when(event->form);
        const auto review =
            named && named->hi != latest_day ? named->hi : after(event->when.lo, span.value_or(until_review));
        explanations_.push_back({event, review});
    }
}

void Weighing::add(const Rule& rule, std::string_view entity, std::string_view subject,
                   const TrackEvent* duty) {
    Matter matter;
    matter.rule = &rule;
    matter.entity = entity;
    matter.subject = subject;
    matter.duty = duty;
    matter.is_federal = !entity.empty() && entity == road_.federal();
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
        case Scope::acting_federated:
            for (const auto entity : road_.acting())
                if (entity != federal) add(rule, entity);
            break;
        case Scope::assenting_entity:
            if (contains(road_.required(), federal) || contains(road_.acting(), federal)) {
                add(rule, federal);
            } else {
                for (const auto entity : road_.required()) add(rule, entity);
            }
            break;
        case Scope::promise:
            put_promises(rule);
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
            put_orders(rule);
            break;
    }
}

// Each promise for itself, though several be of one step: every one has its own term.
void Weighing::put_promises(const Rule& rule) {
    for (const auto& code : rule.clock)
        for (const auto* event : road_.events(code)) {
            const auto* promised = road_.vocabulary().milestone(event->subject);
            if (!promised) continue;  // of no step the registry follows
            add(rule, event->entity, event->subject);
            auto& matter = matters_.back();
            matter.promise = event;
            matter.promised = {event->subject};
            // Whoever promises to ratify may deposit, notify or exchange.
            if (promised->effect == Effect::consents)
                for (const auto& other : road_.vocabulary().milestones())
                    if (other.effect == Effect::consents && other.code != event->subject)
                        matter.promised.push_back(other.code);
        }
}

void Weighing::put_orders(const Rule& rule) {
    for (const auto& order : rule.orders) {
        const auto pair = [&](std::string_view entity) {
            add(rule, entity);
            matters_.back().order = &order;
        };
        if (order.of == Order::Of::track) pair({});
        const auto& bodies = order.of == Order::Of::required ? road_.required() : road_.acting();
        for (std::size_t at = 0; order.of != Order::Of::track && at < bodies.size(); ++at) pair(bodies[at]);
    }
}

bool Weighing::concerns(const Matter& matter, const TrackEvent& event) const {
    if (!road_.is_of(event, matter.entity)) return false;
    if (matter.subject.empty() || matter.order || matter.promise) return true;
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
    if (rule.clock_of == ClockOf::instrument) {
        Matter::Events own;
        const auto& general = road_.facts().general_entry;
        for (const auto& code : rule.clock) {
            if (general && general->milestone == code) own.push_back(&*general);
            for (const auto* event : road_.events(code))
                if (event->general || road_.qualified("bilateral")) own.push_back(event);
        }
        if (!own.empty()) matter.clock.push_back({std::move(own)});
        return;
    }
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
    for (const auto& code : rule.moved_by)
        for (const auto* event : road_.events(code))
            if (concerns(matter, *event)) matter.moves.push_back(event);
}

// Later steps do for what was promised, as on the road itself; publication stands apart from it.
void Weighing::gather_promise(Matter& matter) const {
    const auto& vocabulary = road_.vocabulary();
    const auto& promised = *vocabulary.milestone(matter.promise->subject);
    std::erase_if(matter.closers, [&](const Matter::Step& step) {
        const auto* later = vocabulary.milestone(step.event->milestone);
        const bool ends = later->effect == Effect::withdraws || later->effect == Effect::unsigns ||
                          step.event->milestone == "terminated";
        return !ends && (promised.effect == Effect::publishes || later->order <= promised.order);
    });
}

void Weighing::gather_looks(Matter& matter) const {
    const auto& rule = *matter.rule;
    const auto is_one_of = [](const std::vector<std::string>& list, const std::string& code) {
        return std::find(list.begin(), list.end(), code) != list.end();
    };
    for (const auto& absence : road_.facts().absences) {
        const bool shows = !rule.shown_absent.empty() && absence.milestone == rule.shown_absent;
        if (!shows && !is_one_of(matter.looked_for(), absence.milestone)) continue;
        if (!rule.silence_is_look && absence.evidence.starts_with("document:")) continue;
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
        if (is_one_of(matter.looked_for(), absence.milestone)) matter.looks.push_back(&absence);
    }
    std::stable_sort(matter.looks.begin(), matter.looks.end(),
                     [](const Absence* a, const Absence* b) { return a->reach > b->reach; });
}

void Weighing::gather(Matter& matter) const {
    if (matter.order) return gather_order(matter);
    if (!matter.promise) gather_clock(matter);
    collect(matter, matter.awaits(), matter.awaited);
    collect(matter, matter.rule->closed_by, matter.closers);
    if (matter.promise) gather_promise(matter);
    for (const auto& code : matter.rule->undone_by)
        for (const auto* event : road_.events(code))
            if (concerns(matter, *event)) matter.undone.push_back(event);
    if (matter.duty)
        for (const auto* event : road_.events("duty-postponed"))
            if (concerns(matter, *event)) matter.postponed.push_back(event);
    gather_looks(matter);
}

}  // namespace registry::judging
