// One finding for ever: as stored, with its history and the facts its proof names.
#include <algorithm>
#include <set>
#include <tuple>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"
#include "registry/answers/not_consulted.hpp"
#include "registry/base/text.hpp"

namespace registry {
namespace {

// "r7b.opcat.be.be-fed": rule, instrument, party, entity and what else tells findings apart.
std::vector<std::string> candidates(store::Reader& reader, std::string_view typed) {
    constexpr int most = 500;
    std::set<std::string> found;
    const auto add = [&](std::vector<std::string> ids) { found.insert(ids.begin(), ids.end()); };
    // An instrument's name has no stop in it; where the rule is left out the instrument comes first.
    const auto parts = split(typed, '.');
    for (std::size_t i = 0; i < parts.size() && i < 2; ++i)
        if (!parts[i].empty()) add(store::findings_on(reader, parts[i], most));
    // Those that begin alike up to a stop: an instrument may have more findings than are looked at.
    for (auto stop = typed.rfind('.'); stop != std::string_view::npos && stop > 0;
         stop = typed.rfind('.', stop - 1))
        add(store::findings_beginning(reader, typed.substr(0, stop + 1), most));
    for (auto length = typed.size(); length >= 2 && found.empty();
         length = length > 4 ? length * 3 / 4 : length - 1)
        add(store::findings_beginning(reader, typed.substr(0, length), most));
    return {found.begin(), found.end()};
}

}  // namespace

std::vector<std::string> near_findings(store::Reader& reader, std::string_view typed) {
    constexpr std::size_t most_near = 3, longest_typed = 200;
    const auto text = fold(clean(typed));
    if (text.empty() || text.size() > longest_typed) return {};
    // First those that have most of the typed parts, then by letters.
    const auto parts = split(text, '.');
    std::vector<std::tuple<std::size_t, std::size_t, std::string>> order;
    for (auto& id : candidates(reader, text)) {
        const auto own = split(id, '.');
        const auto missing =
            static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), [&](auto part) {
                return std::find(own.begin(), own.end(), part) == own.end();
            }));
        const auto off = distance(text, id);
        order.emplace_back(missing, off, std::move(id));
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> near;
    for (auto& [missing, off, id] : order)
        if (near.size() < most_near) near.push_back(std::move(id));
    return near;
}

std::optional<FindingAnswer> finding_answer(store::Reader& reader, std::string_view id) {
    auto row = store::finding_row(reader, id);
    if (!row) return std::nullopt;
    FindingAnswer answer;
    const auto& verdict = answer.line.verdict = std::move(row->verdict);
    answer.line.open = row->open;
    answer.gone = row->gone;
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
    if (const auto parks = answer.facts.find(verdict.parked_by); parks != answer.facts.end())
        answer.line.reason_given = reason_given(parks->second, verdict.party);
    for (auto& absence : store::track_facts(reader, verdict.instrument, verdict.party, now).absences)
        if (is_named(absence.evidence)) answer.looks.push_back(place(reader, std::move(absence), now));
    answer.not_consulted = not_consulted(reader, verdict.instrument, verdict.party, awaited_of(verdict), now);
    return answer;
}

}  // namespace registry
