// /subscriptions/new and POST /subscriptions: the form to follow something, and what follows on it.
#include <algorithm>

#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "server/http/message.hpp"
#include "server/letters/parts.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/subscribing.hpp"
#include "server/pages/subscription_parts.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

namespace alerts = registry::alerts;
using registry::Channel;
using registry::Selector;
using registry::Watched;

// What was typed, as it is shown again when something is wrong with it.
struct Typed {
    std::string channel{"mail"}, address, url, pace{"at-once"}, state{"new"}, language;
    std::vector<std::string> errors;
};

std::string text_of(const std::vector<std::string_view>& words) {
    std::string text;
    for (const auto word : words) text += (text.empty() ? "" : " ") + std::string{word};
    return text;
}

Refusal nothing(const View& view, std::string_view parameter, std::string_view typed) {
    return bad_value(view, parameter, view.say("alerts.error.nothing", {{"typed", std::string{typed}}}));
}

// Why it cannot be followed: what is typed is named in the reader's language, what is near in the list.
Refusal refused(const View& view, const registry::Problem& problem, std::string_view scope,
                std::string_view key, std::string_view at_least) {
    if (problem.where == "scope") return not_listed(view, "scope", scope, words_of<Watched>());
    if (problem.where == "kinds")
        return bad_value(view, "kinds",
                         view.say("problem.not-listed", {{"parameter", "kinds"}, {"value", "…"}}),
                         {registry::change_kinds.begin(), registry::change_kinds.end()});
    if (problem.where == "at_least")
        return not_listed(view, "at-least", at_least, words_of<registry::Severity>());
    return nothing(view, "key", key.empty() ? scope : key);
}

// Public feeds and calendars of the same: they need no address.
Value without_address(const View& view, const Selector& selector) {
    auto list = Value::list();
    const auto add = [&](std::string path, const Pairs& query, std::string_view label) {
        list.push(Value::object().both("href", view.to(path, query)).both("label", view.say(label)));
    };
    const auto path = path_of(selector);
    switch (selector.scope) {
        case Watched::instrument:
        case Watched::party:
        case Watched::rule:
            add(path + "/changes.atom", {}, "alerts.public-feed");
            add(path + ".ics", {}, "alerts.public-calendar");
            break;
        case Watched::entity:
            add(path + "/changes.atom", {}, "alerts.public-feed");
            add("/calendar.ics", {{"entity", selector.key}}, "alerts.public-calendar");
            break;
        case Watched::track: {
            const auto slash = selector.key.rfind('/');
            add("/changes.atom",
                {{"instrument", selector.key.substr(0, slash)}, {"party", selector.key.substr(slash + 1)}},
                "alerts.public-feed");
            add(path + ".ics", {}, "alerts.public-calendar");
            break;
        }
        case Watched::all:
            add("/changes.atom", {}, "alerts.public-feed");
            add("/calendar.ics", {}, "alerts.public-calendar");
            break;
        case Watched::list:
            if (const auto address = alerts::read_address(selector.key);
                address && address->path == "/changes")
                add("/changes.atom", address->values, "alerts.public-feed");
            break;
        case Watched::subject:
            break;
    }
    return list;
}

Value kinds_offered(const View& view, const Selector& selector) {
    auto list = Value::list();
    for (const auto kind : registry::change_kinds)
        list.push(Value::object()
                      .both("code", kind)
                      .both("id", "kind-" + std::string{kind})
                      .both("label", view.say("/letters.kind." + std::string{kind}))
                      .both("chosen", std::ranges::find(selector.kinds, kind) != selector.kinds.end()));
    return list;
}

Value classes_offered(const View& view, const Selector& selector) {
    auto list = Value::list();
    for (const auto& [severity, name] : registry::Names<registry::Severity>::table)
        list.push(Value::object()
                      .both("code", name)
                      .both("label", severity == registry::Severity::none
                                         ? view.say("alerts.at-least.none")
                                         : view.say("/severity." + std::string{name}))
                      .both("chosen", severity == selector.at_least));
    return list;
}

