#include "registry/store/ask_findings.hpp"

#include <algorithm>

#include "registry/store/verdict_row.hpp"

namespace registry::store {

std::vector<Verdict> open_findings(Reader& reader, const Listing& listing, std::size_t limit,
                                   std::size_t offset) {
    std::vector<Verdict> found;
    Query q(reader, R"sql(
        SELECT id, rule, rule_version, profile, instrument, party, entity, subject, severity, certain_severity,
               certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look, next_change,
               because, parked_by, parked_until, worsens_on, worsens_to
        FROM finding
        WHERE open = 1 AND profile = ?1 AND severity_rank >= ?2 AND certainty <> 'unsearched'
          AND (?3 = '' OR party = ?3) AND (?4 = '' OR entity = ?4 OR waits_for = ?4) AND (?5 = '' OR rule = ?5)
        ORDER BY severity_rank DESC, since_lo, id LIMIT ?6 OFFSET ?7)sql");
    for (q.bind(name_of(listing.profile), static_cast<int>(listing.at_least), listing.party, listing.entity,
                listing.rule, limit, offset);
         q.step();)
        found.push_back(verdict_in(q));
    return found;
}

std::optional<FindingRow> finding_row(Reader& reader, std::string_view id) {
    Query moved(reader, R"sql(SELECT new FROM finding_moved WHERE old = ?1)sql");
    std::string now{id};
    if (moved.bind(id).step()) now = moved.text(0);
    Query q(reader, R"sql(
        SELECT id, rule, rule_version, profile, instrument, party, entity, subject, severity, certain_severity,
               certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look, next_change,
               because, parked_by, parked_until, worsens_on, worsens_to, open, gone
        FROM finding WHERE id = ?1)sql");
    if (!q.bind(now).step()) return std::nullopt;
    return FindingRow{verdict_in(q), q.flag(verdict_columns), q.flag(verdict_columns + 1)};
}

std::vector<std::pair<FindingStep, Day>> finding_steps(Reader& reader, std::string_view finding) {
    std::vector<std::pair<FindingStep, Day>> steps;
    Query q(reader, R"sql(
        SELECT kind, effective, severity, certainty, recorded_day FROM finding_step WHERE finding = ?1 ORDER BY n)sql");
    for (q.bind(finding); q.step();)
        steps.emplace_back(FindingStep{stored_name<StepKind>(q.view(0)), q.day(1),
                                       stored_name<Severity>(q.view(2)), stored_name<Certainty>(q.view(3))},
                           q.day(4));
    return steps;
}

// Else SQLite walks every open finding of the profile, because that index has the order asked for.
std::vector<Worst> worst_findings(Reader& reader, std::string_view instrument, Profile profile) {
    std::vector<Worst> found;
    Query q(reader, R"sql(
        SELECT party, id, severity FROM finding INDEXED BY finding_by_track
        WHERE instrument = ?1 AND profile = ?2 AND open = 1 AND certainty <> 'unsearched'
        ORDER BY severity_rank DESC, since_lo, id)sql");
    for (q.bind(instrument, name_of(profile)); q.step();)
        if (std::none_of(found.begin(), found.end(),
                         [&](const Worst& each) { return each.party == q.view(0); }))
            found.push_back({q.text(0), q.text(1), stored_name<Severity>(q.view(2))});
    return found;
}

std::optional<Worst> worst_finding(Reader& reader, std::string_view instrument, std::string_view party,
                                   Profile profile) {
    Query q(reader, R"sql(
        SELECT party, id, severity FROM finding INDEXED BY finding_by_track
        WHERE instrument = ?1 AND party = ?2 AND profile = ?3 AND open = 1 AND certainty <> 'unsearched'
        ORDER BY severity_rank DESC, since_lo, id LIMIT 1)sql");
    if (!q.bind(instrument, party, name_of(profile)).step()) return std::nullopt;
    return Worst{q.text(0), q.text(1), stored_name<Severity>(q.view(2))};
}

std::vector<DueTrack> tracks_by_due(Reader& reader, Day until) {
    std::vector<DueTrack> found;
    Query q(reader, R"sql(
        SELECT instrument, party, due FROM track WHERE due IS NOT NULL AND due <= ?1
        ORDER BY due, instrument, party)sql");
    for (q.bind(until); q.step();) found.push_back({q.text(0), q.text(1), q.day(2)});
    return found;
}

std::optional<Day> last_recorded_of_all(Reader& reader) {
    std::optional<Day> last;
    Query look(reader, R"sql(SELECT max(said_day) FROM look WHERE instrument = '')sql");
    if (look.bind().step()) last = look.maybe_day(0);
    Query calendar(reader, R"sql(
        SELECT max(i.recorded_day) FROM sitting_calendar c JOIN document d ON d.id = c.document
        JOIN import i ON i.id = d.import)sql");
    if (calendar.bind().step())
        if (const auto day = calendar.maybe_day(0); day && (!last || *day > *last)) last = day;
    return last;
}

std::vector<std::string> findings_beginning(Reader& reader, std::string_view prefix, int limit) {
    std::vector<std::string> found;
    Query q(reader, R"sql(SELECT id FROM finding WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3)sql");
    for (q.bind(prefix, std::string{prefix} + "\U0010FFFF", limit); q.step();) found.push_back(q.text(0));
    return found;
}

std::vector<std::string> findings_on(Reader& reader, std::string_view instrument, int limit) {
    std::vector<std::string> found;
    Query q(reader, R"sql(
        SELECT id FROM finding INDEXED BY finding_by_track WHERE instrument = ?1 ORDER BY id LIMIT ?2)sql");
    for (q.bind(instrument, limit); q.step();) found.push_back(q.text(0));
    return found;
}

}  // namespace registry::store
