#include "registry/store/ask_documents.hpp"

#include "registry/store/columns.hpp"
#include "registry/store/taken_down.hpp"

namespace registry::store {
namespace {

// weight, kind, what, place, file
Remark remark_at(const Query& row) {
    const auto place = row.text(3), file = row.text(4);
    return {named<Remark::Weight>(row.view(0)).value_or(Remark::Weight::doubt), row.text(1), row.text(2),
            file.empty() || place.starts_with(file) ? place
            : place.empty()                         ? file
                                                    : file + ": " + place};
}

std::vector<Remark> remarks_at(Query& rows) {
    std::vector<Remark> found;
    while (rows.step()) found.push_back(remark_at(rows));
    return found;
}

void sum_remarks(Reader& reader, SourceLine& line, Day known) {
    Query q(reader, R"sql(
        SELECT coalesce(sum(i.notes), 0), coalesce(sum(i.doubts), 0), coalesce(sum(i.losses), 0)
        FROM import i WHERE i.id IN (SELECT import FROM document WHERE source = ?1 AND sha256 IS NOT NULL)
          AND i.recorded_day <= ?2)sql");
    if (!q.bind(line.source, known).step()) return;
    line.notes = q.integer(0);
    line.doubts = q.integer(1);
    line.losses = q.integer(2);
}

}  // namespace

std::vector<std::string> sources_held(Reader& reader) {
    // From one name to the next by the index, not along every document.
    Query next(reader, R"sql(SELECT source FROM document WHERE source > ?1 ORDER BY source LIMIT 1)sql");
    std::vector<std::string> found;
    for (std::string at; next.bind(at).step();) found.push_back(at = next.text(0));
    return found;
}

std::optional<LastDocument> last_document(Reader& reader, std::string_view source,
                                          const std::optional<Day>& known) {
    Query q(reader, R"sql(
        SELECT i.recorded_day, d.as_of, d.as_of_lo, d.as_of_hi FROM document d JOIN import i ON i.id = d.import
        WHERE d.source = ?1 AND i.recorded_day <= ?2 ORDER BY d.id DESC LIMIT 1)sql");
    if (!q.bind(source, known.value_or(latest_day)).step()) return std::nullopt;
    return LastDocument{q.day(0), maybe_when(q, 1)};
}

SourceLine source_line(Reader& reader, std::string_view source, const std::optional<Day>& known_on) {
    const auto known = known_on.value_or(latest_day);
    SourceLine line;
    line.source = source;
    Query documents(reader, R"sql(
        SELECT count(*), max(d.as_of_lo) FROM document d JOIN import i ON i.id = d.import
        WHERE d.source = ?1 AND i.recorded_day <= ?2)sql");
    if (documents.bind(source, known).step()) {
        line.documents = documents.integer(0);
        line.newest_as_of = documents.maybe_day(1);
    }
    Query statements(reader, R"sql(
        SELECT count(*) FROM document d JOIN appearance a ON a.document = d.id JOIN import i ON i.id = d.import
        WHERE d.source = ?1 AND i.recorded_day <= ?2)sql");
    if (statements.bind(source, known).step()) line.statements = statements.integer(0);
    Query last(reader, R"sql(
        SELECT i.recorded_at FROM document d JOIN import i ON i.id = d.import
        WHERE d.source = ?1 AND i.recorded_day <= ?2 ORDER BY d.id DESC LIMIT 1)sql");
    if (last.bind(source, known).step()) line.last_import = last.text(0);
    sum_remarks(reader, line, known);
    return line;
}

std::vector<Remark> remarks_of_source(Reader& reader, std::string_view source, std::size_t limit,
                                      std::size_t offset, const std::optional<Day>& known) {
    if (source.empty()) {
        Query all(reader, R"sql(
            SELECT r.weight, r.kind, r.what, r.place, coalesce(d.file, '') FROM remark r
            LEFT JOIN document d ON d.id = r.document ORDER BY r.id DESC LIMIT ?1 OFFSET ?2)sql");
        return remarks_at(all.bind(limit, offset));
    }
    Query q(reader, R"sql(
        SELECT r.weight, r.kind, r.what, r.place, d.file
        FROM document d CROSS JOIN remark r ON r.document = d.id CROSS JOIN import i ON i.id = r.import
        WHERE d.source = ?1 AND d.taken_down = 0 AND i.recorded_day <= ?4 ORDER BY d.id DESC, r.id DESC LIMIT ?2 OFFSET ?3)sql");
    return remarks_at(q.bind(source, limit, offset, known.value_or(latest_day)));
}

std::vector<Remark> remarks_of_instrument(Reader& reader, std::string_view instrument) {
    Query q(reader, R"sql(
        SELECT weight, kind, what, place, '' FROM remark WHERE instrument = ?1 ORDER BY party, id)sql");
    return remarks_at(q.bind(instrument));
}

std::optional<DocumentAnswer> document(Reader& reader, std::string_view key) {
    Query q(reader, R"sql(
        SELECT d.sha256, d.source, d.title, d.address, d.file, d.media_type, d.language, d.quotation, d.as_of,
               d.as_of_lo, d.as_of_hi, d.published, d.published_lo, d.published_hi, d.retrieved, d.size, d.sample,
               d.secondary, d.taken_down, i.recorded_at, d.id,
               (SELECT count(*) FROM appearance a WHERE a.document = d.id)
        FROM document d JOIN import i ON i.id = d.import WHERE d.key = ?1)sql");
    if (!q.bind(key).step()) return std::nullopt;
    DocumentAnswer d;
    std::string* const texts[]{&d.sha256, &d.source,     &d.title,    &d.address,
                               &d.file,   &d.media_type, &d.language, &d.quotation};
    int column = 0;
    for (auto* each : texts) *each = q.text(column++);
    d.as_of = maybe_when(q, 8);
    d.published = maybe_when(q, 11);
    d.retrieved = q.maybe_day(14);
    d.size = q.integer(15);
    d.sample = q.flag(16);
    d.secondary = q.flag(17);
    d.taken_down = q.flag(18);
    d.recorded_at = q.text(19);
    d.statements = q.integer(21);
    if (d.taken_down) {
        d.quotation.clear();
        if (auto down = taken_down(reader, q.integer(20)))
            d.taken_down_at = std::move(down->at), d.taken_down_because = std::move(down->because);
        return d;
    }
    Query remarks(reader, R"sql(
        SELECT weight, kind, what, place, '' FROM remark WHERE document = ?1 ORDER BY id)sql");
    d.remarks = remarks_at(remarks.bind(q.integer(20)));
    return d;
}

std::optional<std::string> document_frame(Reader& reader, std::string_view sha256) {
    Query q(reader, R"sql(
        SELECT b.frame FROM document d JOIN body b ON b.document = d.id
        WHERE d.sha256 = ?1 AND d.secondary = 0 AND d.taken_down = 0)sql");
    return q.bind(sha256).step() ? std::optional{q.text(0)} : std::nullopt;
}

namespace {

std::vector<WaitingName> waiting(Reader& reader, Query& names, const std::string& kind) {
    Query where(reader, R"sql(
        SELECT d.file, a.place, d.title FROM appearance a JOIN document d ON d.id = a.document
        WHERE a.statement = ?1 ORDER BY d.key, a.place LIMIT 1)sql");
    std::vector<WaitingName> found;
    while (names.step()) {
        WaitingName name{kind, names.text(0), names.integer(1), {}};
        if (where.bind(names.integer(2)).step())
            name.example = (where.is_null(0) || where.view(0).empty() ? where.text(2) : where.text(0)) +
                           ": " + where.text(1);
        found.push_back(std::move(name));
    }
    return found;
}

}  // namespace

std::vector<WaitingName> unresolved_parties(Reader& reader) {
    Query names(reader, R"sql(
        SELECT party_said, count(*), min(id) FROM statement WHERE party_resolved = 0 GROUP BY party_said)sql");
    return waiting(reader, names.bind(), "party");
}

std::vector<WaitingName> unresolved_entities(Reader& reader) {
    Query names(reader, R"sql(
        SELECT entity_said, count(*), min(id) FROM statement WHERE entity_resolved = 0 GROUP BY entity_said)sql");
    return waiting(reader, names.bind(), "entity");
}

bool made_from_samples(Reader& reader) {
    Query q(reader, R"sql(SELECT value FROM meta WHERE key = 'made_from_samples')sql");
    return q.bind().step() && q.view(0) != "0";
}

std::optional<Day> first_import(Reader& reader) {
    Query q(reader, R"sql(SELECT recorded_day FROM import ORDER BY id LIMIT 1)sql");
    return q.bind().step() ? q.maybe_day(0) : std::nullopt;
}

std::optional<Day> last_import(Reader& reader) {
    Query q(reader, R"sql(SELECT recorded_day FROM import ORDER BY id DESC LIMIT 1)sql");
    return q.bind().step() ? q.maybe_day(0) : std::nullopt;
}

}  // namespace registry::store
