// Rows of what people ask to be told.
#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/subscriptions.hpp"

namespace registry::store {
namespace {

#define SUBSCRIPTION_COLUMNS                                                                            \
    "s.id, s.nonce, s.subscriber, s.endpoint, s.scope, s.key, s.kinds, s.at_least, s.channel, s.pace, " \
    "s.made_at, s.confirmed_at, s.wants_state, s.from_change"

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& each : words) all += (all.empty() ? "" : " ") + each;
    return all;
}

Subscription subscription_in(const Query& row) {
    Subscription one;
    one.id = row.integer(0), one.nonce = row.text(1), one.subscriber = row.integer(2);
    one.endpoint = row.maybe_integer(3);
    one.selector.scope = named<Watched>(row.view(4)).value_or(Watched::all);
    one.selector.key = row.text(5);
    const auto kinds = row.text(6);
    for (const auto each : split(kinds, ' '))
        if (!each.empty()) one.selector.kinds.emplace_back(each);
    one.selector.at_least = named<Severity>(row.view(7)).value_or(Severity::none);
    one.channel = named<Channel>(row.view(8)).value_or(Channel::mail);
    one.pace = named<Pace>(row.view(9)).value_or(Pace::at_once);
    one.made_at = row.integer(10), one.confirmed_at = row.maybe_integer(11);
    one.wants_state = row.flag(12), one.from_change = row.integer(13);
    return one;
}

std::optional<Subscription> one_of(Query& row) {
    return row.step() ? std::optional{subscription_in(row)} : std::nullopt;
}
std::vector<Subscription> all_of(Query& rows) {
    std::vector<Subscription> found;
    while (rows.step()) found.push_back(subscription_in(rows));
    return found;
}

// Letters about this subscription alone, and messages of which nothing is left to say; what somebody is
// sending at this moment he finds out himself.
void drop_what_says_nothing(Writer& writer, std::int64_t subscriber) {
    Query(writer,
          "DELETE FROM outbox WHERE subscriber = ? AND kind IN ('alert', 'summary') AND state <> 'sending' "
          "AND NOT "
          "EXISTS (SELECT 1 FROM told WHERE message = outbox.id) AND NOT EXISTS (SELECT 1 FROM summarised "
          "WHERE "
          "message = outbox.id)")
        .run(subscriber);
    Query(writer,
          "DELETE FROM endpoint WHERE subscriber = ?1 AND NOT EXISTS (SELECT 1 FROM subscription WHERE "
          "endpoint = "
          "endpoint.id AND subscriber = ?1)")
        .run(subscriber);
}

void drop_row(Writer& writer, std::int64_t id) {
    Query(writer, "DELETE FROM subscription WHERE id = ?").run(id);
}

// Moves one's subscription to another key; where he has the same there, the two become one, ledger and all.
void move_key(Writer& writer, std::int64_t id, const std::string& key) {
    Query same(
        writer,
        "SELECT o.id FROM subscription s JOIN subscription o ON o.subscriber = s.subscriber AND o.scope = "
        "s.scope AND o.key = ?2 AND o.kinds = s.kinds AND o.at_least = s.at_least AND o.channel = s.channel "
        "AND coalesce(o.endpoint, 0) = coalesce(s.endpoint, 0) WHERE s.id = ?1 AND o.id <> ?1");
    if (!same.bind(id, key).step()) {
        Query(writer, "UPDATE subscription SET key = ? WHERE id = ?").run(key, id);
        return;
    }
    const auto other = same.integer(0);
    Query(writer, "UPDATE OR IGNORE told SET subscription = ? WHERE subscription = ?").run(other, id);
    Query(writer, "UPDATE OR IGNORE summarised SET subscription = ? WHERE subscription = ?").run(other, id);
    Query(writer, "UPDATE outbox SET subscription = ? WHERE subscription = ?").run(other, id);
    Query(writer,
          "UPDATE subscription SET confirmed_at = coalesce(confirmed_at, (SELECT confirmed_at FROM "
          "subscription "
          "WHERE id = ?2)), from_change = min(from_change, (SELECT from_change FROM subscription WHERE id = "
          "?2)) "
          "WHERE id = ?1")
        .run(other, id);
    drop_row(writer, id);
}

// An address of the site in which one parameter has another value; the order of parameters stays.
std::string with_value(std::string_view address, std::string_view name, std::string_view from,
                       std::string_view to) {
    const auto mark = address.find('?');
    if (mark == std::string_view::npos) return std::string{address};
    std::string made{address.substr(0, mark + 1)};
    const auto was = std::string{name} + "=" + std::string{from};
    bool first = true;
    for (const auto part : split(address.substr(mark + 1), '&')) {
        if (!first) made += '&';
        first = false;
        made += part == was ? std::string{name} + "=" + std::string{to} : std::string{part};
    }
    return made;
}

