#include "registry/alerts/people.hpp"

#include <algorithm>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_changes.hpp"

namespace registry::alerts {
namespace {

constexpr int most_asks_a_day = 5;
constexpr std::size_t most_unconfirmed = 50;  // of one address: what strangers can make of it
constexpr std::size_t secret_bytes = 32;

// RFC 5321 4.5.3.1; quoted local parts and addresses in brackets are nobody's.
std::optional<Problem> wrong_with(std::string_view address) {
    const auto wrong = [](std::string what) { return Problem{std::move(what), "address"}; };
    constexpr std::size_t longest = 254, longest_local = 64, longest_label = 63;
    if (address.empty()) return wrong("an e-mail address is needed");
    if (address.size() > longest) return wrong("an e-mail address has at most 254 bytes");
    for (const char each : address) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte <= 0x20 || byte == 0x7F ||
            std::string_view{"<>()[],;:\\\""}.find(each) != std::string_view::npos)
            return wrong("an e-mail address has no blanks, control characters or any of <>()[],;:\\\"");
        if (byte >= 0x80)
            return wrong("an e-mail address is written in ASCII; a domain in other letters as xn--…");
    }
    const auto at = address.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == address.size() ||
        address.find('@', at + 1) != std::string_view::npos)
        return wrong("an e-mail address is NAME@DOMAIN, with one \"@\"");
    const auto local = address.substr(0, at);
    if (local.size() > longest_local || local.front() == '.' || local.back() == '.' ||
        local.find("..") != std::string_view::npos)
        return wrong(
            "what stands before the \"@\" has at most 64 bytes, and no dots at its ends or beside one "
            "another");
    for (const auto label : split(address.substr(at + 1), '.')) {
        const bool plain = std::all_of(label.begin(), label.end(), [](char each) {
            return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                   (each >= '0' && each <= '9') || each == '-';
        });
        if (label.empty() || label.size() > longest_label || !plain || label.front() == '-' ||
            label.back() == '-')
            return wrong("what follows the \"@\" is no domain");
    }
    if (address.find('.', at) == std::string_view::npos)
        return wrong("what follows the \"@\" is a name of one's own network: a domain has a dot");
    return std::nullopt;
}

Subscriber someone(const Wish& wish, Instant at) {
    Subscriber one;
    one.nonce = fresh_nonce(), one.address = wish.address, one.lang = wish.lang;
    one.made_at = one.heard_at = at;
    return one;
}

void post(store::Writer& writer, Letter kind, const Subscriber& to, const Subscription* about, Instant at) {
    Outgoing letter;
    letter.kind = kind, letter.subscriber = to.id, letter.made_at = letter.due_at = at;
    if (about) letter.subscription = about->id;
    // A question to the person goes to the person, whatever he asked for.
    if (about && (kind == Letter::state || kind == Letter::test)) letter.endpoint = about->endpoint;
    store::post(writer, letter);
}

// At most so many a UTC day; false: it was often enough.
bool ask(store::Writer& writer, Subscriber& one, const Subscription& about, Instant at) {
    if (!one.asked_at || *one.asked_at / a_day != at / a_day) one.asks = 0;
    if (one.asks >= most_asks_a_day) return false;
    ++one.asks;
    one.asked_at = at;
    store::put_subscriber(writer, one);
    post(writer, Letter::confirm, one, &about, at);
    return true;
}

std::optional<Subscription> same_among(const std::vector<Subscription>& all, const Subscription& one) {
    for (const auto& each : all)
        if (each.selector == one.selector && each.channel == one.channel && each.endpoint == one.endpoint)
            return each;
    return std::nullopt;
}

std::int64_t endpoint_for(store::Writer& writer, const Subscriber& whose, const std::string& url) {
    for (const auto& each : store::endpoints_of(writer, whose.id))
        if (each.url == url) return each.id;
    Endpoint one;
    one.secret = random_bytes(secret_bytes);
    one.subscriber = whose.id, one.url = url;
    store::add_endpoint(writer, one);
    return one.id;
}

