// The inside of judging: one track's matters (a rule put to a body), weighed on a day without words.
// judge.cpp adds the proof, history.cpp the days. It points into the facts, the rules and the vocabulary,
// which must outlive it.
#pragma once
#include <string>
#include <vector>

#include "registry/procedure/road.hpp"
#include "registry/rules/judge.hpp"

namespace registry::judging {

// One rule put to one body (or question, duty, pair of steps), with the facts that concern it picked out
// once.
struct Matter {
    const Rule* rule = nullptr;
    std::string_view entity, subject;
    const Order* order = nullptr;
    const TrackEvent* duty = nullptr;
    const TrackEvent* promise = nullptr;
    bool is_federal = false;
    std::vector<std::string> promised{};  // what the promise is about; else the rule says what is awaited

    struct Step {
        const TrackEvent* event;
        bool repeatable;
    };
    using Events = std::vector<const TrackEvent*>;
    std::vector<std::vector<Events>> clock;  // of each body, of each milestone in the rule's order, by lo
    std::vector<Step> awaited, closers;      // of scope order: the first steps, the later ones
    Events undone, postponed;
    Events moves;                       // later steps that start the clock anew
    std::vector<const Absence*> looks;  // furthest reach first
    std::vector<const Absence*> shown;  // sources' word that the law was not signed

    const std::vector<std::string>& awaits() const { return promise ? promised : rule->awaited; }
    const std::vector<std::string>& looked_for() const {
        if (promise) return promised;
        return is_federal && !rule->federal_looked_for.empty() ? rule->federal_looked_for : rule->looked_for;
    }
};

struct Start {
    Truth started = Truth::no;
    Day lo = latest_day, hi = latest_day;
    const TrackEvent* event = nullptr;  // null: computed
    bool suspended = false;             // a postponement without a term, or a duty or promise without one
    const TrackEvent* moved = nullptr;  // the later step that started it anew
};

struct Weighed {
    const Matter* matter = nullptr;
    Truth truth = Truth::no;
    Start start;
    Severity severity = Severity::none, certain = Severity::none;
    Certainty certainty = Certainty::certain;
    std::optional<Day> reach;  // absence established up to here, where that is before the day asked
    Day judged{};              // the day the severity is of: the day asked, or the last look
    bool as_of_look = false;   // the last look, because it is too old for the day asked
    std::optional<std::pair<Day, Day>> unread;  // first days since the start, before the reach, nobody read
    bool strict_ladder = false;
    const Matter* cause = nullptr;
    bool promise_pending = false;  // its deadline is still to come, or nobody recorded one
    const TrackEvent* parked_by = nullptr;
    Day parked_until{};
};

// A dated statement of the party's own government or parliament about itself (semantics 3).
struct Explanation {
    const TrackEvent* event;
    Day review;  // parks through that day
};
// The day a promise's own term ends: a date, or a length of time from the promise.
std::optional<Day> deadline_of(const TrackEvent& promise);

class Weighing {
public:
    Weighing(const TrackFacts&, const std::vector<Rule>&, const Vocabulary&, Profile);
    Weighing(const Weighing&) = delete;  // matters are pointed into
    Weighing& operator=(const Weighing&) = delete;

    const Road& road() const { return road_; }
    Profile profile() const { return profile_; }
    // Every matter on that day, those without severity too; the staleness matter last, if there is one.
    std::vector<Weighed> all(Day on) const;
    // The first day after `on` on which one of these, or any of them, can change by time alone.
    std::optional<Day> next_change(const Weighed&, Day on) const;
    std::optional<Day> next_change(const std::vector<Weighed>&, Day on) const;
    std::optional<Day> first_day() const;  // before it nothing can be found
    const Ladder& ladder(const Weighed&) const;
    Span limit(const Weighed&, Severity) const;             // of the ladder, scaled to the duty's own term
    Severity severity_at(const Weighed&, Day start) const;  // by the ladder, on the day judged
    // The day on which the matter's own ladder brings a heavier class, if nothing is found by then.
    std::optional<std::pair<Day, Severity>> worsens(const Weighed&) const;
    const std::vector<Explanation>& explanations() const { return explanations_; }

private:
    bool is_for(const Rule&) const;
    bool awaits_a_step(const Rule&) const;
    void bound_periods();
    void put(const Rule&);
    void put_promises(const Rule&);
    void put_orders(const Rule&);
    void explain();
    void add(const Rule&, std::string_view entity, std::string_view subject = {},
             const TrackEvent* duty = nullptr);
    void gather(Matter&) const;
    void gather_order(Matter&) const;
    void gather_clock(Matter&) const;
    void gather_promise(Matter&) const;
    void gather_looks(Matter&) const;
    bool concerns(const Matter&, const TrackEvent&) const;
    void collect(const Matter&, const std::vector<std::string>& milestones, std::vector<Matter::Step>&) const;

    Weighed weigh(const Matter&, Day on, std::optional<Day> cap = {}) const;
    Weighed weigh_order(const Matter&, Day on) const;
    Weighed weigh_staleness(const Matter&, const std::vector<Weighed>&, Day on) const;
    Start start_of(const Matter&, Day on) const;
    Start start_of_promise(const Matter&, Day on) const;
    void move(const Matter&, Start&, Day on) const;
    void park(Weighed&, Day on) const;
    void postpone(const Matter&, Start&, Day on) const;
    Day not_before(Day otherwise) const;
    std::optional<Day> reach_of(const Matter&, Day on) const;
    void raise(Weighed&, Day on) const;
    void doubt(Weighed&) const;
    void own_changes(const Weighed&, std::vector<Day>& days) const;
    std::optional<Day> next_bound(Day on) const;

    const std::vector<Rule>& rules_;
    Profile profile_;
    Road road_;
    Span stale_after_{0, 60};
    std::vector<Matter> matters_;
    std::vector<Explanation> explanations_;
    std::vector<Day> bounds_;  // of every event, ascending
};

std::string finding_id(const Weighed&, const TrackFacts&, Profile);
When since(const Weighing&, const Weighed&);
std::string waits_for(const Weighing&, const Weighed&, Day on);
Verdict verdict(const Weighing&, const Weighed&, Day on);
std::vector<Reason> notes(const Weighing&, const std::vector<Weighed>&, Day on);

// One step as a line of the proof.
Reason about(const char* message, Truth, const TrackEvent&);
// What stands beside the clock and the looks: the step that moved the clock, lapses computed from a
// dissolution, what is waited for by practice, caretaker periods and dissolutions since, the explanation.
void circumstances(const Weighing&, const Weighed&, Day on, std::vector<Reason>& lines);
// What is waited for before the awaited comes: milestone and entity; empty where the rule asks for nothing.
std::pair<std::string_view, std::string_view> waiting_for(const Weighing&, const Weighed&, Day on);

}  // namespace registry::judging
