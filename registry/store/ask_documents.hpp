// Documents, the sources they come from, what was remarked on them, and the names that wait for a person.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"

namespace registry {

struct SourceLine {
    std::string source;
    std::int64_t documents = 0,
                 statements = 0;  // ever taken in; statements as often as its documents say them
    std::string last_import;      // instant
    std::optional<Day> newest_as_of;
    std::int64_t notes = 0, doubts = 0, losses = 0;
    std::vector<Remark> latest;  // newest remarks, at most 20 (on /sources/{source} all, paged)
};

struct DocumentAnswer {
    std::string sha256, source, title, address, file, media_type, language, quotation;
    std::optional<When> as_of, published;
    std::optional<Day> retrieved;
    std::int64_t size = 0, statements = 0;
    bool sample = false, secondary = false, taken_down = false;
    std::string taken_down_at, taken_down_because;  // instant and reason; empty: not, or not recorded
    std::string recorded_at;
    std::vector<Remark> remarks;  // none of one taken down: they have its words
};

struct WaitingName {
    std::string kind, text;
    std::int64_t statements = 0;
    std::string example;  // a place where it stands
};

}  // namespace registry

namespace registry::store {

// Every source a document of which is held, by name.
std::vector<std::string> sources_held(Reader&);
// The last document taken in from a source, by the end of that day; none: nothing was.
struct LastDocument {
    Day recorded{};
    std::optional<When> as_of;
};
std::optional<LastDocument> last_document(Reader&, std::string_view source, const std::optional<Day>& known);
// Without `latest`. `known`: only what was recorded by the end of that day.
SourceLine source_line(Reader&, std::string_view source, const std::optional<Day>& known = {});
// Of a source's documents, or of everything when empty: newest first.
std::vector<Remark> remarks_of_source(Reader&, std::string_view source, std::size_t limit, std::size_t offset,
                                      const std::optional<Day>& known = {});
// Of settling what is said of the instrument by and about whomever.
std::vector<Remark> remarks_of_instrument(Reader&, std::string_view instrument);

// By digest of a stored file, or by key of a cited document.
std::optional<DocumentAnswer> document(Reader&, std::string_view key);
// The original bytes; none for secondary documents, those taken down, and those never stored.
std::optional<std::string> document_frame(Reader&, std::string_view sha256);

std::vector<WaitingName> unresolved_parties(Reader&);
std::vector<WaitingName> unresolved_entities(Reader&);

bool made_from_samples(Reader&);
std::optional<Day> first_import(Reader&);
std::optional<Day> last_import(Reader&);

}  // namespace registry::store
