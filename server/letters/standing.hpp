// How what somebody follows stands today, asked as its page asks.
#pragma once
#include <string>
#include <vector>

#include "registry/catalogue/catalogue.hpp"
#include "registry/store/subscriptions.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server::letters {

inline constexpr std::size_t most_shown = 10;

struct Standing {
    // Of what there are `count`: findings, instruments of a list, roads of a list. Of the log there is no
    // standing: its page shows it.
    enum class Of { findings, instruments, roads, page } of = Of::findings;
    std::size_t count = 0;
    std::string page;  // address of this site that lists them all; empty: of what is followed
    std::vector<registry::Verdict> findings;  // worst first, at most `most_shown`; unsearched ones never
    struct Line {
        std::string instrument, party, entity, name, says, severity;
    };
    std::vector<Line> lines;  // of instruments and roads: the first of the list as its page has them
    // Findings nobody has looked for: of a road and an instrument counted; of everything wider they are on no
    // list.
    bool counts_unsearched = false;
    std::size_t unsearched = 0;
    struct Next {
        std::string milestone, entity, says;
    };
    std::vector<Next> next;  // of a road: what it awaits
    // Of a road its recorded acts and whether it binds; of an instrument its counts and entry into force.
    std::vector<std::string> says;
    Value facts = Value::object();  // the same for a program
};
Standing standing_of(registry::store::Reader&, const View&, registry::Catalogue&, const registry::Selector&);

}  // namespace server::letters
