// How participation grew: counts over time between what is certain and what is possible.
#include <algorithm>
#include <map>

#include "registry/answers/participation.hpp"

namespace registry {
namespace {

bool has_no_day(const When& when) { return when.lo == earliest_day && when.hi == latest_day; }

void add(Growth& growth, const Event& event, int by) {
    if (has_no_day(event.when))
        ++growth.undated;
    else
        growth.moments.push_back({event.when, by, event.party});
}

// One more is certain after its last possible day and possible from its first on; one less the other way
// round.
void finish(Growth& growth) {
    std::ranges::stable_sort(growth.moments, {}, [](const Moment& each) {
        return std::pair{each.when.lo, each.when.hi};
    });
    struct Change {
        int least = 0, most = 0;
    };
    std::map<Day, Change> changes;
    for (const auto& each : growth.moments) {
        const auto first = each.when.lo, last = each.when.hi;
        changes[each.by > 0 ? last : first].least += each.by;
        changes[each.by > 0 ? first : last].most += each.by;
    }
    int least = 0, most = 0;
    for (const auto& [day, change] : changes) {
        least += change.least, most += change.most;
        if (change.least || change.most) growth.steps.push_back({day, least, most});
    }
}

// A party's first consent counts, and one after a withdrawal; a second without a withdrawal is no second
// party.
void add_line(Growths& all, const PartyLine& line, Day on) {
    bool signed_ = false, consented = false;
    for (const auto& event : line.events) {
        const auto* milestone = Vocabulary::built_in().milestone(event.milestone);
        if (!milestone || (event.when.lo > on && !has_no_day(event.when))) continue;
        if (milestone->effect == Effect::signs && !signed_) {
            add(all.signatures, event, 1);
            signed_ = true;
        } else if (milestone->effect == Effect::consents && !consented) {
            add(all.parties, event, 1);
            consented = true;
        } else if (milestone->effect == Effect::withdraws && consented) {
            add(all.parties, event, -1);
            add(all.withdrawals, event, 1);
            consented = false;
        }
    }
}

const Growth::Step* last_step(const Growth& growth, Day day) {
    const auto after = std::ranges::upper_bound(growth.steps, day, {}, &Growth::Step::day);
    return after == growth.steps.begin() ? nullptr : &*(after - 1);
}

}  // namespace

int Growth::at_least(Day day) const {
    const auto* step = last_step(*this, day);
    return step ? step->at_least : 0;
}

int Growth::at_most(Day day) const {
    const auto* step = last_step(*this, day);
    return step ? step->at_most : 0;
}

Growths growth(const std::vector<PartyLine>& lines, Day on) {
    Growths all;
    for (const auto& line : lines) add_line(all, line, on);
    for (auto* each : {&all.signatures, &all.parties, &all.withdrawals}) finish(*each);
    return all;
}

}  // namespace registry
