// /stalled: findings by party, entity, rule, severity, certainty, day and profile.
#include "registry/answers/stalled_list.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/picture_tools.hpp"
#include "server/pages/stalled_counts.hpp"
#include "server/pages/stalled_picture.hpp"
#include "server/pages/words.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

using registry::Certainty;
using registry::FacetCount;
using registry::Severity;
using registry::StalledAnswer;
using registry::StalledQuestion;
using registry::Vocabulary;

constexpr std::size_t page_size = 50;
constexpr int newly_days = 30, longest_newly = 3660;

std::string severity_label(const View& view, std::string_view name) {
    return view.say("/severity." + std::string{name});
}

std::string from_severity(const View& view, std::string_view name) {
    if (name == registry::name_of(Severity::severe)) return severity_label(view, name);  // nothing is above it
    return view.say("stalled.at-least", {{"severity", severity_label(view, name)}});
}

std::string rule_label(const View& view, std::string_view id) {
    const auto* rule = registry::rule(id);
    return std::string{id} + (rule ? " – " + rule->title.in(view.lang) : "");
}

// The form's fields, with what is chosen now.
Value form(const View& view, const StalledQuestion& asked) {
    std::vector<Option> entities{{"", view.say("stalled.any")}}, rules = entities, certainties = entities,
                                                                 severities, profiles;
    for (const auto& entity : Vocabulary::built_in().entities())
        entities.push_back({entity.id, entity.label.in(view.lang)});
    for (const auto& rule : registry::built_in_rules()) rules.push_back({rule.id, rule_label(view, rule.id)});
    for (const auto& [severity, name] : registry::Names<Severity>::table)
        if (severity != Severity::none) severities.push_back({std::string{name}, from_severity(view, name)});
    for (const auto& [certainty, name] : registry::Names<Certainty>::table)
        if (certainty != Certainty::unsearched)
            certainties.push_back({std::string{name}, view.say("certainty-word." + std::string{name})});
    for (const auto& [profile, name] : registry::Names<registry::Profile>::table)
        profiles.push_back({std::string{name}, view.say("/profile." + std::string{name})});
    const auto day_typed = [](const std::optional<registry::Day>& day) {
        return day ? registry::iso(*day) : std::string{};
    };
    auto value = Value::object();
    value.both("action", view.at("/stalled"));
    value.both("party", asked.party.empty() ? std::string{} : party_label(view, asked.party));
    value.both("entities", options(entities, asked.entity));
    value.both("rules", options(rules, asked.rule));
    value.both("severities", options(severities, registry::name_of(asked.at_least)));
    value.both("certainties", options(certainties, asked.certainty ? registry::name_of(*asked.certainty)
                                                                   : std::string_view{}));
    value.both("profiles", options(profiles, registry::name_of(view.asked.profile)));
    value.both("since_from", day_typed(asked.since_from));
    value.both("since_before", day_typed(asked.since_before));
    value.both("newly", asked.newly ? std::to_string(*asked.newly) : std::string{});
    value.both("hidden", fields_kept(view, {"party", "entity", "rule", "severity", "certainty", "profile",
                                            "since-from", "since-before", "newly"}));
    return value;
}

Value told(const StalledQuestion& asked) {
    const auto day = [](const std::optional<registry::Day>& some) {
        return some ? Value{registry::iso(*some)} : Value{};
    };
    auto value = Value::object();
    value.both("party", asked.party);
    value.both("entity", asked.entity);
    value.both("rule", asked.rule);
    value.both("severity", registry::name_of(asked.at_least));
    value.both("certainty", asked.certainty ? Value{registry::name_of(*asked.certainty)} : Value{});
    value.both("since_from", day(asked.since_from));
    value.both("since_before", day(asked.since_before));
    value.both("newly", asked.newly ? Value{*asked.newly} : Value{});
    value.both("sort", (asked.page.backwards ? "-" : "") + std::string{registry::name_of(asked.order)});
    return value;
}

