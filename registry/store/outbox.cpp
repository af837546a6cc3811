#include "registry/store/outbox.hpp"

#include <algorithm>

namespace registry::store {
namespace {

#define OUTGOING_COLUMNS                                                                          \
    "id, kind, subscriber, endpoint, subscription, import, pace, state, made_at, due_at, tries, " \
    "claimed_by, "                                                                                \
    "claimed_until, sent_at, error"

Outgoing outgoing_in(const Query& row) {
    Outgoing one;
    one.id = row.integer(0), one.kind = named<Letter>(row.view(1)).value_or(Letter::alert);
    one.subscriber = row.integer(2), one.endpoint = row.maybe_integer(3);
    one.subscription = row.maybe_integer(4), one.import = row.maybe_integer(5);
    one.pace = named<Pace>(row.view(6)).value_or(Pace::at_once);
    one.state = named<Posted>(row.view(7)).value_or(Posted::dead);
    one.made_at = row.integer(8), one.due_at = row.integer(9), one.tries = static_cast<int>(row.integer(10));
    one.claimed_by = row.text(11), one.claimed_until = row.maybe_integer(12);
    one.sent_at = row.maybe_integer(13), one.error = row.text(14);
    return one;
}

std::vector<Outgoing> all_of(Query& rows) {
    std::vector<Outgoing> found;
    while (rows.step()) found.push_back(outgoing_in(rows));
    return found;
}

// Others that gathered for the same subscriber by the same way and are due are put into this one.
void take_in_others(Writer& writer, const Outgoing& into, Instant now) {
    std::vector<std::int64_t> others;
    {
        Query rows(writer,
                   "SELECT id FROM outbox WHERE subscriber = ? AND coalesce(endpoint, 0) = ? AND state = "
                   "'waiting' AND "
                   "kind = 'alert' AND due_at <= ? AND id <> ?");
        for (rows.bind(into.subscriber, into.endpoint.value_or(0), now, into.id); rows.step();)
            others.push_back(rows.integer(0));
    }
    for (const auto each : others) {
        Query(writer, "UPDATE told SET message = ? WHERE message = ?").run(into.id, each);
        Query(writer, "DELETE FROM outbox WHERE id = ?").run(each);
    }
}

#define BY_MAIL "(endpoint IS NULL OR kind IN ('confirm', 'stale', 'ended', 'failing'))"

std::vector<std::int64_t> due(Reader& reader, Instant now, Instant lease, std::size_t limit,
                              Carries carries) {
    std::vector<std::pair<Instant, std::int64_t>> found;
    Query rows(reader,
               "SELECT due_at, id FROM outbox WHERE state IN ('waiting', 'retry') AND due_at <= ? AND "
               "iif(" BY_MAIL ", ?, ?) ORDER BY due_at, id LIMIT ?");
    for (rows.bind(now, carries.mail, carries.webhooks, limit); rows.step();)
        found.emplace_back(rows.integer(0), rows.integer(1));
    // Taken and not finished; or taken by a clock that has been set back since, for longer than anybody
    // takes.
    Query left(reader,
               "SELECT due_at, id FROM outbox WHERE state = 'sending' AND (claimed_until <= ?1 OR "
               "claimed_until > ?2) "
               "AND iif(" BY_MAIL ", ?3, ?4) ORDER BY claimed_until LIMIT ?5");
    constexpr Instant longest = 86'400;
    for (left.bind(now, now + std::max(lease, longest), carries.mail, carries.webhooks, limit); left.step();)
        found.emplace_back(left.integer(0), left.integer(1));
    std::sort(found.begin(), found.end());
    if (found.size() > limit) found.resize(limit);
    std::vector<std::int64_t> ids;
    for (const auto& [_, id] : found) ids.push_back(id);
    return ids;
}

// For whoever holds it still.
bool marked(Writer& writer, Query& update) {
    update.run();
    return writer.changed_rows() > 0;
}

}  // namespace

std::int64_t gathering(Writer& writer, std::int64_t subscriber, std::optional<std::int64_t> endpoint,
                       Pace pace, Instant now, Instant due_at) {
    {
        Query row(writer,
                  "SELECT id, due_at FROM outbox WHERE subscriber = ? AND coalesce(endpoint, 0) = ? AND pace "
                  "= ? AND "
                  "state = 'waiting' AND kind = 'alert'");
        if (row.bind(subscriber, endpoint.value_or(0), name_of(pace)).step()) {
            const auto id = row.integer(0);
            // A clock that went ahead and came back must not put it off for as long.
            if (row.integer(1) > due_at)
                Query(writer, "UPDATE outbox SET due_at = ? WHERE id = ?").run(due_at, id);
            return id;
        }
    }
    Outgoing fresh;
    fresh.subscriber = subscriber, fresh.endpoint = endpoint, fresh.pace = pace;
    fresh.made_at = now, fresh.due_at = due_at;
    return post(writer, fresh);
}

std::int64_t post(Writer& writer, const Outgoing& one) {
    Query(writer,
          "INSERT INTO outbox (kind, subscriber, endpoint, subscription, import, pace, state, made_at, "
          "due_at, tries, "
          "error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(name_of(one.kind), one.subscriber, one.endpoint, one.subscription, one.import, name_of(one.pace),
             name_of(one.state), one.made_at, one.due_at, one.tries, one.error);
    return writer.last_id();
}

std::optional<Outgoing> outgoing(Reader& reader, std::int64_t id) {
    Query row(reader, "SELECT " OUTGOING_COLUMNS " FROM outbox WHERE id = ?");
    return row.bind(id).step() ? std::optional{outgoing_in(row)} : std::nullopt;
}

std::vector<Outgoing> claim(Writer& writer, std::string_view who, Instant now, Instant lease,
                            std::size_t limit, Carries carries) {
    std::vector<Outgoing> taken;
    for (const auto id : due(writer, now, lease, limit, carries)) {
        auto one = outgoing(writer, id);
        if (!one) continue;  // put into one taken before it
        if (one->state == Posted::waiting && one->kind == Letter::alert) take_in_others(writer, *one, now);
        // What somebody left unfinished is the same attempt: nobody knows of a failure.
        if (one->state != Posted::sending || one->tries == 0) ++one->tries;
        one->state = Posted::sending, one->claimed_by = who, one->claimed_until = now + lease;
        Query(
            writer,
            "UPDATE outbox SET state = 'sending', claimed_by = ?, claimed_until = ?, tries = ? WHERE id = ?")
            .run(who, one->claimed_until, one->tries, id);
        taken.push_back(std::move(*one));
    }
    return taken;
}

bool mark_sent(Writer& writer, std::int64_t id, std::string_view who, Instant now) {
    Query row(writer,
              "UPDATE outbox SET state = 'sent', sent_at = ?, claimed_by = '', claimed_until = NULL, error = "
              "'' WHERE "
              "id = ? AND state = 'sending' AND claimed_by = ?");
    return marked(writer, row.bind(now, id, who));
}

bool mark_retry(Writer& writer, std::int64_t id, std::string_view who, Instant due_at,
                std::string_view error) {
    Query row(writer,
              "UPDATE outbox SET state = 'retry', due_at = ?, claimed_by = '', claimed_until = NULL, error = "
              "? WHERE "
              "id = ? AND state = 'sending' AND claimed_by = ?");
    return marked(writer, row.bind(due_at, error, id, who));
}

bool mark_untried(Writer& writer, std::int64_t id, std::string_view who, Instant due_at,
                  std::string_view error) {
    Query row(writer,
              "UPDATE outbox SET state = 'retry', due_at = ?, tries = max(tries - 1, 0), claimed_by = '', "
              "claimed_until = NULL, error = ? WHERE id = ? AND state = 'sending' AND claimed_by = ?");
    return marked(writer, row.bind(due_at, error, id, who));
}

bool mark_dead(Writer& writer, std::int64_t id, std::string_view who, std::string_view error) {
    Query row(
        writer,
        "UPDATE outbox SET state = 'dead', claimed_by = '', claimed_until = NULL, error = ? WHERE id = ? AND "
        "state = 'sending' AND claimed_by = ?");
    return marked(writer, row.bind(error, id, who));
}

bool mark_empty(Writer& writer, std::int64_t id, std::string_view who) {
    Query row(writer,
              "UPDATE outbox SET state = 'empty', claimed_by = '', claimed_until = NULL, error = '' WHERE id "
              "= ? AND "
              "state = 'sending' AND claimed_by = ?");
    return marked(writer, row.bind(id, who));
}

bool mark_bounced(Writer& writer, std::int64_t id, Instant now) {
    Query row(writer, "UPDATE outbox SET bounced_at = ? WHERE id = ? AND bounced_at IS NULL");
    return marked(writer, row.bind(now, id));
}

bool goes_by_mail(const Outgoing& one) {
    return !one.endpoint || one.kind == Letter::confirm || one.kind == Letter::stale ||
           one.kind == Letter::ended || one.kind == Letter::failing;
}

std::size_t mend_due(Writer& writer, Instant now, const DueOf& due_of) {
    constexpr Instant two_days = 172'800, a_minute = 60;
    Query(writer,
          "UPDATE outbox SET due_at = ?1 WHERE state IN ('waiting', 'retry') AND due_at > ?1 AND (state = "
          "'retry' AND "
          "due_at > ?2 OR state = 'waiting' AND pace = 'at-once' AND made_at > ?3)")
        .run(now, now + two_days, now + a_minute);
    auto mended = writer.changed_rows();
    Query(writer,
          "UPDATE outbox SET due_at = CASE pace WHEN 'daily' THEN ?2 WHEN 'weekly' THEN ?3 ELSE ?1 END WHERE "
          "state = 'waiting' AND due_at > CASE pace WHEN 'daily' THEN ?2 WHEN 'weekly' THEN ?3 ELSE ?1 END "
          "AND due_at > ?4")
        .run(due_of.at_once, due_of.daily, due_of.weekly,
             std::min({due_of.at_once, due_of.daily, due_of.weekly}));
    mended += writer.changed_rows();
    return static_cast<std::size_t>(mended);
}

std::optional<Instant> next_due(Reader& reader, Carries carries) {
    Query row(
        reader,
        "SELECT min(due) FROM (SELECT min(due_at) AS due FROM outbox WHERE state IN ('waiting', 'retry') AND "
        "iif(" BY_MAIL
        ", ?1, ?2) UNION ALL SELECT min(claimed_until) FROM outbox WHERE state = 'sending' AND "
        "iif(" BY_MAIL ", ?1, ?2))");
    return row.bind(carries.mail, carries.webhooks).step() ? row.maybe_integer(0) : std::nullopt;
}

void try_again(Writer& writer, std::int64_t id, Instant now) {
    Query(writer,
          "UPDATE outbox SET state = 'retry', due_at = ?, tries = 0, error = '' WHERE id = ? AND state = "
          "'dead'")
        .run(now, id);
}

void drop_waiting_mail(Writer& writer, std::int64_t subscriber) {
    Query(writer,
          "UPDATE outbox SET state = 'empty' WHERE subscriber = ? AND endpoint IS NULL AND state IN ('held', "
          "'waiting', 'retry')")
        .run(subscriber);
}

void ask_for_ping(Writer& writer, std::string_view topic, Instant due_at) {
    Query(writer,
          "INSERT INTO ping (topic, due_at) VALUES (?, ?) ON CONFLICT (topic) DO UPDATE SET asks = asks + 1")
        .run(topic, due_at);
}

std::vector<Ping> due_pings(Reader& reader, Instant now, std::size_t limit) {
    std::vector<Ping> found;
    Query rows(reader,
               "SELECT topic, tries, asks FROM ping WHERE due_at <= ? ORDER BY due_at, topic LIMIT ?");
    for (rows.bind(now, limit); rows.step();)
        found.push_back({rows.text(0), static_cast<int>(rows.integer(1)), rows.integer(2)});
    return found;
}

void ping_done(Writer& writer, std::string_view topic) {
    Query(writer, "DELETE FROM ping WHERE topic = ?").run(topic);
}

void ping_done(Writer& writer, const Ping& ping) {
    Query(writer, "DELETE FROM ping WHERE topic = ? AND asks = ?").run(ping.topic, ping.asks);
}

void ping_failed(Writer& writer, std::string_view topic, Instant due_at, std::string_view error) {
    Query(writer, "UPDATE ping SET due_at = ?, tries = tries + 1, error = ? WHERE topic = ?")
        .run(due_at, error, topic);
}

void count_delivery(Writer& writer, Day day, std::string_view channel, std::string_view outcome,
                    std::int64_t n) {
    if (n == 0) return;
    Query(writer,
          "INSERT INTO delivery_count (day, channel, outcome, n) VALUES (?, ?, ?, ?) ON CONFLICT (day, "
          "channel, "
          "outcome) DO UPDATE SET n = n + excluded.n")
        .run(day, channel, outcome, n);
}

std::vector<DeliveryCount> delivery_counts(Reader& reader, Day from) {
    std::vector<DeliveryCount> found;
    Query rows(
        reader,
        "SELECT day, channel, outcome, n FROM delivery_count WHERE day >= ? ORDER BY day, channel, outcome");
    for (rows.bind(from); rows.step();)
        found.push_back({rows.day(0), rows.text(1), rows.text(2), rows.integer(3)});
    return found;
}

QueueCounts queue_counts(Reader& reader) {
    QueueCounts counts;
    const auto number = [&](Query& row) { return row.bind().step() ? row.maybe_integer(0) : std::nullopt; };
    {
        Query rows(reader, "SELECT state, count(*) FROM outbox GROUP BY state");
        for (rows.bind(); rows.step();) counts.messages[rows.text(0)] = rows.integer(1);
    }
    {
        Query rows(
            reader,
            "SELECT channel, count(*) FROM subscription WHERE confirmed_at IS NOT NULL GROUP BY channel");
        for (rows.bind(); rows.step();) counts.subscriptions[rows.text(0)] = rows.integer(1);
    }
    Query unconfirmed(reader, "SELECT count(*) FROM subscription WHERE confirmed_at IS NULL");
    counts.unconfirmed = number(unconfirmed).value_or(0);
    Query held(reader, "SELECT count(*) FROM held_import WHERE state = 'held'");
    counts.held_imports = number(held).value_or(0);
    Query pings(reader, "SELECT count(*) FROM ping");
    counts.pings = number(pings).value_or(0);
    Query oldest(reader, "SELECT min(due_at) FROM outbox WHERE state IN ('waiting', 'retry')");
    counts.oldest_due = number(oldest);
    return counts;
}

std::vector<Outgoing> messages_in(Reader& reader, std::string_view state, std::int64_t after,
                                  std::size_t limit) {
    Query rows(reader,
               "SELECT " OUTGOING_COLUMNS " FROM outbox WHERE state = ? AND id > ? ORDER BY id LIMIT ?");
    return all_of(rows.bind(state, after, limit));
}

std::vector<Outgoing> messages_to(Reader& reader, std::int64_t subscriber, std::int64_t before,
                                  std::size_t limit) {
    Query rows(reader,
               "SELECT " OUTGOING_COLUMNS
               " FROM outbox WHERE subscriber = ?1 AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3");
    return all_of(rows.bind(subscriber, before, limit));
}

}  // namespace registry::store
