// The append-only log, newest first.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    std::string status{};   // of a change of standing: the one now (timeline/party_status.hpp); `was`: before.
                            // Of what is closed: "unsearched" where it only left the lists
};
// It left the lists and is open: no look on record reaches it any more.
inline bool is_unlisted(const ChangeLine& line) { return line.kind == "closed" && line.status == "unsearched"; }
// A fact recorded so long after it happened is an addition to the record, not news.
bool is_old_fact(const ChangeLine&);

// What a change may be: of what is believed to have happened, or of a finding.
inline constexpr std::array<std::string_view, 9> change_kinds{"fact",     "correction", "retraction",
                                                              "status",   "opened",     "worsened",
                                                              "eased",    "closed",     "explained"};

struct ChangeFilter {
    std::string instrument{}, party{}, rule{}, entity{}, kind{};
    std::int64_t before = 0;  // ids below; 0: newest
    std::int64_t after =
        0;  // ids above; without `before` the nearest ones, so that a reader who comes back misses none
    std::optional<Day> from{}, to{};  // recorded days, both included
    bool oldest_first = false;    // upwards from `after`, in that order
    std::size_t limit = 50;
};

}  // namespace registry

namespace registry::store {

// One line of the log, from a row of all columns of `change`: id, kind, instrument, party, entity, milestone,
// event, finding, rule, severity, date, was, effective, recorded_at, recorded_day, import, status.
ChangeLine change_in(const Query& row);

// Newest first, unless the oldest are asked for; `old_fact` and `title` are left to the asker.
std::vector<ChangeLine> change_log(Reader&, const ChangeFilter&);
// Everything it is read by, so that a test can look at the plans.
std::vector<std::string> change_log_statements();
std::optional<ChangeLine> change_line(Reader&, std::int64_t number);
std::int64_t last_change(Reader&);  // the highest number in the log; 0: it is empty

// How often the record of a track changed, and when last. Of one event of it; of the whole track where `event`
// is empty; of the instrument with whomever where `party` is not given.
struct Touched {
    std::string last_at;  // instant; empty: never
    std::int64_t times = 0;
};
Touched touched(Reader&, std::string_view instrument, std::optional<std::string_view> party,
                std::string_view event = {});

}  // namespace registry::store
