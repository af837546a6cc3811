#include "registry/store/findings.hpp"

#include <charconv>
#include <span>
#include <stdexcept>

#include "registry/base/text.hpp"
#include "registry/store/reason_json.hpp"
#include "registry/store/verdict_row.hpp"

namespace registry::store {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& each : words) all += (all.empty() ? "" : " ") + each;
    return all;
}

StoredTrack track_in(const Query& row) {
    return {{row.text(0), row.text(1)}, row.text(2), row.flag(3), row.maybe_day(4),
            row.maybe_day(5),           row.text(6), row.text(7),
            row.is_null(8) ? std::nullopt : std::optional{row.text(8)},
            row.is_null(9) ? std::nullopt : std::optional{row.text(9)},
            row.is_null(10) ? std::nullopt : std::optional{row.text(10)}};
}

constexpr std::string_view every_track =
    "SELECT instrument, party, procedure, procedure_recorded, due, latest, next_milestone, next_entity, awaits, "
    "ahead, status FROM track "
    "ORDER BY instrument, party";
constexpr std::string_view one_track =
    "SELECT instrument, party, procedure, procedure_recorded, due, latest, next_milestone, next_entity, awaits, "
    "ahead, status FROM track "
    "WHERE instrument = ? AND party = ?";

std::vector<StoredStep> steps_of(Reader& reader, std::string_view finding) {
    std::vector<StoredStep> found;
    Query rows(reader,
               "SELECT kind, effective, severity, certainty, recorded_day, import FROM finding_step WHERE "
               "finding = ? "
               "ORDER BY n");
    for (rows.bind(finding); rows.step();)
        found.push_back({{stored_name<StepKind>(rows.view(0)), rows.day(1),
                          stored_name<Severity>(rows.view(2)), stored_name<Certainty>(rows.view(3))},
                         rows.day(4),
                         rows.integer(5)});
    return found;
}

// Day, day, class, certainty, body, since; ids and EDTF hold no bar.
std::string span_text(const ListedSpan& span) {
    const auto number = [](Day day) { return std::to_string(day.time_since_epoch().count()); };
    return number(span.from) + "|" + number(span.to) + "|" + std::string{name_of(span.severity)} + "|" +
           std::string{name_of(span.certainty)} + "|" + span.waits_for + "|" + span.since.edtf + "|" +
           number(span.since.lo) + "|" + number(span.since.hi) + "\n";
}
constexpr std::size_t span_parts = 8;

std::string listed_text(const std::vector<ListedSpan>& spans) {
    std::string text;
    for (const auto& each : spans) text += span_text(each);
    return text;
}

Day stored_day(std::string_view text) {
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::runtime_error("the store holds what is no day: " + std::string{text});
    return Day{std::chrono::days{days}};
}

ListedSpan span_in(std::span<const std::string_view> part) {
    return {stored_day(part[0]),
            stored_day(part[1]),
            stored_name<Severity>(part[2]),
            stored_name<Certainty>(part[3]),
            std::string{part[4]},
            When{std::string{part[5]}, stored_day(part[6]), stored_day(part[7])}};
}

std::vector<Track> tracks_in(Query& rows) {
    std::vector<Track> found;
    while (rows.step()) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

}  // namespace

std::optional<std::vector<ListedSpan>> listed_in(const Query& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    std::vector<ListedSpan> spans;
    for (const auto line : split(row.view(column), '\n')) {
        if (line.empty()) continue;
        const auto part = split(line, '|');
        if (part.size() != span_parts)
            throw std::runtime_error("the store holds what is no listed span: " + std::string{line});
        spans.push_back(span_in(part));
    }
    return spans;
}

// Finding, rule, body, profile, and a span as above.
std::string ahead_text(const std::vector<FindingAhead>& findings) {
    std::string text;
    for (const auto& each : findings)
        for (const auto& span : each.listed)
            text += each.id + "|" + each.rule + "|" + each.entity + "|" + std::string{name_of(each.profile)} +
                    "|" + span_text(span);
    return text;
}

std::vector<FindingAhead> ahead_in(std::string_view text) {
    std::vector<FindingAhead> found;
    for (const auto line : split(text, '\n')) {
        if (line.empty()) continue;
        const auto part = split(line, '|');
        constexpr std::size_t own = 4;
        if (part.size() != own + span_parts)
            throw std::runtime_error("the store holds what is no span ahead: " + std::string{line});
        if (found.empty() || found.back().id != part[0])
            found.push_back({std::string{part[0]}, std::string{part[1]}, std::string{part[2]},
                             stored_name<Profile>(part[3]), {}});
        found.back().listed.push_back(span_in(std::span{part}.subspan(own)));
    }
    return found;
}

std::vector<StoredFinding> stored_findings(Reader& reader, const Track& track) {
    std::vector<StoredFinding> found;
    Query rows(reader,
               "SELECT id, rule, rule_version, profile, instrument, party, entity, subject, severity, "
               "certain_severity, "
               "certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look, "
               "next_change, because, parked_by, parked_until, worsens_on, worsens_to, "
               "open, gone, listed FROM finding WHERE instrument = ? AND party = ? ORDER BY id");
    for (rows.bind(track.instrument, track.party); rows.step();)
        found.push_back({verdict_in(rows),
                         rows.flag(verdict_columns),
                         rows.flag(verdict_columns + 1),
                         {},
                         listed_in(rows, verdict_columns + 2)});
    for (auto& each : found) each.steps = steps_of(reader, each.verdict.id);
    return found;
}

