// How many findings there are of each rule, body and class, in the list as it is filtered: what the chart on
// /stalled draws, and what programs read as "counts".
#pragma once
#include <array>
#include <string>
#include <vector>

#include "registry/rules/rule.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

struct StalledCounts {
    struct Row {
        std::string rule, rule_label;  // "R3", and "R3 – " with its title in the page’s language
        std::string entity,
            entity_label;  // whose step it is about; empty: the party as a whole, and its label
        std::string href;  // /stalled, filtered to these; of the party as a whole to the rule's
        std::array<int, 5> by_severity{};  // by registry::Severity; `none` stays 0
        int total() const;
        int of(registry::Severity severity) const { return by_severity[static_cast<std::size_t>(severity)]; }
    };
    std::vector<Row> rows;  // rules in their own order, bodies as the vocabulary declares them; none is empty
    int total = 0;          // findings counted: the sum over all rows
};

// For programs: a list of {rule, entity, notice, warn, stalled, severe, total}; for people labels and links
// too, as the table that says the same as the chart.
Value counts_value(const View&, const StalledCounts&);

}  // namespace server