// Called again if it had ended; with the others of `done` if nobody had confirmed it before.
void take_into_use(store::Writer& writer, std::int64_t id, const std::vector<Subscription>& before,
                   Confirmed& done) {
    auto one = *store::endpoint(writer, id);
    if (one.ended_at) {
        one.ended_at.reset(), one.failing_since.reset(), one.ended_because.clear(), one.failures = 0;
        store::put_endpoint(writer, one);
    }
    const bool known =
        std::any_of(before.begin(), before.end(),
                    [&](const auto& each) { return each.confirmed_at && each.endpoint == id; }) ||
        std::any_of(done.endpoints.begin(), done.endpoints.end(),
                    [&](const auto& each) { return each.id == id; });
    if (!known) done.endpoints.push_back(std::move(one));
}

// The address, and these.
Confirmed confirm_these(store::Writer& writer, Subscriber one, const std::vector<Subscription>& these,
                        Instant at) {
    const auto before = store::subscriptions_of(writer, one.id);
    one.confirmed_at = one.confirmed_at.value_or(at);
    one.heard_at = at;
    one.stale_asked_at.reset(), one.stopped_at.reset();
    one.bounces = 0, one.bounce.clear(), one.bounced_at.reset();
    store::put_subscriber(writer, one);
    Confirmed done{one.id, {}, {}};
    for (const auto& each : these) {
        store::confirm_subscription(writer, each.id, at);
        if (each.wants_state && !each.confirmed_at && each.channel != Channel::feed)
            post(writer, Letter::state, one, &each, at);
        if (each.endpoint) take_into_use(writer, *each.endpoint, before, done);
        done.subscriptions.push_back(*store::subscription(writer, each.id));
    }
    return done;
}

// What strangers make of one address is bounded, and shuts its owner out of nothing: what he asks for now
// waits, and what has waited longest goes; first that of which no letter went out, so that a link somebody
// holds goes on to work.
void make_room(store::Writer& writer, const Subscription& fresh, const std::vector<Subscription>& before) {
    const auto waiting =
        std::count_if(before.begin(), before.end(), [](const auto& each) { return !each.confirmed_at; });
    if (static_cast<std::size_t>(waiting) < most_unconfirmed) return;
    if (const auto id = store::oldest_unconfirmed(writer, fresh.subscriber, fresh.id))
        store::drop_subscription(writer, *id);
}

Subscription wanted(store::Writer& writer, const Wish& wish, const Subscriber& whose, Instant at) {
    Subscription one;
    one.nonce = fresh_nonce(), one.subscriber = whose.id, one.selector = wish.selector;
    one.channel = wish.channel;
    one.pace = wish.channel == Channel::mail ? wish.pace : Pace::at_once;
    one.made_at = at, one.wants_state = wish.wants_state;
    one.from_change = store::last_change(writer);
    return one;
}

Asked subscribe_feed(store::Writer& writer, const Wish& wish, const std::string& key, Instant at) {
    auto whose = someone(wish, at);
    whose.address.clear();
    whose.confirmed_at = at;
    store::add_subscriber(writer, whose);
    auto one = wanted(writer, wish, whose, at);
    one.confirmed_at = at;
    store::add_subscription(writer, one);
    return {whose.id, one.id, false, false, token(key, Purpose::feed, one.nonce), {}};
}

}  // namespace

Result<Asked> subscribe(store::Writer& writer, const Wish& wish, const Now& now) {
    const auto at = seconds(now);
    if (wish.channel != Channel::feed)
        if (auto wrong = wrong_with(wish.address)) return tl::unexpected(std::move(*wrong));
    if (wish.channel == Channel::webhook && wish.url.empty())
        return problem("a webhook needs an address to go to", "url");
    const auto settings = store::alerting(writer);
    if (wish.channel == Channel::feed) return subscribe_feed(writer, wish, settings.key, at);

    auto whose = store::subscriber_by_address(writer, wish.address);
    if (!whose) {
        whose = someone(wish, at);
        store::add_subscriber(writer, *whose);
    }
    const auto all = store::subscriptions_of(writer, whose->id);
    Asked asked;
    asked.subscriber = whose->id;
    asked.waits_for_confirmation = !wish.confirmed;
    auto one = wanted(writer, wish, *whose, at);
    if (wish.channel == Channel::webhook) one.endpoint = endpoint_for(writer, *whose, wish.url);
    // What somebody has confirmed, nobody changes by typing his address.
    const auto there = same_among(all, one);
    if (there && there->confirmed_at && !wish.confirmed)
        one = *there;
    else if (store::add_subscription(writer, one).fresh && !wish.confirmed)
        make_room(writer, one, all);
    asked.subscription = one.id;
    if (!wish.confirmed) {
        asked.asked_too_often = !ask(writer, *whose, one, at);
        return asked;
    }
    const auto done = confirm_these(writer, *whose, {*store::subscription(writer, one.id)}, at);
    if (!done.endpoints.empty()) asked.secret = secret_text(done.endpoints.front());
    return asked;
}

