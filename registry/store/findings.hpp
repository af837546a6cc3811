// Findings as the store keeps them: permanent, with their steps and two days for each (semantics 3), and the
// tracks they stand on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/rules/judge.hpp"
#include "registry/store/imports.hpp"
#include "registry/store/statements.hpp"

namespace registry::store {

struct StoredStep {
    FindingStep step;
    Day recorded{};
    std::int64_t import = 0;
};
struct StoredFinding {
    Verdict verdict;
    bool open = false;
    bool gone = false;  // the facts it rested on have been corrected: kept for the record
    std::vector<StoredStep> steps;
    std::optional<std::vector<ListedSpan>> listed{};  // none: judged last by a version that did not keep them
};
// The column "listed" of a finding: one line for each span.
std::optional<std::vector<ListedSpan>> listed_in(const Query& row, int column);

std::vector<StoredFinding> stored_findings(Reader&, const Track&);
void put_finding(Writer&, const StoredFinding&);  // by id, steps and all
// The same finding under the id its instrument's new name gives it; its old address leads there.
void move_finding(Writer&, std::string_view from, std::string_view to);
void drop_finding(Writer&, std::string_view id);

struct StoredTrack {
    Track track;
    std::string procedure;
    bool procedure_recorded = false;
    std::optional<Day> due, latest;
    std::string next_milestone, next_entity;
    std::optional<std::string> awaits{};  // every step expected next: "adopted/be-wal deposited/", a party's own
                                          // without a body; none: judged last by an older version
    std::optional<std::string> ahead{};  // what time alone will bring (ahead_text); none: as with `awaits`
    std::optional<std::string> status{};  // name of a PartyStatus, as of the day it was judged; none: as with `awaits`
    bool operator==(const StoredTrack&) const = default;
};
std::optional<StoredTrack> stored_track(Reader&, const Track&);
void put_track(Writer&, const StoredTrack&);
void drop_track(Writer&, const Track&);
std::vector<Track> tracks_due(Reader&, Day today);
// The column "ahead" of a track: one line for each span of each finding that time alone will bring or change.
std::string ahead_text(const std::vector<FindingAhead>&);
std::vector<FindingAhead> ahead_in(std::string_view text);
// Judged last by an older version, which kept less: not on which days findings were listed, not every step
// expected next, or not what time alone will bring.
std::vector<Track> tracks_judged_before(Reader&);
std::vector<Track> tracks_without_status(Reader&);  // judged last by an older version
void put_status(Writer&, const Track&, std::string_view status);
std::vector<StoredTrack> stored_tracks(Reader&);  // all, by instrument and party
std::vector<Track> tracks_of_party(Reader&, std::string_view party);
std::vector<std::string> track_parties(Reader&, std::string_view instrument);
std::vector<std::string> finding_parties(Reader&, std::string_view instrument);  // those gone included
std::vector<Track> tracks_under(Reader&, std::string_view procedure);            // by instrument and party

}  // namespace registry::store
