// What the store holds between two days: events by the day they took effect, steps of findings, changes by the
// day they were recorded. Each by an index, at most so many rows.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/rules/judge.hpp"
#include "registry/store/database.hpp"

namespace registry {

// After one day, up to and with another; empty ids: whatever. An instrument's own events belong to each of its
// parties.
struct Stretch {
    Day after{}, until{};
    std::string instrument, party;
};

struct Happening {
    std::string instrument, party, milestone, entity, event, form;
    When when;
    bool unconfirmed = false;
};

struct FindingTurn {
    std::string finding, rule, instrument, party, entity;
    FindingStep step;
    Severity was = Severity::none;  // before the step
    Day recorded{};
};

}  // namespace registry

namespace registry::store {

// Events whose first possible day lies in the stretch, latest first.
std::vector<Happening> happened_between(Reader&, const Stretch&, std::size_t limit, std::size_t offset);
// Those that began before and may have ended in it: their day is known to the year at best, and at worst to
// within `vaguest` days.
inline constexpr int vaguest = 366;
std::vector<Happening> perhaps_happened_between(Reader&, const Stretch&, std::size_t limit);

// Steps of findings that somebody looked for, to or from "stalled" and above, latest first.
std::vector<FindingTurn> findings_between(Reader&, const Stretch&, Profile, std::size_t limit,
                                          std::size_t offset);

// Numbers of the changes recorded in the stretch, first and last; {0, 0}: none.
std::pair<std::int64_t, std::int64_t> changes_between(Reader&, Day after, Day until);

}  // namespace registry::store
