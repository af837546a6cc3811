// Statements as the store keeps them: one row for each key (semantics 1), the places where they stand, and
// the spans in which they were current. Never edited, but for names resolved and instruments joined later.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/store/imports.hpp"
#include "registry/store/view.hpp"

namespace registry::store {

// Who is meant: our id, or the name as written while nobody has said who that is.
struct Meant {
    std::string id, said;
    bool resolved = true;
};

struct Place {
    std::int64_t document = 0;
    std::string place;
    Alias alias;
    std::string note;
    bool unconfirmed = false;
};

struct Kept {
    std::int64_t id = 0;
    bool fresh = false;  // nobody has said it before
    bool live = false;
};

// The row of that key, made if it is new, with one more place where it stands.
Kept keep_statement(Writer&, const Run&, const Statement&, std::string_view source,
                    const std::string& instrument, const Meant& party, const Meant& entity, const Place&);

void begin_life(Writer&, const Run&, std::int64_t statement);
void end_life(Writer&, const Run&, std::int64_t statement);

std::vector<std::int64_t> statements_in(Reader&, std::int64_t document, const Alias&);
struct Track {
    std::string instrument, party;
    auto operator<=>(const Track&) const = default;
};
struct Standpoint {
    Track track;
    bool live = false;    // as stored
    bool counts = false;  // as its appearances make it
};
Standpoint standpoint_of(Reader&, std::int64_t statement, Standing&);

// Every statement about `from` is about `to` from now on; two that become one keep all places and spans of
// both.
void move_statements(Writer&, std::string_view from, std::string_view to);

// A name that has been settled: the statements' rows are given the id. Gives the tracks (old name, new id).
struct Renamed {
    Track before, after;
    auto operator<=>(const Renamed&) const = default;
};
std::vector<Renamed> resolve_statements(Writer&, std::string_view kind, const std::string& name_as_said,
                                        const std::string& id);
// The names as written that may wait for a person, each once; looks keep no mark, so declared ids are among
// them.
std::vector<std::string> unresolved_names(Reader&, std::string_view kind);

std::vector<Track> all_tracks(Reader&);  // of which a statement is current
std::vector<std::int64_t> all_statements(Reader&);
bool has_open_span(Reader&, std::int64_t statement);

}  // namespace registry::store
