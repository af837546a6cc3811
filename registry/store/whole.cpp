#include "registry/store/whole.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "registry/store/columns.hpp"
#include "registry/store/documents.hpp"
#include "registry/store/records.hpp"
#include "registry/store/sittings.hpp"
#include "registry/store/view.hpp"

namespace registry::store {
namespace {

class Gathering {
public:
    Gathering(Reader& reader, const View& view, std::optional<Day> on)
        : reader_(reader), standing_(reader, view), current_(view.is_current()), on_(on) {}

    Batch all(const Document& about) {
        batch_.documents.push_back(about);
        documents();
        covers();
        statements();
        descriptions();
        passages();
        looks();
        links();
        told_apart();
        relations();
        clauses();
        sittings();
        return std::move(batch_);
    }

private:
    // Those of equal particulars are one document for whoever reads the export.
    void documents() {
        auto stored = all_documents(reader_);
        std::erase_if(stored, [&](const StoredDocument& each) {
            return !standing_.admitted(each.id) || (each.is_file && is_container(reader_, each.id));
        });
        std::sort(stored.begin(), stored.end(), [](const StoredDocument& a, const StoredDocument& b) {
            return std::pair{digest_of(a.about), a.key} < std::pair{digest_of(b.about), b.key};
        });
        std::string last;
        for (auto& each : stored) {
            const auto digest = digest_of(each.about);
            if (digest != last) batch_.documents.push_back(std::move(each.about));
            last = digest;
            index_[each.id] = batch_.documents.size() - 1;
        }
    }

    void covers() {
        Query rows(reader_, "SELECT document, scheme, value FROM covers");
        for (rows.bind(); rows.step();)
            if (const auto at = index_.find(rows.integer(0)); at != index_.end())
                batch_.documents[at->second].covers.push_back({rows.text(1), rows.text(2)});
        for (auto& each : batch_.documents) sort(each.covers, [](const Alias& a) { return std::tie(a); });
    }

    void statements() {
        Query rows(reader_,
                   "SELECT a.document, a.scheme, a.value, s.party, s.entity, s.milestone, s.form, s.date, "
                   "s.lo, s.hi, s.act, "
                   "s.subject, a.note, s.polarity, a.unconfirmed, a.place FROM statement s JOIN appearance a "
                   "ON a.statement = "
                   "s.id WHERE s.live = 1 OR NOT ?");
        for (rows.bind(current_); rows.step();) {
            Statement said;
            said.instrument = {rows.text(1), rows.text(2)};
            if (!counts(rows.integer(0), said.instrument)) continue;
            said.document = index_.at(rows.integer(0));
            said.party = rows.text(3), said.entity = rows.text(4), said.milestone = rows.text(5),
            said.form = rows.text(6);
            said.when = when_in(rows, 7);
            said.act = rows.text(10), said.subject = rows.text(11), said.note = rows.text(12);
            said.polarity = named<Polarity>(rows.view(13)).value_or(Polarity::happened);
            said.unconfirmed = rows.flag(14);
            said.place = rows.text(15);
            if (on_ && said.polarity == Polarity::happened && happened_by(said.when, *on_) == Truth::no)
                continue;
            batch_.statements.push_back(std::move(said));
        }
        sort(batch_.statements, [](const Statement& s) {
            return std::tie(s.document, s.instrument, s.party, s.entity, s.milestone, s.when.edtf, s.form,
                            s.act, s.subject, s.polarity, s.place, s.note);
        });
    }

    void descriptions() {
        Query rows(
            reader_,
            "SELECT DISTINCT document, scheme, value_said, key, language, value, place FROM description "
            "WHERE gone_in IS NULL OR NOT ? OR key IN ('title', 'conclusion')");
        for (rows.bind(current_); rows.step();) {
            // Two names may have been matched by what an older page called the one.
            const bool matched_by = rows.view(3) == "title" || rows.view(3) == "conclusion";
            if (matched_by ? !index_.contains(rows.integer(0))
                           : !counts(rows.integer(0), {rows.text(1), rows.text(2)}))
                continue;
            batch_.descriptions.push_back({{rows.text(1), rows.text(2)},
                                           rows.text(3),
                                           rows.text(4),
                                           rows.text(5),
                                           index_.at(rows.integer(0)),
                                           rows.text(6)});
        }
        sort(batch_.descriptions, [](const Description& d) {
            return std::tie(d.document, d.instrument, d.key, d.language, d.value, d.place);
        });
    }

    void passages() {
        Query rows(reader_,
                   "SELECT document, scheme, value_said, party, kind, language, text, place FROM passage");
        for (rows.bind(); rows.step();) {
            const Alias alias{rows.text(1), rows.text(2)};
            if (!standing_.counts(rows.integer(0), alias)) continue;
            batch_.passages.push_back({alias, rows.text(3), rows.text(4), rows.text(5), rows.text(6),
                                       index_.at(rows.integer(0)), rows.text(7)});
        }
        sort(batch_.passages, [](const Passage& p) {
            return std::tie(p.document, p.instrument, p.party, p.kind, p.language, p.place, p.text);
        });
    }

