// A national procedure as data: milestones with what each requires, per entity where several must act.
// Evaluated in one pass: a step that happened depends on recorded facts only, so steps cut every cycle.
// Liberal on input: a recorded fact is never refused because the procedure says it cannot happen.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "registry/base/result.hpp"
#include "registry/procedure/condition.hpp"

namespace registry {

struct Authority {
    std::string text, href;  // "Const. art. 167 § 2"; page, if one is known
    bool verified = true;    // false: the papers mark it UNVERIFIED, and so does every page
    bool operator==(const Authority&) const = default;
};

// What a limit or a rule rests on.
enum class Basis { statute, promise, editorial };
template <>
struct Names<Basis> {
    static constexpr std::array table{std::pair{Basis::statute, std::string_view{"statute"}},
                                      std::pair{Basis::promise, std::string_view{"promise"}},
                                      std::pair{Basis::editorial, std::string_view{"editorial"}}};
};

enum class Count { calendar, sitting };
template <>
struct Names<Count> {
    static constexpr std::array table{std::pair{Count::calendar, std::string_view{"calendar"}},
                                      std::pair{Count::sitting, std::string_view{"sitting"}}};
};

// A period that a step begins: so many days after it, running through its last day.
struct Clock {
    std::string from;  // the milestone that begins it; of several happenings the latest
    int days = 0;
    Count count = Count::calendar;
    std::string calendar;     // "uk-joint", for sitting days
    std::string extended_by;  // milestone; each adds the days its form says ("P21D")
    Basis basis = Basis::statute;
    std::vector<Authority> authorities;
};

struct Step {
    std::string milestone;
    Labels name;               // in this procedure; empty: the milestone's own
    Labels document;           // that records it, where one is known; else empty
    std::string actor;         // message key of who acts: "actor.king"
    bool each_entity = false;  // one for every entity on the track's required list
    bool federal = false;      // done by the federal State
    bool may = false;          // may happen; else it is expected by practice
    bool must = false;         // a duty, with the authority cited (semantics 3)
    bool apart = false;  // neither passes over what stands before it nor is passed over: publication, which
                         // in Belgium may come before the deposit or years after the entry into force
    std::optional<Day> from, to;  // when the step is part of the procedure; outside: not now
    std::optional<Clock> clock;   // the period this step begins
    // It happens by itself on the day after the period that this milestone begins, if on the period's last
    // day what it requires holds: tacit approval. Computed, and said to be so.
    std::string after_period;
    Condition requires_;
    std::vector<Authority> authorities;
};

struct Procedure {
    std::string id;  // "be-treaty-mixed"
    int version = 1;
    std::string party;               // "*": of every party without a procedure of its own
    std::string qualification;       // "mixed": what a recorded qualification must say to choose it
    bool if_qualified = false;       // chosen by a recorded qualification, never else where there is another
    bool listed_only = false;        // assent of those on the track's list only, the federal State included
    std::vector<std::string> kinds;  // of instruments it is for; an instrument of unknown kind counts as one
    Labels title;
    std::vector<Authority> authorities;
    std::vector<Step> steps;  // in road order

    bool is_general() const { return party == "*"; }
    const Step* step(std::string_view milestone) const;
    const Clock* clock(std::string_view from) const;  // of the step that has it
};

Result<Procedure> read_procedure(std::string_view xml, const std::string& name);
const std::vector<Procedure>& built_in_procedures();
const Procedure* procedure(std::string_view id);
// Which procedure a track is under: by a recorded qualification, else by the entities on it, else the party's
// first; the general one for parties that have none of their own. Null for names that are no declared party,
// and for instruments that are no treaty.
struct Choice {
    const Procedure* procedure = nullptr;
    bool recorded = false;  // false: "qualification not recorded"
};
Choice procedure_of(const TrackFacts&, const Vocabulary&);

// A recorded qualification is one word or several ("no-assent", "explicit nl aw"); each says itself, and what
// it ends in after a hyphen ("eu-mixed" says "mixed" too).
enum class Says { nothing, ending, word };
Says says(std::string_view qualification, std::string_view word);

// Is a procedure of the party's own declared?
bool has_own_procedure(std::string_view party);
// Or is it at least under the general one: every declared party is.
bool has_procedure(std::string_view party);

// A clock's reading on one track. It runs through its last day and has ended the day after.
struct Period {
    const Clock* clock = nullptr;
    const TrackEvent* start = nullptr;
    std::vector<const TrackEvent*> extensions;
    Day earliest{};             // the last day cannot be before it
    std::optional<Day> latest;  // nor after it; absent: cannot be known yet
    enum class Why { known, calendar_ends, no_calendar, vague_start, vague_extension } why = Why::known;
    std::optional<Day> calendar_to;  // sitting days are known up to here
    bool announced = false;          // rests on days that were announced, not held
    std::string source;              // document key of the calendar

    std::optional<Day> last_day() const { return latest == earliest ? latest : std::nullopt; }
    Truth ended(Day on) const;
};

enum class Recorded { not_recorded, undated, future, happened };
enum class Potential { not_now, not_yet, allowed, caused };
struct StepState {
    const Step* step = nullptr;
    std::string entity;  // for steps of an entity
    Recorded recorded = Recorded::not_recorded;
    Potential potential = Potential::not_yet;
    bool passed_over = false;   // a later step is recorded: "not recorded", not "missing"
    bool out_of_order = false;  // happened although "not yet": kept and flagged
    const TrackEvent* event = nullptr;
    std::optional<Period> period;  // of the step's clock, once it has begun
};
struct Walk {
    std::vector<StepState> states;
    std::shared_ptr<const std::vector<TrackEvent>> computed;  // events that states point to and nobody said
    std::vector<std::size_t> next;  // the steps expected next, in road order, indices into states; empty: the
                                    // road is complete as far as it can be expected
};
Walk walk(const Procedure&, const TrackFacts&, const Vocabulary&, Day on);

}  // namespace registry
