#include "server/pages/subscription_parts.hpp"

#include <algorithm>
#include <chrono>

#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/alerts/token.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/instrument_list.hpp"
#include "server/pages/words.hpp"

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

namespace {

using alerts::WatchedList;

std::string with_clauses(const View& view, std::string title, const std::vector<std::string>& clauses) {
    if (clauses.empty()) return title;
    std::string all;
    for (const auto& each : clauses) all += (all.empty() ? "" : ", ") + each;
    return view.say("/letters.about.narrowed", {{"what", std::move(title)}, {"clauses", std::move(all)}});
}

std::string findings_name(const View& view, const WatchedList& list) {
    const auto severity = view.say("/severity." + std::string{registry::name_of(list.at_least)});
    std::vector<std::string> clauses{list.at_least == registry::Severity::severe
                                         ? severity  // nothing is above it
                                         : view.say("stalled.at-least", {{"severity", severity}})};
    const auto add = [&](std::string_view key, const std::string& label) {
        if (!label.empty())
            clauses.push_back(view.say("roads.clause." + std::string{key}, {{std::string{key}, label}}));
    };
    add("party", list.party.empty() ? "" : party_label(view, list.party));
    add("entity", list.entity.empty() ? "" : entity_label(view, list.entity));
    add("rule", list.rule);
    if (!list.certainty.empty()) clauses.push_back(view.say("certainty-word." + list.certainty));
    return with_clauses(view, view.say("stalled.title"), clauses);
}

std::string roads_name(const View& view, const WatchedList& list) {
    const auto party = list.party.empty() ? std::string{} : party_label(view, list.party);
    switch (list.which) {
        case WatchedList::Which::asked:
            return list_in_words(view, list.question);
        case WatchedList::Which::ready:
            return view.say("roads.ready.title", {{"party", party}});
        case WatchedList::Which::awaits_own:
            return with_clauses(view, view.say("roads.awaits.title", {{"party", party}}),
                                {view.say("roads.whole-party")});
        case WatchedList::Which::awaits:
            break;
    }
    if (party.empty()) return view.say("roads.entity.title", {{"entity", entity_label(view, list.entity)}});
    return with_clauses(
        view, view.say("roads.awaits.title", {{"party", party}}),
        list.entity.empty() ? std::vector<std::string>{} : std::vector{entity_label(view, list.entity)});
}

std::string log_name(store::Reader& reader, const View& view, const registry::ChangeFilter& filter) {
    std::vector<std::string> clauses;
    if (!filter.kind.empty()) clauses.push_back(view.say("change.kind." + filter.kind));
    if (!filter.instrument.empty())
        clauses.push_back(letters::track_name(view, store::head(reader, filter.instrument, {}), {}));
    if (!filter.party.empty()) clauses.push_back(party_label(view, filter.party));
    if (!filter.entity.empty()) clauses.push_back(entity_label(view, filter.entity));
    if (!filter.rule.empty()) clauses.push_back(filter.rule);
    return with_clauses(view, view.say("changes.title"), clauses);
}

}  // namespace

std::string list_name(store::Reader& reader, const View& view, std::string_view address) {
    const auto list = alerts::read_list(address);
    if (!list) return std::string{address};
    switch (list->of) {
        case WatchedList::Of::instruments:
            return address.starts_with("/search") ? view.say("search.title-of", {{"q", list->question.q}})
                                                  : list_in_words(view, list->question);
        case WatchedList::Of::findings:
            return findings_name(view, *list);
        case WatchedList::Of::roads:
            return roads_name(view, *list);
        case WatchedList::Of::changes:
            break;
    }
    return log_name(reader, view, list->changes);
}

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

Value asked_for(store::Reader& reader, const View& view, const registry::Subscription& one) {
    const auto endpoint = one.endpoint ? store::endpoint(reader, *one.endpoint) : std::nullopt;
    auto value = followed(reader, view, one.selector);
    value.both("subscription", one.id).both("channel", registry::name_of(one.channel));
    value.programs("pace", registry::name_of(one.pace));
    value.both("way", letters::way_of(reader, view, one));
    value.both("webhook", endpoint ? endpoint->url : std::string{});
    value.both("asked", day_of(view, one.made_at));
    return value;
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

Value languages_offered(std::string_view chosen) {
    auto list = Value::list();
    for (const auto& [lang, code] : registry::Names<registry::Lang>::table)
        list.push(Value::object()
                      .both("code", code)
                      .both("label", registry::say(lang, "pages.language.self"))
                      .both("chosen", code == chosen));
    return list;
}

Value day_of(const View& view, registry::Instant at) {
    return day(view,
               std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{at}}));
}

}  // namespace server
