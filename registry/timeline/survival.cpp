#include "registry/timeline/survival.hpp"

#include <algorithm>

namespace registry {
namespace {

bool is_open(const Signature::Bounds& when) { return when.lo == earliest_day || when.hi == latest_day; }

// The length between two vague moments: its middle, rounded down; none where it could be too far off.
std::optional<int> length(const Signature::Bounds& from, const Signature::Bounds& to) {
    if (is_open(from) || is_open(to)) return std::nullopt;
    const int shortest = std::max(0, days_between(from.hi, to.lo)),
              longest = std::max(0, days_between(from.lo, to.hi));
    if (longest - shortest > most_vague_days) return std::nullopt;
    return shortest + (longest - shortest) / 2;
}

// Watched to the earlier of the end of the data and a withdrawal; whichever comes first of these and consent.
std::optional<Wait> wait_of(const Signature& of, Day until) {
    Signature::Bounds end{until, until};
    bool ended = false;
    if (of.withdrawn && of.withdrawn->lo <= until) {
        if (is_open(*of.withdrawn)) return std::nullopt;
        end = *of.withdrawn;
    }
    if (of.consented && of.consented->lo <= end.hi && of.consented->lo <= until) {
        end = *of.consented;
        ended = true;
    }
    const auto days = length(of.signed_on, end);
    if (!days) return std::nullopt;
    return Wait{*days, ended};
}

}  // namespace

Observed observe(const std::vector<Signature>& signatures, Day on) {
    Observed observed;
    for (const auto& each : signatures) {
        if (each.signed_on.lo > on) continue;
        if (!each.as_of) {
            ++observed.without_data;
            continue;
        }
        const auto until = std::min(*each.as_of, on);
        if (each.signed_on.lo > until) continue;
        const auto wait = wait_of(each, until);
        if (!wait) {
            ++observed.too_vague;
            continue;
        }
        observed.waits.push_back(*wait);
        auto& first = observed.first_as_of;
        auto& last = observed.last_as_of;
        first = first ? std::min(*first, until) : until;
        last = last ? std::max(*last, until) : until;
    }
    return observed;
}

Curve kaplan_meier(std::vector<Wait> waits) {
    std::sort(waits.begin(), waits.end(), [](const Wait& a, const Wait& b) { return a.days < b.days; });
    Curve curve;
    curve.n = static_cast<int>(waits.size());
    if (!waits.empty()) curve.longest = waits.back().days;
    double waiting = 1, greenwood = 0;
    int at_risk = curve.n;
    for (auto at = waits.begin(); at != waits.end();) {
        const auto day = at->days;
        int events = 0, left = 0;  // censored on a day of consents still counted among those at risk on it
        for (; at != waits.end() && at->days == day; ++at) (at->ended ? events : left) += 1;
        if (events > 0) {
            const double risk = at_risk, happened = events;
            waiting = events == at_risk ? 0 : waiting * (1 - happened / risk);
            if (events < at_risk) greenwood += happened / (risk * (risk - happened));
            curve.steps.push_back({day, at_risk, events, waiting, waiting * waiting * greenwood});
        }
        curve.events += events;
        curve.censored += left;
        at_risk -= events + left;
    }
    return curve;
}

std::optional<double> Curve::waiting_after(int days) const {
    const auto next = std::upper_bound(steps.begin(), steps.end(), days,
                                       [](int day, const Step& step) { return day < step.days; });
    const double share = next == steps.begin() ? 1 : std::prev(next)->waiting;
    if (days > longest && share > 0) return std::nullopt;
    return share;
}

std::optional<int> Curve::day_of_share(double consented) const {
    constexpr double rounding = 1e-9;  // 1 - 1/2 - 1/4 … does not add up exactly
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& step) {
        return step.waiting <= 1 - consented + rounding;
    });
    return found == steps.end() ? std::nullopt : std::optional{found->days};
}

}  // namespace registry