std::string in_words(const View& view, const StalledQuestion& asked, std::size_t total) {
    std::vector<std::string> clauses;
    const auto clause = [&](std::string_view key, registry::Arguments arguments) {
        clauses.push_back(view.say("roads.clause." + std::string{key}, arguments));
    };
    clauses.push_back(from_severity(view, registry::name_of(asked.at_least)));
    if (!asked.party.empty()) clause("party", {{"party", party_label(view, asked.party)}});
    if (!asked.entity.empty()) clause("entity", {{"entity", entity_label(view, asked.entity)}});
    if (!asked.rule.empty()) clause("rule", {{"rule", rule_label(view, asked.rule)}});
    if (asked.certainty)
        clauses.push_back(view.say("certainty-word." + std::string{registry::name_of(*asked.certainty)}));
    if (asked.since_from) clause("since-from", {{"day", day_text(view, *asked.since_from)}});
    if (asked.since_before) clause("since-before", {{"day", day_text(view, *asked.since_before)}});
    if (asked.newly) clause("newly", {{"n", number(view, *asked.newly)}});
    return said_in_words(
        view, view.say("roads.findings", {{"n", number(view, static_cast<std::int64_t>(total))}}), clauses);
}

std::vector<Facet> facets(const View& view, const StalledAnswer& answer, const StalledQuestion& asked) {
    const auto labelled = [&](const std::vector<FacetCount>& counts, auto label) {
        std::vector<std::pair<FacetCount, std::string>> choices;
        for (const auto& each : counts) choices.emplace_back(each, label(each.value));
        return choices;
    };
    const auto& all = answer.facets;
    return {
        {"severity", view.say("column.class"),
         labelled(all.severity, [&](const auto& value) { return from_severity(view, value); }),
         std::string{registry::name_of(asked.at_least)}},
        {"rule", view.say("finding.rule"),
         labelled(all.rule, [&](const auto& value) { return rule_label(view, value); }), asked.rule},
        {"entity", view.say("column.entity"),
         labelled(all.entity, [&](const auto& value) { return entity_label(view, value); }), asked.entity},
        {"party", view.say("column.party"),
         labelled(all.party, [&](const auto& value) { return party_label(view, value); }), asked.party},
        {"certainty", view.say("finding.certainty"),
         labelled(all.certainty, [&](const auto& value) { return view.say("certainty-word." + value); }),
         asked.certainty ? std::string{registry::name_of(*asked.certainty)} : std::string{}}};
}

StalledCounts counts(const View& view, const StalledAnswer& answer) {
    StalledCounts counts;
    const auto add = [&](const std::string& rule, const std::string& entity) {
        const auto found = answer.cells.find({rule, entity});
        if (found == answer.cells.end()) return;
        StalledCounts::Row row{rule, rule_label(view, rule), entity, entity_label(view, entity), {}, {}};
        if (entity.empty()) row.entity_label = view.say("roads.whole-party");
        auto narrowed = view;
        std::erase_if(narrowed.query, [](const auto& pair) { return pair.first == "rule"; });
        narrowed.query.emplace_back("rule", rule);
        row.href = list_with(narrowed, "entity", entity);
        row.by_severity = found->second;
        counts.total += row.total();
        counts.rows.push_back(std::move(row));
    };
    for (const auto& rule : registry::built_in_rules()) {
        add(rule.id, "");
        for (const auto& entity : Vocabulary::built_in().entities()) add(rule.id, entity.id);
    }
    return counts;
}

Value lines(const View& view, const StalledAnswer& answer) {
    auto list = Value::list();
    for (std::size_t k = 0; k < answer.lines.size(); ++k) {
        const auto& each = answer.lines[k];
        auto value = finding_line(view, each.verdict, each.reason_given);
        name_instrument(value, view, each.instrument);
        value.programs("waits_for", each.verdict.waits_for);
        value.both("listed_since", k < answer.opened.size() ? day(view, answer.opened[k]) : Value{});
        value.programs("last_look", day(view, each.verdict.last_look));
        list.push(std::move(value));
    }
    return list;
}

