// What a proof says beside the clock, the looks and the ladder.
#include <algorithm>

#include "registry/model/calendar.hpp"
#include "registry/rules/weigh.hpp"
#include "registry/rules/words.hpp"

namespace registry {

Reason computed_lapse(const TrackEvent& lapse, Truth happened) {
    auto reason = judging::about("because.derived-lapse", happened, lapse);
    reason.arguments.emplace_back("assembly", lapse.subject);
    if (const auto* calendar = calendar_of(lapse.subject)) {
        reason.arguments.emplace_back("authority", calendar->lapse_authority);
        for (const auto& term : calendar->terms)
            if (term.to == lapse.when.lo && !term.verified) reason.truth = both(reason.truth, Truth::unknown);
    }
    reason.evidence.clear();  // nobody's statement
    return reason;
}

}  // namespace registry

namespace registry::judging {

namespace {

using Lines = std::vector<Reason>;

// R6 counts from the first assent; how far the others have come is shown by the latest.
void latest_assent(const Weighed& weighed, Day on, Lines& lines) {
    const auto& matter = *weighed.matter;
    if (matter.rule->clock_of != ClockOf::others || matter.rule->clock_last) return;
    const TrackEvent* latest = nullptr;
    for (const auto& body : matter.clock)
        for (const auto& events : body)
            for (const auto* event : events)
                if (Road::happened(*event, on) == Truth::yes && event->when.lo != earliest_day &&
                    (!latest || event->when.lo > latest->when.lo))
                    latest = event;
    const auto* first = weighed.start.event;
    if (latest && first && latest->when.lo > first->when.hi)
        lines.push_back(about("because.latest-assent", Truth::yes, *latest));
}

void derived_lapses(const Weighed& weighed, Day on, Lines& lines) {
    for (const auto* event : weighed.matter->undone) {
        const auto happened = Road::happened(*event, on);
        if (!event->derived || happened == Truth::no) continue;
        lines.push_back(computed_lapse(*event, happened));
    }
}

const AssemblyCalendar* calendar_for(const Weighing& weighing, std::string_view entity) {
    const auto* body = weighing.road().vocabulary().entity(entity);
    if (!body) return nullptr;
    for (const auto& assembly : body->assemblies)
        if (const auto* calendar = calendar_of(assembly)) return calendar;
    return nullptr;
}

Reason of_period(const char* message, const AssemblyCalendar& calendar, const CalendarPeriod& period) {
    Reason reason{message,
                  {{"assembly", calendar.assembly}, {"name", period.name}},
                  period.verified ? Truth::yes : Truth::unknown,
                  {},
                  {}};
    if (!period.authority.empty()) reason.arguments.emplace_back("authority", period.authority);
    return reason;
}

// They change nothing: who reads the months sees what they fell in.
void calendar_notes(const Weighing& weighing, const Weighed& weighed, Day on, Lines& lines) {
    if (!weighed.matter->rule->notes_calendar) return;
    const auto* calendar = calendar_for(weighing, weighed.matter->entity);
    if (!calendar) return;
    const auto since = weighed.start.lo;
    for (const auto& term : calendar->terms) {
        if (!term.to || *term.to < since || *term.to > on) continue;
        auto reason = of_period("because.dissolution", *calendar, term);
        reason.arguments.emplace_back("day", iso(*term.to));
        lines.push_back(std::move(reason));
    }
    for (const auto& period : calendar->caretaker) {
        if (period.from > on || (period.to && *period.to < since)) continue;
        const bool ended = period.to && *period.to <= on;
        auto reason = of_period(ended ? "because.caretaker" : "because.caretaker-since", *calendar, period);
        reason.arguments.emplace_back("from", iso(period.from));
        if (ended) reason.arguments.emplace_back("day", iso(*period.to));
        lines.push_back(std::move(reason));
    }
}

}  // namespace

std::pair<std::string_view, std::string_view> waiting_for(const Weighing& weighing, const Weighed& weighed,
                                                          Day on) {
    const auto& road = weighing.road();
    const auto has = [&](const Happened& asked, std::string_view entity) {
        return truth_of(Condition{Happened{asked.milestones, entity.empty() ? Of::track : Of::subject}}, road,
                        entity, on) == Truth::yes;
    };
    for (const auto& asked : weighed.matter->rule->waiting_for) {
        const std::string_view milestone = asked.milestones.front();
        if (asked.of == Of::track) {
            if (!has(asked, {})) return {milestone, {}};
            continue;
        }
        for (const auto entity : road.required())
            if (!has(asked, entity)) return {milestone, entity};
    }
    return {};
}

void circumstances(const Weighing& weighing, const Weighed& weighed, Day on, Lines& lines) {
    if (const auto* moved = weighed.start.moved) lines.push_back(about("because.moved", Truth::yes, *moved));
    latest_assent(weighed, on, lines);
    derived_lapses(weighed, on, lines);
    if (const auto [milestone, entity] = waiting_for(weighing, weighed, on); !milestone.empty()) {
        Reason reason{"because.usual", {{"milestone", std::string{milestone}}}, Truth::yes, {}, {}};
        if (!entity.empty()) reason.arguments.emplace_back("entity", std::string{entity});
        lines.push_back(std::move(reason));
    }
    calendar_notes(weighing, weighed, on, lines);
    if (const auto* explanation = weighed.parked_by) {
        auto reason = about("because.explained", Truth::yes, *explanation);
        reason.arguments.emplace_back("source", explanation->source);
        reason.arguments.emplace_back("day", iso(weighed.parked_until));
        lines.push_back(std::move(reason));
    }
}

}  // namespace registry::judging
