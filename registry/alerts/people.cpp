#include "registry/alerts/people.hpp"

#include <algorithm>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_changes.hpp"

namespace registry::alerts {
namespace {

constexpr Instant a_day = 86'400;
constexpr int most_asks_a_day = 5;
constexpr std::size_t most_unconfirmed = 50;  // of one address: what strangers can make of it
constexpr int bounces_that_stop = 3;
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t at_a_time = 500;
constexpr Instant purged_after = 7 * a_day, silent_after = 365 * a_day, ended_after = 30 * a_day;

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

// The endpoint, and its secret where nobody has confirmed it yet: until then no one can know whose it is.
std::pair<Endpoint, std::string> endpoint_for(store::Writer& writer, const Subscriber& whose,
                                              const std::string& url, const std::vector<Subscription>& all) {
    Endpoint one;
    for (auto& each : store::endpoints_of(writer, whose.id))
        if (each.url == url) one = std::move(each);
    const bool in_use = std::any_of(all.begin(), all.end(), [&](const Subscription& each) {
        return each.confirmed_at && one.id != 0 && each.endpoint == one.id;
    });
    if (in_use) return {one, ""};
    one.secret = random_bytes(secret_bytes);
    one.subscriber = whose.id, one.url = url;
    if (one.id == 0)
        store::add_endpoint(writer, one);
    else
        store::put_endpoint(writer, one);
    return {one, "whsec_" + base64(one.secret)};
}

// `vouched`: by an operator, who asks for all of it anew.
void confirm_all(store::Writer& writer, Subscriber& one, Instant at, bool vouched = false) {
    const auto all = store::subscriptions_of(writer, one.id);
    store::confirm_subscriptions(writer, one.id, at);
    one.confirmed_at = one.confirmed_at.value_or(at);
    one.heard_at = at;
    one.stale_asked_at.reset(), one.stopped_at.reset();
    one.bounces = 0, one.bounce.clear();
    store::put_subscriber(writer, one);
    for (const auto& each : all)
        if (each.wants_state && !each.confirmed_at && each.channel != Channel::feed)
            post(writer, Letter::state, one, &each, at);
    for (auto& each : store::endpoints_of(writer, one.id)) {
        if (!each.ended_at) continue;
        // Asked for since it ended: by a new subscription, or by one that stands and is asked for again.
        const bool wanted_anew =
            vouched || (one.asked_at && *one.asked_at >= *each.ended_at) ||
            std::any_of(all.begin(), all.end(), [&](const Subscription& sub) {
                return sub.endpoint == each.id && !sub.confirmed_at;
            });
        if (!wanted_anew) continue;
        each.ended_at.reset(), each.failing_since.reset(), each.ended_because.clear(), each.failures = 0;
        store::put_endpoint(writer, each);
    }
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
    const auto waiting =
        std::count_if(all.begin(), all.end(), [](const auto& each) { return !each.confirmed_at; });
    Asked asked;
    asked.subscriber = whose->id;
    asked.waits_for_confirmation = !wish.confirmed;
    if (!wish.confirmed && static_cast<std::size_t>(waiting) >= most_unconfirmed) {
        asked.asked_too_often = true;
        return asked;
    }
    auto one = wanted(writer, wish, *whose, at);
    if (wish.channel == Channel::webhook) {
        auto [endpoint, secret] = endpoint_for(writer, *whose, wish.url, all);
        one.endpoint = endpoint.id;
        asked.secret = std::move(secret);
    }
    // What somebody has confirmed, nobody changes by typing his address.
    const auto there = same_among(all, one);
    if (there && there->confirmed_at && !wish.confirmed)
        one = *there;
    else
        store::add_subscription(writer, one);
    asked.subscription = one.id;
    if (wish.confirmed)
        confirm_all(writer, *whose, at, true);
    else
        asked.asked_too_often = !ask(writer, *whose, one, at);
    return asked;
}

bool confirm(store::Writer& writer, std::string_view token, const Now& now) {
    const auto settings = store::alerting_if_any(writer);
    const auto nonce = settings ? nonce_in(settings->key, Purpose::confirm, token) : std::nullopt;
    auto whose = nonce ? store::subscriber_by_nonce(writer, *nonce) : std::nullopt;
    if (!whose) return false;
    confirm_all(writer, *whose, seconds(now));
    return true;
}

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

void bounced(store::Writer& writer, std::int64_t subscriber, std::string_view why, const Now& now) {
    auto one = store::subscriber(writer, subscriber);
    if (!one) return;
    constexpr std::size_t longest = 500;
    one->bounce = masked_in(clean(why.substr(0, longest)));
    ++one->bounces;
    store::count_delivery(writer, now.today, "mail", "bounced");
    if (one->bounces >= bounces_that_stop && !one->stopped_at) {
        one->stopped_at = seconds(now);
        store::drop_waiting_mail(writer, one->id);
        store::count_delivery(writer, now.today, "mail", "ended");
    }
    store::put_subscriber(writer, *one);
}

Tended tend(store::Writer& writer, const Now& now) {
    Tended done;
    const auto at = seconds(now);
    done.purged = store::purge_unconfirmed(writer, at - purged_after);
    store::count_delivery(writer, now.today, "mail", "purged", static_cast<std::int64_t>(done.purged));
    for (const auto id : store::silent_since(writer, at - silent_after, at_a_time)) {
        auto one = store::subscriber(writer, id);
        one->stale_asked_at = at;
        store::put_subscriber(writer, *one);
        post(writer, Letter::stale, *one, nullptr, at);
        ++done.asked;
    }
    for (const auto id : store::unanswered_since(writer, at - ended_after, at_a_time)) {
        const auto one = store::subscriber(writer, id);
        const bool reached = !one->stopped_at && !one->address.empty();
        if (reached && !store::subscriptions_of(writer, id).empty())
            post(writer, Letter::ended, *one, nullptr, at);
        store::end_subscriptions(writer, id);
        ++done.ended;
    }
    store::count_delivery(writer, now.today, "mail", "ended", static_cast<std::int64_t>(done.ended));
    done.forgotten = store::drop_who_asks_nothing(writer);
    return done;
}

}  // namespace registry::alerts
