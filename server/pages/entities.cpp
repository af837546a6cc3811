// For legal staff: /entities, /entities/{entity} (awaits its act), /parties/{party}/awaits and
// /parties/{party}/ready-for-deposit. What is expected next and what is not found; nobody is blamed
// (semantics 6).
#include "registry/answers/awaits.hpp"
#include "server/http/message.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::AwaitsAnswer;
using registry::AwaitsLine;
using registry::AwaitsQuestion;
using registry::Vocabulary;

constexpr std::size_t page_size = 25;

Value next_shown(const View& view, const AwaitsLine::Next& next) {
    auto value = Value::object();
    if (next.step)
        name_step(value, view, *next.step);
    else
        name_milestone(value, view, next.milestone);
    value.both("since", when(view, next.since));
    value.both("since_milestone", next.since_milestone);
    value.people("since_label",
                 next.since_milestone.empty() ? std::string{} : milestone_label(view, next.since_milestone));
    value.people("elapsed", next.since && next.since->lo != registry::earliest_day
                                ? elapsed(view, *next.since, view.asked.today)
                                : std::string{});
    // A look that went further than today is told up to today.
    const auto reach =
        next.look ? std::optional{std::min(next.look->absence.reach, view.asked.today)} : std::nullopt;
    value.both("not_found_until", day(view, reach));
    value.both("looked_in", next.look ? next.look->absence.source : std::string{});
    value.people("look_says", reach ? view.say("roads.not-found",
                                               {{"day", day_text(view, *reach)},
                                                {"source", source_label(view, next.look->absence.source)}})
                                    : view.say("roads.not-looked"));
    auto rests = Value::list();
    for (const auto& each : next.rests_on) rests.push(event(view, each));
    value.both("rests_on", std::move(rests));
    return value;
}

Value line_shown(const View& view, const AwaitsLine& line) {
    auto value = Value::object();
    name_instrument(value, view, line.instrument);
    name_party(value, view, line.party);
    name_entity(value, view, line.entity);
    value.people("own", line.entity.empty());
    value.people("track_href",
                 view.to("/instruments/" + percent(line.instrument.id) + "/" + percent(line.party)));
    auto next = Value::list();
    for (const auto& each : line.next) next.push(next_shown(view, each));
    value.both("next", std::move(next));
    value.both("required", line.required);
    value.both("unconfirmed", line.unconfirmed);
    value.people("required_says", line.required ? view.say(line.unconfirmed ? "entity.required-unconfirmed"
                                                                            : "entity.required")
                                                : std::string{});
    value.both("required_by", line.required_by ? event(view, *line.required_by) : Value{});
    value.both("list_whole", line.list_whole);
    value.people("list_says", view.say(line.list_whole ? "entity.list-whole" : "entity.list-not-whole"));
    value.both("latest", day(view, line.latest));
    auto findings = Value::list();
    for (const auto& each : line.findings) {
        auto finding = Value::object();
        finding.both("finding", each.id);
        finding.people("finding_href", view.plain("/findings/" + percent(each.id)));
        name_rule(finding, view, each.rule);
        name_severity(finding, view, "severity", each.severity);
        finding.both("since", when(view, each.since));
        findings.push(std::move(finding));
    }
    value.both("findings", std::move(findings));
    return value;
}

Sheet sheet() {
    Sheet sheet{"awaits",
                {{"instrument", "instrument"},
                 {"title", "title.text"},
                 {"title_language", "title.lang"},
                 {"party", "party"},
                 {"entity", "entity"},
                 {"entity_name", "entity_label"},
                 {"next_step", "next.milestone"},
                 {"next_step_name", "next.milestone_label"},
                 {"since", "next.since.edtf"},
                 {"since_step", "next.since_milestone"},
                 {"not_found_until", "next.not_found_until.edtf"},
                 {"looked_in", "next.looked_in"},
                 {"required", "required"},
                 {"unconfirmed", "unconfirmed"},
                 {"required_by_source", "required_by.evidence.source"},
                 {"required_by_document", "required_by.evidence.document_title"},
                 {"required_by_place", "required_by.evidence.place"},
                 {"list_whole", "list_whole"},
                 {"rests_on", "next.rests_on.event"},
                 {"latest", "latest.edtf"},
                 {"findings", "findings.finding"},
                 {"rules", "findings.rule"},
                 {"severities", "findings.severity"}}};
    return sheet;
}

