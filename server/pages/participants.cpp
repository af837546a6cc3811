#include "server/pages/participants.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using registry::Effect;
using registry::PartyLine;

// Every event of that effect: a State may accede again after withdrawing.
Value of_effect(const View& view, const PartyLine& line, std::initializer_list<Effect> effects) {
    auto list = Value::list();
    for (const auto& event : line.events) {
        const auto* milestone = registry::Vocabulary::built_in().milestone(event.milestone);
        bool wanted = false;
        for (const auto effect : effects) wanted |= milestone && milestone->effect == effect;
        if (!wanted) continue;
        auto value = Value::object();
        value.both("event", event.id);
        name_milestone(value, view, event.milestone);
        value.both("form", event.form);
        value.people("form_label",
                     event.form.empty() || event.form == "ratification" || event.milestone == "signed"
                         ? std::string{}
                         : form_label(view, event.form));
        value.both("when", when(view, event.when));
        value.both("unconfirmed", event.unconfirmed);
        list.push(std::move(value));
    }
    return list;
}

Value line_of(const View& view, const std::string& instrument, const PartyLine& line) {
    auto value = Value::object();
    name_party(value, view, line.party);
    value.both("resolved", line.resolved);
    value.people("track_href",
                 line.resolved ? view.to("/instruments/" + percent(instrument) + "/" + percent(line.party))
                               : std::string{});
    value.both("has_track", line.has_track);
    value.both("signed", of_effect(view, line, {Effect::signs, Effect::unsigns}));
    value.both("consented", of_effect(view, line, {Effect::consents}));
    value.both("in_force", of_effect(view, line, {Effect::enters, Effect::provisional}));
    value.both("withdrawn", of_effect(view, line, {Effect::withdraws}));
    value.both("finding", line.worst_finding);
    value.people("finding_href", line.worst_finding.empty()
                                     ? std::string{}
                                     : view.plain("/findings/" + percent(line.worst_finding)));
    name_severity(value, view, "severity", line.severity);
    return value;
}

}  // namespace

Value participants(const View& view, const registry::InstrumentAnswer& answer) {
    std::vector<std::pair<std::string, const PartyLine*>> by_name;
    for (const auto& line : answer.parties)
        by_name.emplace_back(registry::fold(party_label(view, line.party)), &line);
    std::ranges::stable_sort(by_name, {}, &std::pair<std::string, const PartyLine*>::first);
    auto list = Value::list();
    for (const auto& [name, line] : by_name) list.push(line_of(view, answer.instrument.id, *line));
    return list;
}

}  // namespace server
