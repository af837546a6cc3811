#include "registry/store/ask_changes.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "registry/store/columns.hpp"

namespace registry {
namespace {

// A fact recorded this much later than it happened is an addition to the record, not news. Our editorial
// choice: gazettes and parliaments are read within days, so a month of delay means that an old file came in.
constexpr std::chrono::days old_after{30};

}  // namespace

// A vague day counts from its end: only what cannot have happened lately is old. A log line of a finding has
// no date of its own but the day on which it took effect.
bool is_old_fact(const ChangeLine& line) {
    const auto when = parse_when(line.date);
    const auto happened = when ? std::optional{when->hi} : line.effective;
    return happened && line.recorded_day - *happened > old_after;
}

}  // namespace registry

namespace registry::store {
namespace {

constexpr std::string_view one_change = R"sql(
    SELECT id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was, effective,
           recorded_at, recorded_day, import, status FROM change WHERE id = ?1)sql";

// One statement for each index and direction: the first filter given leads, the others are looked at row by
// row. ?1 below, ?2 above, ?3 how many, ?4 instrument, ?5 party, ?6 rule, ?7 entity, ?8 kind, ?9 and ?10
// first and last recorded day.
struct Route {
    std::string newest, nearest;  // ids downwards from `before`; ids upwards from `after`
};
constexpr std::string_view by_whatever = R"sql(
    SELECT id FROM change WHERE /* leads */ id < ?1 AND id > ?2 AND ?4 IN ('', instrument) AND ?5 IN ('', party)
      AND ?6 IN ('', rule) AND ?7 IN ('', entity) AND ?8 IN ('', kind) AND +recorded_day BETWEEN ?9 AND ?10
    ORDER BY id /* way */ LIMIT ?3)sql";

std::string with(std::string sql, std::string_view mark, std::string_view words) {
    return sql.replace(sql.find(mark), mark.size(), words);
}
Route route(std::string_view leads) {
    const auto asked = with(std::string{by_whatever}, "/* leads */", std::string{leads} + " AND");
    return {with(asked, "/* way */", "DESC"), asked};
}

struct Routes {
    Route by_number = route("1");
    Route by_track = route("instrument = ?4 AND party = ?5");
    Route by_instrument = route("instrument = ?4");
    Route by_rule = route("rule = ?6 AND rule <> ''");
    Route by_entity = route("entity = ?7 AND entity <> ''");
    Route by_party = route("party = ?5");
    Route by_kind = route("kind = ?8");
};

const Routes& routes_made() {
    static const Routes made;
    return made;
}

const Route& route_for(const ChangeFilter& filter) {
    const auto& routes = routes_made();
    if (!filter.instrument.empty()) return filter.party.empty() ? routes.by_instrument : routes.by_track;
    if (!filter.rule.empty()) return routes.by_rule;
    if (!filter.entity.empty()) return routes.by_entity;
    if (!filter.party.empty()) return routes.by_party;
    return filter.kind.empty() ? routes.by_number : routes.by_kind;
}

// The first and the last number recorded within the days. One look at the index for each day on which
// anything was recorded: a clock may have been set back, so that days need not grow with the numbers.
struct Numbers {
    std::int64_t first = 1, last = 0;  // none
};
Numbers numbers_within(Reader& reader, Day from, Day to) {
    Numbers found{std::numeric_limits<std::int64_t>::max(), 0};
    Query next(
        reader,
        R"sql(SELECT min(recorded_day) FROM change WHERE recorded_day >= ?1 AND recorded_day <= ?2)sql");
    Query first(reader, R"sql(SELECT min(id) FROM change WHERE recorded_day = ?1)sql");
    Query last(reader, R"sql(SELECT max(id) FROM change WHERE recorded_day = ?1)sql");
    for (auto day = from; next.bind(day, to).step() && !next.is_null(0);) {
        day = next.day(0);
        if (first.bind(day).step()) found.first = std::min(found.first, first.integer(0));
        if (last.bind(day).step()) found.last = std::max(found.last, last.integer(0));
        day += std::chrono::days{1};
    }
    return found;
}

}  // namespace

ChangeLine change_in(const Query& row) {
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
    line.status = row.text(16);
    return line;
}

std::vector<std::string> change_log_statements() {
    const auto& routes = routes_made();
    std::vector<std::string> all;
    for (const auto* each : {&routes.by_number, &routes.by_track, &routes.by_instrument, &routes.by_rule,
                             &routes.by_entity, &routes.by_party, &routes.by_kind})
        all.insert(all.end(), {each->newest, each->nearest});
    return all;
}

std::vector<ChangeLine> change_log(Reader& reader, const ChangeFilter& filter) {
    const auto& way = route_for(filter);
    const bool upwards = filter.oldest_first || (filter.after > 0 && filter.before <= 0);
    auto before = filter.before > 0 ? filter.before : std::numeric_limits<std::int64_t>::max();
    auto after = filter.after;
    const auto from = filter.from.value_or(earliest_day), to = filter.to.value_or(latest_day);
    if (filter.from || filter.to) {
        const auto numbers = numbers_within(reader, from, to);
        if (numbers.last == 0) return {};
        after = std::max(after, numbers.first - 1);
        before = std::min(before, numbers.last + 1);
    }
    std::vector<ChangeLine> lines;
    Query ids(reader, upwards ? way.nearest : way.newest);
    Query change(reader, one_change);
    for (ids.bind(before, after, filter.limit, filter.instrument, filter.party, filter.rule, filter.entity,
                  filter.kind, from, to);
         ids.step();)
        if (change.bind(ids.integer(0)).step()) lines.push_back(change_in(change));
    if (upwards && !filter.oldest_first) std::reverse(lines.begin(), lines.end());
    return lines;
}

std::optional<ChangeLine> change_line(Reader& reader, std::int64_t number) {
    Query change(reader, one_change);
    return change.bind(number).step() ? std::optional{change_in(change)} : std::nullopt;
}

std::int64_t last_change(Reader& reader) {
    Query row(reader, R"sql(SELECT max(id) FROM change)sql");
    return row.bind().step() ? row.maybe_integer(0).value_or(0) : 0;
}

Touched touched(Reader& reader, std::string_view instrument, std::optional<std::string_view> party,
                std::string_view event) {
    Touched found;
    const auto read = [&](Query& row) {
        if (row.step()) found = {row.text(0), row.integer(1)};
    };
    if (party) {
        Query row(
            reader,
            R"sql(SELECT max(recorded_at), count(*) FROM change WHERE instrument = ?1 AND party = ?2 AND ?3 IN ('', event))sql");
        read(row.bind(instrument, *party, event));
    } else {
        Query row(reader, R"sql(SELECT max(recorded_at), count(*) FROM change WHERE instrument = ?1)sql");
        read(row.bind(instrument));
    }
    return found;
}

}  // namespace registry::store
