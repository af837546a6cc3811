// What mail servers, feed readers and time say of people: mail that came back, feeds that are read, and who
// has not been heard of.
#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"

namespace registry::alerts {
namespace {

constexpr std::size_t at_a_time = 500;
constexpr Instant purged_after = 7 * a_day, silent_after = 365 * a_day, ended_after = 30 * a_day;

void write_to(store::Writer& writer, Letter kind, std::int64_t subscriber, Instant at) {
    Outgoing letter;
    letter.kind = kind, letter.subscriber = subscriber, letter.made_at = letter.due_at = at;
    store::post(writer, letter);
}

}  // namespace

void bounced(store::Writer& writer, std::int64_t subscriber, std::string_view why, const Now& now) {
    auto one = store::subscriber(writer, subscriber);
    if (!one) return;
    constexpr std::size_t longest = 500;
    const auto at = seconds(now);
    one->bounce = masked_in(clean(why.substr(0, longest)));
    if (!one->bounced_at || at - *one->bounced_at > bounce_fades) one->bounces = 0;
    ++one->bounces;
    one->bounced_at = at;
    store::count_delivery(writer, now.today, "mail", "bounced");
    if (one->bounces >= bounces_that_stop && !one->stopped_at) {
        one->stopped_at = at;
        store::drop_waiting_mail(writer, one->id);
        store::count_delivery(writer, now.today, "mail", "ended");
    }
    store::put_subscriber(writer, *one);
}

Result<Subscriber> came_back(store::Writer& writer, std::string_view code, std::string_view why,
                             const Now& now) {
    const auto settings = store::alerting_if_any(writer);
    const auto id = settings ? bounced_message(settings->key, code) : std::nullopt;
    if (!id) return problem("it came to an address this registry has not made", "code");
    const auto number = "message " + std::to_string(*id);
    const auto message = store::outgoing(writer, *id);
    if (!message) return problem(number + " is gone, with whom it was for", "message");
    if (!store::goes_by_mail(*message) || message->tries == 0)
        return problem(number + " was never sent by mail", "message");
    if (!store::mark_bounced(writer, *id, seconds(now)))
        return problem(number + " came back before and was counted", "message");
    bounced(writer, message->subscriber, why, now);
    return store::subscriber(writer, message->subscriber).value();
}

std::size_t fetched(store::Writer& writer, const std::vector<std::int64_t>& subscribers, const Now& now) {
    std::size_t written = 0;
    for (const auto id : subscribers) {
        const auto one = store::subscriber(writer, id);
        if (!one || one->heard_at / a_day == seconds(now) / a_day) continue;
        heard(writer, *one, now);
        ++written;
    }
    return written;
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
        write_to(writer, Letter::stale, id, at);
        ++done.asked;
    }
    for (const auto id : store::unanswered_since(writer, at - ended_after, at_a_time)) {
        const auto one = store::subscriber(writer, id);
        const bool reached = !one->stopped_at && !one->address.empty();
        if (reached && !store::subscriptions_of(writer, id).empty()) write_to(writer, Letter::ended, id, at);
        store::end_subscriptions(writer, id);
        ++done.ended;
    }
    store::count_delivery(writer, now.today, "mail", "ended", static_cast<std::int64_t>(done.ended));
    const auto unread = store::unfetched_since(writer, at - silent_after - ended_after, at_a_time);
    for (const auto id : unread) store::drop_subscriber(writer, id);
    store::count_delivery(writer, now.today, name_of(Channel::feed), "ended",
                          static_cast<std::int64_t>(unread.size()));
    done.ended += unread.size();
    done.forgotten = store::drop_who_asks_nothing(writer);
    return done;
}

}  // namespace registry::alerts
