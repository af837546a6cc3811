// The rows an export is made of, as values, and their order: of the whole store (whole.cpp) and of one
// instrument (whole_of_one.cpp). The columns stand in the order each comment says; the document is the caller's.
#pragma once
#include <algorithm>
#include <tuple>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {

// From `at`: scheme, value, party, entity, milestone, form, date, lo, hi, act, subject, note, polarity,
// unconfirmed, place.
inline Statement statement_in(const Query& row, int at) {
    Statement said;
    said.instrument = {row.text(at), row.text(at + 1)};
    said.party = row.text(at + 2), said.entity = row.text(at + 3), said.milestone = row.text(at + 4);
    said.form = row.text(at + 5);
    said.when = when_in(row, at + 6);
    said.act = row.text(at + 9), said.subject = row.text(at + 10), said.note = row.text(at + 11);
    said.polarity = named<Polarity>(row.view(at + 12)).value_or(Polarity::happened);
    said.unconfirmed = row.flag(at + 13);
    said.place = row.text(at + 14);
    return said;
}

// scheme, value, key, language, text, place
inline Description description_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)}, row.text(at + 2), row.text(at + 3), row.text(at + 4), 0,
            row.text(at + 5)};
}

// scheme, value, party, kind, language, text, place
inline Passage passage_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)}, row.text(at + 2), row.text(at + 3), row.text(at + 4),
            row.text(at + 5), 0, row.text(at + 6)};
}

// source, scheme, value, party, entity, milestone, from, to, looked_on, read, unreadable, note, place
inline Look look_in(const Query& row, int at) {
    Look look;
    look.source = row.text(at);
    if (!row.view(at + 1).empty()) look.instrument = Alias{row.text(at + 1), row.text(at + 2)};
    look.party = row.text(at + 3), look.entity = row.text(at + 4), look.milestone = row.text(at + 5);
    look.from = row.maybe_day(at + 6), look.to = row.day(at + 7), look.looked_on = row.maybe_day(at + 8);
    look.read = static_cast<int>(row.integer(at + 9));
    look.unreadable = static_cast<int>(row.integer(at + 10));
    look.note = row.text(at + 11), look.place = row.text(at + 12);
    return look;
}

// one scheme, one value, other scheme, other value, place, because
inline Link link_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)}, {row.text(at + 2), row.text(at + 3)}, 0, row.text(at + 4),
            row.text(at + 5)};
}

// one scheme, one value, other scheme, other value, because, place
inline NotSame not_same_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)}, {row.text(at + 2), row.text(at + 3)}, row.text(at + 4), 0,
            row.text(at + 5)};
}

// from scheme, from value, kind, to scheme, to value, place
inline Relation relation_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)}, row.text(at + 2), {row.text(at + 3), row.text(at + 4)}, 0,
            row.text(at + 5)};
}

// scheme, value, threshold, delay, own, authority, place
inline Clause clause_in(const Query& row, int at) {
    return {{row.text(at), row.text(at + 1)},
            {static_cast<int>(row.integer(at + 2)), parse_span(row.text(at + 3)).value_or(Span{}),
             parse_span(row.text(at + 4)).value_or(Span{}), row.text(at + 5)},
            0,
            row.text(at + 6)};
}

template <class Row, class Key>
void sort_rows(std::vector<Row>& rows, Key key) {
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

// Equal facts give an equal batch, whatever the order of imports.
inline void sort_batch(Batch& batch) {
    sort_rows(batch.statements, [](const Statement& s) {
        return std::tie(s.document, s.instrument, s.party, s.entity, s.milestone, s.when.edtf, s.form, s.act,
                        s.subject, s.polarity, s.place, s.note);
    });
    sort_rows(batch.descriptions, [](const Description& d) {
        return std::tie(d.document, d.instrument, d.key, d.language, d.value, d.place);
    });
    sort_rows(batch.passages, [](const Passage& p) {
        return std::tie(p.document, p.instrument, p.party, p.kind, p.language, p.place, p.text);
    });
    sort_rows(batch.looks, [](const Look& l) {
        return std::tie(l.document, l.source, l.instrument, l.party, l.entity, l.milestone, l.from, l.to, l.place,
                        l.note);
    });
    sort_rows(batch.links,
              [](const Link& l) { return std::tie(l.document, l.one, l.other, l.place, l.because); });
    sort_rows(batch.not_same,
              [](const NotSame& n) { return std::tie(n.document, n.one, n.other, n.because, n.place); });
    sort_rows(batch.relations,
              [](const Relation& r) { return std::tie(r.document, r.from, r.kind, r.to, r.place); });
    sort_rows(batch.clauses, [](const Clause& c) {
        return std::tie(c.document, c.instrument, c.clause.threshold, c.clause.authority, c.place);
    });
    sort_rows(batch.sittings, [](const Sittings& s) {
        return std::tie(s.document, s.calendar.id, s.calendar.from, s.calendar.to, s.calendar.days, s.place);
    });
    for (auto& each : batch.documents)
        sort_rows(each.covers, [](const Alias& alias) { return std::tie(alias); });
}

}  // namespace registry::store
