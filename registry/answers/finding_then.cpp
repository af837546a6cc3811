// One finding on another day than today, or as it was known on one: judged anew from what counts then.
#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"

namespace registry {
namespace {

// Steps that had taken effect by the day, of those recorded by the day known.
void keep_until(FindingAnswer& answer, const Asked& asked) {
    std::erase_if(answer.steps, [&](const auto& step) {
        return step.first.effective > asked.on || (asked.known && step.second > *asked.known);
    });
}

void take_evidence(FindingAnswer& answer, const TrackAnswer& track) {
    const auto named = named_evidence(answer.line.verdict.because);
    const auto is_named = [&](const std::string& id) {
        return std::find(named.begin(), named.end(), id) != named.end();
    };
    answer.facts.clear();
    answer.looks.clear();
    for (const auto& each : track.events)
        if (is_named(each.event.id) || each.event.id == answer.line.verdict.opened_by)
            answer.facts.emplace(each.event.id, each);
    for (const auto& each : track.looks)
        if (is_named(each.absence.evidence)) answer.looks.push_back(each);
}

// The verdict as judged anew; none where it did not stand.
bool take_verdict(store::Reader& reader, FindingAnswer& answer, const Asked& asked) {
    const auto stored = answer.line.verdict;
    const auto track = track_answer(reader, stored.instrument, stored.party, asked);
    if (!track || track->nothing_known) return false;
    const auto then = std::find_if(track->findings.begin(), track->findings.end(),
                                   [&](const Verdict& each) { return each.id == stored.id; });
    if (then == track->findings.end()) return false;
    answer.line.verdict = *then;
    answer.line.reason_given.clear();
    take_evidence(answer, *track);
    if (const auto parks = answer.facts.find(then->parked_by); parks != answer.facts.end())
        answer.line.reason_given = reason_given(parks->second, then->party);
    answer.not_consulted = track->not_consulted;
    return true;
}

}  // namespace

std::optional<FindingAnswer> finding_answer(store::Reader& reader, std::string_view id, const Asked& given) {
    auto answer = finding_answer(reader, id);
    if (!answer || given.is_plain()) return answer;
    auto asked = given;
    asked.profile = answer->line.verdict.profile;
    keep_until(*answer, asked);
    answer->gone = false;
    answer->line.open = answer->stood = take_verdict(reader, *answer, asked);
    // Closed by then: told as on its last day, as it is without days.
    if (!answer->stood && !answer->steps.empty() && answer->steps.back().first.kind == StepKind::closed) {
        asked.on = answer->steps.back().first.effective - std::chrono::days{1};
        answer->stood = take_verdict(reader, *answer, asked);
        answer->line.verdict.worsens_no_more();
    }
    return answer;
}

}  // namespace registry
