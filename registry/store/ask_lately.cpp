#include "registry/store/ask_lately.hpp"

#include <limits>


namespace registry::store {
namespace {

// The conditions are those of the indexes, word for word: else SQLite does not use them.
std::string_view changes_of(News news) {
    switch (news) {
        case News::moved:
            return R"sql(SELECT id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was,
                                effective, recorded_at, recorded_day, import, status
                         FROM change INDEXED BY change_of_news
                         WHERE effective >= recorded_day - 61 AND id <= ?1
                         ORDER BY id DESC LIMIT ?2)sql";
        case News::corrected:
            return R"sql(SELECT id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was,
                                effective, recorded_at, recorded_day, import, status
                         FROM change INDEXED BY change_of_record
                         WHERE kind IN ('correction', 'retraction') AND id <= ?1
                         ORDER BY id DESC LIMIT ?2)sql";
        case News::everything:
            break;
    }
    return R"sql(SELECT id, kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was,
                                effective, recorded_at, recorded_day, import, status
                         FROM change WHERE id <= ?1 ORDER BY id DESC LIMIT ?2)sql";
}

std::int64_t last_number(Reader& reader, const std::optional<Day>& recorded_by) {
    if (!recorded_by) return std::numeric_limits<std::int64_t>::max();
    Query q(reader, R"sql(SELECT id FROM change WHERE recorded_day <= ?1
                          ORDER BY recorded_day DESC, id DESC LIMIT 1)sql");
    return q.bind(*recorded_by).step() ? q.integer(0) : 0;
}

}  // namespace

std::vector<ChangeLine> newest_changes(Reader& reader, News news, const std::optional<Day>& recorded_by,
                                       std::size_t limit) {
    std::vector<ChangeLine> lines;
    Query rows(reader, changes_of(news));
    for (rows.bind(last_number(reader, recorded_by), limit); rows.step();) lines.push_back(change_in(rows));
    return lines;
}

std::size_t number_open(Reader& reader, Profile profile, Severity severity) {
    Query q(reader, R"sql(SELECT count(*) FROM finding WHERE open = 1 AND certainty <> 'unsearched'
                          AND profile = ?1 AND severity_rank = ?2)sql");
    q.bind(name_of(profile), static_cast<int>(severity)).step();
    return static_cast<std::size_t>(q.integer(0));
}

}  // namespace registry::store
