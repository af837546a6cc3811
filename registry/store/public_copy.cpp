#include "registry/store/public_copy.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "registry/base/text.hpp"
#include "registry/store/connection.hpp"

namespace registry::store {
namespace {

namespace fs = std::filesystem;

// Of rows that point into a document.
#define OF_OPEN_DOCUMENTS "document IN (SELECT id FROM main.document WHERE taken_down = 0)"
#define UNLESS_SECONDARY(column)                                                                            \
    #column " = CASE WHEN (SELECT secondary FROM main.document d WHERE d.id = document) THEN '' ELSE " #column " END"

constexpr std::array<CopiedTable, 23> copied{{
    {"meta", "key, value", "key IN ('revision', 'made_from_samples', 'identity')"},
    {"import", "id, kind, recorded_at, recorded_day, importer, document, said, repeated, withdrawn, superseded", ""},
    {"document",
     "id, key, sha256, source, title, address, media_type, language, as_of, as_of_lo, as_of_hi, published, "
     "published_lo, published_hi, retrieved, size, sample, secondary, quotation, import",
     "taken_down = 0"},
    {"cites", "document, cited",
     OF_OPEN_DOCUMENTS " AND cited IN (SELECT id FROM main.document WHERE taken_down = 0)"},
    {"covers", "document, scheme, value", OF_OPEN_DOCUMENTS},
    {"instrument", "id, kind, merged_into", ""},
    {"alias", "scheme, value, instrument", ""},
    {"link", "one_scheme, one_value, other_scheme, other_value, document, place, because", OF_OPEN_DOCUMENTS},
    {"relation",
     "id, from_scheme, from_value, kind, to_scheme, to_value, from_instrument, to_instrument, document, place",
     OF_OPEN_DOCUMENTS},
    {"clause", "id, instrument, scheme, value, threshold, delay, own, authority, document, place",
     OF_OPEN_DOCUMENTS},
    {"statement",
     "id, source, instrument, party, party_resolved, entity, entity_resolved, milestone, form, date, lo, hi, act, "
     "subject, polarity, unconfirmed, live",
     "id IN (SELECT statement FROM main.appearance WHERE " OF_OPEN_DOCUMENTS ")"},
    {"appearance",
     "statement, document, place, scheme, value, " UNLESS_SECONDARY(note) ", unconfirmed, import",
     OF_OPEN_DOCUMENTS},
    {"span", "statement, said_in, gone_in, said_day, gone_day",
     "statement IN (SELECT statement FROM main.appearance WHERE " OF_OPEN_DOCUMENTS ")"},
    {"description",
     "id, instrument, scheme, value_said, source, key, language, value, document, place, said_in, gone_in, "
     "said_day, gone_day",
     OF_OPEN_DOCUMENTS},
    {"passage", "id, instrument, scheme, value_said, party, kind, language, text, document, place",
     "document IN (SELECT id FROM main.document WHERE taken_down = 0 AND secondary = 0)"},
    {"look",
     "id, source, scheme, value_said, instrument, party, entity, milestone, from_day, to_day, looked_on, read, "
     "unreadable, " UNLESS_SECONDARY(note) ", document, place, said_in, said_day",
     OF_OPEN_DOCUMENTS},
    {"event",
     "instrument, party, milestone, entity, id, form, date, lo, hi, act, subject, unconfirmed, statements, "
     "against",
     ""},
    {"track", "instrument, party, procedure, procedure_recorded, latest, next_milestone, next_entity, status", ""},
    {"finding",
     "id, rule, rule_version, profile, instrument, party, entity, subject, open, severity, severity_rank, "
     "certain_severity, certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look, "
     "next_change, gone, because, parked_by, parked_until, worsens_on, worsens_to",
     ""},
    {"finding_step", "finding, n, kind, effective, severity, certainty, recorded_day, import", ""},
    {"finding_moved", "old, new", ""},
    {"change",
     "id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was, effective, "
     "recorded_at, recorded_day, import, status",
     ""},
    {"concluded", "day, scheme, value, place", ""},
}};

constexpr std::array<std::string_view, 19> left_out{
    "extracted",         // full texts, for the operator's own search
    "body",              // original bytes, hostile; one by one under /documents
    "settled_name",      // names as sources write them, some of them of persons
    "remark",            // what importers said to the operator, with places on his machine
    "match_pair",        // pairs waiting for a person
    "not_same",          //
    "sitting_calendar",  // declared data, with the program
    "sitting_day",
    "taking_down",  // of what is not in it
    "alerting",    // holds the key of secret links
    "subscriber",  // who asked to be told of what, and what became of it
    "endpoint",     "subscription", "outbox", "told", "summarised", "held_import", "ping", "delivery_count",
};

struct Column {
    std::string name, as;
};

std::vector<Column> columns_of(const CopiedTable& table) {
    std::vector<Column> columns;
    std::string_view rest = table.columns;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(", "), rest.size());
        const auto one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        const auto equals = one.find(" = CASE");
        const auto name = std::string{one.substr(0, equals)};
        columns.push_back({name, equals == std::string_view::npos ? name : std::string{one.substr(equals + 3)}});
    }
    return columns;
}

