// Secret links of a mail: /subscriptions/confirm/{token} and /subscriptions/stop/{token}. Asking for them
// changes nothing, since programs fetch links ahead of people; the button, or one click in a mail program
// (RFC 8058), does.
#include <algorithm>

#include "registry/alerts/message.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/subscribing.hpp"
#include "server/pages/subscription_parts.hpp"

namespace server {
namespace {

namespace alerts = registry::alerts;
namespace store = registry::store;
using registry::Subscriber;
using registry::Subscription;

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

Document confirmed(store::Reader& reader, const View& view, const Subscriber& whose,
                   const std::vector<Subscription>& these) {
    auto document =
        asking_first(view, "alerts.confirm.done",
                     view.say("alerts.confirm.done-about", {{"address", alerts::masked(whose.address)}}));
    auto list = Value::list();
    for (const auto& each : these) list.push(asked_for(reader, view, each));
    document.says.both("followed", std::move(list));
    add_link(document, view.to(manage_path(secret_key(reader), whose)), view.say("alerts.manage"));
    return document;
}

// Others that wait at the same address: anybody can have asked for them, so none is chosen beforehand.
Value others_waiting(store::Reader& reader, const View& view, const Subscription& one) {
    auto list = Value::list();
    for (const auto& each : store::subscriptions_of(reader, one.subscriber)) {
        if (each.confirmed_at || each.id == one.id) continue;
        auto value = asked_for(reader, view, each);
        value.people("id", "also-" + std::to_string(each.id));
        value.people("label", view.say("alerts.confirm.other",
                                       {{"what", std::string{value.get("says")->text()}},
                                        {"way", std::string{value.get("way")->text()}},
                                        {"day", std::string{value.get("asked")->get("text")->text()}}}));
        list.push(std::move(value));
    }
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
    if (alerts::by_confirm_token(asking.reader, asking.params["token"])) return std::nullopt;
    return gone(asking.view);
}

std::optional<Refusal> stop_door(const Asking& asking) {
    if (to_stop(asking.reader, asking.params["token"]).ours) return std::nullopt;
    return gone(asking.view);
}

Answered confirm_page(const Asking& asking) {
    const auto& view = asking.view;
    auto& reader = asking.reader;
    const auto one = alerts::by_confirm_token(reader, asking.params["token"]);
    const auto whose = one ? store::subscriber(reader, one->subscriber) : std::nullopt;
    if (!whose) return gone(view);
    if (alerts::stands(reader, *one)) return confirmed(reader, view, *whose, {*one});
    const auto title = view.say("alerts.confirm.title");
    auto document = private_page(view, "confirm", title);
    auto& says = document.says;
    says.both("heading", title);
    says.both("about", view.say("alerts.confirm.about", {{"address", alerts::masked(whose->address)}}));
    says.both("asked_for", asked_for(reader, view, *one));
    says.both("others", others_waiting(reader, view, *one));
    says.people("action", view.here({}, {}));
    return document;
}

Answered confirm(const Acting& acting) {
    const auto& view = acting.view;
    std::vector<std::int64_t> also;
    for (const auto each : acting.all("also")) {
        const auto number = whole_number(each);
        if (!number) return not_listed(view, "also", each, {});
        also.push_back(*number);
    }
    const auto done = alerts::confirm(acting.writer, acting.params["token"], acting.now, also);
    if (!done) return gone(view);
    auto document = confirmed(acting.writer, view, *store::subscriber(acting.writer, done->subscriber),
                              done->subscriptions);
    auto secrets = Value::list();
    for (const auto& each : done->endpoints)
        secrets.push(Value::object().both("url", each.url).both("secret", alerts::secret_text(each)));
    document.says.both("secrets", std::move(secrets));
    return document;
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
