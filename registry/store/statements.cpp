#include "registry/store/statements.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

struct Span {
    std::int64_t said_in = 0;
    Day said{};
    std::optional<std::int64_t> gone_in;
    std::optional<Day> gone;
};

std::vector<Span> spans_of(Reader& reader, std::int64_t statement) {
    std::vector<Span> found;
    Query rows(reader,
               "SELECT said_in, said_day, gone_in, gone_day FROM span WHERE statement = ? ORDER BY said_in");
    for (rows.bind(statement); rows.step();)
        found.push_back({rows.integer(0), rows.day(1), rows.maybe_integer(2), rows.maybe_day(3)});
    return found;
}

// Current whenever one of the two was.
std::vector<Span> joined(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.said_in < b.said_in; });
    std::vector<Span> out;
    for (const auto& each : spans) {
        if (out.empty() || (out.back().gone_in && *out.back().gone_in < each.said_in)) {
            out.push_back(each);
            continue;
        }
        auto& last = out.back();
        if (last.gone_in && (!each.gone_in || *each.gone_in > *last.gone_in))
            last.gone_in = each.gone_in, last.gone = each.gone;
    }
    return out;
}

// `from` says the same as `to`: its places and spans become those of `to`, and it is no more.
void fold_into(Writer& writer, std::int64_t from, std::int64_t to) {
    Query(writer, "UPDATE OR IGNORE appearance SET statement = ? WHERE statement = ?").run(to, from);
    Query(writer, "DELETE FROM appearance WHERE statement = ?").run(from);
    auto spans = spans_of(writer, to);
    const auto more = spans_of(writer, from);
    spans.insert(spans.end(), more.begin(), more.end());
    spans = joined(std::move(spans));
    Query(writer, "DELETE FROM span WHERE statement IN (?, ?)").run(from, to);
    for (const auto& each : spans)
        Query(writer,
              "INSERT INTO span (statement, said_in, gone_in, said_day, gone_day) VALUES (?, ?, ?, ?, ?)")
            .run(to, each.said_in, each.gone_in, each.said, each.gone);
    const bool live = !spans.empty() && !spans.back().gone_in;
    Query(writer,
          "UPDATE statement SET live = ?1, unconfirmed = min(unconfirmed, (SELECT unconfirmed FROM statement "
          "WHERE id = ?2)) "
          "WHERE id = ?3")
        .run(live, from, to);
    Query(writer, "DELETE FROM statement WHERE id = ?").run(from);
}

constexpr std::string_view find_key =
    "SELECT id, live, unconfirmed FROM statement WHERE instrument = ? AND party = ? AND source = ? AND "
    "entity = ? AND "
    "milestone = ? AND form = ? AND date = ? AND act = ? AND subject = ? AND polarity = ?";

struct Row {
    std::int64_t id = 0;
    std::string instrument, party, source, entity, milestone, form, date, act, subject, polarity;
};
constexpr std::string_view row_by_instrument =
    "SELECT id, instrument, party, source, entity, milestone, form, date, act, subject, polarity FROM "
    "statement "
    "WHERE instrument = ?";
constexpr std::string_view row_by_party =
    "SELECT id, instrument, party, source, entity, milestone, form, date, act, subject, polarity FROM "
    "statement "
    "WHERE party_said = ? AND party_resolved = 0";
constexpr std::string_view row_by_entity =
    "SELECT id, instrument, party, source, entity, milestone, form, date, act, subject, polarity FROM "
    "statement "
    "WHERE entity_said = ? AND entity_resolved = 0";

std::vector<Row> rows_where(Reader& reader, std::string_view sql, std::string_view value) {
    std::vector<Row> found;
    Query row(reader, sql);
    for (row.bind(value); row.step();)
        found.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                         row.text(6), row.text(7), row.text(8), row.text(9), row.text(10)});
    return found;
}

std::optional<std::int64_t> id_of(Reader& reader, const Row& key) {
    Query row(reader, find_key);
    row.bind(key.instrument, key.party, key.source, key.entity, key.milestone, key.form, key.date, key.act,
             key.subject, key.polarity);
    if (!row.step()) return std::nullopt;
    return row.integer(0);
}

// The row is given its new key, or folded into the row that has it.
void rekey(Writer& writer, const Row& key, std::string_view update, std::string_view value) {
    if (const auto other = id_of(writer, key); other && *other != key.id)
        fold_into(writer, key.id, *other);
    else
        Query(writer, update).run(value, key.id);
}

}  // namespace