void put_finding(Writer& writer, const StoredFinding& finding) {
    const auto& v = finding.verdict;
    Query(writer,
          "INSERT OR REPLACE INTO finding (id, rule, rule_version, profile, instrument, party, entity, "
          "subject, open, "
          "severity, severity_rank, certain_severity, certainty, since, since_lo, since_hi, opened_by, "
          "awaited, waits_for, "
          "cause, last_look, next_change, gone, because, parked_by, parked_until, worsens_on, worsens_to, "
          "listed) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(v.id, v.rule, v.rule_version, name_of(v.profile), v.instrument, v.party, v.entity, v.subject,
             finding.open, name_of(v.severity), static_cast<int>(v.severity), name_of(v.certain_severity),
             name_of(v.certainty), v.since.edtf, v.since.lo, v.since.hi, v.opened_by, joined(v.awaited),
             v.waits_for, v.cause, v.last_look, v.next_change, finding.gone, to_json(v.because), v.parked_by,
             v.parked_until, v.worsens_on, name_of(v.worsens_to),
             finding.listed ? std::optional{listed_text(*finding.listed)} : std::nullopt);
    Query(writer, "DELETE FROM finding_step WHERE finding = ?").run(v.id);
    int n = 0;
    for (const auto& [step, recorded, import] : finding.steps)
        Query(writer,
              "INSERT INTO finding_step (finding, n, kind, effective, severity, certainty, recorded_day, "
              "import) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .run(v.id, ++n, name_of(step.kind), step.effective, name_of(step.severity),
                 name_of(step.certainty), recorded, import);
}

void move_finding(Writer& writer, std::string_view from, std::string_view to) {
    drop_finding(writer, from);
    Query(writer, "UPDATE change SET finding = ? WHERE finding = ? AND finding <> ''").run(to, from);
    Query(writer, "UPDATE finding_moved SET new = ? WHERE new = ?").run(to, from);
    Query(writer, "INSERT OR REPLACE INTO finding_moved (old, new) VALUES (?, ?)").run(from, to);
    Query(writer, "DELETE FROM finding_moved WHERE old = ?").run(to);
}

void drop_finding(Writer& writer, std::string_view id) {
    Query(writer, "DELETE FROM finding_step WHERE finding = ?").run(id);
    Query(writer, "DELETE FROM finding WHERE id = ?").run(id);
}

std::optional<StoredTrack> stored_track(Reader& reader, const Track& track) {
    Query row(reader, one_track);
    if (!row.bind(track.instrument, track.party).step()) return std::nullopt;
    return track_in(row);
}

void put_track(Writer& writer, const StoredTrack& track) {
    Query(writer,
          "INSERT OR REPLACE INTO track (instrument, party, procedure, procedure_recorded, due, latest, "
          "next_milestone, "
          "next_entity, awaits, ahead, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(track.track.instrument, track.track.party, track.procedure, track.procedure_recorded, track.due,
             track.latest, track.next_milestone, track.next_entity, track.awaits,
             track.ahead, track.status);
}

void drop_track(Writer& writer, const Track& track) {
    Query(writer, "DELETE FROM track WHERE instrument = ? AND party = ?").run(track.instrument, track.party);
}

std::vector<Track> tracks_due(Reader& reader, Day today) {
    Query rows(
        reader,
        "SELECT instrument, party FROM track WHERE due IS NOT NULL AND due <= ? ORDER BY instrument, party");
    return tracks_in(rows.bind(today));
}

std::vector<Track> tracks_judged_before(Reader& reader) {
    Query rows(reader,
               "SELECT instrument, party FROM finding WHERE listed IS NULL AND gone = 0 UNION "
               "SELECT instrument, party FROM track WHERE awaits IS NULL UNION "
               "SELECT instrument, party FROM track WHERE ahead IS NULL ORDER BY instrument, party");
    return tracks_in(rows.bind());
}

std::vector<Track> tracks_without_status(Reader& reader) {
    Query rows(reader, "SELECT instrument, party FROM track WHERE status IS NULL ORDER BY instrument, party");
    return tracks_in(rows.bind());
}

void put_status(Writer& writer, const Track& track, std::string_view status) {
    Query(writer, "UPDATE track SET status = ? WHERE instrument = ? AND party = ?")
        .run(status, track.instrument, track.party);
}

std::vector<StoredTrack> stored_tracks(Reader& reader) {
    std::vector<StoredTrack> found;
    Query rows(reader, every_track);
    for (rows.bind(); rows.step();) found.push_back(track_in(rows));
    return found;
}

std::vector<Track> tracks_of_party(Reader& reader, std::string_view party) {
    Query rows(reader, "SELECT instrument, party FROM track WHERE party = ? ORDER BY instrument");
    return tracks_in(rows.bind(party));
}

std::vector<std::string> track_parties(Reader& reader, std::string_view instrument) {
    std::vector<std::string> found;
    Query rows(reader, "SELECT party FROM track WHERE instrument = ? ORDER BY party");
    for (rows.bind(instrument); rows.step();) found.push_back(rows.text(0));
    return found;
}

std::vector<std::string> finding_parties(Reader& reader, std::string_view instrument) {
    std::vector<std::string> found;
    Query rows(reader, "SELECT DISTINCT party FROM finding WHERE instrument = ? ORDER BY party");
    for (rows.bind(instrument); rows.step();) found.push_back(rows.text(0));
    return found;
}

std::vector<Track> tracks_under(Reader& reader, std::string_view procedure) {
    Query rows(reader, "SELECT instrument, party FROM track WHERE procedure = ? ORDER BY instrument, party");
    return tracks_in(rows.bind(procedure));
}

}  // namespace registry::store
