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
                      .both("href", view.as(format))
                      .both("label", view.say("format." + std::string{format})));
    }
    return list;
}

}  // namespace server
