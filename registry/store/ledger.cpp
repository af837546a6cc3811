// What was told to whom, line by line or in one sum.
#include "registry/store/outbox.hpp"

namespace registry::store {
namespace {

std::vector<Told> all_told(Query& rows) {
    std::vector<Told> found;
    while (rows.step())
        found.push_back(
            {rows.integer(0), rows.integer(1), rows.maybe_integer(2), static_cast<int>(rows.integer(3))});
    return found;
}

}  // namespace

bool tell(Writer& writer, std::int64_t subscription, std::int64_t change, std::optional<std::int64_t> message,
          int moves) {
    Query row(
        writer,
        "INSERT INTO told (subscription, change, message, moves) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    row.run(subscription, change, message, moves);
    return writer.changed_rows() > 0;
}

std::vector<Told> told_in(Reader& reader, std::int64_t message) {
    Query rows(reader,
               "SELECT subscription, change, message, moves FROM told WHERE message = ? ORDER BY change, "
               "subscription");
    return all_told(rows.bind(message));
}

std::vector<std::int64_t> subscriptions_in(Reader& reader, std::int64_t message) {
    Query rows(reader,
               "SELECT subscription FROM told WHERE message = ?1 UNION SELECT subscription FROM summarised "
               "WHERE message = ?1 ORDER BY 1");
    std::vector<std::int64_t> found;
    for (rows.bind(message); rows.step();) found.push_back(rows.integer(0));
    return found;
}

std::vector<Told> told_to(Reader& reader, std::int64_t subscription, std::int64_t before, std::size_t limit) {
    Query rows(reader,
               "SELECT subscription, change, message, moves FROM told WHERE subscription = ?1 AND (?2 = 0 OR "
               "change < "
               "?2) ORDER BY change DESC LIMIT ?3");
    return all_told(rows.bind(subscription, before, limit));
}

std::int64_t last_told_to(Reader& reader, std::int64_t subscription) {
    Query row(reader, "SELECT max(change) FROM told WHERE subscription = ?");
    return row.bind(subscription).step() ? row.maybe_integer(0).value_or(0) : 0;
}

std::optional<std::int64_t> message_about(Reader& reader, std::int64_t subscriber,
                                          std::optional<std::int64_t> endpoint, std::int64_t change) {
    Query row(reader,
              "SELECT t.message FROM subscription s CROSS JOIN told t ON t.subscription = s.id AND t.change "
              "= ?3 WHERE "
              "s.subscriber = ?1 AND coalesce(s.endpoint, 0) = ?2 AND t.message IS NOT NULL LIMIT 1");
    return row.bind(subscriber, endpoint.value_or(0), change).step() ? row.maybe_integer(0) : std::nullopt;
}

void summarise(Writer& writer, const Summarised& line, std::optional<std::int64_t> message) {
    Query(writer,
          "INSERT INTO summarised (subscription, import, message, changes) VALUES (?, ?, ?, ?) ON CONFLICT "
          "DO NOTHING")
        .run(line.subscription, line.import, message, line.changes);
}

bool is_summarised(Reader& reader, std::int64_t subscription, std::int64_t import) {
    Query row(reader, "SELECT 1 FROM summarised WHERE subscription = ? AND import = ?");
    return row.bind(subscription, import).step();
}

std::vector<Summarised> summarised_in(Reader& reader, std::int64_t message) {
    std::vector<Summarised> found;
    Query rows(reader,
               "SELECT subscription, import, changes FROM summarised WHERE message = ? ORDER BY import, "
               "subscription");
    for (rows.bind(message); rows.step();)
        found.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
    return found;
}

std::map<std::int64_t, std::int64_t> changes_by_import(Reader& reader, std::int64_t above) {
    std::map<std::int64_t, std::int64_t> found;
    Query rows(reader, "SELECT import, count(*) FROM change WHERE id > ? GROUP BY import");
    for (rows.bind(above); rows.step();) found[rows.integer(0)] = rows.integer(1);
    return found;
}

std::string kind_of_run(Reader& reader, std::int64_t import) {
    Query row(reader, "SELECT kind FROM import WHERE id = ?");
    return row.bind(import).step() ? row.text(0) : std::string{};
}

std::optional<RunTold> run_told(Reader& reader, std::int64_t import) {
    Query row(
        reader,
        "SELECT i.file, coalesce(d.source, ''), i.recorded_day, (SELECT min(id) FROM change WHERE import = "
        "i.id), (SELECT max(id) FROM change WHERE import = i.id) FROM import i LEFT JOIN document d ON d.id "
        "= "
        "i.document WHERE i.id = ?");
    if (!row.bind(import).step()) return std::nullopt;
    return RunTold{row.text(0), row.text(1), row.day(2), row.maybe_integer(3).value_or(0),
                   row.maybe_integer(4).value_or(0)};
}

void hold_import(Writer& writer, const HeldImport& held) {
    Query(writer,
          "INSERT INTO held_import (import, changes, messages, state, held_at) VALUES (?, ?, ?, 'held', ?) "
          "ON CONFLICT "
          "(import) DO NOTHING")
        .run(held.import, held.changes, held.messages, held.held_at);
}

std::vector<HeldImport> held_imports(Reader& reader, bool decided_too, std::size_t limit) {
    std::vector<HeldImport> found;
    Query rows(
        reader,
        "SELECT h.import, h.changes, h.messages, h.state, i.file, h.held_at, h.decided_at FROM held_import h "
        "JOIN import i ON i.id = h.import WHERE ?1 OR h.state = 'held' ORDER BY h.import DESC LIMIT ?2");
    for (rows.bind(decided_too, limit); rows.step();)
        found.push_back({rows.integer(0), rows.integer(1), rows.integer(2), rows.text(3), rows.text(4),
                         rows.integer(5), rows.maybe_integer(6)});
    return found;
}

bool decide(Writer& writer, std::int64_t import, std::string_view state, Instant now) {
    Query held(writer,
               "UPDATE held_import SET state = ?, decided_at = ? WHERE import = ? AND state = 'held'");
    held.run(state, now, import);
    if (writer.changed_rows() == 0) return false;
    if (state == "released")
        Query(writer, "UPDATE outbox SET state = 'waiting', due_at = ? WHERE import = ? AND state = 'held'")
            .run(now, import);
    else
        Query(writer, "UPDATE outbox SET state = 'empty' WHERE import = ? AND state = 'held'").run(import);
    return true;
}

}  // namespace registry::store