// Statements of one connection that is not kept.
class Running {
public:
    Running(Connection& connection, const std::string& sql) {
        if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
            connection.fail(sqlite3_errcode(connection.handle()), sql);
    }
    ~Running() { sqlite3_finalize(statement_); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    bool step(Connection& connection) {
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE) connection.fail(code, "reading");
        return code == SQLITE_ROW;
    }
    std::string_view text(int at) const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, at));
        return {bytes ? bytes : "", bytes ? static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)) : 0};
    }
    int columns() const { return sqlite3_column_count(statement_); }
    std::string_view name(int at) const { return sqlite3_column_name(statement_, at); }
    sqlite3_stmt* raw() const { return statement_; }

private:
    sqlite3_stmt* statement_ = nullptr;
};

// The table as the store declares it, without what is not copied.
std::string declared(Connection& connection, const CopiedTable& table, const std::vector<Column>& columns) {
    struct Declared {
        std::string name, type;
        bool not_null = false;
        int key = 0;
    };
    std::vector<Declared> all;
    Running info(connection, "SELECT name, type, \"notnull\", pk FROM pragma_table_info('" +
                                 std::string{table.name} + "')");
    while (info.step(connection))
        all.push_back({std::string{info.text(0)}, std::string{info.text(1)}, info.text(2) == "1",
                       std::stoi(std::string{info.text(3)})});
    std::string sql = "CREATE TABLE copy." + std::string{table.name} + " (";
    std::vector<std::pair<int, std::string>> key;
    for (const auto& column : columns) {
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Declared& each) { return each.name == column.name; });
        if (found == all.end())
            throw std::logic_error(std::string{table.name} + " has no column " + column.name);
        sql += found->name + " " + found->type + (found->not_null ? " NOT NULL, " : ", ");
        if (found->key > 0) key.emplace_back(found->key, found->name);
    }
    const auto whole_key =
        std::count_if(all.begin(), all.end(), [](const Declared& each) { return each.key > 0; });
    std::sort(key.begin(), key.end());
    if (!key.empty() && static_cast<std::ptrdiff_t>(key.size()) == whole_key) {
        sql += "PRIMARY KEY (";
        for (const auto& [n, name] : key) sql += name + ", ";
        sql.resize(sql.size() - 2);
        sql += "), ";
    }
    sql.resize(sql.size() - 2);
    return sql + ") STRICT";
}

void copy_table(Connection& connection, const CopiedTable& table) {
    const auto columns = columns_of(table);
    connection.execute(declared(connection, table, columns).c_str());
    std::string names, values;
    for (const auto& column : columns) {
        names += (names.empty() ? "" : ", ") + column.name;
        values += (values.empty() ? "" : ", ") + column.as;
    }
    const auto name = std::string{table.name};
    auto sql = "INSERT INTO copy." + name + " (" + names + ") SELECT " + values + " FROM main." + name;
    if (!table.of_which.empty()) sql += " WHERE " + std::string{table.of_which};
    connection.execute(sql.c_str());
}

void attach(Connection& connection, const fs::path& file) {
    Running attaching(connection, "ATTACH DATABASE ? AS copy");
    const auto path = fs::absolute(file).string();
    sqlite3_bind_text(attaching.raw(), 1, path.c_str(), -1, SQLITE_TRANSIENT);
    attaching.step(connection);
}

