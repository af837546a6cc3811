#include "registry/store/ask_between.hpp"

#include "registry/store/columns.hpp"
#include "registry/store/verdict_row.hpp"

namespace registry::store {
namespace {

Happening happening_at(const Query& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3),      row.text(4),
            row.text(5), when_in(row, 6), row.flag(9)};
}

// One statement for each index: by day, by instrument (the table's own order), by party.
// ?1 after, ?2 until, ?3 limit, ?4 offset, ?5 instrument, ?6 party.
constexpr std::string_view by_day = R"sql(
    SELECT instrument, party, milestone, entity, id, form, date, lo, hi, unconfirmed
    FROM event INDEXED BY event_by_day
    WHERE lo > ?1 AND lo <= ?2 AND ?5 || ?6 = ''
    ORDER BY lo DESC, instrument DESC, party DESC, milestone DESC, entity DESC, id DESC LIMIT ?3 OFFSET ?4)sql";
constexpr std::string_view by_instrument = R"sql(
    SELECT instrument, party, milestone, entity, id, form, date, lo, hi, unconfirmed FROM event
    WHERE instrument = ?5 AND lo > ?1 AND lo <= ?2 AND (?6 = '' OR party IN (?6, ''))
    ORDER BY lo DESC, instrument DESC, party DESC, milestone DESC, entity DESC, id DESC LIMIT ?3 OFFSET ?4)sql";
constexpr std::string_view by_party = R"sql(
    SELECT instrument, party, milestone, entity, id, form, date, lo, hi, unconfirmed
    FROM event INDEXED BY event_by_party
    WHERE party = ?6 AND lo > ?1 AND lo <= ?2 AND ?5 = ''
    ORDER BY lo DESC, instrument DESC, party DESC, milestone DESC, entity DESC, id DESC LIMIT ?3 OFFSET ?4)sql";

std::string_view route_for(const Stretch& stretch) {
    if (!stretch.instrument.empty()) return by_instrument;
    return stretch.party.empty() ? by_day : by_party;
}

}  // namespace

std::vector<Happening> happened_between(Reader& reader, const Stretch& stretch, std::size_t limit,
                                        std::size_t offset) {
    std::vector<Happening> found;
    Query q(reader, route_for(stretch));
    for (q.bind(stretch.after, stretch.until, limit, offset, stretch.instrument, stretch.party); q.step();)
        found.push_back(happening_at(q));
    return found;
}

std::vector<Happening> perhaps_happened_between(Reader& reader, const Stretch& stretch, std::size_t limit) {
    std::vector<Happening> found;
    Query q(reader, R"sql(
        SELECT instrument, party, milestone, entity, id, form, date, lo, hi, unconfirmed
        FROM event INDEXED BY event_vague_by_end
        WHERE hi > lo AND hi > ?1 AND hi <= ?1 + ?3 AND lo <= ?1 AND lo > ?1 - ?3
          AND (?5 = '' OR instrument = ?5) AND (?6 = '' OR party IN (?6, ''))
          AND (?5 <> '' OR ?6 = '' OR party = ?6)
        ORDER BY hi DESC, instrument, party, milestone, entity, id LIMIT ?4)sql");
    for (q.bind(stretch.after, stretch.until, vaguest, limit, stretch.instrument, stretch.party); q.step();)
        found.push_back(happening_at(q));
    return found;
}

std::vector<FindingTurn> findings_between(Reader& reader, const Stretch& stretch, Profile profile,
                                          std::size_t limit, std::size_t offset) {
    std::vector<FindingTurn> found;
    Query q(reader, R"sql(
        SELECT f.id, f.rule, f.instrument, f.party, f.entity, s.kind, s.effective, s.severity, s.certainty,
               s.recorded_day, coalesce(p.severity, 'none')
        FROM finding_step s INDEXED BY finding_step_by_day
        JOIN finding f ON f.id = s.finding
        LEFT JOIN finding_step p ON p.finding = s.finding AND p.n = s.n - 1
        WHERE s.certainty <> 'unsearched' AND (s.kind = 'closed' OR s.severity IN ('stalled', 'severe'))
          AND s.effective > ?1 AND s.effective <= ?2
          AND (s.kind <> 'closed' OR p.severity IN ('stalled', 'severe'))
          AND f.profile = ?7 AND f.gone = 0
          AND (?5 = '' OR f.instrument = ?5) AND (?6 = '' OR f.party = ?6)
        ORDER BY s.effective DESC, s.finding DESC, s.n DESC LIMIT ?3 OFFSET ?4)sql");
    for (q.bind(stretch.after, stretch.until, limit, offset, stretch.instrument, stretch.party,
                name_of(profile));
         q.step();)
        found.push_back({q.text(0), q.text(1), q.text(2), q.text(3), q.text(4),
                         FindingStep{stored_name<StepKind>(q.view(5)), q.day(6),
                                     stored_name<Severity>(q.view(7)), stored_name<Certainty>(q.view(8))},
                         stored_name<Severity>(q.view(10)), q.day(9)});
    return found;
}

std::pair<std::int64_t, std::int64_t> changes_between(Reader& reader, Day after, Day until) {
    Query first(reader, R"sql(
        SELECT id FROM change WHERE recorded_day > ?1 AND recorded_day <= ?2 ORDER BY recorded_day, id LIMIT 1)sql");
    Query last(reader, R"sql(
        SELECT id FROM change WHERE recorded_day > ?1 AND recorded_day <= ?2
        ORDER BY recorded_day DESC, id DESC LIMIT 1)sql");
    if (!first.bind(after, until).step() || !last.bind(after, until).step()) return {0, 0};
    return {first.integer(0), last.integer(0)};
}

}  // namespace registry::store
