// Lists: instruments, parties, a party's tracks.
#include <algorithm>
#include <map>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/tally.hpp"
#include "registry/store/ask_parties.hpp"
#include "registry/store/findings.hpp"

namespace registry {
namespace {

// A road begins with the adoption of the text: the first declared milestone.
std::optional<When> adoption(const store::InstrumentFacts& facts) {
    const auto own = facts.events.find("");
    if (own == facts.events.end()) return std::nullopt;
    const auto& first = Vocabulary::built_in().milestones().front().code;
    const auto found = std::find_if(own->second.begin(), own->second.end(),
                                    [&](const Event& each) { return each.milestone == first; });
    return found == own->second.end() ? std::nullopt : std::optional{found->when};
}

// None for an instrument of which nothing was held in the view asked.
std::optional<InstrumentLine> instrument_line(store::Reader& reader, const std::string& id,
                                              const Asked& asked) {
    const auto view = view_of(asked);
    InstrumentLine line;
    line.head = store::head(reader, id, view);
    const auto facts = store::instrument_facts(reader, id, view);
    if (!view.is_current() && line.head.titles.empty() && facts.events.empty()) return std::nullopt;
    const auto counts = counted(facts.events, asked.on);
    line.signatories = counts.signatories.value_or(0);
    line.parties = counts.parties.value_or(0);
    line.adopted = adoption(facts);
    const auto worst = worst_as_asked(reader, facts, asked);
    if (!worst.empty()) line.severity = worst.front().severity;
    return line;
}

std::optional<When> last_of(const std::vector<Event>& events, Effect effect) {
    std::optional<When> last;
    for (const auto& each : events) {
        const auto* milestone = Vocabulary::built_in().milestone(each.milestone);
        if (milestone && milestone->effect == effect && (!last || last->lo <= each.when.lo)) last = each.when;
    }
    return last;
}

void say_next(store::Reader& reader, PartyTrack& line, const std::string& party, const Asked& asked) {
    const auto& id = line.instrument.id;
    if (stored_findings_answer(reader, asked)) {
        if (const auto stored = store::stored_track(reader, {id, party}))
            line.next_milestone = stored->next_milestone, line.next_entity = stored->next_entity;
        if (const auto worst = store::worst_finding(reader, id, party, asked.profile))
            line.finding = worst->finding, line.severity = worst->severity;
        return;
    }
    const auto facts = store::track_facts(reader, id, party, view_of(asked));
    const auto& vocabulary = Vocabulary::built_in();
    if (const auto chosen = procedure_of(facts, vocabulary); chosen.procedure) {
        const auto road = walk(*chosen.procedure, facts, vocabulary, asked.on);
        if (!road.next.empty()) {
            const auto& next = road.states[road.next.front()];
            line.next_milestone = next.step->milestone, line.next_entity = next.entity;
        }
    }
    auto verdicts = judged(facts, asked, asked.on).verdicts;
    std::sort(verdicts.begin(), verdicts.end(), comes_before);
    const auto worst = std::find_if(verdicts.begin(), verdicts.end(), is_listed);
    if (worst != verdicts.end()) line.finding = worst->id, line.severity = worst->severity;
}

}  // namespace

InstrumentList instruments(store::Reader& reader, std::string_view search, std::size_t limit,
                           std::size_t offset, const Asked& asked) {
    auto matches = store::search(reader, search, limit, offset);
    InstrumentList list;
    list.total = matches.total;
    for (const auto& id : matches.ids)
        if (auto line = instrument_line(reader, id, asked)) list.lines.push_back(std::move(*line));
    return list;
}

std::vector<PartySummary> parties(store::Reader& reader) {
    std::map<std::string, PartySummary, std::less<>> by_party;
    const auto of = [&](std::string_view party) -> PartySummary& {
        auto at = by_party.find(party);
        if (at == by_party.end())
            at = by_party.emplace(std::string{party}, PartySummary{std::string{party}}).first;
        return at->second;
    };
    // Rows come by party and instrument: a tally is closed when either changes.
    std::string party, instrument;
    Tally sum(latest_day);
    const auto close = [&] {
        if (party.empty()) return;  // an instrument's own events
        auto& summary = of(party);
        summary.signed_ += sum.is_signatory();
        summary.bound += sum.is_party();
    };
    store::AllSteps steps(reader);
    while (const auto step = steps.next()) {
        if (step->party != party || step->instrument != instrument) {
            close();
            party = step->party, instrument = step->instrument;
            sum = Tally(latest_day);
        }
        if (const auto* milestone = Vocabulary::built_in().milestone(step->milestone))
            sum.add(milestone->effect, step->lo, step->hi);
    }
    close();
    for (const auto& each : store::tracks_by_party(reader))
        if (!each.party.empty()) of(each.party).tracks = each.tracks;
    for (const auto& [each, count] :
         store::findings_by_party(reader, Profile::practice_aware, Severity::stalled))
        of(each).findings = count;
    std::vector<PartySummary> all;
    for (auto& [id, summary] : by_party) all.push_back(std::move(summary));
    return all;
}

std::vector<PartyTrack> party_tracks(store::Reader& reader, std::string_view party, std::size_t limit,
                                     std::size_t offset, const Asked& asked) {
    if (is_before_registry(reader, asked)) return {};
    const auto view = view_of(asked);
    const std::string id{party};
    std::vector<PartyTrack> lines;
    for (const auto& instrument : store::instruments_of_party(reader, party, limit, offset)) {
        const auto all = view.is_current() ? store::stored_events(reader, instrument, party)
                                           : store::settled(reader, instrument, party, view).events;
        const auto events = shown_on(all, asked);
        if (events.empty()) continue;  // what was said is gone, or not yet said in the view asked
        PartyTrack line;
        line.instrument = store::head(reader, instrument, view);
        line.signed_on = last_of(events, Effect::signs);
        line.consented_on = last_of(events, Effect::consents);
        line.withdrawn_on = last_of(events, Effect::withdraws);
        if (has_procedure(party)) say_next(reader, line, id, asked);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace registry
