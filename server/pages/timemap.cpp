// /timemap?url=…: the days on which something was recorded of what a page is about, as links to the page as it
// was known at their end (RFC 7089 5, RFC 6690). Of one party's road with an instrument: the instrument's days,
// on which what it rests on may have changed.
#include "registry/store/ask_documents.hpp"
#include "registry/store/snapshot.hpp"
#include "server/http/cors.hpp"
#include "server/http/link.hpp"
#include "server/http/secure.hpp"
#include "server/pages/machines.hpp"
#include "server/parameters.hpp"
#include "server/routes.hpp"
#include "server/site/address.hpp"
#include "server/site/memento.hpp"
#include "server/site/offered.hpp"

namespace server {
namespace {

constexpr std::size_t most_days = 500;

using registry::Day;

// The page the address is of; none: no page of this site, or one without days.
struct Subject {
    View view;
    registry::store::DaysOf of;
};

std::optional<Subject> subject_of(const View& asker, std::string_view url) {
    static const Router<Place> router(routes(), suffixes());
    // In full, or as links on pages have it: from the root of the host.
    for (const auto& before : {asker.base_url, asker.at("")})
        if (!before.empty() && url.starts_with(before + "/")) {
            url.remove_prefix(before.size());
            break;
        }
    Target target;
    if (!read_target(url, target)) return std::nullopt;
    const auto match = router.find("GET", target);
    if (match.outcome != Outcome::found || !match.route->handler.represented()) return std::nullopt;
    Subject subject{asker, {}};
    auto& view = subject.view;
    view.query.clear();
    view.suffix = match.suffix;
    view.dated = match.route->handler.dated();
    view.recorded = match.route->handler.recorded();
    view.path = canonical_path(target, match.suffix);
    if (!has_mementos(view) || read_parameters(target, match.route->handler, view)) return std::nullopt;
    view = original(view);
    for (const auto& [name, value] : match.params.taken) {
        if (name == "instrument") subject.of.instrument = value;
        if (name == "party" && subject.of.instrument.empty()) subject.of.party = value;
    }
    return subject;
}

std::string memento_line(const View& now, Day day, std::string_view rel) {
    return link_value(absolute(now, as_known(now, day).here({}, {}, now.suffix)), rel,
                      "datetime=\"" + memento_datetime(day) + "\"");
}

std::string written(const View& asker, const Subject& subject, const std::vector<Day>& days, bool begins) {
    const auto& now = subject.view;
    const auto self = asker.permanent("/timemap") + "?url=" + percent(now.here({}, {}, now.suffix));
    std::vector<std::string> lines{
        link_value(absolute(now, now.here({}, {}, now.suffix)), "original timegate"),
        link_value(self, begins ? "self" : "first", "type=\"application/link-format\"")};
    if (days.size() == most_days)
        lines.push_back(link_value(self + "&after=" + registry::iso(days.back()), "timemap",
                                   "type=\"application/link-format\"; from=\"" + memento_datetime(days.back()) + "\""));
    for (std::size_t i = 0; i < days.size(); ++i) {
        const bool first = begins && i == 0, last = i + 1 == days.size() && days.size() < most_days;
        lines.push_back(memento_line(now, days[i], first && last ? "first last memento"
                                                   : first       ? "first memento"
                                                   : last        ? "last memento"
                                                                 : "memento"));
    }
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : ",\n") + line;
    return text + "\n";
}

}  // namespace

Answered timemap_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto url = asking.asked_for("url");
    if (url.empty())
        return Refusal{400, "missing-parameter", view.say("problem.missing-parameter"), view.say("timemap.lead"),
                       "url", {"/instruments/opcat/be"}};
    const auto subject = subject_of(view, url);
    if (!subject)
        return Refusal{404, "unknown-page", view.say("missing.title.page"),
                       view.say("timemap.no-page", {{"url", std::string{url}}}), "url", {}};
    const auto after = registry::parse_day(asking.asked_for("after"));
    auto days = registry::store::days_recorded(asking.reader, subject->of, after.value_or(registry::earliest_day),
                                               most_days);
    // Today can still change: no memento yet.
    if (!days.empty() && days.back() >= view.asked.today) days.pop_back();
    Response response;
    response.headers["Content-Type"] = "application/link-format";
    response.headers["Cache-Control"] = "no-cache";
    secure(response.headers);
    share(response.headers);
    response.body = std::make_shared<const std::string>(written(view, *subject, days, !after));
    return response;
}

}  // namespace server
