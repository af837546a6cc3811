// Tracks without recorded movement: stored findings where they answer, else every track with a declared
// procedure judged anew as asked.
#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"

namespace registry {
namespace {

std::vector<Verdict> judged_anew(store::Reader& reader, const StalledFilter& filter, const Asked& asked) {
    std::vector<Verdict> found;
    const auto view = view_of(asked);
    std::optional<store::InstrumentFacts> about;
    for (const auto& [instrument, party] :
         tracks_as_asked(reader, asked, filter.at_least <= Severity::notice)) {
        if (!filter.party.empty() && filter.party != party) continue;
        if (!about || about->instrument != instrument)
            about = store::instrument_facts(reader, instrument, view);
        const auto facts = road(reader, *about, party, asked);
        if (!facts) continue;
        for (auto& each : judged(*facts, asked, asked.on).verdicts) {
            if (!is_listed(each) || each.severity < filter.at_least) continue;
            if (!filter.rule.empty() && filter.rule != each.rule) continue;
            if (!filter.entity.empty() && filter.entity != each.entity && filter.entity != each.waits_for)
                continue;
            found.push_back(std::move(each));
        }
    }
    std::sort(found.begin(), found.end(), comes_before);
    const auto from = std::min(filter.offset, found.size());
    const auto to = from + std::min(filter.limit, found.size() - from);
    return {std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(from)),
            std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(to))};
}

}  // namespace

std::vector<FindingLine> stalled(store::Reader& reader, const StalledFilter& filter, const Asked& asked) {
    if (is_before_registry(reader, asked)) return {};
    auto verdicts =
        stored_findings_answer(reader, asked)
            ? store::open_findings(reader,
                                   {filter.party, filter.entity, filter.rule, filter.at_least, asked.profile},
                                   filter.limit, filter.offset)
            : judged_anew(reader, filter, asked);
    std::vector<FindingLine> lines;
    for (auto& each : verdicts) {
        FindingLine line;
        line.instrument = store::head(reader, each.instrument, view_of(asked));
        if (!each.parked_by.empty())
            for (auto& event : store::stored_events(reader, each.instrument, each.party))
                if (event.id == each.parked_by)
                    line.reason_given =
                        reason_given(view_event(reader, std::move(event), view_of(asked)), each.party);
        line.verdict = std::move(each);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace registry
