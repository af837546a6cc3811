#include "registry/store/subscriptions.hpp"

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "registry/store/ask_changes.hpp"

namespace registry::store {
namespace {

#define SUBSCRIBER_COLUMNS                                                                  \
    "id, nonce, address, lang, made_at, heard_at, confirmed_at, asked_at, stale_asked_at, " \
    "stopped_at, asks, bounces, bounce, bounced_at"
#define ENDPOINT_COLUMNS                                                                            \
    "id, subscriber, url, secret, former_secret, former_until, failing_since, ended_at, failures, " \
    "ended_because"

Subscriber subscriber_in(const Query& row) {
    Subscriber one;
    one.id = row.integer(0), one.nonce = row.text(1), one.address = row.text(2);
    one.lang = named<Lang>(row.view(3)).value_or(Lang::en);
    one.made_at = row.integer(4), one.heard_at = row.integer(5);
    one.confirmed_at = row.maybe_integer(6), one.asked_at = row.maybe_integer(7);
    one.stale_asked_at = row.maybe_integer(8), one.stopped_at = row.maybe_integer(9);
    one.asks = static_cast<int>(row.integer(10)), one.bounces = static_cast<int>(row.integer(11));
    one.bounce = row.text(12), one.bounced_at = row.maybe_integer(13);
    return one;
}

Endpoint endpoint_in(const Query& row) {
    Endpoint one;
    one.id = row.integer(0), one.subscriber = row.integer(1), one.url = row.text(2);
    one.secret = row.text(3), one.former_secret = row.text(4);
    one.former_until = row.maybe_integer(5), one.failing_since = row.maybe_integer(6);
    one.ended_at = row.maybe_integer(7);
    one.failures = static_cast<int>(row.integer(8)), one.ended_because = row.text(9);
    return one;
}

std::optional<Subscriber> one_subscriber(Query& row) {
    return row.step() ? std::optional{subscriber_in(row)} : std::nullopt;
}

// Lower case, as two spellings of one address are compared; what follows the sign never matters.
std::string folded(std::string_view address) {
    std::string text{address};
    for (auto& each : text)
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    return text;
}

std::optional<Alerting> settings(Reader& reader) {
    Query row(
        reader,
        "SELECT key, fanned_out, hold_above, gather, most_lines, base_url, hub FROM alerting WHERE one = 1");
    if (!row.bind().step()) return std::nullopt;
    return Alerting{row.text(0),    row.integer(1), row.integer(2), row.integer(3),
                    row.integer(4), row.text(5),    row.text(6)};
}

}  // namespace

Alerting alerting(Writer& writer) {
    if (auto there = settings(writer)) return *there;
    Alerting fresh;
    constexpr std::size_t key_bytes = 32;
    fresh.key = random_bytes(key_bytes);
    fresh.fanned_out = last_change(writer);
    Query row(writer,
              "INSERT INTO alerting (one, key, fanned_out, hold_above, gather, most_lines, base_url, hub) "
              "VALUES (1, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(std::nullopt, fresh.fanned_out, fresh.hold_above, fresh.gather, fresh.most_lines, fresh.base_url,
             fresh.hub);
    bind_blob(row, 1, fresh.key);
    row.step();
    return fresh;
}

std::optional<Alerting> alerting_if_any(Reader& reader) { return settings(reader); }

void put_alerting(Writer& writer, const Alerting& now) {
    Query(writer,
          "UPDATE alerting SET fanned_out = ?, hold_above = ?, gather = ?, most_lines = ?, base_url = ?, hub "
          "= ? "
          "WHERE one = 1")
        .run(now.fanned_out, now.hold_above, now.gather, now.most_lines, now.base_url, now.hub);
}

void add_subscriber(Writer& writer, Subscriber& one) {
    Query(writer,
          "INSERT INTO subscriber (nonce, address, folded, lang, made_at, heard_at, confirmed_at, asked_at, "
          "stale_asked_at, stopped_at, asks, bounces, bounce, bounced_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, "
          "?, ?, ?)")
        .run(one.nonce, one.address, folded(one.address), name_of(one.lang), one.made_at, one.heard_at,
             one.confirmed_at, one.asked_at, one.stale_asked_at, one.stopped_at, one.asks, one.bounces,
             one.bounce, one.bounced_at);
    one.id = writer.last_id();
}

void put_subscriber(Writer& writer, const Subscriber& one) {
    Query(
        writer,
        "UPDATE subscriber SET nonce = ?, address = ?, folded = ?, lang = ?, heard_at = ?, confirmed_at = ?, "
        "asked_at = ?, stale_asked_at = ?, stopped_at = ?, asks = ?, bounces = ?, bounce = ?, bounced_at = ? "
        "WHERE id = ?")
        .run(one.nonce, one.address, folded(one.address), name_of(one.lang), one.heard_at, one.confirmed_at,
             one.asked_at, one.stale_asked_at, one.stopped_at, one.asks, one.bounces, one.bounce,
             one.bounced_at, one.id);
}

void drop_subscriber(Writer& writer, std::int64_t id) {
    Query(writer, "DELETE FROM subscriber WHERE id = ?").run(id);
    note_gone(writer);
}

std::int64_t forgotten(Reader& reader) {
    Query row(reader, "SELECT forgot FROM alerting");
    return row.bind().step() ? row.integer(0) : 0;
}

void wiped(Writer& writer, std::int64_t forgotten) {
    Query(writer, "UPDATE alerting SET forgot = 0 WHERE forgot = ?").run(forgotten);
}

void note_gone(Writer& writer) { Query(writer, "UPDATE alerting SET forgot = forgot + 1").run(); }

std::optional<Subscriber> subscriber(Reader& reader, std::int64_t id) {
    Query row(reader, "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE id = ?");
    return one_subscriber(row.bind(id));
}

std::optional<Subscriber> subscriber_by_nonce(Reader& reader, std::string_view nonce) {
    Query row(reader, "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE nonce = ?");
    return one_subscriber(row.bind(nonce));
}

std::optional<Subscriber> subscriber_by_address(Reader& reader, std::string_view address) {
    if (address.empty()) return std::nullopt;
    Query row(reader, "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE folded = ? AND folded <> ''");
    return one_subscriber(row.bind(folded(address)));
}

void add_endpoint(Writer& writer, Endpoint& one) {
    Query row(writer,
              "INSERT INTO endpoint (subscriber, url, secret, former_secret, former_until, failing_since, "
              "failures, ended_at, ended_because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(one.subscriber, one.url, std::nullopt, std::nullopt, one.former_until, one.failing_since,
             one.failures, one.ended_at, one.ended_because);
    bind_blob(row, 3, one.secret);
    if (!one.former_secret.empty()) bind_blob(row, 4, one.former_secret);
    row.step();
    one.id = writer.last_id();
}

void put_endpoint(Writer& writer, const Endpoint& one) {
    Query row(
        writer,
        "UPDATE endpoint SET url = ?, secret = ?, former_secret = ?, former_until = ?, failing_since = ?, "
        "failures = ?, ended_at = ?, ended_because = ? WHERE id = ?");
    row.bind(one.url, std::nullopt, std::nullopt, one.former_until, one.failing_since, one.failures,
             one.ended_at, one.ended_because, one.id);
    bind_blob(row, 2, one.secret);
    if (!one.former_secret.empty()) bind_blob(row, 3, one.former_secret);
    row.step();
}

std::optional<Endpoint> endpoint(Reader& reader, std::int64_t id) {
    Query row(reader, "SELECT " ENDPOINT_COLUMNS " FROM endpoint WHERE id = ?");
    return row.bind(id).step() ? std::optional{endpoint_in(row)} : std::nullopt;
}

std::vector<Endpoint> endpoints_of(Reader& reader, std::int64_t subscriber) {
    std::vector<Endpoint> found;
    Query rows(reader, "SELECT " ENDPOINT_COLUMNS " FROM endpoint WHERE subscriber = ? ORDER BY id");
    for (rows.bind(subscriber); rows.step();) found.push_back(endpoint_in(rows));
    return found;
}

// Silent: subscribers who have an address and said nothing since; those who were asked and said nothing.
std::vector<std::int64_t> silent_since(Reader& reader, Instant before, std::size_t limit) {
    std::vector<std::int64_t> found;
    Query rows(
        reader,
        "SELECT id FROM subscriber WHERE heard_at < ? AND address <> '' AND confirmed_at IS NOT NULL AND "
        "stale_asked_at IS NULL AND stopped_at IS NULL ORDER BY heard_at, id LIMIT ?");
    for (rows.bind(before, limit); rows.step();) found.push_back(rows.integer(0));
    return found;
}

std::vector<std::int64_t> unanswered_since(Reader& reader, Instant asked_before, std::size_t limit) {
    std::vector<std::int64_t> found;
    // One whose mail came back keeps what does not go by mail.
    Query rows(
        reader,
        "SELECT id FROM subscriber WHERE (stale_asked_at < ?1 OR (stopped_at < ?1 AND NOT EXISTS (SELECT 1 "
        "FROM subscription s WHERE s.subscriber = subscriber.id AND s.channel <> 'mail'))) AND EXISTS "
        "(SELECT 1 "
        "FROM subscription s WHERE s.subscriber = subscriber.id) ORDER BY id LIMIT ?2");
    for (rows.bind(asked_before, limit); rows.step();) found.push_back(rows.integer(0));
    return found;
}

std::vector<std::int64_t> unfetched_since(Reader& reader, Instant before, std::size_t limit) {
    std::vector<std::int64_t> found;
    Query rows(reader,
               "SELECT id FROM subscriber WHERE heard_at < ? AND address = '' ORDER BY heard_at, id LIMIT ?");
    for (rows.bind(before, limit); rows.step();) found.push_back(rows.integer(0));
    return found;
}

}  // namespace registry::store
