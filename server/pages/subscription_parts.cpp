#include "server/pages/subscription_parts.hpp"

#include <algorithm>
#include <chrono>

#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"

namespace server {

namespace alerts = registry::alerts;
namespace store = registry::store;

std::string_view Acting::field(std::string_view name) const {
    for (const auto& [given, value] : form)
        if (given == name) return value;
    return {};
}

std::vector<std::string_view> Acting::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [given, value] : form)
        if (given == name) values.push_back(value);
    return values;
}

Document private_page(const View& view, std::string body, std::string title) {
    auto document = page(view, std::move(body), std::move(title));
    document.passing = true;
    document.citation.reset();
    for (const auto* shown : {"cite_page", "meta", "seen_at", "date_control", "formats"})
        if (auto* value = document.says.get(shown)) *value = Value{};
    if (auto* canonical = document.says.get("canonical")) *canonical = view.permanent("/subscriptions");
    return document;
}

Refusal gone(const View& view) {
    return {404, "unknown-link", view.say("alerts.gone.title"), view.say("alerts.gone.detail"), {}, {}};
}

std::string path_of(const registry::Selector& selector) {
    using registry::Watched;
    const std::string_view key = selector.key;
    switch (selector.scope) {
        case Watched::instrument:
            return "/instruments/" + percent(key);
        case Watched::party:
            return "/parties/" + percent(key);
        case Watched::track: {
            const auto slash = key.rfind('/');
            return "/instruments/" + percent(key.substr(0, slash)) + "/" + percent(key.substr(slash + 1));
        }
        case Watched::entity:
            return "/entities/" + percent(key);
        case Watched::rule:
            return "/rules/" + percent(key);
        case Watched::list:
            return selector.key;
        case Watched::subject:
        case Watched::all:
            break;
    }
    return "/changes";
}

namespace {

// A list has a query of its own.
std::string link_to(const View& view, const std::string& path) {
    const auto mark = path.find('?');
    if (mark == std::string::npos) return view.to(path);
    Pairs query;
    if (!read_query(std::string_view{path}.substr(mark + 1), query)) return view.to("/changes");
    return view.to(path.substr(0, mark), query);
}

}  // namespace

Value followed(store::Reader& reader, const View& view, const registry::Selector& selector) {
    const auto path = path_of(selector);
    return Value::object()
        .both("says", letters::describe(reader, view, selector))
        .people("href", link_to(view, path))
        .programs("scope", registry::name_of(selector.scope))
        .programs("key", selector.key)
        .programs("url", view.permanent(path));
}

Value followed(store::Reader& reader, const View& view, const std::vector<registry::Subscription>& all) {
    auto list = Value::list();
    for (const auto& each : all) list.push(followed(reader, view, each.selector));
    return list;
}

std::string secret_key(store::Reader& reader) {
    const auto settings = store::alerting_if_any(reader);
    return settings ? settings->key : std::string{};
}

std::string manage_path(std::string_view key, const registry::Subscriber& one) {
    return "/subscriptions/manage/" + alerts::token(key, alerts::Purpose::manage, one.nonce);
}
std::string stop_path(std::string_view key, const registry::Subscription& one) {
    return "/subscriptions/stop/" + alerts::token(key, alerts::Purpose::stop, one.nonce);
}
std::string feed_path(std::string_view key, const registry::Subscription& one) {
    return "/subscriptions/feed/" + alerts::token(key, alerts::Purpose::feed, one.nonce);
}
std::string calendar_path(std::string_view key, const registry::Subscriber& one) {
    return "/subscriptions/calendar/" + alerts::token(key, alerts::Purpose::feed, one.nonce);
}

std::optional<registry::Subscriber> by_calendar_token(store::Reader& reader, std::string_view token) {
    const auto key = secret_key(reader);
    const auto nonce = key.empty() ? std::nullopt : alerts::nonce_in(key, alerts::Purpose::feed, token);
    if (!nonce) return std::nullopt;
    auto found = store::subscriber_by_nonce(reader, *nonce);
    return found && found->confirmed_at ? found : std::nullopt;
}

Value day_of(const View& view, registry::Instant at) {
    return day(view,
               std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{at}}));
}

}  // namespace server