Value ways_offered(const View& view, std::string_view chosen) {
    auto list = Value::list();
    for (const auto& [channel, name] : registry::Names<Channel>::table)
        list.push(Value::object()
                      .both("code", name)
                      .both("id", "channel-" + std::string{name})
                      .both("label", view.say("alerts.channel." + std::string{name}))
                      .both("chosen", name == chosen));
    return list;
}

Value states_offered(const View& view, std::string_view chosen) {
    auto list = Value::list();
    for (const auto* code : {"new", "once"})
        list.push(Value::object()
                      .both("code", code)
                      .both("id", "state-" + std::string{code})
                      .both("label", view.say("alerts.state." + std::string{code}))
                      .both("chosen", chosen == code));
    return list;
}

Document form(registry::store::Reader& reader, const View& view, const Selector& selector,
              const Typed& typed) {
    auto document = private_page(view, "subscribe", view.say("alerts.title"));
    auto& says = document.says;
    says.both("followed", followed(reader, view, selector));
    says.people("help_href", view.to("/help/alerts"));
    says.both("public", without_address(view, selector));
    auto errors = Value::list();
    for (const auto& each : typed.errors) errors.push(each);
    says.both("errors", std::move(errors));
    auto value = Value::object();
    value.both("action", view.to("/subscriptions"));
    value.both("scope", registry::name_of(selector.scope)).both("key", selector.key);
    value.both("ways", ways_offered(view, typed.channel));
    value.both("address", typed.address).both("url", typed.url);
    value.both("paces", choices_of<registry::Pace>(view, "alerts.pace.", typed.pace));
    value.both("states", states_offered(view, typed.state));
    value.both("kinds", kinds_offered(view, selector));
    value.both("classes", classes_offered(view, selector));
    value.both("narrowed", !selector.kinds.empty() || selector.at_least != registry::Severity::none);
    value.both("languages", languages_offered(typed.language.empty() ? registry::name_of(view.lang)
                                                                     : std::string_view{typed.language}));
    says.people("form", std::move(value));
    return document;
}

// What was sent with the form, but for what is followed. The refusal: a word no form of ours sends.
std::optional<Refusal> read_typed(const Acting& acting, Typed& typed, alerts::Wish& wish) {
    const auto& view = acting.view;
    const auto word = [&](std::string_view name, std::string& into,
                          std::vector<std::string> allowed) -> std::optional<Refusal> {
        const auto sent = acting.field(name);
        if (sent.empty()) return std::nullopt;
        if (std::ranges::find(allowed, sent) == allowed.end())
            return not_listed(view, name, sent, std::move(allowed));
        into = sent;
        return std::nullopt;
    };
    if (auto wrong = word("channel", typed.channel, words_of<Channel>())) return wrong;
    if (auto wrong = word("pace", typed.pace, words_of<registry::Pace>())) return wrong;
    if (auto wrong = word("state", typed.state, {"new", "once"})) return wrong;
    if (auto wrong = word("language", typed.language, words_of<registry::Lang>())) return wrong;
    typed.address = registry::clean(acting.field("address"));
    typed.url = registry::clean(acting.field("url"));
    wish.channel = *registry::named<Channel>(typed.channel);
    wish.pace = *registry::named<registry::Pace>(typed.pace);
    wish.lang = typed.language.empty() ? view.lang : *registry::named<registry::Lang>(typed.language);
    wish.wants_state = typed.state == "once" && wish.channel != Channel::feed;
    if (view.for_programs && wish.channel == Channel::feed && typed.state == "once")
        return bad_value(view, "state", view.say("alerts.error.state"), {"new"});
    if (wish.channel != Channel::feed) wish.address = registry::trim(acting.field("address"));
    return std::nullopt;
}

void read_url(const Acting& acting, Typed& typed, alerts::Wish& wish) {
    if (wish.channel != Channel::webhook) return;
    const auto url = delivery::read_endpoint(registry::trim(acting.field("url")), acting.settings.webhooks);
    if (url)
        wish.url = *url;
    else
        typed.errors.push_back(acting.view.say("alerts.error.url"));
}

