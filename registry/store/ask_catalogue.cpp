#include "registry/store/ask_catalogue.hpp"

#include "registry/store/findings.hpp"
#include "registry/store/verdict_row.hpp"

namespace registry::store {
namespace {

// Two texts for each question: with "?1 IS NULL OR" SQLite would walk the whole table for one instrument.
std::string_view either(const Of& of, std::string_view all, std::string_view one) { return of ? one : all; }

void begin(Query& rows, const Of& of) { of ? rows.bind(*of) : rows.bind(); }

}  // namespace

ListedInstruments::ListedInstruments(Reader& reader, const Of& of)
    : rows_(reader, either(of,
                           R"sql(SELECT id, kind, first_day, last_day FROM instrument
                                 WHERE merged_into IS NULL ORDER BY id)sql",
                           R"sql(SELECT id, kind, first_day, last_day FROM instrument
                                 WHERE merged_into IS NULL AND id = ?1)sql")) {
    begin(rows_, of);
}
std::optional<ListedInstrument> ListedInstruments::next() {
    if (!rows_.step()) return std::nullopt;
    // A store that somebody filled by hand may not say: then everything may have been recorded at any time.
    return ListedInstrument{rows_.view(0), rows_.view(1), rows_.maybe_day(2).value_or(earliest_day),
                            rows_.maybe_day(3).value_or(latest_day)};
}

ListedTitles::ListedTitles(Reader& reader, const Of& of)
    : rows_(reader, either(of,
                           R"sql(SELECT instrument, language, value, source FROM description
                                 WHERE key = 'title' AND gone_day IS NULL)sql",
                           R"sql(SELECT instrument, language, value, source FROM description
                                 WHERE instrument = ?1 AND key = 'title' AND gone_day IS NULL)sql")) {
    begin(rows_, of);
}
std::optional<ListedTitle> ListedTitles::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedTitle{rows_.view(0), rows_.view(1), rows_.view(2), rows_.view(3)};
}

ListedAliases::ListedAliases(Reader& reader, const Of& of)
    : rows_(reader, either(of,
                           R"sql(SELECT instrument, scheme, value FROM alias
                                 ORDER BY instrument, scheme, value)sql",
                           R"sql(SELECT instrument, scheme, value FROM alias WHERE instrument = ?1
                                 ORDER BY scheme, value)sql")) {
    begin(rows_, of);
}
std::optional<ListedAlias> ListedAliases::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedAlias{rows_.view(0), rows_.view(1), rows_.view(2)};
}

ListedEvents::ListedEvents(Reader& reader, const Of& of)
    : rows_(reader, either(of,
                           R"sql(SELECT instrument, party, milestone, date, lo, hi FROM event
                                 ORDER BY instrument, party)sql",
                           R"sql(SELECT instrument, party, milestone, date, lo, hi FROM event
                                 WHERE instrument = ?1 ORDER BY party)sql")) {
    begin(rows_, of);
}
std::optional<ListedEvent> ListedEvents::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedEvent{rows_.view(0), rows_.view(1), rows_.view(2),
                       rows_.view(3), rows_.day(4),  rows_.day(5)};
}

ListedTracks::ListedTracks(Reader& reader, const Of& of)
    : rows_(reader,
            either(of,
                   R"sql(SELECT instrument, party, procedure, next_milestone, next_entity, due, latest, awaits, ahead
                         FROM track ORDER BY instrument, party)sql",
                   R"sql(SELECT instrument, party, procedure, next_milestone, next_entity, due, latest, awaits, ahead
                         FROM track WHERE instrument = ?1 ORDER BY party)sql")) {
    begin(rows_, of);
}
std::optional<ListedTrack> ListedTracks::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedTrack{rows_.view(0),
                       rows_.view(1),
                       rows_.view(2),
                       rows_.view(3),
                       rows_.view(4),
                       rows_.maybe_day(5),
                       rows_.maybe_day(6),
                       rows_.view(7),
                       rows_.is_null(8) ? std::nullopt : std::optional{rows_.view(8)}};
}

ListedFindings::ListedFindings(Reader& reader, const Of& of)
    : rows_(reader,
            either(of,
                   R"sql(SELECT id, instrument, rule, party, entity, waits_for, since, since_lo, since_hi,
                                profile, open, severity, certainty, listed FROM finding WHERE gone = 0 ORDER BY id)sql",
                   R"sql(SELECT id, instrument, rule, party, entity, waits_for, since, since_lo, since_hi,
                                profile, open, severity, certainty, listed FROM finding INDEXED BY finding_by_track
                         WHERE instrument = ?1 AND gone = 0 ORDER BY id)sql")) {
    begin(rows_, of);
}
std::optional<ListedFinding> ListedFindings::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedFinding{rows_.view(0),
                         rows_.view(1),
                         rows_.view(2),
                         rows_.view(3),
                         rows_.view(4),
                         rows_.view(5),
                         rows_.view(6),
                         rows_.day(7),
                         rows_.day(8),
                         stored_name<Profile>(rows_.view(9)),
                         rows_.flag(10),
                         stored_name<Severity>(rows_.view(11)),
                         stored_name<Certainty>(rows_.view(12)),
                         listed_in(rows_, 13)};
}

ListedSteps::ListedSteps(Reader& reader, const Of& of)
    : rows_(reader, either(of,
                           R"sql(SELECT s.finding, s.kind, s.effective, s.severity, s.certainty
                                 FROM finding f INDEXED BY finding_without_days
                                 JOIN finding_step s ON s.finding = f.id
                                 WHERE f.listed IS NULL AND f.gone = 0 ORDER BY s.finding, s.n)sql",
                           R"sql(SELECT s.finding, s.kind, s.effective, s.severity, s.certainty
                                 FROM finding f INDEXED BY finding_by_track
                                 JOIN finding_step s ON s.finding = f.id
                                 WHERE f.instrument = ?1 AND f.listed IS NULL ORDER BY s.finding, s.n)sql")) {
    begin(rows_, of);
}
std::optional<ListedStep> ListedSteps::next() {
    if (!rows_.step()) return std::nullopt;
    return ListedStep{rows_.view(0),
                      {stored_name<StepKind>(rows_.view(1)), rows_.day(2),
                       stored_name<Severity>(rows_.view(3)), stored_name<Certainty>(rows_.view(4))}};
}

std::vector<std::string> touched_since(Reader& reader, std::uint64_t revision) {
    std::vector<std::string> found;
    Query rows(reader, R"sql(SELECT id FROM instrument WHERE revision > ?1 ORDER BY id)sql");
    for (rows.bind(static_cast<std::int64_t>(revision)); rows.step();) found.push_back(rows.text(0));
    return found;
}

}  // namespace registry::store
