// /forecast from what is kept: which findings open or worsen within some days after the day asked about if
// nothing more is recorded. The days on which findings were listed (ListedSpan) say it up to the last
// judgement; only tracks on which something turns later are judged day by day, and of the rest only the lines
// shown.
#pragma once
#include <memory>
#include <vector>

#include "registry/answers/listed_on.hpp"

namespace registry {

struct AheadAnswer {
    std::vector<FindingLine> lines;  // as forecast() gives them
    bool more = false, nothing_known = false;
};
// As forecast(reader, filter, asked), which judges every track; in another view than the current one it does
// so too.
AheadAnswer ahead_answer(store::Reader&, std::shared_ptr<const Table>, const ForecastFilter&, const Asked&);

}  // namespace registry