struct List {
    std::string_view name, sql;
};
constexpr std::array<List, 10> lists{{
    {"instruments", "SELECT id AS instrument, kind, merged_into FROM instrument ORDER BY id"},
    {"titles",
     R"sql(SELECT DISTINCT instrument, language, value AS title, source FROM description
           WHERE key = 'title' AND gone_in IS NULL ORDER BY instrument, language, value, source)sql"},
    {"aliases", "SELECT instrument, scheme, value AS number FROM alias ORDER BY instrument, scheme, value"},
    {"events",
     R"sql(SELECT id AS event, instrument, party, entity, milestone, form, date, iif(lo < -700000, '', date(lo * 86400, 'unixepoch')) AS "from",
                  iif(hi > 2900000, '', date(hi * 86400, 'unixepoch')) AS "to", act, subject, unconfirmed
           FROM event ORDER BY instrument, party, milestone, entity, id)sql"},
    {"evidence",
     R"sql(SELECT e.id AS event, s.id AS statement, s.source, d.key AS document, a.place, s.date, s.polarity,
                  date(i.recorded_day * 86400, 'unixepoch') AS recorded
           FROM event e, json_each('[' || replace(trim(e.statements || ' ' || e.against), ' ', ',') || ']') j
           JOIN statement s ON s.id = j.value JOIN appearance a ON a.statement = s.id
           JOIN document d ON d.id = a.document JOIN import i ON i.id = a.import
           ORDER BY e.id, s.id, d.key, a.place)sql"},
    {"findings",
     R"sql(SELECT id AS finding, rule, rule_version, profile, instrument, party, entity, subject, open, severity,
                  certain_severity, certainty, since, awaited, waits_for, cause,
                  date(last_look * 86400, 'unixepoch') AS last_look, gone FROM finding ORDER BY id)sql"},
    {"finding_steps",
     R"sql(SELECT finding, n AS step, kind, date(effective * 86400, 'unixepoch') AS effective, severity, certainty,
                  date(recorded_day * 86400, 'unixepoch') AS recorded FROM finding_step ORDER BY finding, n)sql"},
    {"changes",
     R"sql(SELECT id AS change, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was, status,
                  date(effective * 86400, 'unixepoch') AS effective, recorded_at FROM change ORDER BY id)sql"},
    {"looks",
     R"sql(SELECT source, instrument, party, entity, milestone, date(from_day * 86400, 'unixepoch') AS "from",
                  date(to_day * 86400, 'unixepoch') AS "to", date(looked_on * 86400, 'unixepoch') AS looked_on, read, unreadable,
                  note, place FROM look ORDER BY instrument, party, source, to_day, place)sql"},
    {"documents",
     R"sql(SELECT key AS document, source, title, address, media_type, language, as_of, published,
                  date(retrieved * 86400, 'unixepoch') AS retrieved, size, sample, secondary, quotation
           FROM document ORDER BY source, key)sql"},
}};

constexpr auto list_names = [] {
    std::array<std::string_view, lists.size()> names{};
    for (std::size_t i = 0; i < lists.size(); ++i) names[i] = lists[i].name;
    return names;
}();

}  // namespace

std::span<const CopiedTable> copied_tables() { return copied; }
std::span<const std::string_view> tables_left_out() { return left_out; }
std::span<const std::string_view> public_lists() { return list_names; }

bool copy_public(Database& database, const fs::path& file, std::uint64_t revision) {
    // A connection of its own: an attached file would stay with one that is kept.
    Connection connection(fs::absolute(database.file()).string());
    attach(connection, file);
    connection.execute("PRAGMA copy.journal_mode = OFF");  // either it is whole or nobody sees it
    connection.execute("PRAGMA copy.synchronous = OFF");
    connection.execute("BEGIN");
    const auto here = static_cast<std::uint64_t>(
        connection.number("SELECT CAST(value AS INTEGER) FROM main.meta WHERE key = 'revision'"));
    const bool wanted = here == revision;
    if (wanted)
        for (const auto& table : copied) copy_table(connection, table);
    connection.execute("COMMIT");
    connection.execute("DETACH DATABASE copy");
    if (!wanted) fs::remove(file);
    return wanted;
}

void read_public_list(const fs::path& copy, std::string_view list,
                      const std::function<void(const Row&)>& each) {
    const auto found = std::find_if(lists.begin(), lists.end(), [&](const List& a) { return a.name == list; });
    if (found == lists.end()) throw std::logic_error("no public list " + std::string{list});
    Connection connection(fs::absolute(copy).string());
    Running rows(connection, std::string{found->sql});
    Row row(static_cast<std::size_t>(rows.columns()));
    for (int i = 0; i < rows.columns(); ++i) row[static_cast<std::size_t>(i)] = rows.name(i);
    for (each(row); rows.step(connection); each(row))
        for (int i = 0; i < rows.columns(); ++i) row[static_cast<std::size_t>(i)] = rows.text(i);
}

}  // namespace registry::store
