// /parties and /parties/{party}: parties counted, and one party's roads as a list.
#include <algorithm>

#include "registry/answers/party_roads.hpp"
#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/pages/calendar_page.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/party_picture.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/words.hpp"
#include "server/represent/csv.hpp"

namespace server {
enum class PartyOrder { party, signed_, bound, tracks, findings };
}  // namespace server

namespace registry {
template <>
struct Names<server::PartyOrder> {
    static constexpr std::array table{std::pair{server::PartyOrder::party, std::string_view{"party"}},
                                      std::pair{server::PartyOrder::signed_, std::string_view{"signed"}},
                                      std::pair{server::PartyOrder::bound, std::string_view{"bound"}},
                                      std::pair{server::PartyOrder::tracks, std::string_view{"tracks"}},
                                      std::pair{server::PartyOrder::findings, std::string_view{"findings"}}};
};
}  // namespace registry

namespace server {
namespace {

using registry::RoadsAnswer;
using registry::RoadsQuestion;
using registry::Severity;
using registry::Standing;

constexpr std::size_t page_size = 50;

Value track_line(const View& view, const std::string& party, const RoadsAnswer::Line& line) {
    const auto& track = line.track;
    auto value = Value::object();
    name_instrument(value, view, track.instrument);
    value.people("track_href",
                 view.to("/instruments/" + percent(track.instrument.id) + "/" + percent(party)));
    const std::string standing{registry::name_of(line.standing)};
    value.both("status", standing);
    value.people("status_label", view.say("roads.standing." + standing));
    value.both("signed", when(view, track.signed_on));
    value.both("consented", when(view, track.consented_on));
    value.both("in_force", when(view, track.in_force_on));
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
        value.people("entity_href", view.to("/entities/" + entity->id));
        value.people("stalled_href", view.to("/stalled", {{"entity", entity->id}}));
        value.people("changes_href", view.plain("/entities/" + entity->id + "/changes"));
        list.push(std::move(value));
    }
    return list;
}

std::vector<SortWord> party_sorts(const View& view) {
    return {{"party", view.say("column.party")},
            {"signed", view.say("column.signed")},
            {"bound", view.say("column.consented")},
            {"tracks", view.say("column.tracks")},
            {"findings", view.say("column.findings")}};
}

std::vector<SortWord> road_sorts(const View& view) {
    return {{"instrument", view.say("column.instrument")},
            {"signed", view.say("column.signed")},
            {"bound", view.say("column.consented")},
            {"severity", view.say("column.class")}};
}

// By name from A on; by number from the most down, as one wants them.
void sort_parties(const View& view, std::vector<registry::PartySummary>& parties, PartyOrder order,
                  bool backwards) {
    std::vector<std::pair<std::string, registry::PartySummary>> keyed;
    for (auto& each : parties) {
        const auto count = order == PartyOrder::signed_  ? each.signed_
                           : order == PartyOrder::bound  ? each.bound
                           : order == PartyOrder::tracks ? each.tracks
                                                         : each.findings;
        auto key = registry::fold(party_label(view, each.party));
        if (order != PartyOrder::party) key = registry::key_of(-count) + key;
        keyed.emplace_back(std::move(key), std::move(each));
    }
    std::ranges::stable_sort(keyed, [&](const auto& a, const auto& b) {
        return backwards ? b.first < a.first : a.first < b.first;
    });
    for (std::size_t k = 0; k < keyed.size(); ++k) parties[k] = std::move(keyed[k].second);
}

std::string severity_from(const View& view, std::string_view name) {
    auto label = view.say("/severity." + std::string{name});
    if (name == registry::name_of(registry::Severity::severe)) return label;  // nothing is above it
    return view.say("stalled.at-least", {{"severity", label}});
}

std::vector<Facet> facets(const View& view, const RoadsAnswer& answer, const RoadsQuestion& asked) {
    Facet status{"status", view.say("roads.status"), {}, {}},
        severity{"severity", view.say("column.class"), {}, {}};
    for (const auto& each : answer.standings)
        status.choices.emplace_back(each, view.say("roads.standing." + each.value));
    if (asked.standing) status.chosen = registry::name_of(*asked.standing);
    for (const auto& each : answer.severities)
        severity.choices.emplace_back(each, severity_from(view, each.value));
    if (asked.at_least != Severity::none) severity.chosen = registry::name_of(asked.at_least);
    return {std::move(status), std::move(severity)};
}

std::string in_words(const View& view, const RoadsQuestion& asked, std::size_t total) {
    std::vector<std::string> clauses;
    if (asked.standing)
        clauses.push_back(view.say("roads.standing." + std::string{registry::name_of(*asked.standing)}));
    if (asked.signed_from)
        clauses.push_back(
            view.say("roads.clause.signed-from", {{"day", day_text(view, *asked.signed_from)}}));
    if (asked.signed_before)
        clauses.push_back(
            view.say("roads.clause.signed-before", {{"day", day_text(view, *asked.signed_before)}}));
    if (asked.at_least != Severity::none)
        clauses.push_back(view.say("roads.clause.worst",
                                   {{"severity", severity_from(view, registry::name_of(asked.at_least))}}));
    return said_in_words(
        view,
        view.say("roads.instruments-of", {{"n", number(view, static_cast<std::int64_t>(total))},
                                          {"party", party_label(view, asked.party)}}),
        clauses);
}

Value form(const View& view, const RoadsQuestion& asked) {
    std::vector<Option> statuses{{"", view.say("stalled.any")}}, severities = statuses;
    for (const auto& word : words_of<Standing>())
        statuses.push_back({word, view.say("roads.standing." + word)});
    for (const auto& word : words_of<Severity>())
        if (word != "none") severities.push_back({word, severity_from(view, word)});
    const auto typed = [](const std::optional<registry::Day>& day) {
        return day ? registry::iso(*day) : std::string{};
    };
    auto value = Value::object();
    value.both("action", view.at("/parties/" + percent(asked.party)));
    value.both("statuses",
               options(statuses, asked.standing ? registry::name_of(*asked.standing) : std::string_view{}));
    value.both("severities",
               options(severities, asked.at_least == Severity::none ? std::string_view{}
                                                                    : registry::name_of(asked.at_least)));
    value.both("signed_from", typed(asked.signed_from));
    value.both("signed_before", typed(asked.signed_before));
    value.both("hidden", fields_kept(view, {"status", "severity", "signed-from", "signed-before"}));
    return value;
}

std::optional<Refusal> read(const Asking& asking, RoadsQuestion& asked) {
    asked.lang = asking.view.lang;
    asked.page.size = page_size;
    asked.at_least = registry::named<Severity>(asking.asked_for("severity")).value_or(Severity::none);
    if (auto refused = read_word<std::optional<Standing>, Standing>(asking, "status", asked.standing))
        return refused;
    if (auto refused = read_bound(asking, "signed-from", asked.signed_from)) return refused;
    if (auto refused = read_bound(asking, "signed-before", asked.signed_before)) return refused;
    if (auto refused = read_sort(asking, asked.order, asked.page.backwards)) return refused;
    return read_cursors(asking, asked.page);
}

Sheet tracks_sheet() {
    Sheet sheet{"tracks",
                {{"instrument", "instrument"},
                 {"title", "title.text"},
                 {"title_language", "title.lang"},
                 {"status", "status"}}};
    add_date(sheet, "signed", "signed");
    add_date(sheet, "consented", "consented");
    add_date(sheet, "in_force", "in_force");
    add_date(sheet, "withdrawn", "withdrawn");
    for (const auto* name : {"next_milestone", "next_entity", "severity", "finding"})
        sheet.columns.push_back({name, name});
    return sheet;
}

}  // namespace

