// From statements to events to verdicts, for the tracks an import touched and no others (decision 10).
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "registry/intake/intake.hpp"
#include "registry/store/events.hpp"
#include "registry/store/findings.hpp"
#include "registry/store/track_facts.hpp"
#include "registry/timeline/party_status.hpp"

namespace registry::intake {

// What is to be settled and judged anew, and what it takes over from names it no longer has.
struct Touched {
    std::set<store::Track> tracks;
    std::set<std::string> instruments;  // their tracks are judged again
    std::set<std::string> recorded;     // something that lists show of them is new: names, titles, facts
    std::map<store::Track, std::vector<Event>> former_events;
    std::map<store::Track, std::vector<store::StoredFinding>> former_findings;
    std::map<std::string, std::string> renamed;  // events, id before and after
    std::map<store::Track, std::string> former_status;  // a party's standing under a name it no longer has
    std::set<std::string> had_tracks;  // instruments some party of which was judged before this run
};

// Where the party stands on that day, by the events of its road.
PartyStatus status_of(const std::vector<TrackEvent>&, const Vocabulary&, Day today);
// A party's standing has become another, as far as one was stored or it is new where others stood: logged.
// `now` null: nothing is left of it.
void log_status(store::Writer&, const store::Run&, const Touched&, const store::Track&,
                const store::StoredTrack* before, const store::StoredTrack* now);
// The standing of tracks that a version before stored without one, as of that day; nothing is logged.
// False: there were none.
bool fill_statuses(store::Writer&, Day today);

// Settles every touched track, replaces its events and remarks, and logs what changed. True if anything did.
bool settle_touched(store::Writer&, const store::Run&, Touched&, Report&);
// Judges the touched instruments' tracks, one for each declared party of which something is said. True if
// anything changed.
bool judge_touched(store::Writer&, const store::Run&, Touched&, Report&);
bool judge_track(store::Writer&, const store::Run&, const store::InstrumentFacts&, const std::string& party,
                 const Touched&, Report&);

// The verdicts on one track on one day, both profiles, with their history; nothing where the instrument is no
// treaty, the party none that is declared, or nothing is known of it.
struct Judged {
    store::StoredTrack track;
    std::vector<FindingHistory> findings;
};
std::optional<Judged> judged(const TrackFacts&, Day today);
std::optional<Judged> judged_road(store::Reader&, const store::InstrumentFacts&, const std::string& party,
                                  Day today);

// Something must be known of the party itself: an instrument's adoption gives nobody a road.
bool is_on(const store::InstrumentFacts&, const std::string& party);
// Shown in lists and told in feeds: open, looked for, and of some severity (semantics 3).
bool is_listed(const store::StoredFinding&);

}  // namespace registry::intake
