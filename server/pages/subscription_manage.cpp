// /subscriptions/manage/{token}: everything one person follows, what was sent and why, and the way to end it.
#include <algorithm>
#include <map>
#include <set>

#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/ask_changes.hpp"
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
namespace store = registry::store;
using registry::Channel;
using registry::Endpoint;
using registry::Outgoing;
using registry::Subscriber;
using registry::Subscription;

constexpr std::size_t most_sent = 10, most_shown_of_one = 5;

struct Told {
    std::optional<Endpoint> fresh_secret;  // shown once
    bool tested = false;
    std::int64_t before = 0;  // messages below that number
};

Value subscription_shown(store::Reader& reader, const View& view, std::string_view key,
                         const Subscription& one, const std::vector<Endpoint>& endpoints) {
    auto value = followed(reader, view, one.selector);
    const std::string what{value.get("says")->text()};
    value.both("subscription", one.id);
    value.both("channel", registry::name_of(one.channel));
    value.people("channel_label", view.say("alerts.channel." + std::string{registry::name_of(one.channel)}));
    value.both("pace", registry::name_of(one.pace));
    value.both("since", day_of(view, one.made_at));
    value.both("confirmed", one.confirmed_at.has_value());
    for (const auto& each : endpoints)
        if (one.endpoint == each.id) value.both("webhook", each.url);
    if (one.channel == Channel::feed) value.both("feed", view.permanent(feed_path(key, one) + ".atom"));
    value.people("stop_label", view.say("alerts.mine.stop-one", {{"what", what}}));
    if (one.channel == Channel::mail)
        value.people("pace_form", Value::object()
                                      .both("id", "pace-" + std::to_string(one.id))
                                      .both("subscription", one.id)
                                      .both("label", view.say("alerts.mine.pace-of", {{"what", what}}))
                                      .both("paces", choices_of<registry::Pace>(
                                                         view, "alerts.pace.", registry::name_of(one.pace))));
    value.people("waiting", !one.confirmed_at);
    return value;
}

// Those that are called: what a stranger typed is nobody's until it is confirmed.
std::vector<Endpoint> called(std::vector<Endpoint> endpoints, const std::vector<Subscription>& all) {
    std::erase_if(endpoints, [&](const Endpoint& one) {
        return std::ranges::none_of(
            all, [&](const auto& each) { return each.confirmed_at && each.endpoint == one.id; });
    });
    return endpoints;
}

Value endpoint_shown(const View& view, const Endpoint& one) {
    auto value = Value::object();
    value.both("endpoint", one.id).both("url", one.url).both("failures", one.failures);
    std::string says = view.say("alerts.hooks.works");
    const auto in_words = [&](registry::Instant at) {
        return std::string{day_of(view, at).get("text")->text()};
    };
    if (one.ended_at)
        says = view.say("alerts.hooks.ended", {{"day", in_words(*one.ended_at)}, {"why", one.ended_because}});
    else if (one.failing_since)
        says = view.say("alerts.hooks.failing",
                        {{"day", in_words(*one.failing_since)}, {"n", number(view, one.failures)}});
    value.both("says", std::move(says));
    value.both("ended", one.ended_at.has_value());
    value.people("secret_label", view.say("alerts.hooks.new-secret", {{"url", one.url}}));
    value.people("test_label", view.say("alerts.hooks.test", {{"url", one.url}}));
    return value;
}

std::string track_of(store::Reader& reader, const View& view, const registry::ChangeLine& line) {
    constexpr std::size_t longest = 80;
    if (line.instrument.empty()) return {};
    return letters::track_name(view, store::head(reader, line.instrument, {}), line.party, longest);
}

// Which changes it held, and by which subscriptions: from the ledger.
void add_reasons(Value& value, store::Reader& reader, const View& view, const Outgoing& message,
                 const std::map<std::int64_t, std::string>& words) {
    std::set<std::int64_t> changes, reasons;
    for (const auto& each : store::told_in(reader, message.id))
        changes.insert(each.change), reasons.insert(each.subscription);
    std::int64_t summarised = 0;
    for (const auto& each : store::summarised_in(reader, message.id))
        summarised += each.changes, reasons.insert(each.subscription);
    if (message.subscription) reasons.insert(*message.subscription);
    auto why = Value::list();
    for (const auto id : reasons)
        if (const auto found = words.find(id); found != words.end()) why.push(found->second);
    value.both("why", std::move(why));
    const auto n = summarised ? summarised : static_cast<std::int64_t>(changes.size());
    value.both("n", n);
    value.people("n_label", n == 0   ? std::string{}
                            : n == 1 ? view.say("alerts.sent.change")
                                     : view.say("alerts.sent.changes", {{"n", number(view, n)}}));
    auto lines = Value::list();
    for (const auto id : changes) {
        if (lines.items()->size() == most_shown_of_one) break;
        auto line = store::change_line(reader, id);
        if (!line) continue;
        line->old_fact = registry::is_old_fact(*line);
        const auto path = "/changes/" + std::to_string(id);
        const auto track = track_of(reader, view, *line), says = letters::in_few_words(view, *line);
        lines.push(Value::object()
                       .both("change", id)
                       .programs("track", track)
                       .programs("says", says)
                       .people("text", track.empty() ? says
                                                     : view.say("/letters.subject.one",
                                                                {{"track", track}, {"what", says}}))
                       .people("href", view.to(path))
                       .programs("url", view.permanent(path)));
    }
    value.both("changes", std::move(lines));
}

