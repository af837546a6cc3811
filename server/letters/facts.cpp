#include "server/letters/facts.hpp"

#include "registry/answers/participation.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/track_parts.hpp"
#include "server/pages/words.hpp"

namespace server::letters {
namespace {

void add_computed(Standing& standing, const View& view, std::string_view key,
                  const std::optional<registry::When>& recorded,
                  const std::optional<registry::When>& computed) {
    if (recorded || !computed) return;
    standing.says.push_back(
        view.say("/letters.state.told",
                 {{"what", view.say(key)}, {"when", registry::say_when(view.lang, *computed)}}));
}

}  // namespace

void add_acts(Standing& standing, const View& view, const registry::TrackAnswer& track) {
    std::vector<std::string> told;
    auto acts = Value::list();
    for (const auto& each : track.events) {
        const auto act = registry::act_of(each.event);
        if (!act || !each.event.entity.empty()) continue;
        told.push_back(view.say(
            "/letters.short.fact",
            {{"what", event_label(view, each)}, {"date", registry::say_when(view.lang, each.event.when)}}));
        acts.push(Value::object().both("milestone", act->milestone).both("date", each.event.when.edtf));
    }
    if (!told.empty())
        standing.says.push_back(view.say("/letters.state.acts", {{"acts", joined(view, told)}}));
    const auto& bound = track.bound;
    standing.says.push_back(view.say(
        "/letters.state.bound",
        {{"bound", bound_label(view, track)},
         {"because", bound.because.empty() ? std::string{} : registry::say(view.lang, bound.because)}}));
    add_computed(standing, view, "bound.computed", bound.recorded, bound.computed);
    if (has_depositary(track.instrument))
        standing.says.push_back(
            depositary_age(view, as_told(track.depositary_told, track.depositary_as_of), track.asked.on));
    standing.facts.both("bound", bound_code(track)).both("acts", std::move(acts));
}

namespace {

Value counts_of(const registry::Counts& counts) {
    return Value::object().both("signatories", counts.signatories).both("parties", counts.parties);
}

}  // namespace

void add_counts(Standing& standing, const View& view, const registry::InstrumentAnswer& answer) {
    const auto count = [&](const std::optional<int>& n) {
        return n ? number(view, *n) : view.say("instrument.no-count");
    };
    for (const auto& [of, counts] :
         {std::pair{"official", &answer.official}, std::pair{"counted", &answer.counted}}) {
        standing.facts.both(of, counts_of(*counts));
        if (!counts->signatories && !counts->parties) continue;
        standing.says.push_back(
            view.say("/letters.state.counts", {{"of", view.say("instrument.counts." + std::string{of})},
                                               {"signatories", count(counts->signatories)},
                                               {"parties", count(counts->parties)}}));
    }
    const auto& [recorded, computed] = std::pair{answer.entry.recorded, answer.entry.computed};
    if (recorded)
        standing.says.push_back(
            view.say("/letters.state.told", {{"what", view.say("bound.general-recorded")},
                                             {"when", registry::say_when(view.lang, *recorded)}}));
    else if (!computed)
        standing.says.push_back(view.say("/letters.state.no-entry"));
    add_computed(standing, view, "bound.general-computed", recorded, computed);
    const auto date = [](const auto& when) { return when ? Value{when->edtf} : Value{}; };
    standing.facts.both("entry_into_force",
                        Value::object().both("recorded", date(recorded)).both("computed", date(computed)));
}

}  // namespace server::letters
