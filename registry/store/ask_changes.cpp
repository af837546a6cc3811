#include "registry/store/ask_changes.hpp"

#include <algorithm>
#include <limits>

#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

// One statement for each index and direction: the first filter given leads, the others are looked at row by
// row. ?1 below, ?2 above, ?3 how many, ?4 instrument, ?5 party, ?6 rule, ?7 entity.
struct Route {
    std::string_view newest, nearest;  // ids downwards from `before`; ids upwards from `after`
};
constexpr Route by_number{
    R"sql(SELECT id FROM change WHERE id < ?1 AND id > ?2 AND ?4 || ?5 || ?6 || ?7 = ''
          ORDER BY id DESC LIMIT ?3)sql",
    R"sql(SELECT id FROM change WHERE id < ?1 AND id > ?2 AND ?4 || ?5 || ?6 || ?7 = ''
          ORDER BY id LIMIT ?3)sql"};
constexpr Route by_instrument{
    R"sql(SELECT id FROM change WHERE instrument = ?4 AND id < ?1 AND id > ?2 AND ?5 IN ('', party)
          AND ?6 IN ('', rule) AND ?7 IN ('', entity) ORDER BY id DESC LIMIT ?3)sql",
    R"sql(SELECT id FROM change WHERE instrument = ?4 AND id < ?1 AND id > ?2 AND ?5 IN ('', party)
          AND ?6 IN ('', rule) AND ?7 IN ('', entity) ORDER BY id LIMIT ?3)sql"};
constexpr Route by_rule{
    R"sql(SELECT id FROM change WHERE rule = ?6 AND rule <> '' AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?5 IN ('', party) AND ?7 IN ('', entity) ORDER BY id DESC LIMIT ?3)sql",
    R"sql(SELECT id FROM change WHERE rule = ?6 AND rule <> '' AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?5 IN ('', party) AND ?7 IN ('', entity) ORDER BY id LIMIT ?3)sql"};
constexpr Route by_entity{
    R"sql(SELECT id FROM change WHERE entity = ?7 AND entity <> '' AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?5 IN ('', party) AND ?6 IN ('', rule) ORDER BY id DESC LIMIT ?3)sql",
    R"sql(SELECT id FROM change WHERE entity = ?7 AND entity <> '' AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?5 IN ('', party) AND ?6 IN ('', rule) ORDER BY id LIMIT ?3)sql"};
constexpr Route by_party{
    R"sql(SELECT id FROM change WHERE party = ?5 AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?6 IN ('', rule) AND ?7 IN ('', entity) ORDER BY id DESC LIMIT ?3)sql",
    R"sql(SELECT id FROM change WHERE party = ?5 AND id < ?1 AND id > ?2 AND ?4 IN ('', instrument)
          AND ?6 IN ('', rule) AND ?7 IN ('', entity) ORDER BY id LIMIT ?3)sql"};

const Route& route_for(const ChangeFilter& filter) {
    if (!filter.instrument.empty()) return by_instrument;
    if (!filter.rule.empty()) return by_rule;
    if (!filter.entity.empty()) return by_entity;
    return filter.party.empty() ? by_number : by_party;
}

ChangeLine change_at(const Query& row) {
    ChangeLine line;
    line.id = row.integer(0);
    std::string* const texts[]{&line.kind,      &line.instrument, &line.party,   &line.entity,
                               &line.milestone, &line.event,      &line.finding, &line.rule,
                               &line.severity,  &line.date,       &line.was};
    int column = 0;
    for (auto* each : texts) *each = row.text(++column);
    line.effective = row.maybe_day(12);
    line.recorded_at = row.text(13);
    line.recorded_day = row.day(14);
    line.import = row.integer(15);
    return line;
}

}  // namespace

std::vector<ChangeLine> change_log(Reader& reader, const ChangeFilter& filter) {
    const auto& route = route_for(filter);
    const bool upwards = filter.after > 0 && filter.before <= 0;
    const auto before = filter.before > 0 ? filter.before : std::numeric_limits<std::int64_t>::max();
    std::vector<ChangeLine> lines;
    Query ids(reader, upwards ? route.nearest : route.newest);
    Query change(reader, R"sql(
        SELECT id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was, effective,
               recorded_at, recorded_day, import FROM change WHERE id = ?1)sql");
    for (ids.bind(before, filter.after, filter.limit, filter.instrument, filter.party, filter.rule,
                  filter.entity);
         ids.step();)
        if (change.bind(ids.integer(0)).step()) lines.push_back(change_at(change));
    if (upwards) std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace registry::store