std::string body_label(const View& view, const std::string& entity) {
    return entity.empty() ? view.say("roads.whole-party") : entity_label(view, entity);
}

std::optional<Refusal> read(const Asking& asking, AwaitsQuestion& asked) {
    asked.lang = asking.view.lang;
    asked.page.size = page_size;
    if (auto refused = read_sort(asking, asked.order, asked.page.backwards)) return refused;
    return read_cursors(asking, asked.page);
}

std::string heading(const View& view, const AwaitsQuestion& asked) {
    if (asked.ready) return view.say("roads.ready.title", {{"party", party_label(view, asked.party)}});
    if (asked.entity && view.path.starts_with("/entities/"))
        return view.say("roads.entity.title", {{"entity", entity_label(view, *asked.entity)}});
    return view.say("roads.awaits.title", {{"party", party_label(view, asked.party)}});
}

registry::Asked today_of(const View& view) {
    registry::Asked today;
    today.on = today.today = view.asked.today;
    today.profile = view.asked.profile;
    return today;
}

Document answered(const Asking& asking, const AwaitsQuestion& asked) {
    return awaits_list(asking.view,
                       registry::awaits_answer(asking.reader, asking.catalogue.at(asking.reader), asked,
                                               today_of(asking.view)),
                       asked);
}

void add_links(Value& says, const View& view, const AwaitsQuestion& asked) {
    const auto path = "/parties/" + percent(asked.party);
    name_party(says, view, asked.party);
    says.people("entities_href", view.plain("/entities"));
    says.people("awaits_href", view.plain(path + "/awaits"));
    says.people("ready_href", registry::has_own_procedure(asked.party)
                                  ? view.plain(path + "/ready-for-deposit")
                                  : std::string{});
    if (asked.entity && !asked.entity->empty()) {
        name_entity(says, view, *asked.entity);
        says.people("stalled_href", view.to("/stalled", {{"entity", *asked.entity}}));
        says.people("changes_href", view.plain("/entities/" + *asked.entity + "/changes"));
    }
}

}  // namespace

Document awaits_list(const View& view, const AwaitsAnswer& answer, const AwaitsQuestion& asked) {
    const auto title = heading(view, asked);
    auto document = page(view, "awaits", title);
    auto& says = document.says;
    says.people("heading", title);
    says.people("lead", view.say(asked.ready ? "roads.ready.lead" : "roads.awaits.lead",
                                 {{"day", day_text(view, view.asked.today)}}));
    says.people("ready", asked.ready);
    add_links(says, view, asked);
    std::vector<std::string> clauses;
    const bool by_entity = !view.path.starts_with("/entities/") && !asked.ready;
    if (by_entity && asked.entity) clauses.push_back(body_label(view, *asked.entity));
    says.both("said",
              said_in_words(view,
                            view.say(asked.ready ? "roads.ready.roads" : "roads.awaits.roads",
                                     {{"n", number(view, static_cast<std::int64_t>(answer.page.total))}}),
                            clauses));
    if (by_entity) {
        Facet entity{"entity", view.say("column.entity"), {}, {}};
        for (const auto& each : answer.entities) {
            // In an address the party itself needs a word.
            const auto value = each.value.empty() ? std::string{"party"} : each.value;
            entity.choices.emplace_back(registry::FacetCount{value, each.n}, body_label(view, each.value));
        }
        if (asked.entity) entity.chosen = asked.entity->empty() ? "party" : *asked.entity;
        says.both("facets", facets_shown(view, {entity}));
    }
    std::vector<SortWord> sorts{{"latest", view.say("roads.latest")},
                                {"instrument", view.say("column.instrument")}};
    if (!asked.ready) sorts.push_back({"severity", view.say("column.class")});
    says.people("sorts", sorts_shown(view, sorts, registry::name_of(asked.order), asked.page.backwards));
    auto list = Value::list();
    for (const auto& each : answer.lines) list.push(line_shown(view, each));
    says.people("nothing_found", answer.lines.empty());
    says.people("none_says", view.say(asked.ready ? "roads.ready.none" : "roads.awaits.none"));
    says.both("awaits", std::move(list));
    add_pages(document, view, answer.page);
    document.sheet = sheet();
    return document;
}