// To programs the first thing wrong, to people the form with what they typed.
Answered shown_again(const Acting& acting, const Selector& selector, const Typed& typed,
                     std::string_view parameter) {
    if (acting.view.for_programs) return bad_value(acting.view, parameter, typed.errors.front());
    auto document = form(acting.writer, acting.view, selector, typed);
    document.status = 422;
    return document;
}

// Of a private feed everything is known at once; of mail and webhooks the same is said whoever asks.
Document asked(const Acting& acting, const Selector& selector, const alerts::Wish& wish,
               const alerts::Asked& done) {
    const auto& view = acting.view;
    const bool feed = wish.channel == Channel::feed;
    auto document =
        private_page(view, "subscribed", view.say(feed ? "alerts.feed.title" : "alerts.asked.title"));
    auto& says = document.says;
    says.both("heading", view.say(feed ? "alerts.feed.title" : "alerts.asked.title"));
    says.both("followed", followed(acting.writer, view, selector));
    says.programs("waits_for_confirmation", done.waits_for_confirmation);
    auto sentences = Value::list();
    if (!feed) {
        document.status = 202;
        sentences.push(view.say("alerts.asked.mail", {{"address", alerts::masked(wish.address)}}));
        sentences.push(view.say("alerts.asked.then"));
        if (wish.channel == Channel::webhook) sentences.push(view.say("alerts.asked.secret"));
    } else {
        const auto key = secret_key(acting.writer);
        const auto subscription = registry::store::subscription(acting.writer, done.subscription);
        const auto subscriber = registry::store::subscriber(acting.writer, done.subscriber);
        sentences.push(view.say("alerts.feed.give"));
        const auto lang = "?lang=" + std::string{registry::name_of(wish.lang)};
        says.both("feed", view.permanent("/subscriptions/feed/" + done.feed_token + ".atom") + lang);
        says.both("manage", view.permanent(manage_path(key, *subscriber)) + lang);
        says.both("stop", view.permanent(stop_path(key, *subscription)) + lang);
    }
    says.both("sentences", std::move(sentences));
    return document;
}

}  // namespace

Answered subscriptions_page(const Asking& asking) { return Moved{asking.view.to("/help/alerts")}; }

Answered subscribe_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto scope = asking.asked_for("scope"), key = asking.asked_for("key");
    if (scope.empty() && key.empty()) return Moved{view.to("/help/alerts")};
    const auto selector = alerts::read_selector(asking.reader, scope.empty() ? "list" : scope, key,
                                                asking.asked_for("kinds"), asking.asked_for("at-least"));
    if (!selector) return refused(view, selector.error(), scope, key, asking.asked_for("at-least"));
    return form(asking.reader, view, *selector, {});
}

Answered subscribe(const Acting& acting) {
    const auto& view = acting.view;
    const auto scope = acting.field("scope"), key = acting.field("key");
    if (scope.empty())
        return Refusal{400,
                       "missing-parameter",
                       view.say("problem.missing-parameter"),
                       view.say("problem.not-listed", {{"parameter", "scope"}, {"value", ""}}),
                       "scope",
                       words_of<Watched>()};
    const auto selector = alerts::read_selector(acting.writer, scope, key, text_of(acting.all("kinds")),
                                                acting.field("at-least"));
    if (!selector) return refused(view, selector.error(), scope, key, acting.field("at-least"));
    Typed typed;
    alerts::Wish wish;
    wish.selector = *selector;
    if (auto wrong = read_typed(acting, typed, wish)) return *wrong;
    read_url(acting, typed, wish);
    if (!typed.errors.empty()) return shown_again(acting, *selector, typed, "url");
    const auto done = alerts::subscribe(acting.writer, wish, acting.now);
    if (!done) {
        typed.errors.push_back(view.say("alerts.error.address"));
        return shown_again(acting, *selector, typed, "address");
    }
    return asked(acting, *selector, wish, *done);
}

}  // namespace server
