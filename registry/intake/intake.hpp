// One batch in: resolve, compare, settle, judge what changed, log the changes; one transaction, one report.
// The same file twice changes nothing; the order of files changes nothing but run numbers and recorded days.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/exchange/batch.hpp"
#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "registry/store/view.hpp"

namespace registry {

struct Report {
    std::size_t said = 0, repeated = 0, withdrawn = 0;
    std::size_t superseded =
        0;  // of an older snapshot than the one believed: kept, neither said nor withdrawn
    std::size_t notes = 0, doubts = 0, losses = 0;
    bool known_file =
        false;  // the same bytes with the same particulars were taken in before: nothing was done
    std::vector<Remark> remarks;                      // importer's, resolving's and settling's
    std::vector<std::string> touched;                 // "opcat/be": tracks re-settled
    std::size_t opened = 0, closed = 0, changed = 0;  // findings
};

struct Incoming {
    std::string file;      // name for messages
    std::string importer;  // id
    std::string_view bytes;
    Batch batch;
};

// Commits. With `dry_run` everything is computed and nothing kept. Throws only for what no caller can mend.
Report take_in(store::Database&, const Incoming&, const Now&, bool dry_run = false);

// A person settles a name the registry did not know: re-keys, re-settles, no "said" or "withdrawn".
// kind "party" or "entity". A problem when the id is not declared or the name is not waiting.
Result<Report> resolve_name(store::Database&, std::string_view kind, std::string_view name,
                            std::string_view id, const Now&);

// The passage of time: re-judges only the tracks that are due. Twice on a day changes nothing.
Report tick(store::Database&, const Now&);

// Rebuilds events, tracks and open findings from statements and compares with what is stored; differences in
// words.
std::vector<std::string> rejudge(store::Database&, const Now&);

// The whole registry as one exchange file: equal facts give equal bytes, whatever the order of imports.
// `view`: as known or published by a day; `on`: without what had not happened by the end of that day.
std::string export_all(store::Reader&, const store::View& view = {}, std::optional<Day> on = {});

}  // namespace registry
