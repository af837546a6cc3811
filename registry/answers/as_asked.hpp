// How a question reads the store: in which view, whether stored findings answer it, else judged anew.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/ask_findings.hpp"
#include "registry/store/track_facts.hpp"

namespace registry {

store::View view_of(const Asked&);

// `known` lies before the first import: "this registry held nothing".
bool is_before_registry(store::Reader&, const Asked&);

// The findings in the store are those of the day asked: nothing but today is asked, nothing was recorded
// after it, and no track has come due since the last import or tick.
bool stored_findings_answer(store::Reader&, const Asked&);

// The tracks there are in the view asked, by instrument and party. `general`: those of parties without a
// procedure of their own too, which have a notice at most.
std::vector<store::Track> tracks_as_asked(store::Reader&, const Asked&, bool general);

// The party's road with the instrument in the view asked. None where nothing is known of the party itself: an
// instrument's adoption gives nobody a road.
std::optional<TrackFacts> road(store::Reader&, const store::InstrumentFacts&, std::string_view party,
                               const Asked&);

// No verdicts for names that are no declared party.
Judgement judged(const TrackFacts&, const Asked&, Day on);

// In lists, counts and feeds: something found, and somebody has looked (semantics 3).
bool is_listed(const Verdict&);
// Worst first, then since, then id.
bool comes_before(const Verdict&, const Verdict&);

// The forecast of one track; without heads.
std::vector<FindingLine> forecast_of(store::Reader&, const store::Track&, const ForecastFilter&, const Asked&);

// The worst listed finding of each party of the instrument, as asked.
std::vector<store::Worst> worst_as_asked(store::Reader&, const store::InstrumentFacts&, const Asked&);

// Instruments on which the party has a track under a declared procedure, or had one in the view asked.
std::vector<std::string> track_instruments(store::Reader&, std::string_view party, const Asked&);

// What is to be shown as the state on the day asked: what had or may have happened by then; for today and
// later also what is announced for a day ahead.
std::vector<Event> shown_on(const std::vector<Event>&, const Asked&);

}  // namespace registry
