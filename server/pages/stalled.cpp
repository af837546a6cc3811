// /stalled: findings by party, entity, rule, severity and profile.
#include "registry/answers/as_asked.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr std::size_t page_size = 100;

struct Choice {
    std::string code, label;
};

Value choices(const std::vector<Choice>& offered, std::string_view chosen) {
    auto list = Value::list();
    for (const auto& each : offered) {
        auto value = Value::object();
        value.both("code", each.code);
        value.both("label", each.label);
        value.both("chosen", each.code == chosen);
        list.push(std::move(value));
    }
    return list;
}

// The form's fields, with what is chosen now.
Value form(const View& view, const registry::StalledFilter& filter) {
    std::vector<Choice> entities{{"", view.say("stalled.any")}}, rules{{"", view.say("stalled.any")}},
        severities, profiles;
    for (const auto& entity : registry::Vocabulary::built_in().entities())
        entities.push_back({entity.id, entity.label.in(view.lang)});
    for (const auto& rule : registry::built_in_rules())
        rules.push_back({rule.id, rule.id + " – " + rule.title.in(view.lang)});
    for (const auto& [severity, name] : registry::Names<registry::Severity>::table)
        if (severity != registry::Severity::none)
            severities.push_back(
                {std::string{name},
                 view.say("stalled.at-least", {{"severity", view.say("/severity." + std::string{name})}})});
    for (const auto& [profile, name] : registry::Names<registry::Profile>::table)
        profiles.push_back({std::string{name}, view.say("/profile." + std::string{name})});
    auto value = Value::object();
    value.both("action", view.at("/stalled"));
    value.both("party", filter.party.empty() ? std::string{} : party_label(view, filter.party));
    value.both("entities", choices(entities, filter.entity));
    value.both("rules", choices(rules, filter.rule));
    value.both("severities", choices(severities, registry::name_of(filter.at_least)));
    value.both("profiles", choices(profiles, registry::name_of(view.asked.profile)));
    auto hidden = Value::list();
    for (const auto& [name, text] : view.query)
        if (name == "lang" || name == "on" || name == "known" || name == "published") {
            auto field = Value::object();
            field.both("name", name);
            field.both("text", text);
            hidden.push(std::move(field));
        }
    value.both("hidden", std::move(hidden));
    return value;
}

Value told(const View&, const registry::StalledFilter& filter) {
    auto value = Value::object();
    value.both("party", filter.party);
    value.both("entity", filter.entity);
    value.both("rule", filter.rule);
    value.both("severity", registry::name_of(filter.at_least));
    return value;
}

}  // namespace

Document stalled_list(const View& view, const std::vector<registry::FindingLine>& findings,
                      const registry::StalledFilter& filter, const Paging& paging, bool nothing_known) {
    auto document = page(view, "stalled", view.say("stalled.title"));
    auto& says = document.says;
    says.people("form", form(view, filter));
    const registry::ForecastFilter ahead;
    const Pairs party = filter.party.empty()
                            ? Pairs{}
                            : Pairs{{"party", filter.party}};  // days and profile stay of themselves
    says.people("forecast_href", view.to("/forecast", party));
    says.people("forecast_label", view.say("forecast.link", {{"n", number(view, ahead.days)}}));
    says.programs("filter", told(view, filter));
    auto list = Value::list();
    for (const auto& each : findings) {
        auto value = finding_line(view, each.verdict, each.reason_given);
        name_instrument(value, view, each.instrument);
        list.push(std::move(value));
    }
    says.people("nothing_found", findings.empty() && !nothing_known);
    says.both("nothing_known", nothing_known);
    says.both("stalled", std::move(list));
    add_paging(document, view, paging);
    return document;
}

Answered stalled_page(const Asking& asking) {
    const auto& view = asking.view;
    registry::StalledFilter filter;
    filter.entity = asking.asked_for("entity");
    filter.rule = asking.asked_for("rule");
    if (const auto typed = asking.asked_for("party"); !typed.empty()) {
        const auto found = registry::find_party(typed);
        if (!found.id)
            return Refusal{400,
                           "bad-value",
                           view.say("problem.bad-value"),
                           view.say("problem.unknown-party", {{"typed", std::string{typed}}}),
                           "party",
                           found.near};
        filter.party = *found.id;
    }
    filter.at_least =
        registry::named<registry::Severity>(asking.asked_for("severity")).value_or(filter.at_least);
    Paging paging{asking.page_number(), page_size, 0, false};
    filter.limit = page_size + 1;
    filter.offset = (paging.page - 1) * page_size;
    auto findings = registry::stalled(asking.reader, filter, view.asked);
    paging.more = findings.size() > page_size;
    if (paging.more) findings.resize(page_size);
    return stalled_list(view, findings, filter, paging,
                        registry::is_before_registry(asking.reader, view.asked));
}

}  // namespace server
