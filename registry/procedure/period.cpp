// Periods that a step begins: when they end by the calendar they are counted in, and what happens by their
// running out.
#include <algorithm>

#include "registry/procedure/road.hpp"

namespace registry {

namespace {

constexpr std::chrono::days one_day{1};

const SittingDays* sittings_of(const Clock& clock, const TrackFacts& facts) {
    if (!facts.sittings) return nullptr;
    for (const auto& each : *facts.sittings)
        if (each.id == clock.calendar) return &each;
    return nullptr;
}

// The first and the last day that the last day of so many days after `start` can be.
struct Bounds {
    Day earliest{};
    std::optional<Day> latest;
};
Bounds last_day(const Clock& clock, const SittingDays* sittings, Day start, int days) {
    if (clock.count == Count::calendar)
        return {start + std::chrono::days{days}, start + std::chrono::days{days}};
    if (!sittings) return {start + std::chrono::days{days}, std::nullopt};
    return {sittings->earliest_nth_after(start, days), sittings->nth_after(start, days)};
}

}  // namespace

const TrackEvent* Road::begins(std::string_view milestone, Day on) const {
    const TrackEvent* latest = nullptr;
    for (const auto* event : events(milestone))
        if (!event->unconfirmed && event->when.lo <= on && event->when.lo != earliest_day) latest = event;
    return latest;
}

std::optional<Period> Road::period(std::string_view from, Day on) const {
    const auto* clock = procedure_.procedure ? procedure_.procedure->clock(from) : nullptr;
    const auto* start = clock ? begins(from, on) : nullptr;
    if (!start) return std::nullopt;
    Period period;
    period.clock = clock;
    period.start = start;
    int days = clock->days;
    bool extension_unsaid = false;
    if (!clock->extended_by.empty())
        for (const auto* event : events(clock->extended_by)) {
            if (event->unconfirmed || event->when.lo < start->when.lo || event->when.lo > on) continue;
            const auto more = parse_span(event->form);
            period.extensions.push_back(event);
            if (more && more->months == 0 && more->days > 0 && more->days < 1000)
                days += more->days;
            else
                extension_unsaid = true;
        }
    const auto* sittings = sittings_of(*clock, *facts_);
    if (sittings) {
        period.calendar_to = sittings->to;
        period.source = sittings->source;
    }
    period.earliest = last_day(*clock, sittings, start->when.lo, days).earliest;
    if (start->when.hi != latest_day) period.latest = last_day(*clock, sittings, start->when.hi, days).latest;
    using Why = Period::Why;
    if (extension_unsaid) {
        period.latest.reset();
        period.why = Why::vague_extension;
    } else if (!start->when.is_day()) {
        period.why = Why::vague_start;
    } else if (!period.latest) {
        period.why = sittings ? Why::calendar_ends : Why::no_calendar;
    }
    period.announced = sittings && sittings->as_of && period.latest && *period.latest > *sittings->as_of;
    return period;
}

Truth Period::ended(Day on) const {
    if (latest && on > *latest) return Truth::yes;
    return on <= earliest ? Truth::no : Truth::unknown;
}

const char* message_of(const Period& period) {
    switch (period.why) {
        case Period::Why::known:
            return period.announced ? "because.period-ends-announced" : "because.period-ends";
        case Period::Why::calendar_ends:
            return "because.period-calendar-ends";
        case Period::Why::no_calendar:
            return "because.period-no-calendar";
        case Period::Why::vague_start:
            return "because.period-start-vague";
        case Period::Why::vague_extension:
            break;
    }
    return "because.period-extension-unsaid";
}

// Tacit approval is nobody's act and stands in no document: it follows from the period, and is never put
// beside what is recorded.
void Road::compute_events() {
    const auto* chosen = procedure_.procedure;
    if (!chosen) return;
    std::vector<TrackEvent> found;
    for (const auto& step : chosen->steps) {
        if (step.after_period.empty() || !events(step.milestone).empty()) continue;
        const auto period = this->period(step.after_period, latest_day);
        if (!period || !period->latest) continue;
        const auto truth = truth_of(step.requires_, *this, {}, *period->latest);
        if (truth != Truth::yes && truth != Truth::allowed) continue;
        TrackEvent event;
        event.id = facts_->instrument + "." + facts_->party + "." + step.milestone + ".computed";
        event.milestone = step.milestone;
        event.when = between(period->earliest + one_day, *period->latest + one_day);
        event.derived = true;
        found.push_back(std::move(event));
    }
    if (found.empty()) return;
    computed_ = std::make_shared<const std::vector<TrackEvent>>(std::move(found));
    arrange_events();
}

}  // namespace registry
