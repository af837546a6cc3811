// One party's road with one instrument.
#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/competent.hpp"
#include "registry/answers/consent_by.hpp"
#include "registry/answers/evidence.hpp"
#include "registry/answers/not_consulted.hpp"
#include "registry/store/ask_parties.hpp"
#include "registry/store/imports.hpp"

namespace registry {
namespace {

// The party's own events, and those of the instrument that are steps for everybody.
std::vector<Event> events_on(const store::InstrumentFacts& facts, const TrackFacts& track) {
    std::vector<Event> events;
    const auto is_on_track = [&](const Event& event) {
        return std::any_of(track.events.begin(), track.events.end(),
                           [&](const auto& each) { return each.id == event.id; });
    };
    if (const auto own = facts.events.find(""); own != facts.events.end())
        std::copy_if(own->second.begin(), own->second.end(), std::back_inserter(events), is_on_track);
    if (const auto party = facts.events.find(track.party); party != facts.events.end())
        events.insert(events.end(), party->second.begin(), party->second.end());
    const auto order = [](const Event& event) {
        const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
        return milestone ? milestone->order : 0;
    };
    // As they happened; of one day, and undated ones, in road order.
    std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
        const auto day_a = a.when.lo == earliest_day ? a.when.hi : a.when.lo;
        const auto day_b = b.when.lo == earliest_day ? b.when.hi : b.when.lo;
        return day_a != day_b ? day_a < day_b : order(a) != order(b) ? order(a) < order(b) : a.id < b.id;
    });
    return events;
}

std::vector<Awaited> awaited_on(const TrackAnswer& answer) {
    std::vector<Awaited> awaited;
    for (const auto at : answer.walk.next)
        if (const auto& state = answer.walk.states[at]; state.step)
            awaited.push_back({state.step->milestone, std::string{state.entity}});
    for (const auto& each : answer.findings)
        for (auto& step : awaited_of(each)) awaited.push_back(std::move(step));
    return awaited;
}

// The competent authority about itself explains; what anybody else thinks is an interpretation (semantics 3).
void sort_explanations(TrackAnswer& answer) {
    const auto& vocabulary = Vocabulary::built_in();
    for (const auto& [event, evidence] : answer.events) {
        const auto* milestone = vocabulary.milestone(event.milestone);
        if (!milestone || milestone->effect != Effect::explains) continue;
        for (const auto& each : evidence) {
            const bool competent = is_competent(*milestone, vocabulary.source(each.source), answer.party);
            (competent ? answer.explanations : answer.interpretations).push_back(each);
        }
    }
}

void follow_procedure(TrackAnswer& answer) {
    const auto& vocabulary = Vocabulary::built_in();
    answer.entities = entities_on(answer.facts, vocabulary);
    answer.procedure = procedure_of(answer.facts, vocabulary);
    if (answer.procedure.procedure)
        answer.walk = walk(*answer.procedure.procedure, answer.facts, vocabulary, answer.asked.on);
    auto judgement = judged(answer.facts, answer.asked, answer.asked.on);
    answer.findings = std::move(judgement.verdicts);
    std::sort(answer.findings.begin(), answer.findings.end(), comes_before);
    answer.notes = std::move(judgement.notes);
}

}  // namespace

std::optional<TrackAnswer> track_answer(store::Reader& reader, std::string_view instrument,
                                        std::string_view party, const Asked& asked) {
    const auto id = store::instrument_of_id(reader, instrument);
    if (!id || party.empty()) return std::nullopt;
    if (!Vocabulary::built_in().party(party) && !store::was_said(reader, *id, party)) return std::nullopt;

    const auto view = view_of(asked);
    TrackAnswer answer;
    answer.party = party;
    answer.asked = asked;
    answer.nothing_known = is_before_registry(reader, asked);
    answer.instrument = store::head(reader, *id, answer.nothing_known ? store::View{} : view);
    if (answer.nothing_known) return answer;

    const auto facts = store::instrument_facts(reader, *id, view, party);
    answer.facts = store::track_facts(reader, facts, party, view);
    follow_procedure(answer);
    const auto events = events_on(facts, answer.facts);
    answer.events = view_events(reader, events, view);
    for (const auto& each : answer.facts.absences) answer.looks.push_back(place(reader, each, view));
    const auto own = facts.events.find(party);
    answer.bound =
        bound(facts.clause, facts.entry,
              own == facts.events.end() ? std::nullopt : consent_by(answer.party, own->second, asked.on),
              asked.on, consent_looked_up_to(answer.facts, Vocabulary::built_in()));
    answer.entry = facts.entry;
    answer.not_consulted = not_consulted(reader, *id, party, awaited_on(answer), view);
    answer.remarks = view.is_current() ? store::track_remarks(reader, *id, party)
                                       : store::settled(reader, *id, party, view).remarks;
    sort_explanations(answer);
    answer.depositary_as_of = facts.as_of;
    answer.depositary_told = facts.as_of_told;
    return answer;
}

}  // namespace registry
