#include "registry/store/events.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <tuple>

#include "registry/base/text.hpp"
#include "registry/store/columns.hpp"

namespace registry::store {
namespace {

std::vector<std::int64_t> ids_in(std::string_view text) {
    std::vector<std::int64_t> found;
    for (const auto each : split(text, ' ')) {
        if (each.empty()) continue;
        std::int64_t id = 0;
        std::from_chars(each.data(), each.data() + each.size(), id);
        found.push_back(id);
    }
    return found;
}

std::string ids_as_text(const std::vector<std::int64_t>& ids) {
    std::string all;
    for (const auto id : ids) all += (all.empty() ? "" : " ") + std::to_string(id);
    return all;
}

constexpr std::string_view by_instrument =
    "SELECT instrument, party, milestone, entity, id, form, date, lo, hi, act, subject, unconfirmed, "
    "statements, against "
    "FROM event WHERE instrument = ? ORDER BY instrument, party, milestone, entity, id";
constexpr std::string_view by_track =
    "SELECT instrument, party, milestone, entity, id, form, date, lo, hi, act, subject, unconfirmed, "
    "statements, against "
    "FROM event WHERE instrument = ? AND party = ? ORDER BY instrument, party, milestone, entity, id";

Event event_in(const Query& row) {
    Event found;
    found.instrument = row.text(0), found.party = row.text(1), found.milestone = row.text(2),
    found.entity = row.text(3);
    found.id = row.text(4), found.form = row.text(5);
    found.when = when_in(row, 6);
    found.act = row.text(9), found.subject = row.text(10);
    found.unconfirmed = row.flag(11);
    found.statements = ids_in(row.view(12));
    found.against = ids_in(row.view(13));
    return found;
}

}  // namespace

void in_stored_order(std::vector<Event>& events) {
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.milestone, a.entity, a.id) < std::tie(b.milestone, b.entity, b.id);
    });
}

std::vector<Event> stored_events(Reader& reader, std::string_view instrument) {
    std::vector<Event> found;
    Query rows(reader, by_instrument);
    for (rows.bind(instrument); rows.step();) found.push_back(event_in(rows));
    return found;
}

std::vector<Event> stored_events(Reader& reader, std::string_view instrument, std::string_view party) {
    std::vector<Event> found;
    Query rows(reader, by_track);
    for (rows.bind(instrument, party); rows.step();) found.push_back(event_in(rows));
    return found;
}

void replace_events(Writer& writer, const Track& track, const std::vector<Event>& events) {
    Query(writer, "DELETE FROM event WHERE instrument = ? AND party = ?").run(track.instrument, track.party);
    Query insert(
        writer,
        "INSERT INTO event (instrument, party, milestone, entity, id, form, date, lo, hi, act, subject, "
        "unconfirmed, statements, against) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& each : events)
        insert.run(track.instrument, track.party, each.milestone, each.entity, each.id, each.form,
                   each.when.edtf, each.when.lo, each.when.hi, each.act, each.subject, each.unconfirmed,
                   ids_as_text(each.statements), ids_as_text(each.against));
}

std::vector<Track> tracks_with_events(Reader& reader) {
    std::vector<Track> found;
    Query rows(reader, "SELECT DISTINCT instrument, party FROM event ORDER BY instrument, party");
    for (rows.bind(); rows.step();) found.push_back({rows.text(0), rows.text(1)});
    return found;
}

void log_change(Writer& writer, const Run& run, const Change& change) {
    Query(
        writer,
        "INSERT INTO change (kind, instrument, party, entity, milestone, event, finding, rule, severity, "
        "date, was, "
        "effective, recorded_at, recorded_day, import, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)")
        .run(change.kind, change.instrument, change.party, change.entity, change.milestone, change.event,
             change.finding, change.rule, change.severity, change.date, change.was, change.effective,
             run.now.instant, run.now.today, run.id, change.status);
}

void rename_event(Writer& writer, std::string_view instrument, std::string_view from, std::string_view to) {
    Query(writer, "UPDATE change SET event = ? WHERE instrument = ? AND event = ?").run(to, instrument, from);
}

void rename_party(Writer& writer, const Track& before, const Track& after) {
    Query(writer, "UPDATE change SET party = ? WHERE instrument = ? AND party = ?")
        .run(after.party, before.instrument, before.party);
}

}  // namespace registry::store
