#include "server/parameters.hpp"

#include <algorithm>

#include "server/pages/words.hpp"

namespace server {
namespace {

using Allowed = std::vector<std::string>;

constexpr auto a_day = "YYYY-MM-DD";

template <registry::Named Enum>
Allowed names_of() {
    Allowed names;
    for (const auto& [value, name] : registry::Names<Enum>::table) names.emplace_back(name);
    return names;
}

Refusal bad_value(const View& view, std::string_view parameter, std::string_view value,
                  std::string_view expected, Allowed allowed = {}) {
    return {400,
            "bad-value",
            view.say("problem.bad-value"),
            view.say(expected, {{"parameter", std::string{parameter}}, {"value", std::string{value}}}),
            std::string{parameter},
            std::move(allowed)};
}

bool is_number(std::string_view text) {
    return text.size() <= 12 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
           text.find_first_not_of('0') != std::string_view::npos;
}

using Checked = std::optional<Refusal>;

Checked read_lang(View& view, const std::string& value) {
    const auto lang = registry::named<registry::Lang>(value);
    if (!lang) return bad_value(view, "lang", value, "problem.not-listed", names_of<registry::Lang>());
    view.lang = *lang;
    return std::nullopt;
}

Checked read_profile(View& view, const std::string& value) {
    const auto profile = registry::named<registry::Profile>(value);
    if (!profile)
        return bad_value(view, "profile", value, "problem.not-listed", names_of<registry::Profile>());
    view.asked.profile = *profile;
    return std::nullopt;
}

Checked read_day(View& view, const std::string& name, const std::string& value) {
    const auto day = registry::parse_day(value);
    if (!day) return bad_value(view, name, value, "problem.not-a-day", {a_day});
    if (name == "on") view.asked.on = *day;
    if (name == "known") view.asked.known = day;
    if (name == "published") view.asked.published = day;
    return std::nullopt;
}

Allowed entity_ids() {
    Allowed ids;
    for (const auto& entity : registry::Vocabulary::built_in().entities()) ids.push_back(entity.id);
    return ids;
}

Allowed rule_ids() {
    Allowed ids;
    for (const auto& rule : registry::built_in_rules()) ids.push_back(rule.id);
    return ids;
}

Checked one_of(const View& view, const Parameter& parameter, const std::string& value, Allowed allowed) {
    if (std::ranges::find(allowed, value) != allowed.end()) return std::nullopt;
    return bad_value(view, parameter.name, value, "problem.not-listed", std::move(allowed));
}

Checked check(const View& view, const Parameter& parameter, const std::string& value) {
    switch (parameter.takes) {
        case Takes::text:
            return std::nullopt;
        case Takes::number:
            if (is_number(value)) return std::nullopt;
            return bad_value(view, parameter.name, value, "problem.not-a-number", {"1 … 999999999999"});
        case Takes::day:
            if (registry::parse_day(value)) return std::nullopt;
            return bad_value(view, parameter.name, value, "problem.not-a-day", {a_day});
        case Takes::severity:
        case Takes::rule:
        case Takes::entity:
            return one_of(view, parameter, value, allowed_values(parameter.takes));
    }
    return std::nullopt;
}

Checked read_one(const Place& place, View& view, const std::string& name, const std::string& value) {
    if (name == "lang") return read_lang(view, value);
    if (name == "profile") return read_profile(view, value);
    for (const auto& parameter : place.parameters)
        if (parameter.name == name) return check(view, parameter, value);
    return read_day(view, name, value);
}

}  // namespace

std::vector<std::string> allowed_values(Takes takes) {
    if (takes == Takes::rule) return rule_ids();
    if (takes == Takes::entity) return entity_ids();
    if (takes != Takes::severity) return {};
    auto severities = names_of<registry::Severity>();
    std::erase(severities, "none");
    return severities;
}

std::vector<std::string> parameters_of(const Place& place) {
    std::vector<std::string> names;
    for (const auto& parameter : place.parameters) names.emplace_back(parameter.name);
    if (place.represented())
        for (const auto* name : {"on", "known", "published", "profile"}) names.emplace_back(name);
    if (place.represented()) names.emplace_back("lang");
    return names;
}

void read_language(const Target& target, View& view) {
    for (const auto& [name, value] : target.query)
        if (name == "lang")
            if (const auto lang = registry::named<registry::Lang>(value)) view.lang = *lang;
}

std::optional<Refusal> read_parameters(const Target& target, const Place& place, View& view) {
    if (target.query.empty()) return std::nullopt;
    const auto known = parameters_of(place);
    for (const auto& [name, value] : target.query) {
        if (std::ranges::find(known, name) == known.end())
            return Refusal{400,
                           "unknown-parameter",
                           view.say("problem.unknown-parameter"),
                           view.say("problem.unknown-parameter-detail", {{"parameter", name}}),
                           name,
                           known};
        if (std::ranges::find(view.query, name, [](const auto& pair) { return pair.first; }) !=
            view.query.end())
            return Refusal{400,
                           "bad-value",
                           view.say("problem.bad-value"),
                           view.say("problem.given-twice", {{"parameter", name}}),
                           name,
                           {}};
        if (value.empty()) continue;
        if (auto refusal = read_one(place, view, name, value)) return refusal;
        view.query.emplace_back(name, value);
    }
    return std::nullopt;
}

}  // namespace server