std::vector<std::pair<std::int64_t, std::string>> keys_within(Reader& reader, Watched scope,
                                                              std::string_view first, std::string_view end) {
    std::vector<std::pair<std::int64_t, std::string>> found;
    // Confirmed or not: two ranges, so that both are answered by an index.
    Query rows(reader,
               "SELECT id, key FROM subscription WHERE scope = ?1 AND confirmed_at IS NOT NULL AND key >= ?2 "
               "AND key "
               "< ?3 UNION ALL SELECT id, key FROM subscription WHERE confirmed_at IS NULL AND scope = ?1 "
               "AND key >= "
               "?2 AND key < ?3 ORDER BY 1");
    for (rows.bind(name_of(scope), first, end); rows.step();)
        found.emplace_back(rows.integer(0), rows.text(1));
    return found;
}
std::vector<std::pair<std::int64_t, std::string>> keys_equal(Reader& reader, Watched scope,
                                                             std::string_view key) {
    return keys_within(reader, scope, key, std::string{key} + '\0');
}

void rename_in_lists(Writer& writer, std::string_view parameter, std::string_view from, std::string_view to) {
    for (const auto& [id, key] : keys_within(writer, Watched::list, "/", "0"))
        if (auto now = with_value(key, parameter, from, to); now != key) move_key(writer, id, now);
}

}  // namespace

AddedSubscription add_subscription(Writer& writer, Subscription& one) {
    const auto kinds = joined(one.selector.kinds);
    const auto scope = name_of(one.selector.scope), least = name_of(one.selector.at_least);
    const auto channel = name_of(one.channel);
    {
        Query row(
            writer,
            "SELECT id FROM subscription WHERE subscriber = ? AND scope = ? AND key = ? AND kinds = ? AND "
            "at_least = ? AND channel = ? AND coalesce(endpoint, 0) = ?");
        if (row.bind(one.subscriber, scope, one.selector.key, kinds, least, channel, one.endpoint.value_or(0))
                .step()) {
            one.id = row.integer(0);
            put_pace(writer, one.id, one.pace);
            return {one.id, false};
        }
    }
    Query(
        writer,
        "INSERT INTO subscription (nonce, subscriber, endpoint, scope, key, kinds, at_least, channel, pace, "
        "made_at, confirmed_at, wants_state, from_change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(one.nonce, one.subscriber, one.endpoint, scope, one.selector.key, kinds, least, channel,
             name_of(one.pace), one.made_at, one.confirmed_at, one.wants_state, one.from_change);
    one.id = writer.last_id();
    return {one.id, true};
}

void confirm_subscription(Writer& writer, std::int64_t id, Instant at) {
    Query(writer,
          "UPDATE subscription SET confirmed_at = ?, from_change = ? WHERE id = ? AND confirmed_at IS NULL")
        .run(at, last_change(writer), id);
}

void put_pace(Writer& writer, std::int64_t subscription, Pace pace) {
    Query(writer, "UPDATE subscription SET pace = ? WHERE id = ?").run(name_of(pace), subscription);
}

void drop_subscription(Writer& writer, std::int64_t id) {
    const auto one = subscription(writer, id);
    if (!one) return;
    drop_row(writer, id);
    if (subscriptions_of(writer, one->subscriber).empty()) return drop_subscriber(writer, one->subscriber);
    drop_what_says_nothing(writer, one->subscriber);
}

void end_subscriptions(Writer& writer, std::int64_t subscriber) {
    Query(writer, "DELETE FROM subscription WHERE subscriber = ?").run(subscriber);
    drop_what_says_nothing(writer, subscriber);
}

std::size_t drop_who_asks_nothing(Writer& writer) {
    std::size_t gone = 0;
    Query rows(writer,
               "DELETE FROM subscriber WHERE NOT EXISTS (SELECT 1 FROM subscription s WHERE s.subscriber = "
               "subscriber.id) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.subscriber = subscriber.id AND "
               "o.state "
               "IN ('waiting', 'retry', 'sending')) RETURNING id");
    for (rows.bind(); rows.step();) ++gone;
    if (gone > 0) note_gone(writer);
    return gone;
}

std::optional<Subscription> subscription(Reader& reader, std::int64_t id) {
    Query row(reader, "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription s WHERE s.id = ?");
    return one_of(row.bind(id));
}

std::optional<Subscription> subscription_by_nonce(Reader& reader, std::string_view nonce) {
    Query row(reader, "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription s WHERE s.nonce = ?");
    return one_of(row.bind(nonce));
}