Document entities_list(const View& view, const std::vector<registry::FacetCount>& awaited) {
    auto document = page(view, "entities", view.say("roads.entities.title"));
    auto& says = document.says;
    auto list = Value::list();
    for (const auto& entity : Vocabulary::built_in().entities()) {
        auto value = Value::object();
        name_entity(value, view, entity.id);
        name_party(value, view, entity.party);
        value.both("kind", entity.kind);
        int n = 0;
        for (const auto& each : awaited)
            if (each.value == entity.id) n = each.n;
        value.both("awaits", n);
        value.people("entity_href", view.plain("/entities/" + entity.id));
        value.people("stalled_href", view.to("/stalled", {{"entity", entity.id}}));
        list.push(std::move(value));
    }
    says.both("entities", std::move(list));
    document.sheet = Sheet{"entities",
                           {{"entity", "entity"},
                            {"entity_name", "entity_label"},
                            {"party", "party"},
                            {"kind", "kind"},
                            {"awaits", "awaits"}}};
    return document;
}

Answered entities_page(const Asking& asking) {
    return entities_list(asking.view,
                         registry::awaited_of_entities(asking.reader, asking.catalogue.at(asking.reader),
                                                       today_of(asking.view)));
}

Answered entity_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["entity"];
    const auto* entity = Vocabulary::built_in().entity(typed);
    if (!entity) {
        if (const auto* named = Vocabulary::built_in().entity_named(typed))
            return Moved{view.here_at("/entities/" + percent(named->id))};
        std::vector<std::string> all;
        for (const auto& each : Vocabulary::built_in().entities()) all.push_back(each.id);
        return missing(view, "entity", typed, std::move(all));
    }
    AwaitsQuestion asked;
    asked.party = entity->party;
    asked.entity = entity->id;
    if (auto refused = read(asking, asked)) return *refused;
    return answered(asking, asked);
}

Answered party_awaits_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["party"];
    const auto found = registry::find_party(typed);
    if (!found.id) return missing(view, "party", typed, found.near);
    if (*found.id != typed) return Moved{view.here_at("/parties/" + percent(*found.id) + "/awaits")};
    AwaitsQuestion asked;
    asked.party = *found.id;
    if (const auto entity = asking.asked_for("entity"); !entity.empty()) {
        std::vector<std::string> allowed{"party"};
        for (const auto* each : Vocabulary::built_in().entities_of(asked.party)) allowed.push_back(each->id);
        if (std::ranges::find(allowed, entity) == allowed.end())
            return not_listed(view, "entity", entity, std::move(allowed));
        asked.entity = entity == "party" ? std::string{} : std::string{entity};
    }
    if (auto refused = read(asking, asked)) return *refused;
    return answered(asking, asked);
}

Answered ready_for_deposit_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& typed = asking.params["party"];
    const auto found = registry::find_party(typed);
    if (!found.id) return missing(view, "party", typed, found.near);
    if (*found.id != typed)
        return Moved{view.here_at("/parties/" + percent(*found.id) + "/ready-for-deposit")};
    AwaitsQuestion asked;
    asked.party = *found.id;
    asked.entity = "";
    asked.ready = true;
    if (auto refused = read(asking, asked)) return *refused;
    return answered(asking, asked);
}

}  // namespace server
