#include <map>
#include <string>

#include "registry/store/documents.hpp"
#include "registry/store/view.hpp"
#include "registry/store/whole.hpp"
#include "registry/store/whole_rows.hpp"

namespace registry::store {
namespace {

// Every question goes by an index on the instrument or on one of its names.
class GatheringOne {
public:
    GatheringOne(Reader& reader, std::string_view instrument, const View& view, std::optional<Day> on)
        : reader_(reader), instrument_(instrument), standing_(reader, view), current_(view.is_current()), on_(on) {}

    Batch all(const Document& about) {
        names();
        statements();
        descriptions();
        passages();
        looks();
        links();
        told_apart();
        relations();
        clauses();
        covers();
        batch_.documents.push_back(about);
        put_documents_in_order();
        sort_batch(batch_);
        return std::move(batch_);
    }

private:
    void names() {
        Query rows(reader_, "SELECT scheme, value FROM alias WHERE instrument = ?");
        for (rows.bind(instrument_); rows.step();) names_.push_back({rows.text(0), rows.text(1)});
    }

    void statements() {
        Query rows(reader_,
                   "SELECT a.document, a.scheme, a.value, s.party, s.entity, s.milestone, s.form, s.date, s.lo, "
                   "s.hi, s.act, s.subject, a.note, s.polarity, a.unconfirmed, a.place FROM statement s JOIN "
                   "appearance a ON a.statement = s.id WHERE s.instrument = ?1 AND (s.live = 1 OR NOT ?2)");
        for (rows.bind(instrument_, current_); rows.step();) {
            auto said = statement_in(rows, 1);
            if (!current_ && !standing_.counts(rows.integer(0), said.instrument)) continue;
            if (on_ && said.polarity == Polarity::happened && happened_by(said.when, *on_) == Truth::no) continue;
            const auto* document = public_document(rows.integer(0));
            if (!document) continue;
            if (document->closed) said.note.clear();
            said.document = document->at;
            batch_.statements.push_back(std::move(said));
        }
    }

    void descriptions() {
        Query rows(reader_,
                   "SELECT DISTINCT document, scheme, value_said, key, language, value, place FROM description "
                   "WHERE instrument = ?1 AND (gone_in IS NULL OR NOT ?2 OR key IN ('title', 'conclusion'))");
        for (rows.bind(instrument_, current_); rows.step();) {
            auto said = description_in(rows, 1);
            // Two names may have been matched by what an older page called the one.
            const bool matched_by = said.key == "title" || said.key == "conclusion";
            if (!matched_by && !current_ && !standing_.counts(rows.integer(0), said.instrument)) continue;
            put(batch_.descriptions, std::move(said), rows.integer(0));
        }
    }

    // Words of secondary documents and of those taken down are not public.
    void passages() {
        Query rows(reader_,
                   "SELECT document, scheme, value_said, party, kind, language, text, place FROM passage WHERE "
                   "instrument = ?");
        for (rows.bind(instrument_); rows.step();) {
            auto words = passage_in(rows, 1);
            if (!standing_.counts(rows.integer(0), words.instrument)) continue;
            const auto* document = public_document(rows.integer(0));
            if (!document || document->closed) continue;
            words.document = document->at;
            batch_.passages.push_back(std::move(words));
        }
    }

    void looks() {
        Query rows(reader_,
                   "SELECT document, source, scheme, value_said, party, entity, milestone, from_day, to_day, "
                   "looked_on, read, unreadable, note, place FROM look WHERE instrument = ?");
        for (rows.bind(instrument_); rows.step();) {
            auto look = look_in(rows, 1);
            const auto* document = public_document(rows.integer(0));
            if (!document) continue;
            if (document->closed) look.note.clear();
            look.document = document->at;
            batch_.looks.push_back(std::move(look));
        }
    }

    void links() {
        Query rows(reader_,
                   "SELECT document, one_scheme, one_value, other_scheme, other_value, place, because FROM link "
                   "WHERE one_scheme = ? AND one_value = ?");
        for (const auto& name : names_)
            for (rows.bind(name.scheme, name.value); rows.step();)
                put(batch_.links, link_in(rows, 1), rows.integer(0));
    }

