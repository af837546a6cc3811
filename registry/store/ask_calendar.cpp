#include "registry/store/ask_calendar.hpp"

#include <algorithm>
#include <tuple>

#include "registry/model/vocabulary.hpp"
#include "registry/store/ask_changes.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

using Lines = std::vector<CalendarLine>;

void add_events(Reader& reader, const CalendarFilter& filter, Lines& lines) {
    // The index on the day holds all that is filtered by: rows passed over are not read.
    Query rows(reader, R"sql(
        SELECT date, lo, hi, id, instrument, party, entity, milestone, form, subject, unconfirmed
        FROM event INDEXED BY event_by_day WHERE lo BETWEEN ?1 AND ?2 AND ?3 IN ('', party) AND ?4 IN ('', entity)
          AND hi < ?5 AND ?7 IN ('', instrument) ORDER BY lo, instrument, party, milestone, entity, id LIMIT ?6)sql");
    for (rows.bind(filter.from, filter.to, filter.party, filter.entity, latest_day, filter.limit, filter.instrument); rows.step();) {
        CalendarLine line;
        line.when = when_in(rows, 0);
        line.id = rows.text(3), line.instrument = rows.text(4), line.party = rows.text(5);
        line.entity = rows.text(6), line.milestone = rows.text(7), line.form = rows.text(8);
        line.subject = rows.text(9), line.unconfirmed = rows.flag(10);
        lines.push_back(std::move(line));
    }
}

void read_findings(Query& rows, CalendarLine::What what, Lines& lines) {
    while (rows.step()) {
        CalendarLine line;
        line.what = what;
        line.when = on(rows.day(0));
        line.id = rows.text(1), line.rule = rows.text(2), line.instrument = rows.text(3);
        line.party = rows.text(4), line.entity = rows.text(5);
        line.severity = named<Severity>(rows.view(6)).value_or(Severity::none);
        line.to = named<Severity>(rows.view(7)).value_or(Severity::none);
        lines.push_back(std::move(line));
    }
}

// One statement for each index: the instrument leads, else the party, the rule, the day alone.
void add_worsening(Reader& reader, const CalendarFilter& filter, Lines& lines) {
    constexpr std::string_view of_instrument = R"sql(
        SELECT worsens_on, id, rule, instrument, party, entity, severity, worsens_to
        FROM finding INDEXED BY finding_by_track
        WHERE instrument = ?8 AND ?4 IN ('', party) AND profile = ?1 AND worsens_on BETWEEN ?2 AND ?3
          AND worsens_on IS NOT NULL AND open = 1 AND certainty <> 'unsearched' AND ?5 IN ('', entity, waits_for)
          AND ?6 IN ('', rule) ORDER BY worsens_on, id LIMIT ?7)sql";
    constexpr std::string_view of_party = R"sql(
        SELECT worsens_on, id, rule, instrument, party, entity, severity, worsens_to
        FROM finding
        WHERE profile = ?1 AND party = ?4 AND worsens_on BETWEEN ?2 AND ?3 AND worsens_on IS NOT NULL AND open = 1
          AND certainty <> 'unsearched' AND ?5 IN ('', entity, waits_for) AND ?6 IN ('', rule)
        ORDER BY worsens_on, id LIMIT ?7)sql";
    constexpr std::string_view by_rule = R"sql(
        SELECT worsens_on, id, rule, instrument, party, entity, severity, worsens_to
        FROM finding
        WHERE profile = ?1 AND rule = ?6 AND worsens_on BETWEEN ?2 AND ?3 AND worsens_on IS NOT NULL AND open = 1
          AND certainty <> 'unsearched' AND ?4 IN ('', party) AND ?5 IN ('', entity, waits_for)
        ORDER BY worsens_on, id LIMIT ?7)sql";
    constexpr std::string_view by_day = R"sql(
        SELECT worsens_on, id, rule, instrument, party, entity, severity, worsens_to
        FROM finding
        WHERE profile = ?1 AND worsens_on BETWEEN ?2 AND ?3 AND worsens_on IS NOT NULL AND open = 1
          AND certainty <> 'unsearched' AND ?4 IN ('', party) AND ?5 IN ('', entity, waits_for)
          AND ?6 IN ('', rule) ORDER BY worsens_on, id LIMIT ?7)sql";
    if (!filter.instrument.empty()) {
        Query rows(reader, of_instrument);
        rows.bind(name_of(filter.profile), filter.from, filter.to, filter.party, filter.entity, filter.rule,
                  filter.limit, filter.instrument);
        return read_findings(rows, CalendarLine::What::worsens, lines);
    }
    Query rows(reader, !filter.party.empty() ? of_party : !filter.rule.empty() ? by_rule : by_day);
    rows.bind(name_of(filter.profile), filter.from, filter.to, filter.party, filter.entity, filter.rule,
              filter.limit);
    read_findings(rows, CalendarLine::What::worsens, lines);
}

void add_reviews(Reader& reader, const CalendarFilter& filter, Lines& lines) {
    Query rows(reader, R"sql(
        SELECT parked_until, id, rule, instrument, party, entity, severity, severity
        FROM finding WHERE profile = ?1 AND parked_until BETWEEN ?2 AND ?3 AND parked_until IS NOT NULL AND open = 1
          AND certainty <> 'unsearched' AND ?4 IN ('', party) AND ?5 IN ('', entity, waits_for)
          AND ?6 IN ('', rule) AND ?8 IN ('', instrument) ORDER BY parked_until, id LIMIT ?7)sql");
    rows.bind(name_of(filter.profile), filter.from, filter.to, filter.party, filter.entity, filter.rule,
              filter.limit, filter.instrument);
    read_findings(rows, CalendarLine::What::review, lines);
}

}  // namespace

std::vector<CalendarLine> days_ahead(Reader& reader, const CalendarFilter& asked) {
    Lines lines;
    auto filter = asked;
    if (const auto* entity = Vocabulary::built_in().entity(filter.entity); entity && filter.party.empty())
        filter.party = entity->party;  // an entity's findings are its party's: they have an index
    if (filter.rule.empty()) add_events(reader, filter, lines);
    add_worsening(reader, filter, lines);
    add_reviews(reader, filter, lines);
    std::stable_sort(lines.begin(), lines.end(), [](const CalendarLine& a, const CalendarLine& b) {
        return std::tie(a.when.lo, a.instrument, a.party, a.id) < std::tie(b.when.lo, b.instrument, b.party, b.id);
    });
    if (lines.size() > filter.limit) lines.resize(filter.limit);
    for (auto& line : lines) {
        // A computed day rests on the whole track, a recorded one on its own statements.
        const bool recorded = line.what == CalendarLine::What::event;
        auto last = touched(reader, line.instrument, line.party, recorded ? line.id : std::string{});
        line.recorded_at = std::move(last.last_at);
        line.sequence = std::max<std::int64_t>(0, last.times - 1);
    }
    return lines;
}

}  // namespace registry::store
