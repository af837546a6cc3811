// The rules' verdicts on one track on one day, and their history. Pure: events, looks and a day in, values
// out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/rules/rule.hpp"

namespace registry {

enum class Certainty {
    certain,     // looked, dates sharp enough, required list sourced
    possible,    // a date is too vague, or the list of required assents is unconfirmed
    unverified,  // the last look is older than R14 allows: judged as of that look
    unsearched   // nobody looked: on the track as "not checked"; never in lists, counts, feeds, alerts
};
template <>
struct Names<Certainty> {
    static constexpr std::array table{std::pair{Certainty::certain, std::string_view{"certain"}},
                                      std::pair{Certainty::possible, std::string_view{"possible"}},
                                      std::pair{Certainty::unverified, std::string_view{"unverified"}},
                                      std::pair{Certainty::unsearched, std::string_view{"unsearched"}}};
};

// One rule's verdict on one subject (track or entity) on one day.
struct Verdict {
    std::string
        id;  // the finding's id: a pure function of rule, instrument, party, entity, opening event, profile
    std::string rule;
    int rule_version = 1;
    std::string instrument, party, entity, subject;
    Profile profile = Profile::practice_aware;
    Severity severity = Severity::none;          // the highest possible
    Severity certain_severity = Severity::none;  // what no doubt about dates can take away
    Certainty certainty = Certainty::certain;
    When since;                        // the day the clock started, as far as known
    std::string opened_by;             // event that started the clock
    std::vector<std::string> awaited;  // milestones waited for
    std::string waits_for;             // entity whose step is next; empty: the party
    std::string cause;                 // rule that raised it at once
    std::string parked_by;  // event id of the competent authority's explanation: the clock goes on, the
                            // severity stays (semantics 3); empty: not parked
    std::optional<Day> parked_until;  // the day the explanation is to be reviewed
    std::optional<Day> worsens_on;  // when its own ladder brings the next class, if nothing is found by then
    Severity worsens_to = Severity::none;
    std::optional<Day> last_look;    // absence established up to here; none where it is unsearched
    std::optional<Day> next_change;  // the next day on which this verdict can change by time alone
    Reason because;
    bool operator==(const Verdict&) const = default;

    // Of a wait that has ended.
    void worsens_no_more() { worsens_on.reset(), worsens_to = Severity::none; }
};

// Every verdict with a severity on that day, those of states "unverified" and "unsearched" included.
// `obligations` are the rules that say "no obligation yet" (R11): shown, not findings.
struct Judgement {
    std::vector<Verdict> verdicts;
    std::vector<Reason> notes;
    std::optional<Day> next_change;  // the least over all rules, open or not yet open; absent: never
};
Judgement judge(const TrackFacts&, const std::vector<Rule>&, const Vocabulary&, Profile, Day on);

// A finding's steps with their effective days, from the first day on which it opened until `until`.
enum class StepKind { opened, worsened, eased, closed };
template <>
struct Names<StepKind> {
    static constexpr std::array table{std::pair{StepKind::opened, std::string_view{"opened"}},
                                      std::pair{StepKind::worsened, std::string_view{"worsened"}},
                                      std::pair{StepKind::eased, std::string_view{"eased"}},
                                      std::pair{StepKind::closed, std::string_view{"closed"}}};
};
struct FindingStep {
    StepKind kind = StepKind::opened;
    Day effective{};
    Severity severity = Severity::none;
    Certainty certainty = Certainty::certain;
    bool operator==(const FindingStep&) const = default;
};
// Days on which a finding was listed and stood as it says: a new span begins whenever any of this changes, so
// that what a list of a past day shows, counts and orders need not be judged again. Days on which it was
// unsearched or closed are in none.
struct ListedSpan {
    Day from{}, to{};  // to: the first day on which it no longer holds; latest_day: open
    Severity severity = Severity::none;
    Certainty certainty = Certainty::certain;
    std::string waits_for{};
    When since{};
    bool operator==(const ListedSpan&) const = default;
};
struct FindingHistory {
    Verdict latest;  // the last verdict with a severity; closed findings keep it
    bool open = false;
    std::vector<FindingStep> steps;
    std::vector<ListedSpan> listed{};  // in order
};
// Judges on every day on which something can change, in order; one entry per finding id ever open.
std::vector<FindingHistory> history(const TrackFacts&, const std::vector<Rule>&, const Vocabulary&, Profile,
                                    Day until);

// A finding that time alone will open, change or close after a day, if nothing more is recorded.
struct FindingAhead {
    std::string id, rule, entity;
    Profile profile = Profile::practice_aware;
    std::vector<ListedSpan> listed;  // in order; `from` earliest_day: listed so on the day already
    bool operator==(const FindingAhead&) const = default;
};
// Up to the last day on which anything turns: the same whatever day it is asked on, as long as nothing has
// turned between. Findings that stay as they are on that day are not in it.
struct Outlook {
    std::optional<Day> next_change;  // as in Judgement
    std::vector<FindingAhead> findings;  // by id
};
Outlook outlook(const TrackFacts&, const std::vector<Rule>&, const Vocabulary&, Profile, Day on);

}  // namespace registry
