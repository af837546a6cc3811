// When a verdict can change by time alone: a limit, an event's own day, the age of a look.
#include <algorithm>

#include "registry/rules/weigh.hpp"

namespace registry::judging {

std::optional<Day> Weighing::next_bound(Day on) const {
    const auto at = std::upper_bound(bounds_.begin(), bounds_.end(), on);
    if (at == bounds_.end()) return {};
    return *at;
}

std::optional<Day> Weighing::first_day() const {
    if (bounds_.empty() || matters_.empty()) return {};
    return bounds_.front();
}

// A matter that is closed, or has not begun, changes with an event's own day only; those are bounds.
void Weighing::own_changes(const Weighed& weighed, std::vector<Day>& days) const {
    if (weighed.truth == Truth::no || weighed.matter->order) return;
    for (const auto severity : {Severity::notice, Severity::warn, Severity::stalled, Severity::severe}) {
        if (!ladder(weighed).at[static_cast<std::size_t>(severity)]) continue;
        days.push_back(after(weighed.start.lo, limit(weighed, severity)));
        days.push_back(after(weighed.start.hi, limit(weighed, severity)));
    }
    for (const auto& each : explanations_) days.push_back(each.review + std::chrono::days{1});
    if (weighed.strict_ladder)  // what the ladder will be when that word has grown old
        for (const auto* shown : weighed.matter->shown)
            days.push_back(after(shown->reach, stale_after_) + std::chrono::days{1});
    if (!weighed.reach) return;
    days.push_back(*weighed.reach + std::chrono::days{1});
    days.push_back(after(*weighed.reach, stale_after_) + std::chrono::days{1});
    for (const auto& other : matters_)
        if (other.rule->scope == Scope::staleness)
            for (const auto& span : other.rule->ladder[static_cast<std::size_t>(profile_)].at)
                if (span) days.push_back(after(*weighed.reach, *span));
}

std::optional<Day> Weighing::next_change(const std::vector<Weighed>& all, Day on) const {
    std::vector<Day> days;
    for (const auto& weighed : all) own_changes(weighed, days);
    auto next = next_bound(on);
    for (const auto day : days)
        if (day > on && day <= latest_day && (!next || day < *next)) next = day;
    return next;
}

std::optional<Day> Weighing::next_change(const Weighed& weighed, Day on) const {
    std::vector<Weighed> those{weighed};
    const auto& raised_by = weighed.matter->rule->raised_by;
    for (const auto& other : matters_) {
        const bool may_raise =
            profile_ == Profile::practice_aware &&
            std::find(raised_by.begin(), raised_by.end(), other.rule->id) != raised_by.end();
        if (&other == weighed.cause || may_raise) those.push_back(weigh(other, on));
    }
    return next_change(those, on);
}

}  // namespace registry::judging
