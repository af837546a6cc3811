// The append-only log, newest first.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/store/database.hpp"

namespace registry {

struct ChangeLine {
    std::int64_t id = 0;
    std::string kind, instrument, party, entity, milestone, event, finding, rule, severity, date, was;
    std::optional<Day> effective;
    std::string recorded_at;
    Day recorded_day{};
    std::int64_t import = 0;
    bool old_fact = false;  // happened long before it was recorded: "added to the record", never news
    std::string title;      // of the instrument, English or any
};

struct ChangeFilter {
    std::string instrument, party, rule, entity;
    std::int64_t before = 0;  // ids below; 0: newest
    std::int64_t after =
        0;  // ids above; without `before` the nearest ones, so that a reader who comes back misses none
    std::size_t limit = 50;
};

}  // namespace registry

namespace registry::store {

// Newest first; `old_fact` and `title` are left to the asker.
std::vector<ChangeLine> change_log(Reader&, const ChangeFilter&);

}  // namespace registry::store
