// /api: for people who write programs. What is exact stands in /openapi.json.
#include "server/pages/compose.hpp"
#include "server/pages/machines.hpp"
#include "server/represent/format.hpp"

namespace server {
namespace {

Value example(const View& view, std::string_view path) {
    auto value = Value::object();
    value.people("href", view.at(path));
    value.both("path", path);
    return value;
}

Value part(const View& view, std::string_view name, std::initializer_list<std::string_view> examples) {
    auto value = Value::object();
    value.both("part", name);
    value.people("heading", view.say("api." + std::string{name}));
    value.both("text", view.say("api." + std::string{name} + "-text"));
    auto list = Value::list();
    for (const auto each : examples) list.push(example(view, each));
    value.both("examples", std::move(list));
    return value;
}

}  // namespace

Answered api_page(const Asking& asking) {
    const auto& view = asking.view;
    auto document = page(view, "api", view.say("api.title"));
    auto& says = document.says;
    says.people("openapi_href", view.at("/openapi.json"));
    says.programs("openapi", view.permanent("/openapi.json"));
    auto written = Value::list();
    for (const auto& format : formats()) {
        auto value = Value::object();
        value.both("name", format.name);
        value.both("media_type", format.accept);
        written.push(std::move(value));
    }
    says.both("media", std::move(written));
    auto parts = Value::list();
    parts.push(part(view, "addresses", {"/instruments/opcat", "/instruments/opcat/be.json", "/stalled.json"}));
    parts.push(part(view, "numbers", {"/lookup?id=MTDSG%20IV-9-b", "/lookup?id=54K3192"}));
    parts.push(part(view, "days", {"/stalled.json?on=2020-01-01", "/instruments/opcat/be.json?on=2018-10-20&profile=strict"}));
    parts.push(part(view, "past", {"/timemap?url=/instruments/opcat/be"}));
    parts.push(part(view, "paging", {"/instruments.json?page=1"}));
    parts.push(part(view, "changes", {"/changes.json?after=1", "/changes.atom"}));
    parts.push(part(view, "stream", {}));  // no link: it would never have been loaded
    parts.push(part(view, "following", {"/help/alerts", "/subscriptions/new?scope=track&key=opcat/be"}));
    parts.push(part(view, "dumps", {"/dump", "/dump/latest/placet.sqlite"}));
    parts.push(part(view, "keeping", {}));
    parts.push(part(view, "errors", {"/problems", "/stalled.json?severity=all"}));
    parts.push(part(view, "watching", {"/healthz", "/readyz", "/metrics"}));
    says.both("parts", std::move(parts));
    return document;
}

}  // namespace server
