#include "server/pages/stalled_counts.hpp"

#include <numeric>

namespace server {

int StalledCounts::Row::total() const { return std::accumulate(by_severity.begin(), by_severity.end(), 0); }

Value counts_value(const View&, const StalledCounts& counts) {
    auto list = Value::list();
    for (const auto& row : counts.rows) {
        auto value = Value::object();
        value.both("rule", row.rule);
        value.people("rule_label", row.rule_label);
        value.both("entity", row.entity);
        value.people("entity_label", row.entity_label);
        value.people("href", row.href);
        for (const auto& [severity, name] : registry::Names<registry::Severity>::table)
            if (severity != registry::Severity::none) value.both(name, row.of(severity));
        value.both("total", row.total());
        list.push(std::move(value));
    }
    return list;
}

}  // namespace server
