// When a matter's clock started, as far as the recorded dates tell.
#include <algorithm>

#include "registry/rules/weigh.hpp"

namespace registry::judging {

namespace {

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

}  // namespace

std::optional<Day> deadline_of(const TrackEvent& promise) {
    if (const auto span = parse_span(promise.form))
        return promise.when.hi == latest_day ? std::nullopt : std::optional{after(promise.when.hi, *span)};
    const auto when = parse_when(promise.form);
    return when && when->hi != latest_day ? std::optional{when->hi} : std::nullopt;
}

// A start without an earliest day is taken as not before the signature: nobody adopts what nobody signed, but
// for assents in advance, which are dated.
Day Weighing::not_before(Day otherwise) const {
    for (const auto* code : {"signed", "accession-decided"})
        for (const auto* event : road_.events(code))
            if (is_bounded(*event) && event->when.lo <= otherwise) return event->when.lo;
    return otherwise;
}

// A term runs through its last day. What only others say was promised is not sure.
Start Weighing::start_of_promise(const Matter& matter, Day on) const {
    const auto& promise = *matter.promise;
    const auto* source = road_.vocabulary().source(promise.source);
    Start start;
    const auto said = Road::happened(promise, on);
    if (said == Truth::no) return start;
    start.event = &promise;
    const auto deadline = deadline_of(promise);
    start.suspended = !deadline;
    if (!deadline || on < *deadline) return start;
    start.started = source && source->voice == Voice::other ? both(said, Truth::unknown) : said;
    start.lo = start.hi = *deadline;
    return start;
}

// A later step of the same bill starts the clock anew; one that may have come makes only the least sure.
void Weighing::move(const Matter& matter, Start& start, Day on) const {
    for (const auto* event : matter.moves) {
        const auto happened = Road::happened(*event, on);
        if (happened == Truth::no || event->when.hi == latest_day) continue;
        start.hi = std::max(start.hi, event->when.hi);
        if (happened != Truth::yes || event->when.lo <= start.lo) continue;
        start.lo = event->when.lo;
        start.moved = event;
    }
}

Start Weighing::start_of(const Matter& matter, Day on) const {
    if (matter.promise) return start_of_promise(matter, on);
    Start start;
    const auto events = starters(matter, on);
    if (events.empty()) {
        const auto& computed = road_.facts().computed_entry;
        if (matter.rule->clock_computed && computed && matter.clock.empty() && computed->lo <= on)
            start = {happened_by(*computed, on), computed->lo, computed->hi, nullptr, false, nullptr};
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
    move(matter, start, on);
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

}  // namespace registry::judging
