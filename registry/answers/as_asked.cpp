#include "registry/answers/as_asked.hpp"

#include <algorithm>
#include <limits>
#include <set>

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

std::vector<store::Track> tracks_as_asked(store::Reader& reader, const Asked& asked, bool general) {
    std::vector<store::Track> found;
    if (view_of(asked).is_current()) {
        for (auto& each : store::stored_tracks(reader))
            if (general || has_own_procedure(each.track.party)) found.push_back(std::move(each.track));
        return found;
    }
    for (const auto& party : Vocabulary::built_in().parties())
        if (general || has_own_procedure(party.id))
            for (auto& instrument : track_instruments(reader, party.id, asked))
                found.push_back({std::move(instrument), party.id});
    std::sort(found.begin(), found.end());
    return found;
}

std::optional<TrackFacts> road(store::Reader& reader, const store::InstrumentFacts& about,
                               std::string_view party, const Asked& asked) {
    if (!about.events.contains(party) && !about.asserted.contains(party)) return std::nullopt;
    return store::track_facts(reader, about, party, view_of(asked));
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
    std::set<std::string_view> parties;
    for (const auto& [party, _] : facts.events) parties.insert(party);
    for (const auto& [party, _] : facts.asserted) parties.insert(party);
    for (const auto party : parties) {
        const auto track = has_procedure(party) ? road(reader, facts, party, asked) : std::nullopt;
        if (!track) continue;
        auto verdicts = judged(*track, asked, asked.on).verdicts;
        std::sort(verdicts.begin(), verdicts.end(), comes_before);
        const auto worst = std::find_if(verdicts.begin(), verdicts.end(), is_listed);
        if (worst != verdicts.end()) found.push_back({std::string{party}, worst->id, worst->severity});
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
