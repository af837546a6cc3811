#include "registry/store/ask_lately.hpp"

#include <limits>

#include "registry/store/verdict_row.hpp"

namespace registry::store {
namespace {

// The conditions are those of the indexes, word for word: else SQLite does not use them.
std::string_view numbers_of(News news) {
    switch (news) {
        case News::moved:
            return R"sql(SELECT id FROM change INDEXED BY change_of_news
                         WHERE effective >= recorded_day - 61 AND id <= ?1
                         ORDER BY id DESC LIMIT ?2)sql";
        case News::corrected:
            return R"sql(SELECT id FROM change INDEXED BY change_of_record
                         WHERE kind IN ('correction', 'retraction') AND id <= ?1
                         ORDER BY id DESC LIMIT ?2)sql";
        case News::everything:
            break;
    }
    return R"sql(SELECT id FROM change WHERE id <= ?1 ORDER BY id DESC LIMIT ?2)sql";
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
    Query numbers(reader, numbers_of(news));
    for (numbers.bind(last_number(reader, recorded_by), limit); numbers.step();) {
        ChangeFilter one;
        one.before = numbers.integer(0) + 1;
        one.limit = 1;
        for (auto& line : change_log(reader, one)) lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<Verdict> findings_turning(Reader& reader, Profile profile, Day after, Day until,
                                      std::size_t limit) {
    std::vector<Verdict> found;
    Query q(reader, R"sql(
        SELECT id, rule, rule_version, profile, instrument, party, entity, subject, severity, certain_severity,
               certainty, since, since_lo, since_hi, opened_by, awaited, waits_for, cause, last_look, next_change,
               because, parked_by, parked_until, worsens_on, worsens_to
        FROM finding
        WHERE open = 1 AND certainty <> 'unsearched' AND next_change IS NOT NULL
          AND profile = ?1 AND next_change > ?2 AND next_change <= ?3
        ORDER BY next_change, id LIMIT ?4)sql");
    for (q.bind(name_of(profile), after, until, limit); q.step();) found.push_back(verdict_in(q));
    return found;
}

std::size_t number_open(Reader& reader, Profile profile, Severity severity) {
    Query q(reader, R"sql(SELECT count(*) FROM finding WHERE open = 1 AND certainty <> 'unsearched'
                          AND profile = ?1 AND severity_rank = ?2)sql");
    q.bind(name_of(profile), static_cast<int>(severity)).step();
    return static_cast<std::size_t>(q.integer(0));
}

}  // namespace registry::store
