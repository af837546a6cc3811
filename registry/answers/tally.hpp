// Signatory, party: counted as the depositary's status tables do, over what is believed. Every participant
// counts once, territories and organisations too, and a consent counts before the instrument is in force. A
// signature or a consent is live unless a withdrawal of it may be later than the last of it; an undated one
// always may.
#pragma once
#include <optional>
#include <vector>

#include "registry/answers/answers.hpp"

namespace registry {

class Tally {
public:
    explicit Tally(Day on) : on_(on) {}
    void add(Effect, Day lo, Day hi);  // what cannot have happened by `on` is passed over
    bool is_signatory() const { return live(signed_, unsigned_); }
    bool is_party() const { return live(consented_, withdrawn_); }

private:
    static bool live(const std::optional<Day>& last, const std::optional<Day>& ended) {
        return last && !(ended && *ended >= *last);
    }
    Day on_;
    std::optional<Day> signed_, unsigned_, consented_,
        withdrawn_;  // first possible day of acts, last of withdrawals
};

Tally tally(const std::vector<Event>&, Day on);

// No number of parties where nothing is held of any participant, none of signatories where nobody's signature
// is held of any day: an amendment has no such column. That is not none, but not counted.
Counts counted(const std::map<std::string, std::vector<Event>, std::less<>>& by_party, Day on);

}  // namespace registry