Value message_shown(store::Reader& reader, const View& view, const Outgoing& message,
                    const std::map<std::int64_t, std::string>& words) {
    auto value = Value::object();
    const std::string kind{registry::name_of(message.kind)}, state{registry::name_of(message.state)};
    value.both("message", message.id).both("kind", kind).both("state", state);
    value.people("kind_label", view.say("alerts.letter." + kind));
    value.people("state_label", view.say("alerts.posted." + state));
    value.both("when", day_of(view, message.sent_at.value_or(message.made_at)));
    value.programs("sent_at", message.sent_at ? letters::instant_text(*message.sent_at) : std::string{});
    value.both("error", alerts::masked_in(message.error));
    add_reasons(value, reader, view, message, words);
    return value;
}

void add_sent(Document& document, store::Reader& reader, const View& view, const Subscriber& one,
              const std::vector<Subscription>& all, std::int64_t before) {
    std::map<std::int64_t, std::string> words;
    for (const auto& each : all) words[each.id] = letters::describe(reader, view, each.selector);
    auto messages = store::messages_to(reader, one.id, before, most_sent + 1);
    const bool more = messages.size() > most_sent;
    if (more) messages.resize(most_sent);
    auto sent = Value::list(), coming = Value::list();
    for (const auto& each : messages) {
        using registry::Posted;
        const bool waits = each.state == Posted::held || each.state == Posted::waiting ||
                           each.state == Posted::sending || each.state == Posted::retry;
        (waits ? coming : sent).push(message_shown(reader, view, each, words));
    }
    document.says.both("coming", std::move(coming));
    document.says.both("sent", std::move(sent));
    document.says.people(
        "earlier", more ? view.here("before", std::to_string(messages.back().id)) + "#sent" : std::string{});
}

void add_standing(Value& says, const View& view, const Subscriber& one) {
    says.both("address", one.address.empty() ? std::string{} : alerts::masked(one.address));
    says.people("to", one.address.empty()
                          ? std::string{}
                          : view.say("alerts.mine.to", {{"address", alerts::masked(one.address)}}));
    says.both("language", registry::name_of(one.lang));
    if (!one.address.empty())
        says.people("language_form", Value::object()
                                         .both("action", view.here({}, {}))
                                         .both("languages", languages_offered(registry::name_of(one.lang))));
    // Before the third time nothing stops but by a word of the mail server: no such address.
    const bool no_address = one.stopped_at && one.bounces < alerts::bounces_that_stop;
    if (one.bounces > 0)
        says.both("bounced", view.say(no_address         ? "alerts.mine.no-address"
                                      : one.bounces == 1 ? "alerts.mine.bounced.one"
                                                         : "alerts.mine.bounced",
                                      {{"n", number(view, one.bounces)}}) +
                                 (one.stopped_at ? " " + view.say("alerts.mine.stopped") : std::string{}));
    if (one.stale_asked_at)
        says.both("stale",
                  view.say("alerts.mine.stale",
                           {{"day", std::string{day_of(view, *one.stale_asked_at).get("text")->text()}}}));
}

Document shown(store::Reader& reader, const View& view, const Subscriber& one, const Told& told) {
    auto document = private_page(view, "following", view.say("alerts.mine.title"));
    auto& says = document.says;
    const auto key = secret_key(reader);
    const auto all = store::subscriptions_of(reader, one.id);
    const auto endpoints = store::endpoints_of(reader, one.id);
    says.people("action", view.here({}, {}));
    add_standing(says, view, one);
    auto subscriptions = Value::list();
    for (const auto& each : all) {
        auto value = subscription_shown(reader, view, key, each, endpoints);
        if (auto* pace = value.get("pace_form")) pace->both("action", view.here({}, {}));
        value.people("action", view.here({}, {}));
        subscriptions.push(std::move(value));
    }
    says.both("subscriptions", std::move(subscriptions));
    auto hooks = Value::list();
    for (const auto& each : called(endpoints, all)) {
        auto value = endpoint_shown(view, each);
        value.people("action", view.here({}, {}));
        if (told.fresh_secret && told.fresh_secret->id == each.id)
            value.both("secret", alerts::secret_text(*told.fresh_secret));
        hooks.push(std::move(value));
    }
    says.both("webhooks", std::move(hooks));
    says.both("tested", told.tested ? view.say("alerts.hooks.tested") : std::string{});
    const auto calendar = calendar_path(key, one) + ".ics";
    says.people("calendar_href", view.to(calendar));
    says.programs("calendar", view.permanent(calendar));
    says.people("help_href", view.to("/help/alerts"));
    add_sent(document, reader, view, one, all, told.before);
    return document;
}