    void told_apart() {
        Query rows(reader_,
                   "SELECT document, one_scheme, one_value, other_scheme, other_value, because, place FROM "
                   "not_same WHERE one_scheme = ?1 AND one_value = ?2 UNION ALL SELECT document, one_scheme, "
                   "one_value, other_scheme, other_value, because, place FROM not_same WHERE other_scheme = ?1 "
                   "AND other_value = ?2");
        for (const auto& name : names_)
            for (rows.bind(name.scheme, name.value); rows.step();)
                put(batch_.not_same, not_same_in(rows, 1), rows.integer(0));
    }

    void relations() {
        Query rows(reader_,
                   "SELECT document, from_scheme, from_value, kind, to_scheme, to_value, place FROM relation WHERE "
                   "from_instrument = ?1 UNION SELECT document, from_scheme, from_value, kind, to_scheme, "
                   "to_value, place FROM relation WHERE to_instrument = ?1");
        for (rows.bind(instrument_); rows.step();)
            put(batch_.relations, relation_in(rows, 1), rows.integer(0));
    }

    void clauses() {
        Query rows(reader_,
                   "SELECT document, scheme, value, threshold, delay, own, authority, place FROM clause WHERE "
                   "instrument = ?");
        for (rows.bind(instrument_); rows.step();) put(batch_.clauses, clause_in(rows, 1), rows.integer(0));
    }

    // What a document states completely, of this instrument only. It says so even where it states nothing.
    void covers() {
        Query rows(reader_, "SELECT document FROM covers WHERE scheme = ? AND value = ?");
        for (const auto& name : names_)
            for (rows.bind(name.scheme, name.value); rows.step();)
                if (const auto* document = public_document(rows.integer(0)))
                    used_[document->at].covers.push_back(name);
    }

    // A document as the record shows it: the place it has in used_, and whether its words are not public
    // (semantics 7). Null where the view does not admit it.
    struct Used {
        std::size_t at = 0;
        bool closed = false;
    };
    const Used* public_document(std::int64_t id) {
        if (const auto found = at_.find(id); found != at_.end()) return &found->second;
        if (!standing_.admitted(id)) return nullptr;
        auto stored = document_of(reader_, id);
        const bool taken_down = is_taken_down(reader_, id);
        if (taken_down) stored.about.quotation.clear();
        used_.push_back(std::move(stored.about));
        return &at_.emplace(id, Used{used_.size() - 1, taken_down || used_.back().secondary}).first->second;
    }

    template <class Row>
    void put(std::vector<Row>& rows, Row row, std::int64_t document) {
        const auto* used = public_document(document);
        if (!used) return;
        row.document = used->at;
        rows.push_back(std::move(row));
    }

    // By their particulars, so that the order of imports does not matter; equal ones are one.
    void put_documents_in_order() {
        std::vector<std::size_t> order(used_.size()), place(used_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        const auto key = [&](std::size_t i) { return digest_of(used_[i]); };
        std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
        std::string last;
        for (const auto i : order) {
            const auto digest = key(i);
            if (digest != last)
                batch_.documents.push_back(used_[i]);
            else
                for (const auto& name : used_[i].covers) batch_.documents.back().covers.push_back(name);
            last = digest;
            place[i] = batch_.documents.size() - 1;
        }
        const auto move = [&](auto& rows) {
            for (auto& row : rows) row.document = place[row.document];
        };
        move(batch_.statements), move(batch_.descriptions), move(batch_.passages), move(batch_.looks);
        move(batch_.links), move(batch_.not_same), move(batch_.relations), move(batch_.clauses);
    }

    Reader& reader_;
    std::string instrument_;
    Standing standing_;
    bool current_;
    std::optional<Day> on_;
    Batch batch_;
    std::vector<Alias> names_;
    std::vector<Document> used_;
    std::map<std::int64_t, Used> at_;
};

}  // namespace

Batch said_of_one(Reader& reader, std::string_view instrument, const Document& about, const View& view,
                  std::optional<Day> on) {
    return GatheringOne{reader, instrument, view, on}.all(about);
}

}  // namespace registry::store
