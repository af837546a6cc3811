// Secret links of a mail: /subscriptions/confirm/{token} and /subscriptions/stop/{token}. Asking for them
// changes nothing, since programs fetch links ahead of people; the button, or one click in a mail program
// (RFC 8058), does.
#include <algorithm>

#include "registry/alerts/message.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "server/pages/subscribing.hpp"
#include "server/pages/subscription_parts.hpp"

namespace server {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;
using registry::Subscriber;
using registry::Subscription;

std::optional<Subscriber> by_confirm_token(store::Reader& reader, std::string_view token) {
    const auto key = secret_key(reader);
    const auto nonce = key.empty() ? std::nullopt : alerts::nonce_in(key, alerts::Purpose::confirm, token);
    return nonce ? store::subscriber_by_nonce(reader, *nonce) : std::nullopt;
}

std::vector<Subscription> with(std::vector<Subscription> all, bool confirmed) {
    std::erase_if(all, [&](const auto& each) { return each.confirmed_at.has_value() != confirmed; });
    return all;
}

Document asking_first(const View& view, std::string_view key, Value about) {
    const auto title = view.say(key);
    auto document = private_page(view, "askfirst", title);
    document.says.both("heading", title);
    document.says.both("about", std::move(about));
    return document;
}

void add_button(Document& document, const View& view, std::string_view label) {
    document.says.people("button",
                         Value::object().both("action", view.here({}, {})).both("label", view.say(label)));
}

void add_link(Document& document, std::string href, std::string label) {
    document.says.people("link",
                         Value::object().both("href", std::move(href)).both("label", std::move(label)));
}

Document confirmed(const Acting& acting, const Subscriber& one, Value secrets) {
    const auto& view = acting.view;
    auto document =
        asking_first(view, "alerts.confirm.done",
                     view.say("alerts.confirm.done-about", {{"address", alerts::masked(one.address)}}));
    document.says.both("followed",
                       followed(acting.writer, view, store::subscriptions_of(acting.writer, one.id)));
    document.says.both("secrets", std::move(secrets));
    add_link(document, view.to(manage_path(secret_key(acting.writer), one)), view.say("alerts.manage"));
    return document;
}

// Shown to who reads the address's mail, and to nobody before: of endpoints nobody has confirmed until now.
Value new_secrets(const Acting& acting, const Subscriber& one) {
    const auto before = with(store::subscriptions_of(acting.writer, one.id), true);
    auto list = Value::list();
    for (const auto& each : store::endpoints_of(acting.writer, one.id))
        if (std::ranges::none_of(before, [&](const auto& sub) { return sub.endpoint == each.id; }))
            list.push(Value::object()
                          .both("url", each.url)
                          .both("secret", "whsec_" + registry::base64(each.secret)));
    return list;
}

// A mail ends all it came by: its link holds a token for each, or one of the message itself.
struct ToStop {
    std::vector<Subscription> found;
    bool ours = false;  // one of the tokens was given here, whatever became of it
};
ToStop to_stop(store::Reader& reader, std::string_view tokens) {
    constexpr std::size_t most = 20;
    ToStop all;
    const auto key = secret_key(reader);
    if (key.empty()) return all;
    if (const auto message = alerts::message_in(key, tokens)) {
        all.ours = true;
        if (const auto sent = store::outgoing(reader, *message)) all.found = alerts::came_by(reader, *sent);
        return all;
    }
    std::size_t n = 0;
    for (const auto token : registry::split(tokens, '~')) {
        if (++n > most) break;
        if (!alerts::nonce_in(key, alerts::Purpose::stop, token)) continue;
        all.ours = true;
        auto found = alerts::by_stop_token(reader, token);
        if (found && std::ranges::none_of(all.found, [&](const auto& each) { return each.id == found->id; }))
            all.found.push_back(std::move(*found));
    }
    return all;
}

}  // namespace

std::optional<Refusal> confirm_door(const Asking& asking) {
    if (by_confirm_token(asking.reader, asking.params["token"])) return std::nullopt;
    return gone(asking.view);
}

std::optional<Refusal> stop_door(const Asking& asking) {
    if (to_stop(asking.reader, asking.params["token"]).ours) return std::nullopt;
    return gone(asking.view);
}

Answered confirm_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto one = by_confirm_token(asking.reader, asking.params["token"]);
    if (!one) return gone(view);
    const auto waiting = with(store::subscriptions_of(asking.reader, one->id), false);
    const bool done = waiting.empty() && one->confirmed_at;
    const registry::Arguments to{{"address", alerts::masked(one->address)}};
    auto document = asking_first(view, done ? "alerts.confirm.done" : "alerts.confirm.title",
                                 view.say(done ? "alerts.confirm.done-about" : "alerts.confirm.about", to));
    document.says.both(
        "followed",
        followed(asking.reader, view, done ? store::subscriptions_of(asking.reader, one->id) : waiting));
    if (done) return document;
    add_button(document, view, "alerts.confirm.button");
    document.says.people("after", view.say("alerts.confirm.else"));
    return document;
}

Answered confirm(const Acting& acting) {
    const auto& token = acting.params["token"];
    const auto one = by_confirm_token(acting.writer, token);
    if (!one) return gone(acting.view);
    auto secrets = new_secrets(acting, *one);
    if (!alerts::confirm(acting.writer, token, acting.now)) return gone(acting.view);
    return confirmed(acting, *store::subscriber(acting.writer, one->id), std::move(secrets));
}

Answered stop_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto all = to_stop(asking.reader, asking.params["token"]);
    if (all.found.empty()) return gone(view);
    auto document = asking_first(view, "alerts.stop.title", view.say("alerts.stop.about"));
    document.says.both("followed", followed(asking.reader, view, all.found));
    add_button(document, view, "alerts.stop.button");
    return document;
}

// A mail program may ask twice: what has been stopped is stopped.
Answered stop(const Acting& acting) {
    const auto& view = acting.view;
    const auto all = to_stop(acting.writer, acting.params["token"]);
    if (!all.ours) return gone(view);
    auto document = asking_first(view, "alerts.stop.done", view.say("alerts.stop.done-about"));
    document.says.both("followed", followed(acting.writer, view, all.found));
    for (const auto& each : all.found) alerts::stop(acting.writer, each, acting.now);
    if (all.found.empty()) return document;
    const auto left = store::subscriber(acting.writer, all.found.front().subscriber);
    if (!left || store::subscriptions_of(acting.writer, left->id).empty()) {
        document.says.both("after", view.say("alerts.stop.last"));
        return document;
    }
    document.says.both("after", view.say("alerts.stop.others"));
    add_link(document, view.to(manage_path(secret_key(acting.writer), *left)),
             view.say("alerts.stop.see-others"));
    return document;
}

}  // namespace server