// What is asked for of this person's own, and of nobody else's.
template <class Thing>
const Thing* named_in(const Acting& acting, std::string_view field, const std::vector<Thing>& own) {
    const auto id = whole_number(acting.field(field));
    if (!id) return nullptr;
    const auto found = std::ranges::find(own, *id, &Thing::id);
    return found == own.end() ? nullptr : &*found;
}

Document nothing_left(const View& view) {
    auto document = private_page(view, "askfirst", view.say("alerts.stop.done"));
    document.says.both("heading", view.say("alerts.stop.done"));
    document.says.both("about", view.say("alerts.stop.last"));
    return document;
}

Answered changed(const Acting& acting, const Subscriber& one) {
    auto& writer = acting.writer;
    const auto& view = acting.view;
    const auto what = acting.field("do");
    const auto all = store::subscriptions_of(writer, one.id);
    const auto endpoints = called(store::endpoints_of(writer, one.id), all);
    const auto missing_one = [&](std::string_view field) {
        return bad_value(view, field,
                         view.say("problem.not-listed", {{"parameter", std::string{field}},
                                                         {"value", std::string{acting.field(field)}}}));
    };
    if (what == "heard") return Moved{view.here({}, {})};
    if (what == "language") {
        const auto lang = registry::named<registry::Lang>(acting.field("language"));
        if (!lang) return not_listed(view, "language", acting.field("language"), words_of<registry::Lang>());
        auto now = *store::subscriber(writer, one.id);
        now.lang = *lang;
        store::put_subscriber(writer, now);
        return Moved{view.here({}, {})};
    }
    if (what == "pace" || what == "stop") {
        const auto* subscription = named_in(acting, "subscription", all);
        if (!subscription) return missing_one("subscription");
        if (what == "stop") {
            alerts::stop(writer, *subscription, acting.now);
        } else {
            const auto pace = registry::named<registry::Pace>(acting.field("pace"));
            if (!pace) return not_listed(view, "pace", acting.field("pace"), words_of<registry::Pace>());
            if (subscription->channel == Channel::mail) store::put_pace(writer, subscription->id, *pace);
        }
        return Moved{view.here({}, {})};
    }
    if (what == "secret" || what == "test") {
        const auto* endpoint = named_in(acting, "endpoint", endpoints);
        if (!endpoint) return missing_one("endpoint");
        Told told;
        if (what == "secret") {
            told.fresh_secret = alerts::new_secret(writer, *endpoint, acting.now);
        } else {
            const auto goes_there = std::ranges::find_if(
                all, [&](const auto& each) { return each.endpoint == endpoint->id && each.confirmed_at; });
            if (goes_there == all.end()) return missing_one("endpoint");
            alerts::send_test(writer, *goes_there, acting.now);
            told.tested = true;
        }
        return shown(writer, view, *store::subscriber(writer, one.id), told);
    }
    return not_listed(view, "do", what, {"pace", "language", "stop", "stop-all", "secret", "test", "heard"});
}

}  // namespace

Answered manage_page(const Asking& asking) {
    const auto one = alerts::by_manage_token(asking.reader, asking.params["token"]);
    if (!one) return gone(asking.view);
    Told told;
    told.before = whole_number(asking.asked_for("before")).value_or(0);
    return shown(asking.reader, asking.view, *one, told);
}

std::optional<Refusal> manage_door(const Asking& asking) {
    if (alerts::by_manage_token(asking.reader, asking.params["token"])) return std::nullopt;
    return gone(asking.view);
}

Answered manage(const Acting& acting) {
    const auto one = alerts::by_manage_token(acting.writer, acting.params["token"]);
    if (!one) return gone(acting.view);
    if (acting.field("do") == "stop-all") {
        alerts::stop_all(acting.writer, *one, acting.now);
        return nothing_left(acting.view);
    }
    alerts::heard(acting.writer, *one, acting.now);
    auto answered = changed(acting, *one);
    if (std::holds_alternative<Moved>(answered) && !store::subscriber(acting.writer, one->id))
        return nothing_left(acting.view);
    return answered;
}

}  // namespace server
