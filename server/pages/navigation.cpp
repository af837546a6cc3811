#include "server/pages/navigation.hpp"

#include <algorithm>
#include <span>

#include "server/routes.hpp"

namespace server {
namespace {

struct Way {
    std::string_view path, key;
};

Value listed_ways(const View& view, std::span<const Way> ways) {
    auto list = Value::list();
    for (const auto& way : ways)
        if (is_route(way.path))
            list.push(Value::object()
                          .both("href", way.path.find('.') == std::string_view::npos ? view.to(way.path)
                                                                                     : view.at(way.path))
                          .both("label", view.say(way.key))
                          .both("here", view.path == way.path));
    return list;
}

constexpr Way bar[] = {
    {"/stalled", "nav.stalled"},   {"/instruments", "nav.instruments"}, {"/parties", "nav.parties"},
    {"/calendar", "nav.calendar"}, {"/changes", "nav.changes"},         {"/search", "nav.search"},
    {"/help", "nav.help"},
};
constexpr Way more[] = {
    {"/between", "nav.between"},   {"/compare", "nav.compare"}, {"/entities", "nav.entities"},
    {"/forecast", "nav.forecast"}, {"/sources", "nav.sources"}, {"/rules", "nav.rules"},
    {"/procedures", "nav.procedures"},
};
constexpr Way foot[] = {
    {"/help", "nav.help"},           {"/help/unknown", "nav.unknown"}, {"/help/sources-of-error", "nav.errors"},
    {"/sources", "nav.sources"},     {"/review", "nav.review"},        {"/api", "nav.api"},
    {"/openapi.json", "nav.openapi"}, {"/dump", "nav.dump"},
};

}  // namespace

// An address with a suffix of its own ("/openapi.json") stands in the table without it where the suffix is a
// format.
bool is_route(std::string_view path) {
    const auto plain = path.substr(0, path.rfind('.'));
    return std::ranges::any_of(
        routes(), [&](const auto& route) { return route.pattern == path || route.pattern == plain; });
}

Value navigation(const View& view) { return listed_ways(view, bar); }

Value more_navigation(const View& view) {
    const bool here = std::ranges::any_of(more, [&](const auto& way) { return view.path == way.path; });
    return Value::object().both("ways", listed_ways(view, more)).both("here", here);
}

Value foot_navigation(const View& view) { return listed_ways(view, foot); }

Value languages(const View& view) {
    auto list = Value::list();
    for (const auto& [lang, code] : registry::Names<registry::Lang>::table)
        list.push(Value::object()
                      .both("code", code)
                      .both("name", registry::say(lang, "pages.language.self"))
                      .both("href", view.here("lang", code))
                      .both("here", lang == view.lang));
    return list;
}

Value other_formats(const View& view) {
    auto list = Value::list();
    for (const auto format : view.formats) {
        if (format == "html" || format == "embed") continue;
        list.push(Value::object()
                      .both("format", format)
                      .both("href", view.as(format))
                      .both("label", view.say("format." + std::string{format})));
    }
    return list;
}

void tell_rows(Value& says, const View& view, const std::string& rows, std::string next) {
    auto* formats = says.get("formats");
    auto* list = formats ? std::get_if<Value::List>(&formats->is) : nullptr;
    if (!list) return;
    const auto csv = std::ranges::find_if(*list, [](const Value& each) { return each.get("format")->text() == "csv"; });
    if (csv == list->end()) return;
    auto& label = *csv->get("label");
    label = view.say("format.rows", {{"format", std::string{label.text()}}, {"rows", rows}});
    if (next.empty()) return;
    auto more = Value::object();
    more.both("format", "csv-next").both("href", std::move(next)).both("label", view.say("format.next-rows"));
    list->insert(csv + 1, std::move(more));
}

}  // namespace server