std::vector<Subscription> subscriptions_of(Reader& reader, std::int64_t subscriber) {
    Query rows(reader,
               "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription s WHERE s.subscriber = ? ORDER BY s.id");
    return all_of(rows.bind(subscriber));
}

// What goes by mail to an address that does not exist, and to an endpoint that wants nothing more, is told to
// nobody.
#define IS_HEARD                                                                                            \
    "s.confirmed_at IS NOT NULL AND (s.channel <> 'mail' OR EXISTS (SELECT 1 FROM subscriber u WHERE u.id " \
    "= "                                                                                                    \
    "s.subscriber AND u.stopped_at IS NULL)) AND (s.endpoint IS NULL OR EXISTS (SELECT 1 FROM endpoint e "  \
    "WHERE "                                                                                                \
    "e.id = s.endpoint AND e.ended_at IS NULL))"

std::vector<Subscription> subscriptions_to(Reader& reader, Watched scope, std::string_view key) {
    Query rows(reader, "SELECT " SUBSCRIPTION_COLUMNS
                       " FROM subscription s WHERE s.scope = ? AND s.key = ? AND " IS_HEARD " ORDER BY s.id");
    return all_of(rows.bind(name_of(scope), key));
}

std::vector<Subscription> list_subscriptions(Reader& reader) {
    Query rows(reader, "SELECT " SUBSCRIPTION_COLUMNS
                       " FROM subscription s WHERE s.scope = 'list' AND " IS_HEARD " ORDER BY s.key, s.id");
    return all_of(rows.bind());
}

bool has_subscriptions(Reader& reader) {
    Query row(
        reader,
        "SELECT 1 FROM subscription INDEXED BY subscription_by_key WHERE confirmed_at IS NOT NULL LIMIT 1");
    return row.bind().step();
}

bool has_list_subscriptions(Reader& reader) {
    Query row(reader, "SELECT 1 FROM subscription WHERE scope = 'list' AND confirmed_at IS NOT NULL LIMIT 1");
    return row.bind().step();
}

std::optional<std::int64_t> oldest_unconfirmed(Reader& reader, std::int64_t subscriber,
                                               std::int64_t but_for) {
    Query row(
        reader,
        "SELECT s.id FROM subscription s WHERE s.subscriber = ? AND s.confirmed_at IS NULL AND s.id <> ? "
        "ORDER BY EXISTS (SELECT 1 FROM outbox o WHERE o.subscription = s.id AND o.kind = 'confirm'), s.id "
        "LIMIT 1");
    return row.bind(subscriber, but_for).step() ? std::optional{row.integer(0)} : std::nullopt;
}

std::vector<Subscription> all_subscriptions(Reader& reader, std::int64_t after, std::size_t limit) {
    Query rows(reader,
               "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription s WHERE s.id > ? ORDER BY s.id LIMIT ?");
    return all_of(rows.bind(after, limit));
}

void rename_in_subscriptions(Writer& writer, Watched scope, std::string_view from, std::string_view to) {
    if (from == to || !alerting_if_any(writer)) return;
    for (const auto& [id, key] : keys_equal(writer, scope, from)) move_key(writer, id, std::string{to});
    if (scope == Watched::instrument) {
        const auto inside = std::string{from} + "/";
        for (const auto& [id, key] : keys_within(writer, Watched::track, inside, std::string{from} + "0"))
            move_key(writer, id, std::string{to} + key.substr(from.size()));
        rename_in_lists(writer, "instrument", from, to);
    }
    if (scope == Watched::party) {
        const auto end = "/" + std::string{from};
        for (const auto& [id, key] : keys_within(writer, Watched::track, "", "\x7f"))
            if (key.ends_with(end))
                move_key(writer, id, key.substr(0, key.size() - from.size()) + std::string{to});
        rename_in_lists(writer, "party", from, to);
    }
}

std::size_t purge_unconfirmed(Writer& writer, Instant before) {
    std::vector<std::int64_t> whose;
    {
        Query rows(
            writer,
            "DELETE FROM subscription WHERE confirmed_at IS NULL AND made_at < ? RETURNING subscriber");
        for (rows.bind(before); rows.step();) whose.push_back(rows.integer(0));
    }
    const auto purged = whose.size();
    std::sort(whose.begin(), whose.end());
    whose.erase(std::unique(whose.begin(), whose.end()), whose.end());
    for (const auto each : whose) {
        if (subscriptions_of(writer, each).empty())
            drop_subscriber(writer, each);
        else
            drop_what_says_nothing(writer, each);
    }
    return purged;
}

}  // namespace registry::store
