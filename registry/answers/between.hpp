// What changed between two days, told in two ways that are kept apart: what took effect in the time between
// (the legal state on the one day against that on the other), and what was recorded in it (the log). A fact of
// 2004 recorded last week is in the second alone.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/store/ask_between.hpp"

namespace registry {

struct BetweenFilter {
    Day from{}, to{};               // after the first, up to and with the second
    std::string instrument, party;  // ids; empty: whatever
    std::size_t limit = 50, offset = 0;  // of what took effect
    std::int64_t before = 0;             // of the log: changes with lower numbers; 0: the newest
};

// How one thing stood on a day: an instrument's counts, a track's answer to "bound?" and its next steps.
struct StandingThen {
    std::optional<Counts> counts;
    std::optional<Bound> bound;
    std::vector<std::pair<std::string, std::string>> next;  // milestone, entity
};

struct BetweenAnswer {
    BetweenFilter filter;
    bool not_as_known = false;  // `known` is given and everything, or a party, is asked: what took effect is told
                                // from what is recorded now
    bool nothing_known = false;
    std::vector<Happening> happened;  // latest first
    std::vector<Happening> perhaps;   // may have happened in it or before, at most 50
    std::vector<FindingTurn> findings;
    std::vector<ChangeLine> recorded;  // newest first
    bool more_happened = false, more_perhaps = false, more_findings = false, more_recorded = false;
    std::optional<StandingThen> then, now;  // on the first day and on the second; of one instrument or track
    std::map<std::string, InstrumentHead> heads;  // of every instrument named
};

// `asked.known` bounds what counts as recorded.
BetweenAnswer between(store::Reader&, const BetweenFilter&, const Asked&);

}  // namespace registry
