// One finding for ever: as stored, with its history and the facts its proof names.
#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"
#include "registry/answers/not_consulted.hpp"

namespace registry {

std::optional<FindingAnswer> finding_answer(store::Reader& reader, std::string_view id) {
    auto row = store::finding_row(reader, id);
    if (!row) return std::nullopt;
    FindingAnswer answer;
    const auto& verdict = answer.line.verdict = std::move(row->verdict);
    answer.line.open = row->open;
    const store::View now{};
    answer.line.instrument = store::head(reader, verdict.instrument, now);
    answer.steps = store::finding_steps(reader, verdict.id);

    const auto evidence = named_evidence(verdict.because);
    const auto is_named = [&](const std::string& what) {
        return std::find(evidence.begin(), evidence.end(), what) != evidence.end();
    };
    for (const auto& party : {std::string{}, verdict.party})
        for (auto& event : store::stored_events(reader, verdict.instrument, party))
            if (is_named(event.id) || event.id == verdict.opened_by) {
                auto key = event.id;
                answer.facts.emplace(std::move(key), view_event(reader, std::move(event), now));
            }
    for (auto& absence : store::track_facts(reader, verdict.instrument, verdict.party, now).absences)
        if (is_named(absence.evidence)) answer.looks.push_back(place(reader, std::move(absence), now));
    answer.not_consulted = not_consulted(reader, verdict.instrument, verdict.party, verdict.awaited, now);
    return answer;
}

}  // namespace registry
