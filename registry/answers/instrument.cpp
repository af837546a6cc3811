// One instrument: its own dates, who has done what, what is said of it.
#include <algorithm>
#include <charconv>
#include <set>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/evidence.hpp"
#include "registry/answers/tally.hpp"

namespace registry {
namespace {

bool takes_part(const Event& event) {
    const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
    return milestone && concerns_one_party(milestone->effect);
}

std::vector<PartyLine> party_lines(store::Reader& reader, const store::InstrumentFacts& facts,
                                   const Asked& asked) {
    const auto worst = worst_as_asked(reader, facts, asked);
    std::vector<PartyLine> lines;
    for (const auto& [party, events] : facts.events) {
        if (party.empty()) continue;  // the instrument's own
        PartyLine line;
        line.party = party;
        line.resolved = Vocabulary::built_in().party(party) || Vocabulary::built_in().entity(party);
        line.has_track = has_procedure(party);
        for (auto& each : shown_on(events, asked))
            if (takes_part(each)) line.events.push_back(std::move(each));
        for (const auto& each : worst)
            if (each.party == party) line.worst_finding = each.finding, line.severity = each.severity;
        if (!line.events.empty() || has_own_procedure(party)) lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<int> number_in(const std::string& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

// Within a key the newest as_of comes first.
std::optional<int> official(const std::vector<InstrumentAnswer::Described>& descriptions,
                            std::string_view key) {
    const auto found = std::find_if(descriptions.begin(), descriptions.end(),
                                    [&](const auto& each) { return each.key == key; });
    return found == descriptions.end() ? std::nullopt : number_in(found->value);
}

std::vector<InstrumentAnswer::Words> words_of(store::Reader& reader, const std::string& id,
                                              const store::View& view) {
    std::vector<InstrumentAnswer::Words> found;
    std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
    // Several documents may have the same words: the newest place is shown.
    for (auto& row : store::passages_of(reader, id, view))
        if (seen.emplace(row.kind, row.party_said, row.language, row.text).second)
            found.push_back({std::move(row.kind), std::move(row.party), std::move(row.party_said),
                             std::move(row.language), std::move(row.text), std::move(row.document_key),
                             std::move(row.place)});
    return found;
}

std::vector<Remark> settling_remarks(store::Reader& reader, const store::InstrumentFacts& facts,
                                     const store::View& view) {
    if (view.is_current()) return store::remarks_of_instrument(reader, facts.instrument);
    std::vector<Remark> found;
    for (const auto& [party, events] : facts.events)
        for (auto& each : store::settled(reader, facts.instrument, party, view).remarks)
            found.push_back(std::move(each));
    return found;
}

}  // namespace

std::optional<InstrumentAnswer> instrument_answer(store::Reader& reader, std::string_view instrument,
                                                  const Asked& asked) {
    const auto id = store::instrument_of_id(reader, instrument);
    if (!id) return std::nullopt;
    const auto view = view_of(asked);
    InstrumentAnswer answer;
    answer.asked = asked;
    answer.nothing_known = is_before_registry(reader, asked);
    answer.instrument = store::head(reader, *id, answer.nothing_known ? store::View{} : view);
    if (answer.nothing_known) return answer;

    auto facts = store::instrument_facts(reader, *id, view);
    for (auto& row : store::descriptions_of(reader, *id, view))
        answer.descriptions.push_back(
            {std::move(row.key), std::move(row.language), std::move(row.value), std::move(row.evidence)});
    answer.official = {official(answer.descriptions, "official-signatories"),
                       official(answer.descriptions, "official-parties")};
    answer.counted = counted(facts.events, asked.on);
    answer.as_of = facts.as_of;
    answer.as_of_told = facts.as_of_told;
    if (const auto own = facts.events.find(""); own != facts.events.end())
        answer.own = view_events(reader, own->second, view);
    answer.entry = facts.entry;
    answer.clause = facts.clause;
    answer.parties = party_lines(reader, facts, asked);
    for (auto& each : store::relations_of(reader, *id, view))
        answer.relations.push_back(
            {std::move(each.kind), each.outwards, store::head(reader, each.other, view)});
    answer.passages = words_of(reader, *id, view);
    answer.remarks = settling_remarks(reader, facts, view);
    answer.joined_by_title = store::automatic_pairs(reader, *id);
    if (asked.known)
        std::erase_if(answer.joined_by_title,
                      [&](const MatchPair& each) { return each.since > *asked.known; });
    return answer;
}

}  // namespace registry
