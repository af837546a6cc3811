#include "registry/store/ask_evidence.hpp"

#include <algorithm>
#include <set>

#include "registry/model/vocabulary.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

// Reads the columns that every statement of this file selects of a document and its import, from `at` on:
// sha256, title, address, file, as_of, as_of_lo, as_of_hi, published, published_lo, published_hi, sample,
// secondary, taken_down, quotation, place, note, recorded_day, source.
Evidence evidence_at(const Query& row, int at) {
    Evidence e;
    e.document_key = row.text(at);
    e.document_title = row.text(at + 1);
    e.address = row.text(at + 2);
    e.file = row.text(at + 3);
    e.as_of = maybe_when(row, at + 4);
    e.published = maybe_when(row, at + 7);
    e.sample = row.flag(at + 10);
    e.secondary = row.flag(at + 11);
    e.taken_down = row.flag(at + 12);
    e.quotation = row.text(at + 13);
    e.place = row.text(at + 14);
    e.note = row.text(at + 15);
    e.recorded = row.day(at + 16);
    e.source = row.text(at + 17);
    if (const auto* source = Vocabulary::built_in().source(e.source)) e.source_label = source->label;
    if (e.secondary) e.note.clear();
    if (e.taken_down) {
        e.note.clear();
        e.quotation.clear();
    }
    return e;
}
constexpr int evidence_columns = 18;

}  // namespace

std::vector<Evidence> evidence_of_statement(Reader& reader, std::int64_t statement, const View& view) {
    std::vector<Evidence> found;
    Query q(reader, R"sql(
        SELECT d.sha256, d.title, d.address, d.file, d.as_of, d.as_of_lo, d.as_of_hi, d.published, d.published_lo,
               d.published_hi, d.sample, d.secondary, d.taken_down, d.quotation, a.place, a.note, i.recorded_day,
               s.source, s.date, s.polarity, s.unconfirmed,
               (SELECT CASE WHEN ?2 IS NULL OR p.gone_day <= ?2 THEN p.gone_day END FROM span p
                WHERE p.statement = s.id AND (?2 IS NULL OR p.said_day <= ?2) ORDER BY p.said_in DESC LIMIT 1)
        FROM statement s JOIN appearance a ON a.statement = s.id JOIN document d ON d.id = a.document
        JOIN import i ON i.id = a.import
        WHERE s.id = ?1 AND (?2 IS NULL OR i.recorded_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3)
        ORDER BY d.as_of_lo IS NULL, d.as_of_lo DESC, d.key, a.place)sql");
    for (q.bind(statement, view.known, view.published); q.step();) {
        auto e = evidence_at(q, 0);
        e.statement = statement;
        e.date = q.text(evidence_columns);
        e.polarity = named<Polarity>(q.view(evidence_columns + 1)).value_or(Polarity::happened);
        e.unconfirmed = q.flag(evidence_columns + 2);
        e.gone = q.maybe_day(evidence_columns + 3);
        found.push_back(std::move(e));
    }
    return found;
}

std::optional<LookRow> look(Reader& reader, std::int64_t id) {
    Query q(reader, R"sql(
        SELECT d.sha256, d.title, d.address, d.file, d.as_of, d.as_of_lo, d.as_of_hi, d.published, d.published_lo,
               d.published_hi, d.sample, d.secondary, d.taken_down, d.quotation, l.place, l.note, l.said_day,
               l.source, l.from_day, l.looked_on, l.to_day, l.read
        FROM look l JOIN document d ON d.id = l.document WHERE l.id = ?1)sql");
    if (!q.bind(id).step()) return std::nullopt;
    LookRow row{evidence_at(q, 0), q.maybe_day(evidence_columns), q.maybe_day(evidence_columns + 1),
                q.day(evidence_columns + 2), static_cast<int>(q.integer(evidence_columns + 3))};
    row.evidence.polarity = Polarity::absent;
    row.evidence.date = "../" + iso(row.to);
    return row;
}

std::optional<Evidence> evidence_of_document(Reader& reader, std::string_view key) {
    Query q(reader, R"sql(
        SELECT d.sha256, d.title, d.address, d.file, d.as_of, d.as_of_lo, d.as_of_hi, d.published, d.published_lo,
               d.published_hi, d.sample, d.secondary, d.taken_down, d.quotation, '', '', i.recorded_day, d.source
        FROM document d JOIN import i ON i.id = d.import WHERE d.key = ?1)sql");
    if (!q.bind(key).step()) return std::nullopt;
    auto e = evidence_at(q, 0);
    e.polarity = Polarity::absent;
    if (e.as_of) e.date = e.as_of->edtf;
    return e;
}

