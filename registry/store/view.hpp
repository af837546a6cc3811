// Which statements an answer may rest on (semantics 2), and which documents count for what they say.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// Neither given: what is current now.
struct View {
    std::optional<Day> known;  // only what was recorded by the end of that day (UTC) and not yet gone
    std::optional<Day>
        published;  // only what stands in a document public by that day; where no publication day is
                    // known, its as_of day counts; a document with neither day is left out
    bool is_current() const { return !known && !published; }
};

// A document's particulars as far as they decide what counts.
struct Dated {
    std::string source, key;
    std::optional<When> as_of, published;
    Day recorded{};
    bool operator==(const Dated&) const = default;
};

// Whether a document counts for what it says of an instrument: always where it does not claim to state it
// completely, or does not say as of when; else only if no document of the same source that states it
// completely is newer (semantics 1). A pure function of the documents, so the order of imports cannot matter.
// Keeps what it has read: make a new one after documents have changed.
class Standing {
public:
    explicit Standing(Reader& reader, View view = {}) : reader_(reader), view_(view) {}

    bool counts(std::int64_t document, const Alias&);
    bool admitted(std::int64_t document);  // by the view
    const Dated& particulars(std::int64_t document);
    // Of those that state it completely and say as of when, the newest; several if they are of one day.
    const std::vector<std::int64_t>& newest(const std::string& source, const Alias&);

private:
    struct Name {
        std::string source;
        Alias alias;
        auto operator<=>(const Name&) const = default;
    };
    bool covers(std::int64_t document, const Alias&);

    Reader& reader_;
    View view_;
    std::unordered_map<std::int64_t, Dated> documents_;
    std::map<std::pair<std::int64_t, Alias>, bool> counts_;
    std::map<Name, std::vector<std::int64_t>> newest_;
};

}  // namespace registry::store
