#include "registry/answers/participation.hpp"

#include <algorithm>
#include <tuple>

#include "registry/answers/as_asked.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_evidence.hpp"
#include "registry/timeline/tally.hpp"

namespace registry {
namespace {

// What has no day comes first, so that a dated act of the same kind is the last one.
auto by_day(const Act& act) {
    const auto& when = act.when;
    const bool undated = when.lo == earliest_day && when.hi == latest_day;
    return std::tuple{when.lo == earliest_day && !undated ? when.hi : when.lo, when.hi, when.lo};
}

void add_party(Participation& answer, const std::string& party, const std::vector<Event>& events) {
    if (party.empty()) return;  // the instrument's own
    Participant made;
    for (const auto& each : events)
        if (auto act = act_of(each)) made.acts.push_back(*std::move(act));
    if (made.acts.empty()) return;
    made.party = party;
    made.resolved = Vocabulary::built_in().party(party) || Vocabulary::built_in().entity(party);
    std::ranges::stable_sort(made.acts, {}, by_day);
    made.acts.shrink_to_fit();
    answer.parties.push_back(std::move(made));
}

void add_events(Participation& answer, store::Reader& reader, const std::string& id,
                const store::View& view) {
    if (!view.is_current()) {
        for (const auto& party : store::parties_on(reader, id, view))
            add_party(answer, party, store::settled(reader, id, party, view).events);
        return;
    }
    const auto events = store::stored_events(reader, id);  // by party
    for (auto at = events.begin(); at != events.end();) {
        const auto end =
            std::find_if(at, events.end(), [&](const Event& each) { return each.party != at->party; });
        add_party(answer, at->party, {at, end});
        at = end;
    }
}

std::string folded_name(const std::string& party, Lang lang) {
    const auto* declared = Vocabulary::built_in().party(party);
    return fold(declared ? declared->label.in(lang) : party);
}

// Near enough: texts of more than a few bytes lie outside their strings.
std::size_t bytes_of(const Participation& answer) {
    std::size_t sum = 4096;
    for (const auto& each : answer.parties)
        sum += sizeof(Participant) + each.acts.size() * (sizeof(Act) + 16) + 4 * sizeof(std::uint16_t);
    return sum;
}

}  // namespace

std::optional<Act> act_of(const Event& event) {
    const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
    if (!milestone || !concerns_one_party(milestone->effect)) return std::nullopt;
    return Act{milestone->effect, event.unconfirmed, milestone->code, event.form, event.when};
}

void put_in_order(Participation& answer) {
    for (const auto& [lang, code] : Names<Lang>::table) {
        std::vector<std::pair<std::string, std::uint16_t>> names;
        for (std::size_t at = 0; at < answer.parties.size(); ++at)
            names.emplace_back(folded_name(answer.parties[at].party, lang), static_cast<std::uint16_t>(at));
        std::ranges::sort(names);
        auto& order = answer.by_name.at(static_cast<std::size_t>(lang));
        order.clear();
        for (const auto& [name, at] : names) order.push_back(at);
    }
}

std::optional<Participation> participation(store::Reader& reader, std::string_view instrument,
                                           const Asked& asked, WithEntry with_entry) {
    const auto id = store::instrument_of_id(reader, instrument);
    if (!id) return std::nullopt;
    const auto view = view_of(asked);
    Participation answer;
    answer.nothing_known = is_before_registry(reader, asked);
    answer.instrument = store::head(reader, *id, answer.nothing_known ? store::View{} : view);
    if (answer.nothing_known) return answer;
    if (with_entry == WithEntry::yes) {
        const auto facts = store::instrument_facts(reader, *id, view);
        for (const auto& [party, events] : facts.events) add_party(answer, party, events);
        answer.as_of = facts.as_of;
        answer.as_of_told = facts.as_of_told;
        answer.clause = facts.clause;
        answer.entry = facts.entry;
    } else {
        add_events(answer, reader, *id, view);
        answer.as_of_told = store::depositary_data(reader, *id, view);
        if (answer.as_of_told) answer.as_of = answer.as_of_told->lo;
    }
    for (const auto& [party, count] : store::passages_by_party(reader, *id, "declaration", view))
        if (const auto found = std::ranges::lower_bound(answer.parties, party, {}, &Participant::party);
            found != answer.parties.end() && found->party == party)
            found->declarations = count;
    put_in_order(answer);
    return answer;
}

std::shared_ptr<const Participation> Participations::find(std::uint64_t revision,
                                                          std::string_view instrument) {
    const std::lock_guard lock(mutex_);
    if (revision != revision_) return nullptr;
    const auto found = kept_.find(instrument);
    return found == kept_.end() ? nullptr : found->second;
}

std::shared_ptr<const Participation> Participations::at(store::Reader& reader, const std::string& instrument) {
    if (auto kept = find(reader.revision(), instrument)) return kept;
    auto read = participation(reader, instrument, {}, WithEntry::no);
    if (!read) return nullptr;
    const auto made = std::make_shared<const Participation>(*std::move(read));
    const auto weight = bytes_of(*made);
    const std::lock_guard lock(mutex_);
    if (reader.revision() < revision_) return made;  // of a snapshot that is past
    if (reader.revision() > revision_ || bytes_ + weight > most_) {
        kept_.clear();
        bytes_ = 0, revision_ = reader.revision();
    }
    if (kept_.emplace(instrument, made).second) bytes_ += weight;
    return made;
}

Taking taking_part(const Participant& participant, Day on) {
    Tally sum(on);
    bool consented = false, withdrew = false;
    for (const auto& each : participant.acts) {
        sum.add(each.effect, each.when.lo, each.when.hi);
        if (each.when.lo > on) continue;
        consented = consented || each.effect == Effect::consents;
        withdrew = withdrew || each.effect == Effect::withdraws;
    }
    if (sum.is_party()) return Taking::party;
    if (consented && withdrew) return Taking::withdrawn;
    return sum.is_signatory() ? Taking::signatory : Taking::other;
}

TakenPart taken_part(const Participant& participant, const Asked& asked) {
    TakenPart found;
    const auto put = [&](const Act*& place, const Act& act) {
        if (place) found.earlier.push_back(place);
        place = &act;
    };
    for (const auto& each : participant.acts) {
        if (asked.on < asked.today && each.when.lo > asked.on) continue;  // as shown_on() in as_asked.hpp
        found.any = true;
        found.unconfirmed = found.unconfirmed || each.unconfirmed;
        switch (each.effect) {
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
    }
    if (found.earlier.size() > 1)
        std::ranges::stable_sort(found.earlier, {}, [](const Act* each) { return by_day(*each); });
    return found;
}

}  // namespace registry
