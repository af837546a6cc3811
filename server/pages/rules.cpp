// /rules and /rules/{rule}: the declared rules, readable, with what they rest on.
#include "registry/rules/words.hpp"
#include "server/http/message.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/calendar_page.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

Value milestones(const View& view, const std::vector<std::string>& codes) {
    auto list = Value::list();
    for (const auto& code : codes) {
        auto value = Value::object();
        name_milestone(value, view, code);
        list.push(std::move(value));
    }
    return list;
}

Value ladder(const View& view, const registry::Rule& rule) {
    auto list = Value::list();
    for (const auto& [profile, name] : registry::Names<registry::Profile>::table) {
        auto value = Value::object();
        value.both("profile", name);
        value.people("profile_label", view.say("/profile." + std::string{name}));
        auto steps = Value::list();
        const auto& at = rule.ladder[static_cast<std::size_t>(profile)].at;
        for (const auto& [severity, code] : registry::Names<registry::Severity>::table) {
            if (severity == registry::Severity::none) continue;
            const auto& span = at[static_cast<std::size_t>(severity)];
            auto step = Value::object();
            name_severity(step, view, "severity", severity);
            step.programs("after", span ? Value{registry::iso(*span)} : Value{});
            step.people("after", span ? registry::in_words(view.lang, *span) : std::string{});
            steps.push(std::move(step));
        }
        value.both("steps", std::move(steps));
        list.push(std::move(value));
    }
    return list;
}

Value orders(const View& view, const registry::Rule& rule) {
    auto list = Value::list();
    for (const auto& order : rule.orders) {
        auto value = Value::object();
        value.both("first", milestones(view, order.first));
        value.both("then", milestones(view, order.then));
        value.both("of", registry::name_of(order.of));
        name_severity(value, view, "severity", order.severity);
        value.people("condition", condition_shown(view, order.when));
        list.push(std::move(value));
    }
    return list;
}

// What the clock and the look are tied to, beyond their milestones.
void add_ties(Value& says, const View& view, const registry::Rule& rule) {
    const std::string of{registry::name_of(rule.clock_of)};
    says.both("clock_of", of);
    says.people("clock_of_says", rule.clock_of == registry::ClockOf::subject
                                     ? std::string{}
                                     : view.say("rule.clock-of." + of));
    says.both("clock_computed", rule.clock_computed);
    says.both("clock_last", rule.clock_last);
    says.both("undone_by", milestones(view, rule.undone_by));
    says.people("term", rule.term ? registry::in_words(view.lang, *rule.term) : std::string{});
    says.programs("term", rule.term ? Value{registry::iso(*rule.term)} : Value{});
    const std::string voice{rule.look_in ? registry::name_of(*rule.look_in) : std::string_view{}};
    says.both("look_in", voice);
    says.people("look_in_label", voice.empty() ? std::string{} : view.say("voice." + voice));
    says.both("needs_list", rule.needs_list);
}

Value summary(const View& view, const registry::Rule& rule) {
    auto value = Value::object();
    name_rule(value, view, rule.id);
    const std::string basis{registry::name_of(rule.basis)};
    value.both("version", rule.version);
    value.both("basis", basis);
    value.people("basis_label", view.say("/basis." + basis));
    value.people("title", rule.title.in(view.lang));
    value.people("href", view.plain("/rules/" + percent(rule.id)));
    return value;
}

}  // namespace

Document rules_list(const View& view, const std::vector<registry::Rule>& rules) {
    auto document = page(view, "rules", view.say("rules.title"));
    auto list = Value::list();
    for (const auto& each : rules) list.push(summary(view, each));
    document.says.both("rules", std::move(list));
    return document;
}

Document rule(const View& view, const registry::Rule& rule) {
    auto document = page(view, "rule", rule.id + " – " + rule.title.in(view.lang));
    auto& says = document.says;
    const std::string basis{registry::name_of(rule.basis)}, scope{registry::name_of(rule.scope)};
    says.both("rule", rule.id);
    says.both("version", rule.version);
    says.both("title", rule.title.in(view.lang));
    says.both("explanation", rule.explanation.in(view.lang));
    says.both("basis", basis);
    says.people("basis_label", view.say("/basis." + basis));
    says.both("scope", scope);
    says.people("scope_label", view.say("scope." + scope));
    says.both("authorities", authorities(view, rule.authorities));
    says.both("clock", milestones(view, rule.clock));
    says.people("clock_many", rule.clock.size() > 1);
    add_ties(says, view, rule);
    says.both("orders", orders(view, rule));
    says.both("awaited", milestones(view, rule.awaited));
    says.both("looked_for", milestones(view, rule.looked_for));
    says.both("closed_by", milestones(view, rule.closed_by));
    says.both("needs_look", rule.needs_look);
    auto raised = Value::list();
    for (const auto& each : rule.raised_by) {
        auto value = Value::object();
        name_rule(value, view, each);
        raised.push(std::move(value));
    }
    says.both("raised_by", std::move(raised));
    says.people("condition", condition_shown(view, rule.when));
    says.both("ladder", ladder(view, rule));
    says.people("stalled_href", view.plain("/stalled", {{"rule", rule.id}}));
    says.people("changes_href", view.plain("/rules/" + percent(rule.id) + "/changes"));
    says.people("rules_href", view.plain("/rules"));
    return document;
}

Answered rules_page(const Asking& asking) { return rules_list(asking.view, registry::built_in_rules()); }

Answered rule_page(const Asking& asking) {
    const auto& id = asking.params["rule"];
    if (const auto* found = registry::rule(id)) {
        auto document = rule(asking.view, *found);
        if (asking.format == "ics") {
            registry::CalendarFilter filter;
            filter.rule = id;
            add_calendar(document, asking.view, calendar_days(asking.view, days_of(asking.reader, asking.view, filter)));
        }
        return document;
    }
    std::vector<std::string> known;
    for (const auto& each : registry::built_in_rules()) known.push_back(each.id);
    return missing(asking.view, "rule", id, std::move(known));
}

}  // namespace server
