#include "registry/answers/between.hpp"

#include <algorithm>
#include <tuple>

#include "registry/answers/as_asked.hpp"

namespace registry {
namespace {

constexpr std::size_t most_perhaps = 50;

// One more than the limit was asked for, to learn whether there are more.
template <class Row>
bool cut(std::vector<Row>& rows, std::size_t limit) {
    const bool more = rows.size() > limit;
    if (more) rows.resize(limit);
    return more;
}

Happening of(const Event& event) {
    return {event.instrument, event.party, event.milestone, event.entity,
            event.id,         event.form,  event.when,      event.unconfirmed};
}

// Latest first, as the store gives them.
bool is_later(const Happening& a, const Happening& b) {
    return std::tie(a.when.lo, a.instrument, a.party, a.milestone, a.entity, a.event) >
           std::tie(b.when.lo, b.instrument, b.party, b.milestone, b.entity, b.event);
}

// As known then: settled anew for the one instrument.
std::vector<Happening> settled_between(store::Reader& reader, const Stretch& stretch,
                                       const Asked& asked) {
    std::vector<Happening> found;
    const auto facts = store::instrument_facts(reader, stretch.instrument, view_of(asked));
    for (const auto& [party, events] : facts.events) {
        if (!stretch.party.empty() && !party.empty() && party != stretch.party) continue;
        for (const auto& event : events)
            if (event.when.lo > stretch.after && event.when.lo <= stretch.until) found.push_back(of(event));
    }
    std::sort(found.begin(), found.end(), is_later);
    return found;
}

void tell_happened(store::Reader& reader, BetweenAnswer& answer, const Stretch& stretch,
                   const Asked& asked) {
    const auto& filter = answer.filter;
    const bool as_known = asked.known || asked.published;
    answer.not_as_known = as_known && filter.instrument.empty();
    if (as_known && !filter.instrument.empty()) {
        auto all = settled_between(reader, stretch, asked);
        const auto skip = std::min(filter.offset, all.size());
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(skip));
        answer.happened = std::move(all);
    } else {
        answer.happened = store::happened_between(reader, stretch, filter.limit + 1, filter.offset);
        if (filter.offset == 0)
            answer.perhaps = store::perhaps_happened_between(reader, stretch, most_perhaps + 1);
    }
    answer.more_happened = cut(answer.happened, filter.limit);
    answer.more_perhaps = cut(answer.perhaps, most_perhaps);
    // Steps of findings are judged over what is recorded now: as known then there are none to tell.
    if (as_known) return;
    answer.findings =
        store::findings_between(reader, stretch, asked.profile, filter.limit + 1, filter.offset);
    answer.more_findings = cut(answer.findings, filter.limit);
}

void tell_recorded(store::Reader& reader, BetweenAnswer& answer, const Stretch& stretch,
                   const Asked& asked) {
    const auto& filter = answer.filter;
    const auto until = asked.known ? std::min(*asked.known, stretch.until) : stretch.until;
    const auto [first, last] = store::changes_between(reader, stretch.after, until);
    if (first == 0) return;
    ChangeFilter log;
    log.instrument = filter.instrument;
    log.party = filter.party;
    log.after = first - 1;
    log.before = filter.before > 0 ? std::min(filter.before, last + 1) : last + 1;
    log.limit = filter.limit + 1;
    answer.recorded = changes(reader, log);
    answer.more_recorded = cut(answer.recorded, filter.limit);
}

std::optional<StandingThen> standing(store::Reader& reader, const BetweenFilter& filter, Asked asked, Day on) {
    if (filter.instrument.empty()) return std::nullopt;
    asked.on = on;
    StandingThen then;
    if (filter.party.empty()) {
        const auto answer = instrument_answer(reader, filter.instrument, asked);
        if (!answer || answer->nothing_known) return std::nullopt;
        then.counts = answer->counted;
        return then;
    }
    const auto answer = track_answer(reader, filter.instrument, filter.party, asked);
    if (!answer || answer->nothing_known) return std::nullopt;
    then.bound = answer->bound.bound;
    for (const auto at : answer->walk.next)
        if (at < answer->walk.states.size())
            then.next.emplace_back(answer->walk.states[at].step->milestone, answer->walk.states[at].entity);
    return then;
}

void name_instruments(store::Reader& reader, BetweenAnswer& answer, const Asked& asked) {
    const auto name = [&](const std::string& id) {
        if (!id.empty() && !answer.heads.contains(id))
            answer.heads.emplace(id, store::head(reader, id, view_of(asked)));
    };
    name(answer.filter.instrument);
    for (const auto& each : answer.happened) name(each.instrument);
    for (const auto& each : answer.perhaps) name(each.instrument);
    for (const auto& each : answer.findings) name(each.instrument);
    for (const auto& each : answer.recorded) name(each.instrument);
}

}  // namespace

BetweenAnswer between(store::Reader& reader, const BetweenFilter& filter, const Asked& asked) {
    BetweenAnswer answer;
    answer.filter = filter;
    answer.nothing_known = is_before_registry(reader, asked);
    if (answer.nothing_known || filter.to <= filter.from) return answer;
    const Stretch stretch{filter.from, filter.to, filter.instrument, filter.party};
    tell_happened(reader, answer, stretch, asked);
    tell_recorded(reader, answer, stretch, asked);
    answer.then = standing(reader, filter, asked, filter.from);
    answer.now = standing(reader, filter, asked, filter.to);
    name_instruments(reader, answer, asked);
    return answer;
}

}  // namespace registry
