#include "registry/answers/as_asked.hpp"

#include <algorithm>
#include <limits>

#include "registry/store/ask_parties.hpp"
#include "registry/store/findings.hpp"

namespace registry {

store::View view_of(const Asked& asked) { return {asked.known, asked.published}; }

bool is_before_registry(store::Reader& reader, const Asked& asked) {
    if (!asked.known) return false;
    const auto first = store::first_import(reader);
    return !first || *asked.known < *first;
}

bool stored_findings_answer(store::Reader& reader, const Asked& asked) {
    if (!asked.is_plain()) return false;
    const auto last = store::last_import(reader);
    return (!last || *last <= asked.today) && store::tracks_due(reader, asked.today).empty();
}

const std::vector<std::string>& parties_with_procedure() {
    static const auto parties = [] {
        std::vector<std::string> found;
        for (const auto& each : built_in_procedures()) found.push_back(each.party);
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }();
    return parties;
}

bool has_procedure(std::string_view party) {
    const auto& all = parties_with_procedure();
    return std::binary_search(all.begin(), all.end(), party);
}

std::optional<TrackFacts> road(store::Reader& reader, const store::InstrumentFacts& about,
                               std::string_view party, const Asked& asked) {
    auto facts = store::track_facts(reader, about, party, view_of(asked));
    const auto said = [](const Absence& each) { return each.evidence.starts_with("statement:"); };
    if (about.events.contains(party) || std::any_of(facts.absences.begin(), facts.absences.end(), said))
        return facts;
    return std::nullopt;
}

Judgement judged(const TrackFacts& facts, const Asked& asked, Day on) {
    if (!has_procedure(facts.party)) return {};
    return judge(facts, built_in_rules(), Vocabulary::built_in(), asked.profile, on);
}

bool is_listed(const Verdict& verdict) {
    return verdict.severity != Severity::none && verdict.certainty != Certainty::unsearched;
}

bool comes_before(const Verdict& a, const Verdict& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.since.lo != b.since.lo ? a.since.lo < b.since.lo : a.id < b.id;
}

std::vector<store::Worst> worst_as_asked(store::Reader& reader, const store::InstrumentFacts& facts,
                                         const Asked& asked) {
    if (stored_findings_answer(reader, asked))
        return store::worst_findings(reader, facts.instrument, asked.profile);
    std::vector<store::Worst> found;
    for (const auto& party : parties_with_procedure()) {
        const auto track = road(reader, facts, party, asked);
        if (!track) continue;
        auto verdicts = judged(*track, asked, asked.on).verdicts;
        std::sort(verdicts.begin(), verdicts.end(), comes_before);
        const auto worst = std::find_if(verdicts.begin(), verdicts.end(), is_listed);
        if (worst != verdicts.end()) found.push_back({party, worst->id, worst->severity});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    return found;
}

std::vector<std::string> track_instruments(store::Reader& reader, std::string_view party,
                                           const Asked& asked) {
    if (!view_of(asked).is_current())
        return store::instruments_of_party(reader, party, std::numeric_limits<std::uint32_t>::max(), 0);
    std::vector<std::string> found;
    for (auto& each : store::tracks_of_party(reader, party)) found.push_back(std::move(each.instrument));
    return found;
}

std::vector<Event> shown_on(const std::vector<Event>& events, const Asked& asked) {
    std::vector<Event> shown;
    for (const auto& each : events)
        if (asked.on >= asked.today || each.when.lo <= asked.on) shown.push_back(each);
    return shown;
}

}  // namespace registry
