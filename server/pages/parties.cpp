// /parties and /parties/{party}: a party's instruments and its roads.
#include <algorithm>

#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 100;

Value track_line(const View& view, const std::string& party, const registry::PartyTrack& track) {
    auto value = Value::object();
    name_instrument(value, view, track.instrument);
    value.people("track_href",
                 view.to("/instruments/" + percent(track.instrument.id) + "/" + percent(party)));
    value.both("signed", when(view, track.signed_on));
    value.both("consented", when(view, track.consented_on));
    value.both("withdrawn", when(view, track.withdrawn_on));
    value.both("next_milestone", track.next_milestone);
    value.people("next_label",
                 track.next_milestone.empty() ? std::string{} : milestone_label(view, track.next_milestone));
    value.both("next_entity", track.next_entity);
    value.people("next_entity_label", entity_label(view, track.next_entity));
    name_severity(value, view, "severity", track.severity);
    value.both("finding", track.finding);
    value.people("finding_href",
                 track.finding.empty() ? std::string{} : view.plain("/findings/" + percent(track.finding)));
    return value;
}

Value names(const View& view, const registry::Party& party) {
    auto list = Value::list();
    for (const auto& name : party.names) {
        auto value = Value::object();
        value.both("text", name.text);
        value.both("lang", name.lang);
        value.people("language", language_label(view, name.lang));
        value.both("spelling", name.spelling);
        value.both("from", day(view, name.from));
        value.both("to", day(view, name.to));
        list.push(std::move(value));
    }
    return list;
}

Value entities(const View& view, std::string_view party) {
    auto list = Value::list();
    for (const auto* entity : registry::Vocabulary::built_in().entities_of(party)) {
        auto value = Value::object();
        name_entity(value, view, entity->id);
        value.programs("kind", entity->kind);
        value.people("stalled_href", view.to("/stalled", {{"entity", entity->id}}));
        value.people("changes_href", view.plain("/entities/" + entity->id + "/changes"));
        list.push(std::move(value));
    }
    return list;
}

}  // namespace

Document parties_list(const View& view, const std::vector<registry::PartySummary>& summaries) {
    auto document = page(view, "parties", view.say("parties.title"));
    auto sorted = summaries;
    std::ranges::stable_sort(sorted, {},
                             [&](const auto& each) { return registry::fold(party_label(view, each.party)); });
    auto list = Value::list();
    for (const auto& each : sorted) {
        auto value = Value::object();
        name_party(value, view, each.party);
        value.both("signed", each.signed_);
        value.both("bound", each.bound);
        value.both("tracks", each.tracks);
        value.both("findings", each.findings);
        list.push(std::move(value));
    }
    document.says.both("parties", std::move(list));
    return document;
}

Document party(const View& view, const PartyAnswer& answer, const Paging& paging) {
    auto document = page(view, "party", party_label(view, answer.party));
    auto& says = document.says;
    name_party(says, view, answer.party);
    const auto* declared = registry::Vocabulary::built_in().party(answer.party);
    says.both("kind", declared ? declared->kind : std::string{});
    says.both("names", declared ? names(view, *declared) : Value::list());
    says.both("entities", entities(view, answer.party));
    auto tracks = Value::list();
    for (const auto& track : answer.tracks) tracks.push(track_line(view, answer.party, track));
    says.both("tracks", std::move(tracks));
    says.people("stalled_href", view.to("/stalled", {{"party", answer.party}}));
    says.people("changes_href", view.plain("/parties/" + percent(answer.party) + "/changes"));
    says.people("parties_href", view.plain("/parties"));
    add_paging(document, view, paging);
    return document;
}

Answered parties_page(const Asking& asking) {
    return parties_list(asking.view, registry::parties(asking.reader));
}

Answered party_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["party"];
    const auto found = registry::find_party(typed);
    if (!found.id) return missing(view, "party", typed, found.near);
    if (*found.id != typed) return Moved{view.here_at("/parties/" + percent(*found.id))};
    Paging paging{asking.page_number(), page_size, 0, false};
    // One more than is shown tells whether there is a next page.
    auto tracks = registry::party_tracks(asking.reader, *found.id, page_size + 1,
                                         (paging.page - 1) * page_size, view.asked);
    paging.more = tracks.size() > page_size;
    if (paging.more) tracks.resize(page_size);
    return party(view, {*found.id, std::move(tracks)}, paging);
}

}  // namespace server
