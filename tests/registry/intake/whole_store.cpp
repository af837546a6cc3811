#include "tests/registry/intake/whole_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "registry/exchange/exchange_xml.hpp"

namespace test {

using registry::store::Query;
using registry::store::Reader;

namespace {

std::vector<std::string> lines(Reader& reader, const std::string& sql, int columns,
                               std::int64_t argument = 0) {
    std::vector<std::string> found;
    Query rows(reader, sql);
    for (rows.bind(argument); rows.step();) {
        std::string line;
        for (int k = 0; k < columns; ++k) line += (k ? " | " : "") + rows.text(k);
        found.push_back(line);
    }
    return found;
}

// A statement by its key, for rows are numbered as they come.
std::string statement(Reader& reader, const std::string& id) {
    Query row(
        reader,
        "SELECT source, entity, milestone, form, date, act, subject, polarity FROM statement WHERE id = ?1");
    if (!row.bind(std::int64_t{std::stol(id)}).step()) return "?";
    std::string all;
    for (int k = 0; k < 8; ++k) all += row.text(k) + "/";
    return all;
}

std::string statements(Reader& reader, const std::string& ids) {
    std::string all;
    std::size_t at = 0;
    while (at < ids.size()) {
        const auto end = std::min(ids.find(' ', at), ids.size());
        all += "[" + statement(reader, ids.substr(at, end - at)) + "]";
        at = end + 1;
    }
    return all;
}

void add(std::vector<std::string>& all, const std::string& what, const std::vector<std::string>& more) {
    for (const auto& each : more) all.push_back(what + ": " + each);
}

}  // namespace

std::map<std::string, std::int64_t> row_counts(Reader& reader) {
    std::vector<std::string> tables;
    {
        Query rows(reader,
                   "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                   "ORDER BY name");
        for (rows.bind(); rows.step();) tables.push_back(rows.text(0));
    }
    std::map<std::string, std::int64_t> counts;
    for (const auto& table : tables) {
        const auto sql = "SELECT count(*) FROM " + table;
        Query row(reader, sql);
        row.bind().step();
        counts[table] = row.integer(0);
    }
    return counts;
}

std::vector<std::string> facts(Reader& reader) {
    std::vector<std::string> all;
    add(all, "alias",
        lines(reader, "SELECT scheme, value, instrument FROM alias WHERE ?1 = 0 ORDER BY 1, 2", 3));
    add(all, "instrument",
        lines(reader,
              "SELECT id, kind, folded FROM instrument WHERE merged_into IS NULL AND ?1 = 0 ORDER BY 1", 3));
    add(all, "said",
        lines(reader,
              "SELECT instrument, party, source, entity, milestone, form, date, act, subject, polarity FROM "
              "statement "
              "WHERE live = 1 AND ?1 = 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
              10));
    {
        Query rows(reader,
                   "SELECT id, instrument, party, milestone, entity, form, date, lo, hi, act, subject, "
                   "unconfirmed, statements, against "
                   "FROM event ORDER BY instrument, party, milestone, entity, id");
        for (rows.bind(); rows.step();) {
            std::string line = "event: ";
            for (int k = 0; k < 12; ++k) line += rows.text(k) + " | ";
            all.push_back(line + statements(reader, rows.text(12)) + " against " +
                          statements(reader, rows.text(13)));
        }
    }
    add(all, "track",
        lines(reader,
              "SELECT instrument, party, procedure, due, latest, next_milestone, next_entity FROM track "
              "WHERE ?1 = 0 "
              "ORDER BY 1, 2",
              7));
    add(all, "finding",
        lines(
            reader,
            "SELECT id, severity, certain_severity, certainty, since, opened_by, awaited, waits_for, cause, "
            "last_look FROM finding WHERE open = 1 AND ?1 = 0 ORDER BY 1",
            10));
    add(all, "step",
        lines(reader,
              "SELECT finding, n, s.kind, effective, s.severity, s.certainty FROM finding_step s JOIN "
              "finding f ON "
              "f.id = s.finding WHERE f.open = 1 AND ?1 = 0 ORDER BY 1, 2",
              6));
    add(all, "remark",
        lines(reader,
              "SELECT instrument, party, weight, kind, what FROM remark WHERE instrument <> '' AND ?1 = 0 "
              "ORDER BY 1, 2, 3, 4, 5",
              5));
    add(all, "pair",
        lines(reader,
              "SELECT one_scheme, one_value, other_scheme, other_value, automatic, score, reasons FROM match_pair "
              "WHERE ?1 = 0 ORDER BY 1, 2, 3, 4",
              7));
    add(all, "search", lines(reader, "SELECT term, doc, cnt FROM title_word WHERE ?1 = 0 ORDER BY 1", 3));
    return all;
}

std::vector<std::string> change_log(Reader& reader, std::int64_t after) {
    return lines(reader,
                 "SELECT kind, instrument, party, milestone || rule, was || ' -> ' || CASE WHEN date <> '' "
                 "THEN date ELSE severity END "
                 "FROM change WHERE id > ?1 ORDER BY kind, instrument, party, milestone, date, rule",
                 5, after);
}

std::int64_t last_change(Reader& reader) {
    Query row(reader, "SELECT coalesce(max(id), 0) FROM change");
    row.bind().step();
    return row.integer(0);
}

registry::When when(std::string_view edtf) {
    const auto read = registry::parse_when(edtf);
    if (!read) throw std::invalid_argument("no date: " + std::string{edtf});
    return *read;
}

registry::Now at(std::string_view day) { return *registry::parse_now(day); }

registry::Batch batch_of(const StatusPage& page) {
    registry::Batch batch;
    registry::Document document;
    document.source = page.source;
    document.title = page.title;
    document.media_type = "application/xml";
    if (!page.as_of.empty()) document.as_of = when(page.as_of);
    batch.documents.push_back(document);
    batch.documents.at(0).covers.push_back(page.treaty);
    int row = 0;
    for (const auto& [party, milestone, date] : page.rows) {
        registry::Statement said;
        said.instrument = page.treaty;
        said.party = party, said.milestone = milestone;
        said.when = when(date);
        said.place = "row " + std::to_string(++row);
        batch.statements.push_back(said);
    }
    if (!page.title.empty())
        batch.descriptions.push_back({page.treaty, "title", "en", page.title, 0, "header"});
    return batch;
}

registry::Report take(registry::store::Database& database, const registry::Batch& batch,
                      const std::string& name, std::string_view day, bool dry_run) {
    const std::string bytes = "the bytes of " + name;
    return registry::take_in(database, {name, "by-hand", bytes, batch}, at(day), dry_run);
}

registry::Report take_evidence(registry::store::Database& database, const std::string& file,
                               std::string_view day) {
    std::ifstream in("tests/cases/evidence/" + file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    auto batch = registry::read_exchange(bytes, file);
    if (!batch) throw std::runtime_error(batch.error().where + ": " + batch.error().what);
    return registry::take_in(database, {file, "exchange", bytes, std::move(*batch)}, at(day));
}

}  // namespace test
