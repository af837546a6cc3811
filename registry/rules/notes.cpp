// What stands beside the findings without being one.
#include <algorithm>

#include "registry/rules/weigh.hpp"

namespace registry::judging {

namespace {

std::optional<Reason> note_of_duty(const Weighed& weighed, Day on) {
    const auto& matter = *weighed.matter;
    if (Road::happened(*matter.duty, on) == Truth::no) return {};
    if (weighed.start.started != Truth::no && !weighed.start.suspended) return {};  // it runs
    const char* message = !weighed.start.suspended   ? "note.no-obligation-yet"
                          : matter.postponed.empty() ? "note.duty-without-term"
                                                     : "note.duty-postponed";
    Reason note{message,
                {{"rule", matter.rule->id}, {"subject", std::string{matter.subject}}},
                Truth::yes,
                {matter.duty->id},
                {}};
    for (const auto* event : matter.postponed) note.evidence.push_back(event->id);
    return note;
}

Reason note_of_promise(const Weighed& weighed) {
    const auto& promise = *weighed.matter->promise;
    Reason note{weighed.start.suspended ? "note.promised-without-term" : "note.promised",
                {{"milestone", promise.subject}, {"source", promise.source}, {"date", promise.when.edtf}},
                Truth::yes,
                {promise.id},
                {}};
    if (const auto deadline = deadline_of(promise)) note.arguments.emplace_back("day", iso(*deadline));
    return note;
}

// What somebody thinks the reason is: beside the findings, and without effect on them.
Reason note_of_interpretation(const TrackEvent& event) {
    Reason note{"note.interpreted",
                {{"source", event.source}, {"date", event.when.edtf}},
                Truth::yes,
                {event.id},
                {}};
    if (!event.subject.empty()) note.arguments.emplace_back("subject", event.subject);
    return note;
}

}  // namespace

// Duties that do not run yet, promises whose term is still to come, interpretations: shown beside the
// findings, never one of them.
std::vector<Reason> notes(const Weighing& weighing, const std::vector<Weighed>& all, Day on) {
    std::vector<Reason> notes;
    for (const auto& weighed : all) {
        if (weighed.matter->duty)
            if (auto note = note_of_duty(weighed, on)) notes.push_back(std::move(*note));
        if (weighed.promise_pending) notes.push_back(note_of_promise(weighed));
    }
    const auto& explanations = weighing.explanations();
    for (const auto* code : {"explained", "interpreted"})
        for (const auto* event : weighing.road().events(code)) {
            const bool parks = std::any_of(explanations.begin(), explanations.end(),
                                           [&](const Explanation& each) { return each.event == event; });
            if (!parks && !event->source.empty() && Road::happened(*event, on) != Truth::no)
                notes.push_back(note_of_interpretation(*event));
        }
    return notes;
}

}  // namespace registry::judging
