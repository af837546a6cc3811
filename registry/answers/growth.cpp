// How participation grew: counts over time between what is certain and what is possible.
#include <algorithm>
#include <map>

#include "registry/answers/participation.hpp"

namespace registry {
namespace {

bool has_no_day(const When& when) { return when.lo == earliest_day && when.hi == latest_day; }

void record(Growth& growth, const When& when, const std::string& party, int by) {
    if (has_no_day(when))
        ++growth.undated;
    else
        growth.moments.push_back({when, by, party});
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
class Counting {
public:
    Counting(Growths& all, const std::string& party, Day on) : all_(all), party_(party), on_(on) {}
    void add(Effect effect, const When& when) {
        if (when.lo > on_) return;
        if (effect == Effect::signs && !signed_) {
            record(all_.signatures, when, party_, 1);
            signed_ = true;
        } else if (effect == Effect::consents && !consented_) {
            record(all_.parties, when, party_, 1);
            consented_ = true, since_ = when;
        } else if (effect == Effect::withdraws && has_no_day(when)) {
            left_some_day_ = true;
        } else if (effect == Effect::withdraws && consented_) {
            record(all_.parties, when, party_, -1);
            record(all_.withdrawals, when, party_, 1);
            consented_ = false;
        }
    }
    // A withdrawal of which no day is recorded has happened since the consent and by the day asked about.
    void end() {
        if (!left_some_day_ || !consented_) return;
        ++all_.withdrawals.undated;
        if (has_no_day(since_))
            --all_.parties.undated;
        else
            record(all_.parties, since_.lo == earliest_day ? not_after(on_) : between(since_.lo, on_), party_, -1);
    }

private:
    Growths& all_;
    const std::string& party_;
    Day on_;
    bool signed_ = false, consented_ = false, left_some_day_ = false;
    When since_;  // of the consent that counts
};

Growths finished(Growths all) {
    for (auto* each : {&all.signatures, &all.parties, &all.withdrawals}) finish(*each);
    return all;
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

Growths growth(const std::vector<Participant>& parties, Day on) {
    Growths all;
    for (const auto& party : parties) {
        Counting counting(all, party.party, on);
        for (const auto& each : party.acts) counting.add(each.effect, each.when);
        counting.end();
    }
    return finished(std::move(all));
}

Growths growth(const std::vector<PartyLine>& lines, Day on) {
    Growths all;
    for (const auto& line : lines) {
        Counting counting(all, line.party, on);
        for (const auto& each : line.events)
            if (const auto* milestone = Vocabulary::built_in().milestone(each.milestone))
                counting.add(milestone->effect, each.when);
        counting.end();
    }
    return finished(std::move(all));
}

}  // namespace registry