    void looks() {
        Query rows(reader_,
                   "SELECT document, source, scheme, value_said, party, entity, milestone, from_day, to_day, "
                   "looked_on, read, "
                   "unreadable, note, place FROM look");
        for (rows.bind(); rows.step();) {
            if (!index_.contains(rows.integer(0))) continue;
            Look look;
            look.document = index_.at(rows.integer(0));
            look.source = rows.text(1);
            if (!rows.view(2).empty()) look.instrument = Alias{rows.text(2), rows.text(3)};
            look.party = rows.text(4), look.entity = rows.text(5), look.milestone = rows.text(6);
            look.from = rows.maybe_day(7), look.to = rows.day(8), look.looked_on = rows.maybe_day(9);
            look.read = static_cast<int>(rows.integer(10)),
            look.unreadable = static_cast<int>(rows.integer(11));
            look.note = rows.text(12), look.place = rows.text(13);
            batch_.looks.push_back(std::move(look));
        }
        sort(batch_.looks, [](const Look& l) {
            return std::tie(l.document, l.source, l.instrument, l.party, l.entity, l.milestone, l.from, l.to,
                            l.place, l.note);
        });
    }

    void links() {
        Query rows(
            reader_,
            "SELECT document, one_scheme, one_value, other_scheme, other_value, place, because FROM link");
        for (rows.bind(); rows.step();)
            if (index_.contains(rows.integer(0)))
                batch_.links.push_back({{rows.text(1), rows.text(2)},
                                        {rows.text(3), rows.text(4)},
                                        index_.at(rows.integer(0)),
                                        rows.text(5),
                                        rows.text(6)});
        sort(batch_.links,
             [](const Link& l) { return std::tie(l.document, l.one, l.other, l.place, l.because); });
    }

    void told_apart() {
        Query rows(reader_,
                   "SELECT document, one_scheme, one_value, other_scheme, other_value, because, place FROM "
                   "not_same");
        for (rows.bind(); rows.step();)
            if (index_.contains(rows.integer(0)))
                batch_.not_same.push_back({{rows.text(1), rows.text(2)},
                                           {rows.text(3), rows.text(4)},
                                           rows.text(5),
                                           index_.at(rows.integer(0)),
                                           rows.text(6)});
        sort(batch_.not_same,
             [](const NotSame& n) { return std::tie(n.document, n.one, n.other, n.because, n.place); });
    }

    void relations() {
        Query rows(
            reader_,
            "SELECT document, from_scheme, from_value, kind, to_scheme, to_value, place FROM relation");
        for (rows.bind(); rows.step();)
            if (index_.contains(rows.integer(0)))
                batch_.relations.push_back({{rows.text(1), rows.text(2)},
                                            rows.text(3),
                                            {rows.text(4), rows.text(5)},
                                            index_.at(rows.integer(0)),
                                            rows.text(6)});
        sort(batch_.relations,
             [](const Relation& r) { return std::tie(r.document, r.from, r.kind, r.to, r.place); });
    }

    void clauses() {
        Query rows(reader_,
                   "SELECT document, scheme, value, threshold, delay, own, authority, place FROM clause");
        for (rows.bind(); rows.step();)
            if (index_.contains(rows.integer(0)))
                batch_.clauses.push_back(
                    {{rows.text(1), rows.text(2)},
                     {static_cast<int>(rows.integer(3)), parse_span(rows.text(4)).value_or(Span{}),
                      parse_span(rows.text(5)).value_or(Span{}), rows.text(6)},
                     index_.at(rows.integer(0)),
                     rows.text(7)});
        sort(batch_.clauses, [](const Clause& c) {
            return std::tie(c.document, c.instrument, c.clause.threshold, c.clause.authority, c.place);
        });
    }

    void sittings() {
        for (auto& each : all_sittings(reader_))
            if (index_.contains(each.document))
                batch_.sittings.push_back(
                    {std::move(each.calendar), index_.at(each.document), std::move(each.place)});
        sort(batch_.sittings, [](const Sittings& s) {
            return std::tie(s.document, s.calendar.id, s.calendar.from, s.calendar.to, s.calendar.days,
                            s.place);
        });
    }

    // Under a view what counts among the documents of then; without one, what is current (asked in the
    // query).
    bool counts(std::int64_t document, const Alias& alias) {
        return index_.contains(document) && (current_ || standing_.counts(document, alias));
    }

    template <class Row, class Key>
    static void sort(std::vector<Row>& rows, Key key) {
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    }

    Reader& reader_;
    Standing standing_;
    bool current_;
    std::optional<Day> on_;
    Batch batch_;
    std::unordered_map<std::int64_t, std::size_t> index_;
};

}  // namespace

Batch everything_said(Reader& reader, const Document& about, const View& view, std::optional<Day> on) {
    return Gathering{reader, view, on}.all(about);
}

}  // namespace registry::store
