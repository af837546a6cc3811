// Runs: one row for each file taken in, fact recorded, name settled or day that brought something. Everything
// the registry learns points to the run it learnt it in. With them the remarks, and the names people have
// settled.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/model/now.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// A run under way.
struct Run {
    std::int64_t id = 0;
    Now now;
};
Run begin_run(Writer&, std::string_view kind, std::string_view file, std::string_view importer, const Now&);

struct RunCounts {
    std::size_t said = 0, repeated = 0, withdrawn = 0, superseded = 0, notes = 0, doubts = 0, losses = 0;
};
void end_run(Writer&, const Run&, std::optional<std::int64_t> document, const RunCounts&);

void add_remark(Writer&, const Run&, std::int64_t document, const Remark&);
std::vector<Remark> remarks_of(Reader&, std::int64_t document);
// A doubt that a person has settled since.
void drop_remarks(Writer&, std::string_view kind, std::string_view what);

// What settling has to say about a track: replaced as a whole. Gives the remarks that were not there before.
std::vector<Remark> replace_remarks(Writer&, const Run&, std::string_view instrument, std::string_view party,
                                    const std::vector<Remark>&);
std::vector<Remark> track_remarks(Reader&, std::string_view instrument, std::string_view party);

struct SettledName {
    std::string kind, folded, id;  // kind: "party", "entity"
};
std::vector<SettledName> settled_names(Reader&);
void settle_name(Writer&, const Run&, const SettledName&, std::string_view text);

}  // namespace registry::store