Sheet sheet() {
    Sheet sheet{"stalled",
                {{"finding", "finding"},
                 {"rule", "rule"},
                 {"rule_name", "rule_label"},
                 {"severity", "severity"},
                 {"certain_severity", "certain_severity"},
                 {"certainty", "certainty"},
                 {"instrument", "instrument"},
                 {"title", "title.text"},
                 {"title_language", "title.lang"},
                 {"party", "party"},
                 {"party_name", "party_label"},
                 {"entity", "entity"},
                 {"entity_name", "entity_label"},
                 {"waits_for", "waits_for"}}};
    add_date(sheet, "since", "since");
    sheet.columns.push_back({"listed_since", "listed_since.edtf"});
    sheet.columns.push_back({"last_look", "last_look.edtf"});
    sheet.columns.push_back({"because", "because"});
    sheet.columns.push_back({"url", "url"});
    return sheet;
}

std::vector<SortWord> sort_words(const View& view) {
    return {{"severity", view.say("column.class")},
            {"since", view.say("column.since")},
            {"instrument", view.say("column.instrument")},
            {"party", view.say("column.party")}};
}

std::optional<Refusal> read(const Asking& asking, StalledQuestion& asked) {
    asked.entity = asking.asked_for("entity");
    asked.rule = asking.asked_for("rule");
    asked.lang = asking.view.lang;
    asked.page.size = page_size;
    asked.at_least = registry::named<Severity>(asking.asked_for("severity")).value_or(asked.at_least);
    if (auto refused = read_party(asking, "party", asked.party)) return refused;
    if (auto refused = read_word<std::optional<Certainty>, Certainty>(asking, "certainty", asked.certainty))
        return refused;
    if (asked.certainty == Certainty::unsearched)
        return bad_value(asking.view, "certainty", asking.view.say("roads.unsearched-in-no-list"),
                         {"certain", "possible", "unverified"});
    if (auto refused = read_bound(asking, "since-from", asked.since_from)) return refused;
    if (auto refused = read_bound(asking, "since-before", asked.since_before)) return refused;
    if (auto refused = read_days(asking, "newly", longest_newly, asked.newly)) return refused;
    if (auto refused = read_sort(asking, asked.order, asked.page.backwards)) return refused;
    return read_cursors(asking, asked.page);
}

}  // namespace

Document stalled_list(const View& view, const StalledAnswer& answer, const StalledQuestion& asked) {
    auto document = page(view, "stalled", view.say("stalled.title"));
    auto& says = document.says;
    says.people("form", form(view, asked));
    const Pairs party =
        asked.party.empty() ? Pairs{} : Pairs{{"party", asked.party}};  // days stay of themselves
    says.people("forecast_href", view.to("/forecast", party));
    says.people("forecast_label",
                view.say("forecast.link", {{"n", number(view, registry::ForecastFilter{}.days)}}));
    says.people("newly_href", list_with(view, "newly", asked.newly ? "" : std::to_string(newly_days)));
    says.people("newly_label", asked.newly ? view.say("roads.newly-all")
                                           : view.say("roads.newly", {{"n", number(view, newly_days)}}));
    says.programs("filter", told(asked));
    says.both("said", in_words(view, asked, answer.page.total));
    says.both("facets", facets_shown(view, facets(view, answer, asked)));
    says.people("sorts",
                sorts_shown(view, sort_words(view), registry::name_of(asked.order), asked.page.backwards));
    const auto counted = counts(view, answer);
    says.both("counts", counts_value(view, counted));
    show_stalled_chart(says, view, counted, view.say("stalled.chart"));
    says.people("nothing_found", answer.lines.empty() && !answer.nothing_known);
    says.both("nothing_known", answer.nothing_known);
    says.both("stalled", lines(view, answer));
    add_pages(document, view, answer.page);
    document.sheet = sheet();
    return document;
}

Answered stalled_page(const Asking& asking) {
    StalledQuestion asked;
    if (auto refused = read(asking, asked)) return *refused;
    const auto answer =
        registry::stalled_answer(asking.reader, asking.catalogue.at(asking.reader), asked, asking.view.asked);
    auto document = stalled_list(asking.view, answer, asked);
    if (wants_picture(asking.format))
        document.picture =
            stalled_chart(asking.view, counts(asking.view, answer), asking.view.say("stalled.chart"));
    return document;
}

}  // namespace server
