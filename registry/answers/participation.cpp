#include "registry/answers/participation.hpp"

#include <algorithm>

#include "registry/answers/as_asked.hpp"
#include "registry/answers/tally.hpp"
#include "registry/store/ask_evidence.hpp"

namespace registry {
namespace {

Effect effect_of(const Event& event) {
    const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
    return milestone ? milestone->effect : Effect::none;
}

// What has no day comes first, so that a dated act of the same kind is the last one.
auto by_day(const Event& event) {
    const bool undated = event.when.lo == earliest_day && event.when.hi == latest_day;
    const auto day = event.when.lo == earliest_day && !undated ? event.when.hi : event.when.lo;
    return std::pair{day, event.when.hi};
}

void add_line(std::vector<PartyLine>& lines, const std::string& party, const std::vector<Event>& events,
              const Asked& asked) {
    if (party.empty()) return;  // the instrument's own
    PartyLine line;
    for (auto& each : shown_on(events, asked))
        if (concerns_one_party(effect_of(each))) line.events.push_back(std::move(each));
    if (line.events.empty()) return;
    line.party = party;
    line.resolved = Vocabulary::built_in().party(party) || Vocabulary::built_in().entity(party);
    std::ranges::stable_sort(line.events, {}, by_day);
    lines.push_back(std::move(line));
}

void add_events(Participation& answer, store::Reader& reader, const std::string& id,
                const store::View& view) {
    if (!view.is_current()) {
        for (const auto& party : store::parties_on(reader, id, view))
            add_line(answer.parties, party, store::settled(reader, id, party, view).events, answer.asked);
        return;
    }
    const auto events = store::stored_events(reader, id);  // by party
    for (auto at = events.begin(); at != events.end();) {
        const auto end =
            std::find_if(at, events.end(), [&](const Event& each) { return each.party != at->party; });
        add_line(answer.parties, at->party, {at, end}, answer.asked);
        at = end;
    }
}

}  // namespace

std::optional<Participation> participation(store::Reader& reader, std::string_view instrument,
                                           const Asked& asked, WithEntry with_entry) {
    const auto id = store::instrument_of_id(reader, instrument);
    if (!id) return std::nullopt;
    const auto view = view_of(asked);
    Participation answer;
    answer.asked = asked;
    answer.nothing_known = is_before_registry(reader, asked);
    answer.instrument = store::head(reader, *id, answer.nothing_known ? store::View{} : view);
    if (answer.nothing_known) return answer;
    if (with_entry == WithEntry::yes) {
        const auto facts = store::instrument_facts(reader, *id, view);
        for (const auto& [party, events] : facts.events) add_line(answer.parties, party, events, asked);
        answer.as_of = facts.as_of;
        answer.clause = facts.clause;
        answer.entry = facts.entry;
    } else {
        add_events(answer, reader, *id, view);
        answer.as_of = store::depositary_as_of(reader, *id, view);
    }
    for (auto& [party, count] : store::passages_by_party(reader, *id, "declaration", view))
        answer.declarations.emplace(std::move(party), count);
    return answer;
}

Taking taking_part(const PartyLine& line, Day on) {
    const auto sum = tally(line.events, on);
    if (sum.is_party()) return Taking::party;
    const auto had = [&](Effect effect) {
        return std::ranges::any_of(
            line.events, [&](const Event& each) { return effect_of(each) == effect && each.when.lo <= on; });
    };
    if (had(Effect::consents) && had(Effect::withdraws)) return Taking::withdrawn;
    return sum.is_signatory() ? Taking::signatory : Taking::other;
}

TakenPart taken_part(const PartyLine& line) {
    TakenPart found;
    const auto put = [&](const Event*& place, const Event& event) {
        if (place) found.earlier.push_back(place);
        place = &event;
    };
    for (const auto& each : line.events) switch (effect_of(each)) {
            case Effect::signs:
                put(found.signed_, each);
                break;
            case Effect::unsigns:
                put(found.signature_withdrawn, each);
                break;
            case Effect::consents:
                put(found.consented, each);
                break;
            case Effect::enters:
                put(found.in_force, each);
                break;
            case Effect::provisional:
                put(found.provisional, each);
                break;
            case Effect::withdraws:
                put(found.withdrawn, each);
                break;
            default:
                break;
        }
    std::ranges::stable_sort(found.earlier, {}, [](const Event* each) { return by_day(*each); });
    return found;
}

}  // namespace registry
