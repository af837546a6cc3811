#include "server/site/memento.hpp"

#include <algorithm>
#include <chrono>

#include "registry/store/ask_documents.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cors.hpp"
#include "server/http/link.hpp"
#include "server/http/secure.hpp"
#include "server/site/address.hpp"

namespace server {
namespace {

using registry::Day;
using std::chrono::days;
using std::chrono::seconds;

void take_out(View& view, std::string_view name) {
    std::erase_if(view.query, [&](const auto& pair) { return pair.first == name; });
}

bool is_given(const View& view, std::string_view name) {
    return std::any_of(view.query.begin(), view.query.end(),
                       [&](const auto& pair) { return pair.first == name; });
}

// The last day that had ended by that moment, within those there are.
Day nearest_day(std::chrono::sys_seconds moment, Day first, Day today) {
    const auto ended = std::chrono::floor<days>(moment + seconds{1}) - days{1};
    return std::max(first, std::min(ended, today - days{1}));
}

}  // namespace

bool has_mementos(const View& view) { return view.dated || view.recorded; }

std::string memento_datetime(Day known) { return http_date(known + days{1} - seconds{1}); }

std::string memento_datetime(const View& view) {
    if (!has_mementos(view) || !view.asked.known || *view.asked.known >= view.asked.today) return {};
    return memento_datetime(*view.asked.known);
}

View original(const View& view) {
    auto now = view;
    if (view.asked.known && view.asked.on == *view.asked.known) take_out(now, "on");
    take_out(now, "known");
    return now;
}

View as_known(const View& original, Day day) {
    auto then = original;
    if (original.dated && !is_given(original, "on")) then.query.emplace_back("on", registry::iso(day));
    then.query.emplace_back("known", registry::iso(day));
    return then;
}

std::vector<std::string> time_links(const View& view) {
    if (!has_mementos(view)) return {};
    const auto now = original(view).here({}, {}, view.suffix);
    const auto map = view.at("/timemap") + "?url=" + percent(now);
    std::vector<std::string> links{link_value(absolute(view, now), "original timegate"),
                                   link_value(absolute(view, map), "timemap", "type=\"application/link-format\"")};
    if (const auto datetime = memento_datetime(view); !datetime.empty())
        links.push_back(link_value(absolute(view, view.here({}, {}, view.suffix)), "memento",
                                   "datetime=\"" + datetime + "\""));
    return links;
}

Gated time_gate(const Request& request, const View& view, Snapshot& snapshot) {
    const auto asked = request.headers.find("Accept-Datetime");
    if (asked == request.headers.end() || !has_mementos(view) || view.asked.known) return std::nullopt;
    const auto moment = read_http_date(asked->second);
    if (!moment)
        return Refusal{400, "bad-datetime", view.say("problem.bad-datetime"),
                       view.say("problem.bad-datetime-detail"), "Accept-Datetime",
                       {"Tue, 12 Oct 2021 23:59:59 GMT"}};
    const auto first = registry::store::first_import(snapshot);
    if (!first) return std::nullopt;  // nothing was ever known: the page as it is says so
    const auto then = as_known(view, nearest_day(*moment, *first, view.asked.today));
    Response response;
    response.status = 302;
    response.headers["Location"] = then.here({}, {}, view.suffix);
    response.headers["Cache-Control"] = "no-cache";
    response.headers["Link"] = link_header(time_links(view));
    vary(response.headers, "Accept-Datetime");
    secure(response.headers);
    share(response.headers);
    return response;
}

}  // namespace server
