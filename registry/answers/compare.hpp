// Parties beside instruments: where each party stands with each on the day asked, from the read model. With
// `known` the instruments of which something was recorded after that day are read as held then, with
// `published` every one.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "registry/answers/party_roads.hpp"

namespace registry {

struct CompareQuestion {
    std::vector<std::string> parties, instruments;  // ids, each once; answered in this order
};
struct CompareAnswer {
    struct Cell {
        std::optional<Standing> standing;  // none: nothing is recorded of the party
        std::optional<When> signed_on, consented_on, in_force_on, withdrawn_on;  // the last of each
    };
    struct Row {
        InstrumentHead instrument;
        bool held = true;         // something was held of it in the view asked
        std::vector<Cell> cells;  // by party
    };
    std::vector<Row> rows;  // by instrument
    bool nothing_known = false;
};
CompareAnswer compare_answer(store::Reader&, std::shared_ptr<const Table>, const CompareQuestion&,
                             const Asked&);

// The words of a span of days of which only the ends are kept: a day, a month, a year, or from … to.
When said_of(Day lo, Day hi);

}  // namespace registry
