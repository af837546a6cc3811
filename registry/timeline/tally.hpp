// Signatory, party: counted as the depositary's status tables do, over what is believed. Every participant
// counts once, territories and organisations too, and a consent counts before the instrument is in force. A
// signature or a consent is live unless a withdrawal of it may be later than the last of it; an undated one
// always may.
#pragma once
#include <algorithm>
#include <optional>

#include "registry/model/vocabulary.hpp"

namespace registry {

class Tally {
public:
    explicit Tally(Day on) : on_(on) {}
    void add(Effect effect, Day lo, Day hi) {  // what cannot have happened by `on` is passed over
        if (lo > on_) return;
        if (effect == Effect::signs) keep_later(signed_, lo);
        if (effect == Effect::unsigns) keep_later(unsigned_, hi);
        if (effect == Effect::consents) keep_later(consented_, lo);
        if (effect == Effect::withdraws) keep_later(withdrawn_, hi);
    }
    bool is_signatory() const { return live(signed_, unsigned_); }
    bool is_party() const { return live(consented_, withdrawn_); }

private:
    static void keep_later(std::optional<Day>& kept, Day day) { kept = kept ? std::max(*kept, day) : day; }
    static bool live(const std::optional<Day>& last, const std::optional<Day>& ended) {
        return last && !(ended && *ended >= *last);
    }
    Day on_;
    std::optional<Day> signed_, unsigned_, consented_,
        withdrawn_;  // first possible day of acts, last of withdrawals
};

}  // namespace registry
