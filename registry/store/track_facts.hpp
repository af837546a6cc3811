// What the store holds of one instrument and of one party's road with it, as the plain values that procedures
// and rules look at. Intake and the answers load them here, so that both judge the same facts. Two times
// (semantics 2): a View says which statements may be rested on; `on` is no part of it, the rules take it as a
// day.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/reconcile/settle.hpp"
#include "registry/store/database.hpp"
#include "registry/store/events.hpp"
#include "registry/store/records.hpp"
#include "registry/store/view.hpp"
#include "registry/timeline/in_force.hpp"
#include "registry/timeline/track.hpp"

namespace registry::store {

// What is said of the instrument by and about one party, by key. `party`: our id; "" the instrument itself;
// the raw name while unresolved.
std::vector<Said> said_of(Reader&, std::string_view instrument, std::string_view party, const View&);
// The same; what the view holds of documents is read once for several parties.
std::vector<Said> said_of(Reader&, std::string_view instrument, std::string_view party, const View&, Standing&);

// The parties (raw names too, and "" for the instrument itself) of whom something is said in that view.
std::vector<std::string> parties_on(Reader&, std::string_view instrument, const View&);

// The same, settled. In the current view Settled::events equal the stored rows.
Settled settled(Reader&, std::string_view instrument, std::string_view party, const View&);

struct InstrumentFacts {
    std::string instrument, kind;
    std::map<std::string, std::vector<Event>, std::less<>> events;  // by party; "": the instrument's own
    std::optional<EntryClause> clause;  // of the newest document that gives one; an editor's first
    std::vector<Consent> consents;      // by party
    GeneralEntry entry;                 // recorded, and computed where there is a clause
    // What establishes absences on every party's road: statements that it had not happened, by party; looks;
    // the newest covering document of each source.
    std::map<std::string, std::vector<Absence>, std::less<>> asserted;
    std::vector<StoredLook> looks;
    struct Covered {
        std::string source, key;
        Day as_of{};
    };
    std::vector<Covered> covered;
    std::optional<Day>
        as_of;  // of the depositary's newest data on the instrument: the first day of its as_of
    std::optional<When> as_of_told;  // the same as the document says it: "2018-01" is no day
    std::unordered_map<std::int64_t, std::string> sources;  // whose statement each is
    std::string replaced_by;  // the instrument that replaces it, by a document the view admits
};
// With a party only what its road needs: events, absences, looks and sources of the instrument itself and of
// the party; everybody's events where a clause counts consents.
InstrumentFacts instrument_facts(Reader&, std::string_view instrument, const View&,
                                 std::optional<std::string_view> party = {});
// InstrumentFacts::as_of alone.
std::optional<Day> depositary_as_of(Reader&, std::string_view instrument, const View&);
// InstrumentFacts::as_of_told alone.
std::optional<When> depositary_data(Reader&, std::string_view instrument, const View&);

// A party's consent as in_force.hpp asks for it, from its events: the last one not followed by a withdrawal.
std::optional<Consent> consent_of(const std::string& party, const std::vector<Event>&);
// Each time it consented, with the withdrawal that ended it: who left and came back had counted before.
std::vector<Consent> consents_of(const std::string& party, const std::vector<Event>&);

// The party's road: its events and those of the instrument itself that are steps for everybody (adoption,
// opening for signature, a duty set; never the general entry into force, which is not the party's own);
// absences from statements, search records (those for any instrument and any party too) and covering
// documents: the newest of a source reaches the first day of its as_of, for the milestones the source covers,
// of the party or the entities whose assembly the source is. `unreadable` and evidence ("look:12",
// "statement:98", "document:KEY") are kept. Lapses computed from the assemblies' calendars are among the
// events, marked as derived (timeline/lapses.hpp).
TrackFacts track_facts(Reader&, const InstrumentFacts&, std::string_view party, const View&);
TrackFacts track_facts(Reader&, std::string_view instrument, std::string_view party, const View&);

}  // namespace registry::store
