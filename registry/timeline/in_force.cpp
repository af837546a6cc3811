#include "registry/timeline/in_force.hpp"

#include <algorithm>
#include <tuple>

namespace registry {
namespace {

// After an open end every later day is open too.
Day later(Day start, const Span& span) {
    return start == latest_day || start == earliest_day ? start : after(start, span);
}

When spanning(Day lo, Day hi) {
    if (lo == earliest_day && hi == latest_day) return {};
    if (lo == earliest_day) return not_after(hi);
    if (hi == latest_day) return {iso(lo) + "/..", lo, hi};
    return between(lo, hi);
}

struct Step {
    Day day;
    int change;
};

// The first day on which at least `threshold` consents stand, one deposited and withdrawn before that day not
// being among them; nothing when that never happens.
std::optional<Day> first_day_with(int threshold, std::vector<Step> steps) {
    // On one day the deposits come first: the number was reached, whoever left later that day.
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
        return std::tuple{a.day, -a.change} < std::tuple{b.day, -b.change};
    });
    int standing = 0;
    for (const auto& step : steps) {
        standing += step.change;
        if (standing >= threshold) return step.day;
    }
    return std::nullopt;
}

enum class View { soonest, latest };  // of the days the dates allow
std::optional<Day> reached(int threshold, const std::vector<Consent>& consents, View view) {
    std::vector<Step> steps;
    for (const auto& consent : consents) {
        const auto& deposited = consent.deposited;
        const auto day = view == View::soonest ? deposited.lo : deposited.hi;
        const bool perhaps_never = deposited.hi == latest_day;
        const bool perhaps_gone_at_once = consent.withdrawn && consent.withdrawn->lo <= day;
        if (view == View::latest && (perhaps_never || perhaps_gone_at_once)) continue;
        steps.push_back({day, 1});
        if (!consent.withdrawn) continue;
        const auto gone = view == View::soonest ? consent.withdrawn->hi : consent.withdrawn->lo;
        steps.push_back({std::max(gone, day), -1});
    }
    return first_day_with(threshold, std::move(steps));
}

BoundAnswer answer(Bound bound, std::string because, BoundAnswer so_far) {
    so_far.bound = bound;
    so_far.because = "bound." + std::move(because);
    return so_far;
}

// The treaty's own entry and the party's own deposit plus its delay, whichever is later.
std::optional<When> party_entry(const EntryClause& clause, const When& general, const When& deposited) {
    return spanning(std::max(general.lo, later(deposited.lo, clause.own)),
                    std::max(general.hi, later(deposited.hi, clause.own)));
}

// Whether it has entered into force for the party by the day, were its consent never withdrawn.
BoundAnswer while_standing(const std::optional<EntryClause>& clause, const std::optional<When>& entry,
                           const Consent& consent, Day on, const std::optional<Day>& as_of,
                           const BoundAnswer& so_far) {
    if (so_far.recorded) {
        const auto entered = happened_by(*so_far.recorded, on);
        if (entered == Truth::yes) return answer(Bound::yes, "recorded-entry", so_far);
        if (entered == Truth::no) return answer(Bound::no, "not-yet", so_far);
        return answer(Bound::cannot_be_known, "date-vague", so_far);
    }
    const auto deposited = happened_by(consent.deposited, on);
    if (deposited == Truth::no) return answer(Bound::no, "not-deposited", so_far);
    if (so_far.computed) {
        const auto entered = happened_by(*so_far.computed, on);
        if (entered == Truth::no) return answer(Bound::no, "not-yet", so_far);
        if (entered == Truth::unknown) return answer(Bound::cannot_be_known, "date-vague", so_far);
        const bool own = so_far.computed->lo > entry->lo;
        return answer(Bound::yes, own ? "own-deposit" : "general-entry", so_far);
    }
    if (entry && happened_by(*entry, on) == Truth::no) return answer(Bound::no, "not-yet", so_far);
    if (clause && clause->threshold > 0)
        return answer(as_of && on <= *as_of ? Bound::no : Bound::cannot_be_known, "threshold-not-reached",
                      so_far);
    return answer(Bound::cannot_be_known, "no-clause", so_far);
}

}  // namespace

GeneralEntry general_entry(const EntryClause& clause, const std::vector<Consent>& consents,
                           const std::optional<When>& recorded) {
    GeneralEntry entry;
    entry.recorded = recorded;
    if (clause.threshold <= 0) return entry;
    const auto soonest = reached(clause.threshold, consents, View::soonest);
    if (!soonest) return entry;  // not even if every date were the earliest it can be
    const auto last = reached(clause.threshold, consents, View::latest);
    entry.computed = spanning(later(*soonest, clause.delay), last ? later(*last, clause.delay) : latest_day);

    const auto until = last.value_or(latest_day);
    std::vector<const Consent*> counted;
    for (const auto& consent : consents) {
        const bool gone = consent.withdrawn && happened_by(*consent.withdrawn, until) == Truth::yes &&
                          consent.withdrawn->hi < until;
        if (consent.deposited.lo <= until && !gone) counted.push_back(&consent);
    }
    std::sort(counted.begin(), counted.end(), [](const Consent* a, const Consent* b) {
        return std::tie(a->deposited.lo, a->deposited.hi, a->party) <
               std::tie(b->deposited.lo, b->deposited.hi, b->party);
    });
    for (const auto* consent : counted) entry.counted.push_back(consent->party);
    return entry;
}

BoundAnswer bound(const std::optional<EntryClause>& clause, const GeneralEntry& general,
                  const std::optional<Consent>& consent, Day on, const std::optional<Day>& as_of) {
    BoundAnswer so_far;
    if (!consent) {
        const bool looked = as_of && on <= *as_of;
        return answer(looked ? Bound::no : Bound::cannot_be_known, looked ? "no-consent" : "no-consent-found",
                      so_far);
    }
    const auto& entry = general.recorded ? general.recorded : general.computed;
    so_far.recorded = consent->recorded_entry;
    if (clause && entry) so_far.computed = party_entry(*clause, *entry, consent->deposited);

    const auto standing = while_standing(clause, entry, *consent, on, as_of, so_far);
    if (!consent->withdrawn) return standing;
    const auto gone = happened_by(*consent->withdrawn, on);
    if (gone == Truth::yes) return answer(Bound::no, "withdrawn", so_far);
    // What had not yet bound the party binds it no more and no less for a withdrawal of unknown day.
    return gone == Truth::unknown && standing.bound != Bound::no
               ? answer(Bound::cannot_be_known, "withdrawal-vague", so_far)
               : standing;
}

}  // namespace registry
