#include "registry/store/snapshot.hpp"

#include <optional>
#include <string_view>

namespace registry::store {
namespace {

// The first change of the subject from import ?2 on. `change` is numbered in the order of imports, so that the
// first one of an import bounds all that come later.
constexpr std::string_view first_of_all = R"sql(
    SELECT recorded_day FROM change WHERE import >= ?1 AND recorded_day > ?3 AND ?2 = ''
    ORDER BY import, id LIMIT 1)sql";
constexpr std::string_view first_of_instrument = R"sql(
    SELECT recorded_day FROM change WHERE instrument = ?2 AND id >= coalesce(
        (SELECT id FROM change WHERE import >= ?1 ORDER BY import, id LIMIT 1), 9223372036854775807)
        AND recorded_day > ?3 ORDER BY id LIMIT 1)sql";
constexpr std::string_view first_of_party = R"sql(
    SELECT recorded_day FROM change WHERE party = ?2 AND id >= coalesce(
        (SELECT id FROM change WHERE import >= ?1 ORDER BY import, id LIMIT 1), 9223372036854775807)
        AND recorded_day > ?3 ORDER BY id LIMIT 1)sql";

std::optional<Day> next_day(Reader& reader, const DaysOf& of, std::int64_t from_import, Day after) {
    const bool all = of.instrument.empty() && of.party.empty();
    Query day(reader, all ? first_of_all : of.party.empty() ? first_of_instrument : first_of_party);
    day.bind(from_import, of.party.empty() ? of.instrument : of.party, after);
    return day.step() ? std::optional{day.day(0)} : std::nullopt;
}

}  // namespace

Stamp stamp(Reader& reader) {
    Stamp made;
    Query identity(reader, "SELECT value FROM meta WHERE key = 'identity'");
    if (identity.bind().step()) made.identity = identity.text(0);
    Query newest(reader, "SELECT recorded_at FROM import ORDER BY id DESC LIMIT 1");
    if (newest.bind().step()) made.changed_at = newest.text(0);
    return made;
}

std::vector<std::string> instruments_there(Reader& reader) {
    std::vector<std::string> ids;
    Query each(reader, "SELECT id FROM instrument WHERE merged_into IS NULL ORDER BY id");
    for (each.bind(); each.step();) ids.push_back(each.text(0));
    return ids;
}

std::vector<Day> days_recorded(Reader& reader, const DaysOf& of, Day after, std::size_t limit) {
    std::vector<Day> days;
    Query later(reader, "SELECT id FROM import WHERE recorded_day > ?1 ORDER BY recorded_day, id LIMIT 1");
    while (days.size() < limit && later.bind(after).step()) {
        const auto day = next_day(reader, of, later.integer(0), after);
        if (!day) break;
        days.push_back(after = *day);
    }
    return days;
}

}  // namespace registry::store