std::optional<Confirmed> confirm(store::Writer& writer, std::string_view token, const Now& now,
                                 const std::vector<std::int64_t>& also) {
    const auto one = by_confirm_token(writer, token);
    if (!one) return std::nullopt;
    std::vector<Subscription> these{*one};
    for (auto& each : store::subscriptions_of(writer, one->subscriber))
        if (each.id != one->id && !each.confirmed_at &&
            std::find(also.begin(), also.end(), each.id) != also.end())
            these.push_back(std::move(each));
    return confirm_these(writer, *store::subscriber(writer, one->subscriber), these, seconds(now));
}

std::optional<Subscription> by_confirm_token(store::Reader& reader, std::string_view token) {
    const auto settings = store::alerting_if_any(reader);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::confirm, token) : std::nullopt;
    return nonce ? store::subscription_by_nonce(reader, *nonce) : std::nullopt;
}

bool stands(store::Reader& reader, const Subscription& one) {
    if (!one.confirmed_at) return false;
    const auto whose = store::subscriber(reader, one.subscriber);
    if (one.channel == Channel::mail) return whose && !whose->stopped_at;
    const auto endpoint = one.endpoint ? store::endpoint(reader, *one.endpoint) : std::nullopt;
    return !endpoint || !endpoint->ended_at;
}

std::string secret_text(const Endpoint& one) { return "whsec_" + base64(one.secret); }

std::optional<Subscriber> by_manage_token(store::Reader& reader, std::string_view token) {
    const auto settings = store::alerting_if_any(reader);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::manage, token) : std::nullopt;
    return nonce ? store::subscriber_by_nonce(reader, *nonce) : std::nullopt;
}

std::optional<Subscription> by_stop_token(store::Reader& reader, std::string_view token) {
    const auto settings = store::alerting_if_any(reader);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::stop, token) : std::nullopt;
    return nonce ? store::subscription_by_nonce(reader, *nonce) : std::nullopt;
}

std::optional<Subscription> by_feed_token(store::Reader& reader, std::string_view token) {
    const auto settings = store::alerting_if_any(reader);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::feed, token) : std::nullopt;
    auto found = nonce ? store::subscription_by_nonce(reader, *nonce) : std::nullopt;
    if (found && (found->channel != Channel::feed || !found->confirmed_at)) return std::nullopt;
    return found;
}

bool is_of_ended_feed(store::Reader& reader, std::string_view token) {
    const auto settings = store::alerting_if_any(reader);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::feed, token) : std::nullopt;
    return nonce && !store::subscription_by_nonce(reader, *nonce) && !store::subscriber_by_nonce(reader, *nonce);
}

void stop(store::Writer& writer, const Subscription& one, const Now& now) {
    if (!store::subscription(writer, one.id)) return;
    store::drop_subscription(writer, one.id);
    store::count_delivery(writer, now.today, name_of(one.channel), "unsubscribed");
}

void stop_all(store::Writer& writer, const Subscriber& one, const Now& now) {
    for (const auto& each : store::subscriptions_of(writer, one.id))
        store::count_delivery(writer, now.today, name_of(each.channel), "unsubscribed");
    store::drop_subscriber(writer, one.id);
}

void heard(store::Writer& writer, Subscriber one, const Now& now) {
    one.heard_at = seconds(now);
    one.stale_asked_at.reset();
    store::put_subscriber(writer, one);
}

Endpoint new_secret(store::Writer& writer, Endpoint one, const Now& now) {
    one.former_secret = std::exchange(one.secret, random_bytes(secret_bytes));
    one.former_until = seconds(now) + a_day;
    store::put_endpoint(writer, one);
    return one;
}

void send_test(store::Writer& writer, const Subscription& one, const Now& now) {
    if (const auto whose = store::subscriber(writer, one.subscriber))
        post(writer, Letter::test, *whose, &one, seconds(now));
}

}  // namespace registry::alerts
