#include "registry/answers/evidence.hpp"

#include <algorithm>
#include <charconv>

#include "registry/answers/competent.hpp"

namespace registry {
namespace {

constexpr std::string_view look_mark = "look:", statement_mark = "statement:", document_mark = "document:";

std::optional<std::int64_t> number_after(std::string_view mark, std::string_view text) {
    if (!text.starts_with(mark)) return std::nullopt;
    text.remove_prefix(mark.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

void gather(const Reason& reason, std::vector<std::string>& found) {
    for (const auto& each : reason.evidence)
        if (std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
    for (const auto& part : reason.of) gather(part, found);
}

}  // namespace

EventView view_event(store::Reader& reader, Event event, const store::View& view) {
    EventView shown{std::move(event), {}};
    for (const auto* ids : {&shown.event.statements, &shown.event.against})
        for (const auto id : *ids)
            for (auto& each : store::evidence_of_statement(reader, id, view))
                shown.evidence.push_back(std::move(each));
    return shown;
}

std::vector<EventView> view_events(store::Reader& reader, const std::vector<Event>& events,
                                   const store::View& view) {
    std::vector<EventView> shown;
    shown.reserve(events.size());
    for (const auto& each : events) shown.push_back(view_event(reader, each, view));
    return shown;
}

Placed place(store::Reader& reader, Absence absence, const store::View& view) {
    Placed placed{std::move(absence), {}, {}, {}, 0};
    const auto& id = placed.absence.evidence;
    if (const auto look = number_after(look_mark, id)) {
        if (auto row = store::look(reader, *look)) {
            placed.evidence = std::move(row->evidence);
            placed.from = row->from;
            placed.looked_on = row->looked_on;
            placed.read = row->read;
        }
    } else if (const auto statement = number_after(statement_mark, id)) {
        auto places = store::evidence_of_statement(reader, *statement, view);
        if (!places.empty()) placed.evidence = std::move(places.front());
    } else if (id.starts_with(document_mark)) {
        if (auto document =
                store::evidence_of_document(reader, std::string_view{id}.substr(document_mark.size())))
            placed.evidence = std::move(*document);
    }
    return placed;
}

std::string reason_given(const EventView& shown, std::string_view party) {
    const auto& vocabulary = Vocabulary::built_in();
    const auto* milestone = vocabulary.milestone(shown.event.milestone);
    const auto& against = shown.event.against;
    for (const auto& each : shown.evidence)
        if (milestone && !each.note.empty() && !each.taken_down &&
            is_competent(*milestone, vocabulary.source(each.source), party) &&
            std::find(against.begin(), against.end(), each.statement) == against.end())
            return each.note;
    return {};
}

std::vector<std::string> named_evidence(const Reason& reason) {
    std::vector<std::string> found;
    gather(reason, found);
    return found;
}

}  // namespace registry
