#include "registry/store/sittings.hpp"

#include <algorithm>
#include <tuple>

#include "registry/store/connection.hpp"

namespace registry::store {
namespace {

std::vector<Day> days_of(Reader& reader, std::string_view calendar, std::int64_t document) {
    std::vector<Day> days;
    Query rows(reader, "SELECT day FROM sitting_day WHERE calendar = ? AND document = ? ORDER BY day");
    for (rows.bind(calendar, document); rows.step();) days.push_back(rows.day(0));
    return days;
}

// Every calendar with its document, the days left out.
std::vector<StoredSittings> calendars(Reader& reader) {
    std::vector<StoredSittings> found;
    Query rows(reader,
               "SELECT document, calendar, from_day, to_day, place FROM sitting_calendar ORDER BY calendar, "
               "document");
    for (rows.bind(); rows.step();) {
        StoredSittings each;
        each.document = rows.integer(0);
        each.calendar.id = rows.text(1);
        each.calendar.from = rows.day(2), each.calendar.to = rows.day(3);
        each.place = rows.text(4);
        found.push_back(std::move(each));
    }
    return found;
}

std::vector<SittingDays> newest(Reader& reader, const View& view) {
    Standing standing(reader, view);
    auto all = calendars(reader);
    std::erase_if(all, [&](const StoredSittings& each) { return !standing.admitted(each.document); });
    const auto age = [&](const StoredSittings& each) {
        const auto& about = standing.particulars(each.document);
        return std::tuple{about.as_of ? about.as_of->hi : earliest_day, each.calendar.to, about.key};
    };
    std::vector<SittingDays> chosen;
    for (auto at = all.begin(); at != all.end();) {
        const auto next = std::find_if(
            at, all.end(), [&](const StoredSittings& each) { return each.calendar.id != at->calendar.id; });
        const auto best = std::max_element(
            at, next, [&](const StoredSittings& a, const StoredSittings& b) { return age(a) < age(b); });
        const auto& about = standing.particulars(best->document);
        best->calendar.days = days_of(reader, best->calendar.id, best->document);
        best->calendar.source = about.key;
        if (about.as_of && about.as_of->hi != latest_day) best->calendar.as_of = about.as_of->hi;
        chosen.push_back(std::move(best->calendar));
        at = next;
    }
    return chosen;
}

}  // namespace

bool keep_sittings(Writer& writer, const Sittings& said, std::int64_t document) {
    const auto& now = said.calendar;
    for (const auto& each : calendars(writer))
        if (each.document == document && each.calendar.id == now.id && each.calendar.from == now.from &&
            each.calendar.to == now.to && days_of(writer, now.id, document) == now.days)
            return false;
    Query(writer, "DELETE FROM sitting_day WHERE calendar = ? AND document = ?").run(now.id, document);
    Query(writer,
          "INSERT OR REPLACE INTO sitting_calendar (document, calendar, from_day, to_day, place) "
          "VALUES (?, ?, ?, ?, ?)")
        .run(document, now.id, now.from, now.to, said.place);
    Query day(writer, "INSERT INTO sitting_day (calendar, document, day) VALUES (?, ?, ?)");
    for (const auto each : now.days) day.run(now.id, document, each);
    writer.connection().sittings = {nullptr, 0, writer.revision() + 1};
    return true;
}

std::vector<StoredSittings> all_sittings(Reader& reader) {
    auto all = calendars(reader);
    for (auto& each : all) each.calendar.days = days_of(reader, each.calendar.id, each.document);
    return all;
}

std::shared_ptr<const std::vector<SittingDays>> sittings(Reader& reader, const View& view) {
    if (!view.is_current()) return std::make_shared<const std::vector<SittingDays>>(newest(reader, view));
    auto& kept = reader.connection().sittings;
    if (kept.changed_at == reader.revision() + 1)
        return std::make_shared<const std::vector<SittingDays>>(newest(reader, view));
    if (!kept.days || kept.revision != reader.revision()) {
        kept.days = std::make_shared<const std::vector<SittingDays>>(newest(reader, view));
        kept.revision = reader.revision();
    }
    return kept.days;
}

}  // namespace registry::store
