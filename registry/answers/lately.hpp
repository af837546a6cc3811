// What the first page tells: the worst, what moved, what is about to become worse; each of a bounded part of
// the store, never of all of it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/catalogue/catalogue.hpp"

namespace registry {

// The changes one import brought to one track (or to the instrument itself), as one piece of news.
struct ChangeGroup {
    InstrumentHead instrument;
    std::string party;  // empty: the instrument's own
    Day recorded{};
    std::vector<ChangeLine> lines;  // at least one, newest first
};

// Newest first, from the last few hundred rows of each kind.
struct Lately {
    std::vector<ChangeGroup> moved;      // took effect shortly before it was recorded
    std::vector<ChangeGroup> corrected;  // what the registry said otherwise before
    std::vector<ChangeGroup> added;      // old facts, added to the record
};
// With `published`: none, a change does not tell when its document became public.
Lately lately(store::Reader&, const Asked&, std::size_t groups);

// Worst first: of today from the store, of another day from the read model. With `known` or `published`
// every track would have to be judged anew: none here, `placet stalled` and /stalled do that.
struct Worst {
    std::vector<FindingLine> lines;
    std::size_t severe = 0, stalled = 0;  // how many there are
    bool told = true;                     // false: not on this page
};
Worst worst(store::Reader&, const Table&, const Asked&, std::size_t limit);

// Listed findings that time alone makes worse within so many days, each once, soonest first. Only as of today:
// told false otherwise.
struct Ahead {
    std::vector<FindingLine> lines;
    bool told = true;
};
Ahead ahead(store::Reader&, std::shared_ptr<const Table>, const Asked&, int days, std::size_t limit);

}  // namespace registry
