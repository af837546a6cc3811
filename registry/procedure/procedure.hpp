// A national procedure as data: milestones with what each requires, per entity where several must act.
// Evaluated in one pass: a step that happened depends on recorded facts only, so steps cut every cycle.
// Liberal on input: a recorded fact is never refused because the procedure says it cannot happen.
#pragma once
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

struct Step {
    std::string milestone;
    std::string actor;         // message key of who acts: "actor.king"
    bool each_entity = false;  // one for every entity on the track's required list
    bool federal = false;      // done by the federal State
    bool may = false;          // may happen; else it is expected by practice
    bool must = false;         // a duty, with the authority cited (semantics 3)
    bool apart = false;  // neither passes over what stands before it nor is passed over: publication, which
                         // in Belgium may come before the deposit or years after the entry into force
    std::optional<Day> from, to;  // when the step is part of the procedure; outside: not now
    Condition requires_;
    std::vector<Authority> authorities;
};

struct Procedure {
    std::string id;  // "be-treaty-mixed"
    int version = 1;
    std::string party;
    std::string qualification;       // "mixed": what a recorded qualification must say to choose it
    std::vector<std::string> kinds;  // of instruments it is for; an instrument of unknown kind counts as one
    Labels title;
    std::vector<Authority> authorities;
    std::vector<Step> steps;  // in road order
};

Result<Procedure> read_procedure(std::string_view xml, const std::string& name);
const std::vector<Procedure>& built_in_procedures();
const Procedure* procedure(std::string_view id);
// Which procedure a track is under: by a recorded qualification, else by the entities on it, else the party's
// first. Null for parties whose procedure is not declared.
struct Choice {
    const Procedure* procedure = nullptr;
    bool recorded = false;  // false: "qualification not recorded"
};
Choice procedure_of(const TrackFacts&, const Vocabulary&);

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
};
struct Walk {
    std::vector<StepState> states;
    std::vector<std::size_t> next;  // the steps expected next, in road order, indices into states; empty: the
                                    // road is complete as far as it can be expected
};
Walk walk(const Procedure&, const TrackFacts&, const Vocabulary&, Day on);

}  // namespace registry
