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

// A search claims nothing of the days before the first one it read.
std::optional<std::pair<Day, Day>> first_gap(const std::vector<const Absence*>& looks, Day from) {
    if (std::none_of(looks.begin(), looks.end(), [](const Absence* look) { return look->from.has_value(); }))
        return {};
    auto by_begin = looks;
    const auto begin_of = [](const Absence* look) { return look->from.value_or(earliest_day); };
    std::sort(by_begin.begin(), by_begin.end(),
              [&](const Absence* a, const Absence* b) { return begin_of(a) < begin_of(b); });
    constexpr std::chrono::days one{1};
    for (const auto* look : by_begin) {
        if (begin_of(look) > from) return std::pair{from, begin_of(look) - one};
        from = std::max(from, look->reach + one);
    }
    return {};
}

// The first day on which it could have been found: that of the clock, or of what undid it since.
Day sought_from(const Matter& matter, const Start& start, Day on) {
    auto from = start.lo == earliest_day ? start.hi : start.lo;
    for (const auto* event : matter.undone)
        if (is_bounded(*event) && Road::happened(*event, on) == Truth::yes)
            from = std::max(from, event->when.lo);
    return from;
}

Span scaled(const Span& span, const Span& term, const Span& own) {
    return {span.months * own.months / term.months, span.days + span.months * own.days / term.months};
}

}  // namespace

std::optional<Day> Weighing::reach_of(const Matter& matter, Day on) const {
    std::optional<Day> reach;
    const auto reaches = [&](Day day) {
        if (!reach || day > *reach) reach = day;
    };
    if (!matter.looks.empty()) reaches(matter.looks.front()->reach);
    // Recorded for a later day is not happened before it.
    for (const auto& step : matter.awaited) {
        const auto& looked_for = matter.looked_for();
        if (std::find(looked_for.begin(), looked_for.end(), step.event->milestone) == looked_for.end())
            continue;
        if (is_bounded(*step.event) && Road::happened(*step.event, on) != Truth::yes)
            reaches(step.event->when.lo - std::chrono::days{1});
    }
    // Whoever recorded that a bill lapsed saw that it had not been replaced by then.
    for (const auto* event : matter.undone)
        if (!event->derived && is_bounded(*event) && Road::happened(*event, on) == Truth::yes)
            reaches(event->when.lo);
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
    if (matter.promise && weighed.start.event && weighed.start.started == Truth::no)
        weighed.promise_pending = any_stands(matter.awaited, matter, on) != Truth::yes &&
                                  closed(matter, weighed.start, on) != Truth::yes;
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
        if (!weighed.reach && matter.rule->silent_unsearched) {
            weighed.truth = Truth::no;
            return weighed;
        }
        if (!weighed.reach || *weighed.reach < weighed.start.lo) {
            // Whoever looked before the clock began, however lately, did not look for what it waits for.
            weighed.certainty = Certainty::unsearched;
        } else if (on > after(*weighed.reach, stale_after_)) {
            weighed.certainty = Certainty::unverified;
            weighed.judged = *weighed.reach;
            weighed.as_of_look = true;
        }
        // What is recorded for a later day than any look reaches did not happen in a gap either.
        if (weighed.certainty != Certainty::unsearched && !matter.looks.empty() &&
            *weighed.reach == matter.looks.front()->reach)
            weighed.unread = first_gap(matter.looks, sought_from(matter, weighed.start, on));
    }
    if (cap && *cap < weighed.judged) weighed.judged = *cap;
    for (const auto* shown : matter.shown)
        weighed.strict_ladder = weighed.strict_ladder || weighed.judged <= after(shown->reach, stale_after_);
    weighed.severity = severity_at(weighed, weighed.start.lo);
    if (weighed.truth == Truth::yes) weighed.certain = severity_at(weighed, weighed.start.hi);
    if (!matter.rule->raised_by.empty() && profile_ == Profile::practice_aware) raise(weighed, on);
    doubt(weighed);
    if (weighed.severity != Severity::none && !explanations_.empty()) park(weighed, on);
    return weighed;
}

// The clock goes on and the class stays; of several explanations the one to be reviewed last.
void Weighing::park(Weighed& weighed, Day on) const {
    const auto& matter = *weighed.matter;
    const auto is_about = [&](const TrackEvent& event) {
        // Each authority about itself: who names no body explains nothing for a Community or Region.
        const bool federated = !matter.entity.empty() && matter.entity != road_.federal();
        if (event.entity.empty() ? federated : event.entity != matter.entity) return false;
        const auto& awaited = matter.awaits();
        return event.subject.empty() || event.subject == matter.rule->id ||
               std::find(awaited.begin(), awaited.end(), event.subject) != awaited.end();
    };
    for (const auto& each : explanations_) {
        if (on > each.review || Road::happened(*each.event, on) != Truth::yes || !is_about(*each.event))
            continue;
        if (weighed.parked_by && each.review <= weighed.parked_until) continue;
        weighed.parked_by = each.event;
        weighed.parked_until = each.review;
    }
}

std::optional<std::pair<Day, Severity>> Weighing::worsens(const Weighed& weighed) const {
    // By time alone nothing worsens where nobody has looked, or not since the last look.
    if (weighed.matter->order || weighed.truth == Truth::no || weighed.as_of_look ||
        weighed.certainty == Certainty::unsearched)
        return {};
    for (const auto severity : rising) {
        if (severity <= weighed.severity || !ladder(weighed).at[static_cast<std::size_t>(severity)]) continue;
        const auto day = after(weighed.start.lo, limit(weighed, severity));
        if (day > weighed.judged) return std::pair{day, severity};
    }
    return {};
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
    const bool doubtful = by_list || weighed.unread || weighed.truth != Truth::yes ||
                          weighed.certain != weighed.severity ||
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
    weighed.start = {Road::happened(*first, on), first->when.lo, first->when.hi, first, false, nullptr};
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
    weighed.start = {Truth::yes, *weighed.reach, *weighed.reach, nullptr, false, nullptr};
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
