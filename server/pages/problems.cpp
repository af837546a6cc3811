// /problems: every type of problem (RFC 9457) this program tells of, and what is to be done.
#include <algorithm>
#include <array>

#include "server/pages/compose.hpp"
#include "server/pages/machines.hpp"

namespace server {
namespace {

constexpr std::array<ProblemType, 44> types{{
    {"bad-request", 400},       {"bad-address", 400},       {"unknown-parameter", 400}, {"bad-value", 400},
    {"missing-parameter", 400}, {"bad-datetime", 400},      {"not-public", 403},        {"cross-site", 403},        {"unknown-page", 404},
    {"unknown-instrument", 404}, {"unknown-party", 404},    {"unknown-track", 404},     {"unknown-finding", 404},
    {"unknown-entity", 404},    {"unknown-rule", 404},      {"unknown-procedure", 404}, {"unknown-source", 404},
    {"unknown-document", 404},  {"unknown-dump", 404},      {"unknown-change", 404},    {"unknown-archive", 404},      {"method-not-allowed", 405}, {"not-acceptable", 406},
    {"too-slow", 408},          {"taken-down", 410},        {"ended-feed", 410},        {"length-required", 411},   {"body-too-large", 413},
    {"target-too-long", 414},   {"range", 416},             {"expectation", 417},       {"header-too-large", 431},
    {"unknown-link", 404},      {"bad-form", 400},          {"unknown-field", 400},     {"unsupported-media", 415},
    {"too-many-requests", 429}, {"internal", 500},          {"not-implemented", 501},   {"not-ready", 503},
    {"too-long", 503},          {"busy", 503},              {"http-version", 505},      {"too-many-streams", 503},
}};

Value told(const View& view, const ProblemType& type) {
    auto value = Value::object();
    const auto path = "/problems/" + std::string{type.slug};
    value.both("type", type.slug);
    value.people("href", view.plain(path));
    value.programs("url", view.permanent(path));
    value.both("status", type.status);
    value.both("explanation", view.say("problem.about." + std::string{type.slug}));
    return value;
}

}  // namespace

std::span<const ProblemType> problem_types() { return types; }

Answered problems_page(const Asking& asking) {
    auto document = page(asking.view, "problems", asking.view.say("problems.title"));
    auto list = Value::list();
    for (const auto& type : types) list.push(told(asking.view, type));
    document.says.both("problems", std::move(list));
    return document;
}

Answered problem_page(const Asking& asking) {
    const auto& slug = asking.params["type"];
    const auto found = std::ranges::find(types, slug, &ProblemType::slug);
    if (found == types.end()) return missing(asking.view, "page", "/problems/" + slug);
    auto document = page(asking.view, "problem", slug);
    document.says.both("type", slug);
    document.says.both("status_told", found->status);
    document.says.both("explanation", asking.view.say("problem.about." + slug));
    document.says.people("all_href", asking.view.plain("/problems"));
    return document;
}

}  // namespace server
