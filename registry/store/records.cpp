#include "registry/store/records.hpp"

#include <stdexcept>

#include "registry/store/columns.hpp"

namespace registry::store {

KeptDescription keep_description(Writer& writer, const Run& run, const Description& said,
                                 std::string_view source, std::int64_t document, std::string_view instrument,
                                 bool counts) {
    {
        Query row(
            writer,
            "SELECT id FROM description WHERE document = ? AND scheme = ? AND value_said = ? AND key = ? AND "
            "language = ? AND value = ? AND place = ? ORDER BY id DESC LIMIT 1");
        row.bind(document, said.instrument.scheme, said.instrument.value, said.key, said.language, said.value,
                 said.place);
        if (row.step()) return {row.integer(0), false};
    }
    Query(writer,
          "INSERT INTO description (instrument, scheme, value_said, source, key, language, value, document, "
          "place, "
          "said_in, said_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(instrument, said.instrument.scheme, said.instrument.value, source, said.key, said.language,
             said.value, document, said.place, run.id, run.now.today);
    const auto id = writer.last_id();
    // What an older document says is gone from the start: an empty span.
    if (!counts)
        Query(writer, "UPDATE description SET gone_in = said_in, gone_day = said_day WHERE id = ?").run(id);
    return {id, true};
}

bool live_descriptions(Writer& writer, const Run& run, std::int64_t document, const Alias& alias,
                       bool counts) {
    Query end(writer,
              "UPDATE description SET gone_in = ?, gone_day = ? WHERE document = ? AND scheme = ? AND "
              "value_said = ? AND "
              "gone_in IS NULL RETURNING id");
    if (!counts) {
        bool any = false;
        for (end.bind(run.id, run.now.today, document, alias.scheme, alias.value); end.step();) any = true;
        return any;
    }
    // Said again after it was gone is a new row; of several rows of the same words one is current.
    Query again(writer,
                "INSERT INTO description (instrument, scheme, value_said, source, key, language, value, "
                "document, place, "
                "said_in, said_day) "
                "SELECT DISTINCT instrument, scheme, value_said, source, key, language, value, document, "
                "place, ?1, ?2 "
                "FROM description t WHERE document = ?3 AND scheme = ?4 AND value_said = ?5 AND NOT EXISTS "
                "(SELECT 1 FROM "
                "description o WHERE o.document = t.document AND o.scheme = t.scheme AND o.value_said = "
                "t.value_said AND "
                "o.key = t.key AND o.language = t.language AND o.value = t.value AND o.place = t.place AND "
                "o.gone_in IS "
                "NULL) RETURNING id");
    bool any = false;
    for (again.bind(run.id, run.now.today, document, alias.scheme, alias.value); again.step();) any = true;
    return any;
}

std::set<std::int64_t> descriptions_in(Reader& reader, std::int64_t document) {
    std::set<std::int64_t> found;
    Query rows(reader, "SELECT id FROM description WHERE document = ?");
    for (rows.bind(document); rows.step();) found.insert(rows.integer(0));
    return found;
}

void drop_description(Writer& writer, std::int64_t id) {
    Query(writer, "DELETE FROM description WHERE id = ?").run(id);
}

bool keep_passage(Writer& writer, const Passage& said, std::int64_t document, std::string_view instrument,
                  const Meant& party, bool once) {
    if (once) {
        Query row(writer,
                  "SELECT 1 FROM passage WHERE document = ? AND scheme = ? AND value_said = ? AND party_said "
                  "= ? AND "
                  "kind = ? AND language = ? AND text = ? AND place = ?");
        row.bind(document, said.instrument.scheme, said.instrument.value, party.said, said.kind,
                 said.language, said.text, said.place);
        if (row.step()) return false;
    }
    Query(writer,
          "INSERT INTO passage (instrument, scheme, value_said, party, party_said, party_resolved, kind, "
          "language, text, "
          "document, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(instrument, said.instrument.scheme, said.instrument.value, party.id, party.said, party.resolved,
             said.kind, said.language, said.text, document, said.place);
    return true;
}

bool keep_look(Writer& writer, const Run& run, const Look& said, std::int64_t document,
               std::string_view instrument, const Meant& party, const Meant& entity) {
    const auto alias = said.instrument.value_or(Alias{});
    {
        Query row(writer,
                  "SELECT 1 FROM look WHERE document = ? AND source = ? AND scheme = ? AND value_said = ? "
                  "AND party = ? AND "
                  "entity = ? AND milestone = ? AND from_day IS ? AND to_day = ? AND place = ?");
        row.bind(document, said.source, alias.scheme, alias.value, party.id, entity.id, said.milestone,
                 said.from, said.to, said.place);
        if (row.step()) return false;
    }
    Query(writer,
          "INSERT INTO look (source, scheme, value_said, instrument, party, entity, milestone, from_day, "
          "to_day, looked_on, "
          "read, unreadable, note, document, place, said_in, said_day) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(said.source, alias.scheme, alias.value, instrument, party.id, entity.id, said.milestone,
             said.from, said.to, said.looked_on, said.read, said.unreadable, said.note, document, said.place,
             run.id, run.now.today);
    return true;
}

bool keep_link(Writer& writer, const Link& said, std::int64_t document) {
    Query(writer,
          "INSERT OR IGNORE INTO link (one_scheme, one_value, other_scheme, other_value, document, place, "
          "because) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(said.one.scheme, said.one.value, said.other.scheme, said.other.value, document, said.place,
             said.because);
    return writer.changed_rows() > 0;
}

bool keep_relation(Writer& writer, const Relation& said, std::int64_t document, std::string_view from,
                   std::string_view to) {
    Query(writer,
          "INSERT OR IGNORE INTO relation (from_scheme, from_value, kind, to_scheme, to_value, "
          "from_instrument, "
          "to_instrument, document, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(said.from.scheme, said.from.value, said.kind, said.to.scheme, said.to.value, from, to, document,
             said.place);
    return writer.changed_rows() > 0;
}

bool keep_clause(Writer& writer, const Clause& said, std::int64_t document, std::string_view instrument) {
    Query(writer,
          "INSERT OR IGNORE INTO clause (instrument, scheme, value, threshold, delay, own, authority, "
          "document, place) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(instrument, said.instrument.scheme, said.instrument.value, said.clause.threshold,
             iso(said.clause.delay), iso(said.clause.own), said.clause.authority, document, said.place);
    return writer.changed_rows() > 0;
}

std::set<std::string> resolve_records(Writer& writer, std::string_view kind, const std::string& name_as_said,
                                      const std::string& id) {
    std::set<std::string> touched;
    const bool party = kind == "party";
    if (party)
        Query(writer,
              "UPDATE passage SET party = ?, party_resolved = 1 WHERE party_said = ? AND party_resolved = 0")
            .run(id, name_as_said);
    // Few look records name a party nobody knows: a declared id never equals a name as written.
    Query rows(writer, party ? "UPDATE OR IGNORE look SET party = ? WHERE party = ? RETURNING instrument"
                             : "UPDATE OR IGNORE look SET entity = ? WHERE entity = ? RETURNING instrument");
    for (rows.bind(id, name_as_said); rows.step();) touched.insert(rows.text(0));
    return touched;
}

std::vector<StoredLook> looks_at(Reader& reader, std::string_view instrument,
                                 std::optional<std::string_view> party) {
    std::vector<StoredLook> found;
    Query rows(reader,
               party ? "SELECT id, document, source, instrument, party, entity, milestone, note, to_day, "
                       "said_day, unreadable, from_day "
                       "FROM look WHERE instrument IN (?, '') AND party IN (?, '') ORDER BY id"
                     : "SELECT id, document, source, instrument, party, entity, milestone, note, to_day, "
                       "said_day, unreadable, from_day "
                       "FROM look WHERE instrument IN (?, '') ORDER BY id");
    for (party ? rows.bind(instrument, *party) : rows.bind(instrument); rows.step();)
        found.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4),
                         rows.text(5), rows.text(6), rows.text(7), rows.day(8), rows.day(9),
                         static_cast<int>(rows.integer(10)), rows.maybe_day(11)});
    return found;
}

std::vector<StoredClause> clauses_of(Reader& reader, std::string_view instrument) {
    std::vector<StoredClause> found;
    Query rows(
        reader,
        "SELECT document, threshold, delay, own, authority FROM clause WHERE instrument = ? ORDER BY id");
    for (rows.bind(instrument); rows.step();) {
        const auto delay = parse_span(rows.text(2)), own = parse_span(rows.text(3));
        if (!delay || !own) throw std::runtime_error("the store holds a span that is none: " + rows.text(2));
        found.push_back({rows.integer(0), {static_cast<int>(rows.integer(1)), *delay, *own, rows.text(4)}});
    }
    return found;
}

std::vector<Covering> covering(Reader& reader, std::string_view instrument) {
    std::vector<Covering> found;
    Query rows(
        reader,
        "SELECT c.document, d.source, c.scheme, c.value FROM alias a JOIN covers c ON c.scheme = a.scheme "
        "AND "
        "c.value = a.value JOIN document d ON d.id = c.document WHERE a.instrument = ? ORDER BY d.key");
    for (rows.bind(instrument); rows.step();)
        found.push_back({rows.integer(0), rows.text(1), {rows.text(2), rows.text(3)}});
    return found;
}

}  // namespace registry::store