Kept keep_statement(Writer& writer, const Run& run, const Statement& said, std::string_view source,
                    const std::string& instrument, const Meant& party, const Meant& entity,
                    const Place& place) {
    const auto polarity = name_of(said.polarity);
    Kept kept;
    bool unconfirmed = place.unconfirmed;
    {
        Query row(writer, find_key);
        row.bind(instrument, party.id, source, entity.id, said.milestone, said.form, said.when.edtf, said.act,
                 said.subject, polarity);
        kept.fresh = !row.step();
        if (!kept.fresh) kept.id = row.integer(0), kept.live = row.flag(1), unconfirmed = row.flag(2);
    }
    if (kept.fresh) {
        Query(writer,
              "INSERT INTO statement (source, instrument, party, party_said, party_resolved, entity, "
              "entity_said, "
              "entity_resolved, milestone, form, date, lo, hi, act, subject, polarity, unconfirmed) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .run(source, instrument, party.id, party.said, party.resolved, entity.id, entity.said,
                 entity.resolved, said.milestone, said.form, said.when.edtf, said.when.lo, said.when.hi,
                 said.act, said.subject, polarity, place.unconfirmed);
        kept.id = writer.last_id();
    } else if (unconfirmed && !place.unconfirmed) {
        Query(writer, "UPDATE statement SET unconfirmed = 0 WHERE id = ?").run(kept.id);
    }
    Query(writer,
          "INSERT OR IGNORE INTO appearance (statement, document, place, scheme, value, note, unconfirmed, "
          "import) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .run(kept.id, place.document, place.place, place.alias.scheme, place.alias.value, place.note,
             place.unconfirmed, run.id);
    return kept;
}

void begin_life(Writer& writer, const Run& run, std::int64_t statement) {
    Query(writer, "INSERT INTO span (statement, said_in, said_day) VALUES (?, ?, ?)")
        .run(statement, run.id, run.now.today);
    Query(writer, "UPDATE statement SET live = 1 WHERE id = ?").run(statement);
}

void end_life(Writer& writer, const Run& run, std::int64_t statement) {
    Query(writer, "UPDATE span SET gone_in = ?, gone_day = ? WHERE statement = ? AND gone_in IS NULL")
        .run(run.id, run.now.today, statement);
    Query(writer, "UPDATE statement SET live = 0 WHERE id = ?").run(statement);
}

std::vector<std::int64_t> statements_in(Reader& reader, std::int64_t document, const Alias& alias) {
    std::vector<std::int64_t> found;
    Query rows(reader,
               "SELECT DISTINCT statement FROM appearance WHERE document = ? AND scheme = ? AND value = ?");
    for (rows.bind(document, alias.scheme, alias.value); rows.step();) found.push_back(rows.integer(0));
    return found;
}

Standpoint standpoint_of(Reader& reader, std::int64_t statement, Standing& standing) {
    Standpoint found;
    Query row(reader, "SELECT instrument, party, live FROM statement WHERE id = ?");
    if (!row.bind(statement).step()) throw std::runtime_error("no statement " + std::to_string(statement));
    found.track = {row.text(0), row.text(1)};
    found.live = row.flag(2);
    Query rows(reader, "SELECT document, scheme, value FROM appearance WHERE statement = ?");
    for (rows.bind(statement); !found.counts && rows.step();)
        found.counts = standing.counts(rows.integer(0), {rows.text(1), rows.text(2)});
    return found;
}

void move_statements(Writer& writer, std::string_view from, std::string_view to) {
    for (auto& row : rows_where(writer, row_by_instrument, from)) {
        row.instrument = to;
        rekey(writer, row, "UPDATE statement SET instrument = ? WHERE id = ?", to);
    }
}

std::vector<Renamed> resolve_statements(Writer& writer, std::string_view kind,
                                        const std::string& name_as_said, const std::string& id) {
    const bool party = kind == "party";
    std::set<Renamed> renamed;
    for (auto& row : rows_where(writer, party ? row_by_party : row_by_entity, name_as_said)) {
        const Track before{row.instrument, row.party};
        (party ? row.party : row.entity) = id;
        renamed.insert({before, {row.instrument, row.party}});
        rekey(writer, row,
              party ? "UPDATE statement SET party = ?, party_resolved = 1 WHERE id = ?"
                    : "UPDATE statement SET entity = ?, entity_resolved = 1 WHERE id = ?",
              id);
    }
    return {renamed.begin(), renamed.end()};
}

std::vector<std::string> unresolved_names(Reader& reader, std::string_view kind) {
    std::vector<std::string> found;
    Query rows(reader, kind == "party" ? "SELECT party_said FROM statement WHERE party_resolved = 0 UNION "
                                         "SELECT party_said FROM passage WHERE party_resolved = 0 UNION "
                                         "SELECT party FROM look WHERE party <> ''"
                                       : "SELECT entity_said FROM statement WHERE entity_resolved = 0 UNION "
                                         "SELECT entity FROM look WHERE entity <> ''");
    for (rows.bind(); rows.step();) found.push_back(rows.text(0));
    return found;
}

std::vector<Track> all_tracks(Reader& reader) {
    std::vector<Track> found;
    Query rows(reader,
               "SELECT DISTINCT instrument, party FROM statement WHERE live = 1 ORDER BY instrument, party");
    for (rows.bind(); rows.step();) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

std::vector<std::int64_t> all_statements(Reader& reader) {
    std::vector<std::int64_t> found;
    Query rows(reader, "SELECT id FROM statement ORDER BY id");
    for (rows.bind(); rows.step();) found.push_back(rows.integer(0));
    return found;
}

bool has_open_span(Reader& reader, std::int64_t statement) {
    Query row(reader, "SELECT 1 FROM span WHERE statement = ? AND gone_in IS NULL");
    return row.bind(statement).step();
}

}  // namespace registry::store
