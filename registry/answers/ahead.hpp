// /forecast: which findings open or worsen within some days after the day asked about if nothing more is
// recorded. The read model says on which days each is and will be listed (ListedSpan), so only the lines shown
// are read from the store or judged. Judged day by day are only
//   tracks that do not tell what time alone will bring (Table::untold);
//   with `known`, instruments of which something was recorded after that day;
//   with `published`, every track.
#pragma once
#include <memory>
#include <vector>

#include "registry/answers/listed_on.hpp"
#include "registry/answers/paging.hpp"

namespace registry {

// Empty members narrow nothing.
struct AheadQuestion {
    std::string party, rule;
    std::string entity;  // meant whether the finding is about it or waits for it
    int days = 90;
    bool only_open = false;  // only findings that are listed on the day asked about, each once
    PageAsked page;
};
struct AheadAnswer {
    std::vector<FindingLine> lines;  // as forecast() gives them
    PageAnswer page;
    bool nothing_known = false;
};
AheadAnswer ahead_answer(store::Reader&, std::shared_ptr<const Table>, const AheadQuestion&, const Asked&);

}  // namespace registry
