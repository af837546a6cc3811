// Everything the rules and procedures look at for one party's road with one instrument: plain values.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/calendar.hpp"
#include "registry/model/date.hpp"
#include "registry/model/vocabulary.hpp"

namespace registry {

struct TrackEvent {
    std::string id, milestone, entity, form, subject;
    When when;
    bool unconfirmed = false;
    bool general = false;  // of the instrument itself (its registration): no step of the party's own
    std::string source{};  // whose statement is believed; empty: nobody's, see `derived`
    bool derived = false;  // computed by the registry from recorded facts and a calendar (a bill's lapse at the
                           // dissolution), and said to be so wherever it is shown
};

// An established absence: nothing of this milestone (for that entity, if given) up to `reach`, from a look, a
// covering document or an "as of" statement.
struct Absence {
    std::string milestone, entity, subject;  // entity empty: whatever entity
    Day reach{};
    std::string source, note, evidence;  // evidence: "look:12", "statement:98", "document:…"
    int unreadable = 0;
    std::optional<Day> from{};  // first day read, where a look says so: before it nothing is claimed
};

struct TrackFacts {
    std::string instrument, party;
    std::string instrument_kind;
    std::vector<TrackEvent> events;
    std::vector<Absence> absences;
    std::optional<When> computed_entry;  // entry into force for the party by the clause, from in_force.hpp
    std::optional<TrackEvent> general_entry{};  // the instrument's own entry into force, where recorded
    std::string replaced_by{};                  // the instrument that replaces this one, by a recorded relation
    std::optional<Day> as_of;            // of the depositary's newest data on the instrument
    std::shared_ptr<const std::vector<SittingDays>> sittings{};  // for procedures that count them; else null

    std::vector<const TrackEvent*> all(std::string_view milestone, std::string_view entity = {}) const;
    const TrackEvent* first(std::string_view milestone, std::string_view entity = {}) const;  // by lo
};

// The entities of the track (semantics 1): two lists, each from statements, plus those with an act recorded.
struct EntityOnTrack {
    std::string entity;
    bool engaged = false;      // by the signature formula
    bool required = false;     // assent required
    bool unconfirmed = false;  // the source is not sure
    bool acted = false;        // some act of it is recorded
    std::string because;       // event id that put it on the list; empty: only acted
};
std::vector<EntityOnTrack> entities_on(const TrackFacts&, const Vocabulary&);
// The day up to which it is established whether the party consented: the depositary's data, a look for a
// deposit, or a consent recorded for a later day.
std::optional<Day> consent_looked_up_to(const TrackFacts&, const Vocabulary&);
// A source says the list of required assents is whole.
bool required_list_is_whole(const TrackFacts&);

}  // namespace registry
