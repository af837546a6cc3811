// Findings as intake left them: true of the day of the last import or tick, until a track is due.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/rules/judge.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// Which open findings; empty: whatever. An entity is meant whether the finding is about it or waits for it.
struct Listing {
    std::string party, entity, rule;
    Severity at_least = Severity::none;
    Profile profile = Profile::practice_aware;
};
// Severity first, then since; `unsearched` never.
std::vector<Verdict> open_findings(Reader&, const Listing&, std::size_t limit, std::size_t offset);

struct FindingRow {
    Verdict verdict;
    bool open = true;
    bool gone = false;  // the facts it rested on have been corrected
};
// By id; an id that changed with its instrument's leads to the new one.
std::optional<FindingRow> finding_row(Reader&, std::string_view id);
std::vector<std::pair<FindingStep, Day>> finding_steps(Reader&,
                                                       std::string_view finding);  // with the recorded day

// Open listed findings of one instrument, worst first; of every party or of one.
struct Worst {
    std::string party, finding;
    Severity severity = Severity::none;
};
std::vector<Worst> worst_findings(Reader&, std::string_view instrument, Profile);
std::optional<Worst> worst_finding(Reader&, std::string_view instrument, std::string_view party, Profile);

// Tracks on which something can turn by time alone up to that day, soonest first.
struct DueTrack {
    std::string instrument, party;
    Day due{};
};
std::vector<DueTrack> tracks_by_due(Reader&, Day until);

// The last day on which anything was recorded that is said of every instrument at once: looks for whatever
// instrument, calendars of sitting days. None: never.
std::optional<Day> last_recorded_of_all(Reader&);

// Ids of findings that begin so, in order; of findings on an instrument, in order. At most `limit`.
std::vector<std::string> findings_beginning(Reader&, std::string_view prefix, int limit);
std::vector<std::string> findings_on(Reader&, std::string_view instrument, int limit);

}  // namespace registry::store