std::vector<DescriptionRow> descriptions_of(Reader& reader, std::string_view instrument, const View& view) {
    std::vector<DescriptionRow> found;
    Query q(reader, R"sql(
        SELECT d.sha256, d.title, d.address, d.file, d.as_of, d.as_of_lo, d.as_of_hi, d.published, d.published_lo,
               d.published_hi, d.sample, d.secondary, d.taken_down, d.quotation, e.place, '', e.said_day, e.source,
               e.key, e.language, e.value, e.document, e.scheme, e.value_said
        FROM description e JOIN document d ON d.id = e.document
        WHERE e.instrument = ?1
          AND (?3 IS NOT NULL OR (?2 IS NULL AND e.gone_day IS NULL)
               OR (e.said_day <= ?2 AND (e.gone_day IS NULL OR e.gone_day > ?2)))
        ORDER BY e.key, d.as_of_lo IS NULL, d.as_of_lo DESC, e.language, e.value, d.key)sql");
    // What was public by a day is not what has been said last, but what counts among the documents of then.
    Standing standing(reader, view);
    for (q.bind(instrument, view.known, view.published); q.step();)
        if (!view.published || standing.counts(q.integer(evidence_columns + 3),
                                               {q.text(evidence_columns + 4), q.text(evidence_columns + 5)}))
            found.push_back({q.text(evidence_columns), q.text(evidence_columns + 1),
                             q.text(evidence_columns + 2), evidence_at(q, 0)});
    return found;
}

std::vector<PassageRow> passages_of(Reader& reader, std::string_view instrument, const View& view) {
    std::vector<PassageRow> found;
    Query q(reader, R"sql(
        SELECT p.kind, p.party, p.party_said, p.language, p.text, d.sha256, p.place, d.id, p.scheme, p.value_said
        FROM passage p JOIN document d ON d.id = p.document
        WHERE p.instrument = ?1 AND d.secondary = 0 AND d.taken_down = 0
        ORDER BY p.party, p.kind, d.as_of_lo IS NULL, d.as_of_lo DESC, d.key, p.id)sql");
    // Words have no life of their own: they stand as long as their document counts.
    Standing standing(reader, view);
    for (q.bind(instrument); q.step();)
        if (standing.counts(q.integer(7), {q.text(8), q.text(9)}))
            found.push_back({q.text(0), q.text(1), q.text(2), q.text(3), q.text(4), q.text(5), q.text(6)});
    return found;
}

std::vector<std::pair<std::string, int>> passages_by_party(Reader& reader, std::string_view instrument,
                                                           std::string_view kind, const View& view) {
    std::vector<std::pair<std::string, int>> found;
    Query q(reader, R"sql(
        SELECT p.party, p.language, p.text, d.id, p.scheme, p.value_said
        FROM passage p JOIN document d ON d.id = p.document
        WHERE p.instrument = ?1 AND p.kind = ?2 AND p.party_resolved = 1 AND p.party <> ''
          AND d.secondary = 0 AND d.taken_down = 0
        ORDER BY p.party)sql");
    Standing standing(reader, view);
    std::set<std::pair<std::string, std::string>> texts;  // of one party
    for (q.bind(instrument, kind); q.step();) {
        if (!standing.counts(q.integer(3), {q.text(4), q.text(5)})) continue;
        if (found.empty() || found.back().first != q.view(0)) {
            found.emplace_back(q.text(0), 0);
            texts.clear();
        }
        if (texts.emplace(q.text(1), q.text(2)).second) ++found.back().second;
    }
    return found;
}

std::vector<std::string> sources_consulted(Reader& reader, std::string_view instrument,
                                           std::string_view party, const View& view) {
    std::set<std::string> sources;
    const auto add = [&](Query& rows) {
        while (rows.step()) {
            sources.insert(rows.text(0));
            sources.insert(rows.text(1));
        }
    };
    Query said(reader, R"sql(
        SELECT DISTINCT s.source, d.source FROM statement s JOIN appearance a ON a.statement = s.id
        JOIN document d ON d.id = a.document JOIN import i ON i.id = a.import
        WHERE s.instrument = ?1 AND s.party = ?4 AND (?2 IS NULL OR i.recorded_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3))sql");
    add(said.bind(instrument, view.known, view.published, party));
    // A look for any instrument or any party is one here too.
    Query looked(reader, R"sql(
        SELECT l.source, d.source FROM look l JOIN document d ON d.id = l.document
        WHERE l.instrument IN (?1, '') AND l.party IN (?4, '') AND (?2 IS NULL OR l.said_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3))sql");
    add(looked.bind(instrument, view.known, view.published, party));
    Query covering(reader, R"sql(
        SELECT DISTINCT d.source, d.source FROM alias n JOIN covers c ON c.scheme = n.scheme AND c.value = n.value
        JOIN document d ON d.id = c.document JOIN import i ON i.id = d.import
        WHERE n.instrument = ?1 AND (?2 IS NULL OR i.recorded_day <= ?2)
          AND (?3 IS NULL OR coalesce(d.published_hi, d.as_of_hi) <= ?3))sql");
    add(covering.bind(instrument, view.known, view.published));
    return {sources.begin(), sources.end()};
}

}  // namespace registry::store
