// /subscriptions/feed/{token}: what a private feed was told, from the ledger.
// /subscriptions/calendar/{token}: the days ahead of everything one person follows.
#include <algorithm>
#include <set>

#include "registry/alerts/message.hpp"
#include "registry/alerts/people.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/letters/told.hpp"
#include "server/pages/calendar_days.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/subscribing.hpp"
#include "server/pages/subscription_parts.hpp"

namespace server {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;
using registry::Watched;

constexpr std::size_t feed_page = 50;
constexpr std::size_t most_followed = 100, most_days_of_one = 200, most_days = 1000;
constexpr auto years_ahead = std::chrono::days{5 * 366};

// As mails tell it: by whom, how sure, what was looked into, and of which day.
Value line_shown(store::Reader& reader, const View& view, const alerts::ToldChange& told) {
    auto value = change(view, told.line);
    value.programs("when", when(view, registry::parse_when(told.line.date)));
    value.both("moves", told.moves);
    const auto says = letters::told(reader, view, told);
    auto details = Value::list();
    const auto add = [&](const Value* text) {
        if (text && text->says_something()) details.push(Value::object().both("text", text->text()));
    };
    for (const auto* key : {"moves", "said", "certainty"}) add(says.get(key));
    if (const auto* looks = says.get("looks"))
        for (const auto& each : *looks->items()) add(each.get("text"));
    for (const auto* key : {"effective", "recorded"}) add(says.get(key));
    value.both("details", std::move(details));
    value.both("report_href", says.get("report_href")->text());
    return value;
}

// Nobody has looked for it since: what was said of it is not to be said now, but that it has gone is.
bool is_silent(const alerts::ToldChange& told) {
    return told.finding && told.finding->certainty == registry::Certainty::unsearched &&
           told.line.kind != "closed";
}

void add_feed(Document& document, const View& view, const registry::Subscription& one,
              const std::string& older) {
    auto& says = document.says;
    auto start = view;
    std::erase_if(start.query, [](const auto& pair) { return pair.first == "before"; });
    document.feed = true;
    says.programs("site", view.base_url);
    // Not the secret address: an id is handed on with what it names.
    says.people("feed_id", view.permanent("/subscriptions#" + std::to_string(one.id)));
    says.people("feed_made", letters::instant_text(one.made_at));
    says.programs("feed", whole_address(view, view.as("atom")));
    says.people("feed_href", start.as("atom"));
    says.people("samples_text", view.samples ? view.say("banner.samples") : std::string{});
    auto links = Value::list();
    links.push(Value::object().both("rel", "first").both("href", whole_address(view, start.as("atom"))));
    if (!older.empty())
        links.push(Value::object()
                       .both("rel", "next")
                       .both("href", whole_address(view, start.here("before", older, "atom"))));
    says.people("feed_links", std::move(links));
    says.people("older_href", older.empty() ? std::string{} : start.here("before", older));
    says.programs("older",
                  older.empty() ? std::string{} : whole_address(view, start.here("before", older, "json")));
}

// None: of lists, subjects and everything there are no days of their own.
std::optional<registry::CalendarFilter> days_followed(const registry::Selector& selector) {
    registry::CalendarFilter filter;
    switch (selector.scope) {
        case Watched::instrument:
            filter.instrument = selector.key;
            return filter;
        case Watched::track: {
            const auto slash = selector.key.rfind('/');
            filter.instrument = selector.key.substr(0, slash);
            filter.party = selector.key.substr(slash + 1);
            return filter;
        }
        case Watched::party:
            filter.party = selector.key;
            return filter;
        case Watched::entity:
            filter.entity = selector.key;
            return filter;
        case Watched::rule:
            filter.rule = selector.key;
            return filter;
        case Watched::subject:
        case Watched::list:
        case Watched::all:
            break;
    }
    return std::nullopt;
}

// A day that is followed in two ways stands once.
std::vector<CalendarDay> days_of(store::Reader& reader, const View& view,
                                 const std::vector<registry::Subscription>& all) {
    std::vector<CalendarDay> days;
    std::set<std::string> seen;
    std::size_t n = 0;
    for (const auto& each : all) {
        auto filter = each.confirmed_at ? days_followed(each.selector) : std::nullopt;
        if (!filter || ++n > most_followed) continue;
        filter->from = view.asked.today;
        filter->to = filter->from + years_ahead;
        filter->limit = most_days_of_one;
        for (auto& day : calendar_days(view, registry::calendar_ahead(reader, *filter)))
            if (days.size() < most_days && seen.insert(day.uid).second) days.push_back(std::move(day));
    }
    std::ranges::stable_sort(days, {}, &CalendarDay::from);
    return days;
}

// The code in its address proves that it was made here, whoever asks.
Refusal ended(const Asking& asking) {
    if (!alerts::is_of_ended_feed(asking.reader, asking.params["token"])) return gone(asking.view);
    return {410,
            "ended-feed",
            asking.view.say("alerts.feed.ended"),
            asking.view.say("alerts.feed.ended-detail"),
            {},
            {}};
}

}  // namespace

Answered private_feed_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto one = alerts::by_feed_token(asking.reader, asking.params["token"]);
    if (!one) return ended(asking);
    if (const auto whose = store::subscriber(asking.reader, one->subscriber))
        asking.workings->fetched(*whose);
    const auto what = letters::describe(asking.reader, view, one->selector);
    const auto title = view.say("alerts.feed.of", {{"what", what}});
    auto document = private_page(view, "privatefeed", title);
    document.says.both("heading", title);
    document.says.both("followed", followed(asking.reader, view, one->selector));
    auto lines = alerts::told_lines(asking.reader, *one, whole_number(asking.asked_for("before")).value_or(0),
                                    feed_page + 1);
    const bool more = lines.size() > feed_page;
    if (more) lines.resize(feed_page);
    add_feed(document, view, *one, more ? std::to_string(lines.back().line.id) : std::string{});
    auto list = Value::list();
    for (const auto& each : lines)
        if (!is_silent(each)) list.push(line_shown(asking.reader, view, each));
    document.says.both("changes", std::move(list));
    document.says.people("stop_href", view.to(stop_path(secret_key(asking.reader), *one)));
    return document;
}

Answered private_calendar_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto one = by_calendar_token(asking.reader, asking.params["token"]);
    if (!one) return ended(asking);
    asking.workings->fetched(*one);
    auto document = private_page(view, "privatecalendar", view.say("alerts.calendar.title"));
    auto days = days_of(asking.reader, view, store::subscriptions_of(asking.reader, one->id));
    auto list = Value::list();
    for (const auto& each : days)
        list.push(Value::object()
                      .both("when", when(view, registry::between(each.from, each.to)))
                      .both("says", each.summary)
                      .both("url", each.url)
                      .both("computed", each.tentative));
    document.says.both("heading", view.say("alerts.calendar.title"));
    document.says.both("days", std::move(list));
    document.says.people("calendar_href", view.as("ics"));
    add_calendar(document, view, std::move(days));
    return document;
}

}  // namespace server
