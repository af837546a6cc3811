// Entry into force: for whom, since when, computed from the clause as data and beside it what is recorded.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/model/instrument.hpp"

namespace registry {

struct Consent {
    std::string party;
    When deposited;
    std::optional<When> withdrawn;
    std::optional<When> recorded_entry;  // entry into force for the party, as a source says
};

// When the instrument itself entered into force by its clause: after the Nth deposit plus the delay.
// `unknown` when a deposit that could decide it is too vague.
struct GeneralEntry {
    std::optional<When> computed;  // absent: threshold not reached by these deposits
    std::optional<When> recorded;
    std::vector<std::string> counted;  // parties whose deposits were counted, in order
};
GeneralEntry general_entry(const EntryClause&, const std::vector<Consent>&,
                           const std::optional<When>& recorded);

enum class Bound { no, cannot_be_known, yes };
struct BoundAnswer {
    Bound bound = Bound::cannot_be_known;
    std::optional<When> computed, recorded;  // entry into force for the party
    std::string because;                     // message key, schemas/messages: "bound.own-deposit"
};
// Is the party bound on the day? Recorded entry beats computed. `clause` absent: only recorded facts decide.
// `as_of`: the day up to which somebody looked for deposits (the depositary's data, a source that says "not
// ratified"). "No deposit" and "too few have deposited" are sure only up to that day; without it, or later,
// one does not know. `because` is one of bound.no-consent, no-consent-found, not-deposited, not-yet,
// recorded-entry, general-entry, own-deposit, withdrawn, withdrawal-vague, date-vague, threshold-not-reached,
// no-clause.
BoundAnswer bound(const std::optional<EntryClause>& clause, const GeneralEntry&,
                  const std::optional<Consent>&, Day on, const std::optional<Day>& as_of = std::nullopt);

}  // namespace registry
