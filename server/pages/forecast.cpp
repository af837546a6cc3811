// /forecast: what will open or worsen within some days if nothing more is recorded.
#include <algorithm>
#include <charconv>
#include <set>

#include "registry/answers/ahead.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"
#include "server/represent/csv.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 50;

// `linked`: the finding is there already and has its page.
Value line(const View& view, const registry::FindingLine& each, bool linked) {
    View then = view;  // told as on the day itself
    if (each.turns_on) then.asked.on = *each.turns_on;
    auto value = finding_line(then, each.verdict);
    name_instrument(value, view, each.instrument);
    value.both("turns_on", day(view, each.turns_on));
    value.both("open", each.open);
    value.people("linked", linked);
    name_severity(value, view, "turns_from", each.open ? each.verdict.severity : registry::Severity::none);
    name_severity(value, view, "turns_to", each.turns_to);
    return value;
}

// The fields that stay when another number of days is asked for.
Value hidden(const View& view) {
    auto list = Value::list();
    for (const auto& [name, text] : view.query) {
        constexpr std::string_view own[] = {"days", "after", "before", "party", "entity", "rule"};
        if (std::find(std::begin(own), std::end(own), name) != std::end(own)) continue;
        auto field = Value::object();
        field.both("name", name);
        field.both("text", text);
        list.push(std::move(field));
    }
    return list;
}

std::string in_words(const View& view, const registry::AheadQuestion& filter) {
    std::vector<std::string> clauses;
    if (!filter.party.empty())
        clauses.push_back(view.say("roads.clause.party", {{"party", party_label(view, filter.party)}}));
    if (!filter.entity.empty())
        clauses.push_back(view.say("roads.clause.entity", {{"entity", entity_label(view, filter.entity)}}));
    if (const auto* rule = registry::rule(filter.rule))
        clauses.push_back(
            view.say("roads.clause.rule", {{"rule", rule->id + " – " + rule->title.in(view.lang)}}));
    const auto until = view.asked.on + std::chrono::days{filter.days};
    return said_in_words(
        view,
        view.say("roads.ahead", {{"from", day_text(view, view.asked.on)}, {"to", day_text(view, until)}}),
        clauses);
}

Sheet sheet() {
    Sheet sheet{"forecast", {}};
    add_date(sheet, "turns_on", "turns_on");
    for (const auto& [name, path] : {std::pair{"open", "open"},
                                     {"severity_from", "turns_from"},
                                     {"severity_to", "turns_to"},
                                     {"finding", "finding"},
                                     {"rule", "rule"},
                                     {"certainty", "certainty"},
                                     {"instrument", "instrument"},
                                     {"title", "title.text"},
                                     {"title_language", "title.lang"},
                                     {"party", "party"},
                                     {"party_name", "party_label"},
                                     {"entity", "entity"},
                                     {"entity_name", "entity_label"}})
        sheet.columns.push_back({name, path});
    add_date(sheet, "since", "since");
    return sheet;
}

std::optional<int> days_in(std::string_view text) {
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (days < 1 || days > registry::longest_forecast) return std::nullopt;
    return days;
}

}  // namespace

Document forecast_list(const View& view, const registry::AheadAnswer& answer,
                       const registry::AheadQuestion& filter) {
    auto document = page(view, "forecast", view.say("forecast.title"));
    auto& says = document.says;
    const auto most = std::to_string(registry::longest_forecast);
    says.both("days", filter.days);
    says.programs("party", filter.party);
    says.programs("entity", filter.entity);
    says.programs("rule", filter.rule);
    says.both("said", in_words(view, filter));
    std::vector<Option> entities{{"", view.say("stalled.any")}}, rules = entities;
    for (const auto& entity : registry::Vocabulary::built_in().entities())
        entities.push_back({entity.id, entity.label.in(view.lang)});
    for (const auto& rule : registry::built_in_rules())
        rules.push_back({rule.id, rule.id + " – " + rule.title.in(view.lang)});
    says.people("entities", options(entities, filter.entity));
    says.people("rules", options(rules, filter.rule));
    says.people("lead", view.say("forecast.lead",
                                 {{"n", number(view, filter.days)}, {"day", day_text(view, view.asked.on)}}));
    says.people("party_typed", filter.party.empty() ? std::string{} : party_label(view, filter.party));
    says.people("days_label", view.say("forecast.days", {{"most", most}}));
    says.people("most", most);
    says.people("action", view.at("/forecast"));
    says.people("hidden", hidden(view));
    says.people("stalled_href", view.to("/stalled"));
    auto list = Value::list();
    std::set<std::string> to_open;
    for (const auto& each : answer.lines) {
        if (!each.open) to_open.insert(each.verdict.id);
        list.push(line(view, each, !to_open.contains(each.verdict.id)));
    }
    says.people("nothing_found", answer.lines.empty() && !answer.nothing_known);
    says.both("nothing_known", answer.nothing_known);
    says.both("forecast", std::move(list));
    add_pages(document, view, answer.page);
    document.sheet = sheet();
    return document;
}

Answered forecast_page(const Asking& asking) {
    const auto& view = asking.view;
    registry::AheadQuestion filter;
    if (const auto typed = asking.asked_for("days"); !typed.empty()) {
        const auto days = days_in(typed);
        if (!days)
            return bad_value(
                view, "days",
                view.say("forecast.bad-days", {{"value", std::string{typed}},
                                               {"most", std::to_string(registry::longest_forecast)}}),
                {"1", std::to_string(registry::longest_forecast)});
        filter.days = *days;
    }
    if (auto refused = read_party(asking, "party", filter.party)) return *refused;
    filter.entity = asking.asked_for("entity");
    filter.rule = asking.asked_for("rule");
    filter.page.size = page_size;
    if (auto refused = read_cursors(asking, filter.page)) return *refused;
    const auto answer =
        registry::ahead_answer(asking.reader, asking.catalogue.at(asking.reader), filter, view.asked);
    return forecast_list(view, answer, filter);
}

}  // namespace server