Document parties_list(const View& view, const std::vector<registry::PartySummary>& summaries) {
    auto document = page(view, "parties", view.say("parties.title"));
    auto& says = document.says;
    auto order = PartyOrder::party;
    bool backwards = false;
    for (const auto& [name, value] : view.query)
        if (name == "sort") {
            backwards = value.starts_with('-');
            order = registry::named<PartyOrder>(std::string_view{value}.substr(backwards)).value_or(order);
        }
    auto sorted = summaries;
    sort_parties(view, sorted, order, backwards);
    says.people("sorts", sorts_shown(view, party_sorts(view), registry::name_of(order), backwards));
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
    says.both("parties", std::move(list));
    document.sheet = Sheet{"parties",
                           {{"party", "party"},
                            {"party_name", "party_label"},
                            {"signed", "signed"},
                            {"bound", "bound"},
                            {"tracks", "tracks"},
                            {"findings", "findings"}}};
    return document;
}

Document party(const View& view, const RoadsAnswer& answer, const RoadsQuestion& asked) {
    auto document = page(view, "party", party_label(view, asked.party));
    auto& says = document.says;
    name_party(says, view, asked.party);
    const auto* declared = registry::Vocabulary::built_in().party(asked.party);
    says.both("kind", declared ? declared->kind : std::string{});
    says.both("names", declared ? names(view, *declared) : Value::list());
    says.both("entities", entities(view, asked.party));
    says.both("said", in_words(view, asked, answer.page.total));
    says.people("form", form(view, asked));
    says.both("facets", facets_shown(view, facets(view, answer, asked)));
    says.people("sorts",
                sorts_shown(view, road_sorts(view), registry::name_of(asked.order), asked.page.backwards));
    auto tracks = Value::list();
    for (const auto& line : answer.lines) tracks.push(track_line(view, asked.party, line));
    says.people("nothing_found", answer.lines.empty() && !answer.nothing_known);
    says.both("nothing_known", answer.nothing_known);
    says.both("tracks", std::move(tracks));
    says.people("stalled_href", view.to("/stalled", {{"party", asked.party}}));
    says.people("changes_href", view.plain("/parties/" + percent(asked.party) + "/changes"));
    says.people("between_href", view.to("/between", {{"party", asked.party}}));
    says.people("compare_href", view.to("/compare", {{"parties", asked.party}}));
    says.people("parties_href", view.to("/parties"));
    const auto path = "/parties/" + percent(asked.party);
    const bool own = registry::has_own_procedure(asked.party);
    says.people("awaits_href", view.plain(path + "/awaits"));
    says.people("ready_href", own ? view.plain(path + "/ready-for-deposit") : std::string{});
    says.people("with_action", view.at(path + "/with"));
    says.people("with_hidden",
                fields_kept(view, {"status", "severity", "signed-from", "signed-before", "sort"}));
    add_pages(document, view, answer.page);
    document.sheet = tracks_sheet();
    return document;
}

Answered parties_page(const Asking& asking) {
    const auto& view = asking.view;
    if (view.asked.published)
        return bad_value(view, "published", view.say("roads.not-as-published"), {"on", "known"});
    PartyOrder order;
    bool backwards = false;
    if (auto refused = read_sort(asking, order, backwards)) return *refused;
    return parties_list(
        view, registry::party_summaries(asking.reader, asking.catalogue.at(asking.reader), view.asked));
}

Answered party_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["party"];
    const auto found = registry::find_party(typed);
    if (!found.id) return missing(view, "party", typed, found.near);
    if (*found.id != typed) return Moved{view.here_at(moved_path(view, "/parties/" + percent(*found.id)))};
    if (asking.format == "ics") return party_calendar(asking, *found.id);
    RoadsQuestion asked;
    asked.party = *found.id;
    if (auto refused = read(asking, asked)) return *refused;
    const auto answer =
        registry::roads_answer(asking.reader, asking.catalogue.at(asking.reader), asked, view.asked);
    auto document = party(view, answer, asked);
    add_party_picture(document, view, answer, asked.party, asking.format);
    return document;
}

}  // namespace server
