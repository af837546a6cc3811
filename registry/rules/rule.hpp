// A stall rule as data: schemas/rules/*.xml. What must have happened, what is awaited, a clock, a ladder of
// severities for each profile, and the authority it rests on.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "registry/procedure/procedure.hpp"

namespace registry {

enum class Severity { none, notice, warn, stalled, severe };
template <>
struct Names<Severity> {
    static constexpr std::array table{std::pair{Severity::none, std::string_view{"none"}},
                                      std::pair{Severity::notice, std::string_view{"notice"}},
                                      std::pair{Severity::warn, std::string_view{"warn"}},
                                      std::pair{Severity::stalled, std::string_view{"stalled"}},
                                      std::pair{Severity::severe, std::string_view{"severe"}}};
};

enum class Profile { practice_aware, strict };
template <>
struct Names<Profile> {
    static constexpr std::array table{std::pair{Profile::practice_aware, std::string_view{"practice-aware"}},
                                      std::pair{Profile::strict, std::string_view{"strict"}}};
};

// Over what a rule is asked: the track once, the federal State, each required entity, each entity with an act
// on record, each of those but the federal State, whoever's act gives the treaty its effect (the federal
// State; in an exclusively federated treaty each required entity), each question put, each promise made, …
enum class Scope {
    track,
    federal,
    required_entity,
    acting_entity,
    acting_federated,
    assenting_entity,
    question,
    duty,
    promise,
    order,
    staleness
};
template <>
struct Names<Scope> {
    static constexpr std::array table{
        std::pair{Scope::track, std::string_view{"track"}},
        std::pair{Scope::federal, std::string_view{"federal"}},
        std::pair{Scope::required_entity, std::string_view{"required-entity"}},
        std::pair{Scope::acting_entity, std::string_view{"acting-entity"}},
        std::pair{Scope::acting_federated, std::string_view{"acting-federated"}},
        std::pair{Scope::assenting_entity, std::string_view{"assenting-entity"}},
        std::pair{Scope::question, std::string_view{"question"}},
        std::pair{Scope::duty, std::string_view{"duty"}},
        std::pair{Scope::promise, std::string_view{"promise"}},
        std::pair{Scope::order, std::string_view{"order"}},
        std::pair{Scope::staleness, std::string_view{"staleness"}}};
};

struct Ladder {
    std::array<std::optional<Span>, 5> at;  // by Severity; `none` unused
};

// Whose steps start the clock: the subject's own, those of the others on the track, of every entity whose
// assent is required, of every entity recorded as competent; or the instrument's own (for everybody, and of a
// bilateral treaty the party's).
enum class ClockOf { subject, others, required, recorded, instrument };
template <>
struct Names<ClockOf> {
    static constexpr std::array table{std::pair{ClockOf::subject, std::string_view{"subject"}},
                                      std::pair{ClockOf::others, std::string_view{"others"}},
                                      std::pair{ClockOf::required, std::string_view{"required"}},
                                      std::pair{ClockOf::recorded, std::string_view{"recorded"}},
                                      std::pair{ClockOf::instrument, std::string_view{"instrument"}}};
};

// Two steps whose recorded dates must not be the wrong way round (scope `order`).
struct Order {
    enum class Of {
        track,
        entity,
        required
    };  // both of the party; both of one entity; the first of each required one
    std::vector<std::string> first, then;  // any of each
    Of of = Of::track;
    Severity severity = Severity::notice;
    Condition when;
};
template <>
struct Names<Order::Of> {
    static constexpr std::array table{std::pair{Order::Of::track, std::string_view{"track"}},
                                      std::pair{Order::Of::entity, std::string_view{"entity"}},
                                      std::pair{Order::Of::required, std::string_view{"required"}}};
};

struct Rule {
    std::string id;  // "R3"
    int version = 1;
    Basis basis = Basis::editorial;
    Scope scope = Scope::track;
    Labels title;        // "Adopted; no promulgation or publication found"
    Labels explanation;  // what it means, for the rule's page
    std::vector<Authority> authorities;
    std::vector<std::string>
        parties;  // whose roads it is for; empty: every party's with a procedure of its own
    std::vector<std::string> kinds;  // of instruments it is for; empty: any
    bool general = false;            // for parties under the general procedure, and only for them
    bool unless_replaced = false;    // not of an instrument that another one replaces
    Condition when;                  // besides the clock having started and the awaited not having happened
    std::vector<std::string>
        clock;  // milestones that start the clock; of one body the first listed that is recorded
    ClockOf clock_of = ClockOf::subject;
    bool clock_last = false;            // of several, the last known; else the first
    bool clock_computed = false;        // the computed entry into force starts it where none is recorded
    std::vector<std::string> moved_by;  // later steps of the same body that start the clock anew; the finding
                                        // stays the same
    bool notes_calendar = false;        // dissolutions and caretaker periods since are noted in the proof
    std::vector<std::string> awaited;   // milestones whose absence it is about; any of them ends it
    std::vector<std::string> bilateral_only;  // of these, steps between two parties: whatever treaty records
                                              // one, it ends the finding; only a bilateral one is missing it
    std::vector<std::string> looked_for;      // milestones a look for which counts; default: awaited
    std::vector<std::string>
        federal_looked_for;              // the same for the federal State, whose laws are printed years
                                         // later: the gazette's silence shows no absence of assent
    std::vector<std::string> closed_by;  // later steps that close it without being it (semantics 3)
    std::vector<std::string>
        undone_by;     // a repeatable step counts no more when one of these followed it (a lapsed bill)
    Ladder ladder[2];  // by Profile
    std::string
        shown_absent;  // a source's word that this has not happened gives every profile the strict ladder
    std::optional<Span> term;  // the ladder is written for a duty of this length and scaled to the duty's own
    std::vector<Order> orders;
    std::vector<std::string> raised_by;  // rules whose stalled or severe raises this one at once, naming the
                                         // cause; in profile practice-aware only
    bool needs_look = true;
    bool silent_unsearched = false;  // where nobody looked there is nothing to say, not even "not checked"
    std::optional<Voice> look_in;    // only looks into a source of this voice count (the gazette, for R8)
    bool silence_is_look = true;     // a covering page's silence counts; else only a look or a source's word
    std::vector<Happened> waiting_for;  // of the road: the first of these that has not happened is what is
                                        // waited for before the awaited comes (U1)
    bool needs_list = false;  // `possible` unless the list of required assents is whole and confirmed
};

Result<Rule> read_rule(std::string_view xml, const std::string& name);
const std::vector<Rule>& built_in_rules();  // by id, R1 R2 … R7 R7b R8 …
const Rule* rule(std::string_view id);

}  // namespace registry
