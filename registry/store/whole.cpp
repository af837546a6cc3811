#include "registry/store/whole.hpp"

#include <algorithm>
#include <unordered_map>

#include "registry/store/documents.hpp"
#include "registry/store/records.hpp"
#include "registry/store/sittings.hpp"
#include "registry/store/view.hpp"
#include "registry/store/whole_rows.hpp"

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
        sort_batch(batch_);
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
    }

    void statements() {
        Query rows(reader_,
                   "SELECT a.document, a.scheme, a.value, s.party, s.entity, s.milestone, s.form, s.date, "
                   "s.lo, s.hi, s.act, "
                   "s.subject, a.note, s.polarity, a.unconfirmed, a.place FROM statement s JOIN appearance a "
                   "ON a.statement = "
                   "s.id WHERE s.live = 1 OR NOT ?");
        for (rows.bind(current_); rows.step();) {
            auto said = statement_in(rows, 1);
            if (!counts(rows.integer(0), said.instrument)) continue;
            said.document = index_.at(rows.integer(0));
            if (on_ && said.polarity == Polarity::happened && happened_by(said.when, *on_) == Truth::no)
                continue;
            batch_.statements.push_back(std::move(said));
        }
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
            put(batch_.descriptions, description_in(rows, 1), rows.integer(0));
        }
    }

    void passages() {
        Query rows(reader_,
                   "SELECT document, scheme, value_said, party, kind, language, text, place FROM passage");
        for (rows.bind(); rows.step();) {
            const Alias alias{rows.text(1), rows.text(2)};
            if (!standing_.counts(rows.integer(0), alias)) continue;
            put(batch_.passages, passage_in(rows, 1), rows.integer(0));
        }
    }

    void looks() {
        Query rows(reader_,
                   "SELECT document, source, scheme, value_said, party, entity, milestone, from_day, to_day, "
                   "looked_on, read, "
                   "unreadable, note, place FROM look");
        for (rows.bind(); rows.step();)
            put(batch_.looks, look_in(rows, 1), rows.integer(0));
    }

    void links() {
        Query rows(
            reader_,
            "SELECT document, one_scheme, one_value, other_scheme, other_value, place, because FROM link");
        for (rows.bind(); rows.step();)
            put(batch_.links, link_in(rows, 1), rows.integer(0));
    }

    void told_apart() {
        Query rows(reader_,
                   "SELECT document, one_scheme, one_value, other_scheme, other_value, because, place FROM "
                   "not_same");
        for (rows.bind(); rows.step();)
            put(batch_.not_same, not_same_in(rows, 1), rows.integer(0));
    }

    void relations() {
        Query rows(
            reader_,
            "SELECT document, from_scheme, from_value, kind, to_scheme, to_value, place FROM relation");
        for (rows.bind(); rows.step();)
            put(batch_.relations, relation_in(rows, 1), rows.integer(0));
    }

    void clauses() {
        Query rows(reader_,
                   "SELECT document, scheme, value, threshold, delay, own, authority, place FROM clause");
        for (rows.bind(); rows.step();)
            put(batch_.clauses, clause_in(rows, 1), rows.integer(0));
    }

    void sittings() {
        for (auto& each : all_sittings(reader_))
            if (index_.contains(each.document))
                batch_.sittings.push_back(
                    {std::move(each.calendar), index_.at(each.document), std::move(each.place)});
    }

    // Under a view what counts among the documents of then; without one, what is current (asked in the
    // query).
    bool counts(std::int64_t document, const Alias& alias) {
        return index_.contains(document) && (current_ || standing_.counts(document, alias));
    }

    template <class Row>
    void put(std::vector<Row>& rows, Row row, std::int64_t document) {
        const auto at = index_.find(document);
        if (at == index_.end()) return;
        row.document = at->second;
        rows.push_back(std::move(row));
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
