#include "registry/rules/weigh.hpp"

#include <algorithm>

namespace registry::judging {

namespace {

constexpr std::array rising{Severity::notice, Severity::warn, Severity::stalled, Severity::severe};

// A repeatable step counts no more once a later one undid it: a bill that lapsed.
Truth undone(const TrackEvent& event, const Matter::Events& by, Day on) {
    Truth truth = Truth::no;
    for (const auto* later : by) {
        const auto happened = Road::happened(*later, on);
        if (later->when.lo >= event.when.hi)
            truth = either(truth, happened);
        else if (later->when.hi >= event.when.lo)
            truth = either(truth, both(happened, Truth::unknown));
    }
    return truth;
}

Truth stands(const Matter::Step& step, const Matter& matter, Day on) {
    const auto truth = Road::happened(*step.event, on);
    if (truth == Truth::no || !step.repeatable || matter.undone.empty()) return truth;
    return both(truth, negated(undone(*step.event, matter.undone, on)));
}

Truth any_stands(const std::vector<Matter::Step>& steps, const Matter& matter, Day on) {
    Truth truth = Truth::no;
    for (const auto& step : steps) truth = either(truth, stands(step, matter, on));
    return truth;
}

// Later steps close; a lapse or rejection from before the clock started belongs to an earlier bill.
Truth closed(const Matter& matter, const Start& start, Day on) {
    Truth truth = Truth::no;
    for (const auto& step : matter.closers) {
        auto each = stands(step, matter, on);
        if (step.repeatable && step.event->when.hi < start.lo) continue;
        if (step.repeatable && step.event->when.lo < start.hi) each = both(each, Truth::unknown);
        truth = either(truth, each);
    }
    return truth;
}

bool is_bounded(const TrackEvent& event) { return event.when.lo != earliest_day; }

// The events that may have started the clock by that day: of each body those of the first milestone in the
// rule's order that has a dated one, else the first that has any.
Matter::Events starters(const Matter& matter, Day on) {
    Matter::Events all;
    for (const auto& body : matter.clock) {
        const Matter::Events* undated = nullptr;
        const Matter::Events* dated = nullptr;
        for (const auto& events : body) {
            bool any = false, any_dated = false;
            for (const auto* event : events) {
                if (event->when.lo > on) continue;
                any = true;
                any_dated = any_dated || is_bounded(*event);
            }
            if (any_dated && !dated) dated = &events;
            if (any && !undated) undated = &events;
        }
        if (const auto* chosen = dated ? dated : undated)
            for (const auto* event : *chosen)
                if (event->when.lo <= on) all.push_back(event);
    }
    return all;
}

Span scaled(const Span& span, const Span& term, const Span& own) {
    return {span.months * own.months / term.months, span.days + span.months * own.days / term.months};
}

}  // namespace

// A start without an earliest day is taken as not before the signature: nobody adopts what nobody signed, but
// for assents in advance, which are dated.
Day Weighing::not_before(Day otherwise) const {
    for (const auto* code : {"signed", "accession-decided"})
        for (const auto* event : road_.events(code))
            if (is_bounded(*event) && event->when.lo <= otherwise) return event->when.lo;
    return otherwise;
}

Start Weighing::start_of(const Matter& matter, Day on) const {
    Start start;
    const auto events = starters(matter, on);
    if (events.empty()) {
        const auto& computed = road_.facts().computed_entry;
        if (matter.rule->clock_computed && computed && matter.clock.empty() && computed->lo <= on)
            start = {happened_by(*computed, on), computed->lo, computed->hi, nullptr, false};
        return start;
    }
    const bool last = matter.rule->clock_last;
    const bool any_sure = std::any_of(events.begin(), events.end(), [&](const TrackEvent* e) {
        return Road::happened(*e, on) == Truth::yes;
    });
    const bool any_bounded =
        std::any_of(events.begin(), events.end(), [](const TrackEvent* e) { return is_bounded(*e); });
    start.started = any_sure ? Truth::yes : Truth::unknown;
    bool first = true;
    for (const auto* event : events) {
        const bool sure = Road::happened(*event, on) == Truth::yes;
        // The earliest the clock can have started. Of several the last: those not sure may not have happened,
        // so they cannot make it later. Of several the first: what has no earliest day says nothing.
        const bool for_lo = last ? sure || !any_sure : is_bounded(*event) || !any_bounded;
        if (for_lo &&
            (!start.event || (last && any_sure ? event->when.lo > start.lo : event->when.lo < start.lo))) {
            start.lo = event->when.lo;
            start.event = event;
        }
        // And the latest: of the last, whatever may have come; of the first, only what is sure.
        const bool for_hi = last || sure || !any_sure;
        if (for_hi && (first || (last ? event->when.hi > start.hi : event->when.hi < start.hi))) {
            start.hi = event->when.hi;
            first = false;
        }
    }
    if (start.lo == earliest_day) {
        // An undated step that may lie in the future gives no reading at all.
        if (!any_sure) return {};
        start.lo = not_before(start.hi);
    }
    postpone(matter, start, on);
    return start;
}

void Weighing::postpone(const Matter& matter, Start& start, Day on) const {
    if (!matter.duty) return;
    const auto own = parse_span(matter.duty->form);
    if (!own || (own->months <= 0 && own->days <= 0))
        start.suspended = true;  // a duty whose term nobody recorded
    for (const auto* event : matter.postponed) {
        const auto truth = Road::happened(*event, on);
        if (truth == Truth::no) continue;
        const auto by = parse_span(event->form);
        if (!by) {
            start.suspended = true;
            continue;
        }
        if (truth == Truth::yes) start.lo = after(start.lo, *by);
        start.hi = after(start.hi, *by);
    }
}

std::optional<Day> Weighing::reach_of(const Matter& matter, Day on) const {
    std::optional<Day> reach;
    const auto reaches = [&](Day day) {
        if (!reach || day > *reach) reach = day;
    };
    if (!matter.looks.empty()) reaches(matter.looks.front()->reach);
    // Recorded for a later day is not happened before it.
    for (const auto& step : matter.awaited) {
        const auto& looked_for = matter.rule->looked_for;
        if (std::find(looked_for.begin(), looked_for.end(), step.event->milestone) == looked_for.end())
            continue;
        if (is_bounded(*step.event) && Road::happened(*step.event, on) != Truth::yes)
            reaches(step.event->when.lo - std::chrono::days{1});
    }
    // Whoever recorded that a bill lapsed saw that it had not been replaced by then.
    for (const auto* event : matter.undone)
        if (is_bounded(*event) && Road::happened(*event, on) == Truth::yes) reaches(event->when.lo);
    return reach;
}

const Ladder& Weighing::ladder(const Weighed& weighed) const {
    return weighed.matter->rule->ladder[weighed.strict_ladder ? static_cast<std::size_t>(Profile::strict)
                                                              : static_cast<std::size_t>(profile_)];
}

Span Weighing::limit(const Weighed& weighed, Severity severity) const {
    const auto& span = ladder(weighed).at[static_cast<std::size_t>(severity)];
    if (!span) return {};
    const auto& rule = *weighed.matter->rule;
    if (!rule.term || !weighed.matter->duty) return *span;
    const auto own = parse_span(weighed.matter->duty->form);
    return own ? scaled(*span, *rule.term, *own) : *span;
}

Severity Weighing::severity_at(const Weighed& weighed, Day start) const {
    auto reached = Severity::none;
    for (const auto severity : rising)
        if (ladder(weighed).at[static_cast<std::size_t>(severity)] &&
            weighed.judged >= after(start, limit(weighed, severity)))
            reached = severity;
    return reached;
}

Weighed Weighing::weigh(const Matter& matter, Day on, std::optional<Day> cap) const {
    if (matter.order) return weigh_order(matter, on);
    Weighed weighed;
    weighed.matter = &matter;
    weighed.judged = on;
    weighed.start = start_of(matter, on);
    if (weighed.start.started == Truth::no || weighed.start.suspended) return weighed;
    const auto awaited = any_stands(matter.awaited, matter, on);
    weighed.truth = both(weighed.start.started, negated(awaited));
    if (weighed.truth == Truth::no) return weighed;
    weighed.truth = both(weighed.truth, negated(closed(matter, weighed.start, on)));
    if (weighed.truth == Truth::no) return weighed;
    weighed.truth = both(weighed.truth, truth_of(matter.rule->when, road_, matter.entity, on));
    if (weighed.truth == Truth::no) return weighed;

    if (matter.rule->needs_look) {
        weighed.reach = reach_of(matter, on);
        if (!weighed.reach) {
            weighed.certainty = Certainty::unsearched;
        } else if (on > after(*weighed.reach, stale_after_)) {
            weighed.certainty = Certainty::unverified;
            weighed.judged = *weighed.reach;
            weighed.as_of_look = true;
        }
    }
    if (cap && *cap < weighed.judged) weighed.judged = *cap;
    for (const auto* shown : matter.shown)
        weighed.strict_ladder = weighed.strict_ladder || weighed.judged <= after(shown->reach, stale_after_);
    weighed.severity = severity_at(weighed, weighed.start.lo);
    if (weighed.truth == Truth::yes) weighed.certain = severity_at(weighed, weighed.start.hi);
    if (!matter.rule->raised_by.empty() && profile_ == Profile::practice_aware) raise(weighed, on);
    doubt(weighed);
    return weighed;
}

// At once to the class of the rule that explains it, when that is stalled or severe and somebody looked.
void Weighing::raise(Weighed& weighed, Day on) const {
    const auto& raised_by = weighed.matter->rule->raised_by;
    for (const auto& other : matters_) {
        if (std::find(raised_by.begin(), raised_by.end(), other.rule->id) == raised_by.end()) continue;
        const auto cause = weigh(other, on, weighed.judged);
        if (cause.severity < Severity::stalled || cause.certainty == Certainty::unsearched) continue;
        if (cause.severity > weighed.severity) {
            weighed.severity = cause.severity;
            weighed.cause = &other;
            weighed.certainty = std::max(weighed.certainty, cause.certainty);
        }
        if (weighed.truth == Truth::yes && cause.certain >= Severity::stalled)
            weighed.certain = std::max(weighed.certain, cause.certain);
    }
}

void Weighing::doubt(Weighed& weighed) const {
    const auto& matter = *weighed.matter;
    const bool by_list = matter.rule->needs_list && !(road_.list_is_whole() && road_.list_is_confirmed());
    const bool doubtful = by_list || weighed.truth != Truth::yes || weighed.certain != weighed.severity ||
                          (!matter.entity.empty() && road_.is_unconfirmed(matter.entity));
    if (doubtful) weighed.certainty = std::max(weighed.certainty, Certainty::possible);
}

Weighed Weighing::weigh_order(const Matter& matter, Day on) const {
    Weighed weighed;
    weighed.matter = &matter;
    weighed.judged = on;
    const TrackEvent *first = nullptr, *then = nullptr;
    for (const auto& step : matter.awaited)
        if (!first || step.event->when.lo < first->when.lo) first = step.event;
    for (const auto& step : matter.closers)
        if (!then || step.event->when.hi < then->when.hi) then = step.event;
    // Only where no reading of the dates puts them right.
    if (!first || !then || then->when.hi >= first->when.lo) return weighed;
    weighed.start = {Road::happened(*first, on), first->when.lo, first->when.hi, first, false};
    weighed.truth = both(weighed.start.started, Road::happened(*then, on));
    weighed.truth = both(weighed.truth, truth_of(matter.order->when, road_, matter.entity, on));
    if (weighed.truth == Truth::no) return weighed;
    weighed.severity = matter.order->severity;
    if (weighed.truth == Truth::yes) weighed.certain = weighed.severity;
    doubt(weighed);
    return weighed;
}

// How old the oldest look is on which an open finding rests.
Weighed Weighing::weigh_staleness(const Matter& matter, const std::vector<Weighed>& others, Day on) const {
    Weighed weighed;
    weighed.matter = &matter;
    weighed.judged = on;
    for (const auto& other : others)
        if (other.severity != Severity::none && other.certainty != Certainty::unsearched && other.reach &&
            *other.reach < on && (!weighed.reach || *other.reach < *weighed.reach)) {
            weighed.reach = other.reach;
            weighed.cause = other.matter;
        }
    if (!weighed.reach) return weighed;
    weighed.truth = Truth::yes;
    weighed.start = {Truth::yes, *weighed.reach, *weighed.reach, nullptr, false};
    weighed.severity = weighed.certain = severity_at(weighed, *weighed.reach);
    return weighed;
}

std::vector<Weighed> Weighing::all(Day on) const {
    std::vector<Weighed> all;
    all.reserve(matters_.size());
    for (const auto& matter : matters_)
        if (matter.rule->scope != Scope::staleness) all.push_back(weigh(matter, on));
    for (const auto& matter : matters_)
        if (matter.rule->scope == Scope::staleness) all.push_back(weigh_staleness(matter, all, on));
    return all;
}

}  // namespace registry::judging
