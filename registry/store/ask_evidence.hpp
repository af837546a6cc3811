// Where a thing is said: the places that statements, looks and descriptions stand in. Of secondary documents
// (memoranda, press) only metadata and the short quotation leave the store; of documents taken down not even
// that (semantics 7).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/model/language.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

// One place where something is said.
struct Evidence {
    std::int64_t statement = 0;
    std::string source;
    Labels source_label;
    std::string document_key;  // sha256 of a stored file, else empty
    std::string document_title, address, file, place, note;
    std::string date;  // EDTF as read
    Polarity polarity = Polarity::happened;
    std::optional<When> as_of, published;
    bool sample = false, secondary = false, unconfirmed = false;
    bool taken_down = false;
    std::string quotation;
    Day recorded{};
    std::optional<Day> gone;
};

}  // namespace registry

namespace registry::store {

// Every place the statement stands in, as held in that view: newest as_of first.
std::vector<Evidence> evidence_of_statement(Reader&, std::int64_t statement, const View&);

// A search record, with its span.
struct LookRow {
    Evidence evidence;
    std::optional<Day> from, looked_on;
    Day to{};
    int read = 0;
};
std::optional<LookRow> look(Reader&, std::int64_t id);

// A document as evidence of what it does not say.
std::optional<Evidence> evidence_of_document(Reader&, std::string_view key);

// Things said of the instrument that are not dated steps, newest as_of first within a key.
struct DescriptionRow {
    std::string key, language, value;
    Evidence evidence;
};
std::vector<DescriptionRow> descriptions_of(Reader&, std::string_view instrument, const View&);

// Words kept as sources have them, by party and kind, newest as_of first, of the documents that count for
// what they say (view.hpp); none from secondary documents and those taken down.
struct PassageRow {
    std::string kind, party, party_said, language, text, document_key, place;
};
std::vector<PassageRow> passages_of(Reader&, std::string_view instrument, const View&);

// How many different texts of that kind are held of each party, of the same documents. By party.
std::vector<std::pair<std::string, int>> passages_by_party(Reader&, std::string_view instrument,
                                                           std::string_view kind, const View&);

// Where one has looked at all: the sources of statements and search records on the track, of documents that
// say something of it and of those that cover the instrument. Sorted.
std::vector<std::string> sources_consulted(Reader&, std::string_view instrument, std::string_view party,
                                           const View&);

}  // namespace registry::store
