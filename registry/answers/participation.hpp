// Who takes part in an instrument and since when, and how participation grew: from one read of the
// instrument's events. Findings are not asked for: whoever wants them asks instrument_answer().
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"

namespace registry {

// As the depositary's tables count (tally.hpp), on the day asked.
enum class Taking { other, signatory, party, withdrawn };
template <>
struct Names<Taking> {
    static constexpr std::array table{std::pair{Taking::party, std::string_view{"party"}},
                                      std::pair{Taking::signatory, std::string_view{"signatory"}},
                                      std::pair{Taking::withdrawn, std::string_view{"withdrawn"}},
                                      std::pair{Taking::other, std::string_view{"other"}}};
};

struct Participation {
    InstrumentHead instrument;
    Asked asked;
    bool nothing_known = false;      // `known` is before the first import
    std::optional<Day> as_of;        // of the depositary's newest data
    std::vector<PartyLine> parties;  // by party: those of whom a step is recorded; without findings
    std::map<std::string, int, std::less<>>
        declarations;                   // by party: texts of declarations and reservations held
    std::optional<EntryClause> clause;  // these two only when asked for
    GeneralEntry entry;
};

enum class WithEntry { no, yes };
std::optional<Participation> participation(store::Reader&, std::string_view instrument, const Asked&,
                                           WithEntry);

Taking taking_part(const PartyLine&, Day on);

// The last of that kind that counts on the day, and whatever else there is of it: a State may accede again.
struct TakenPart {
    const Event* signed_ = nullptr;
    const Event* signature_withdrawn = nullptr;
    const Event* consented = nullptr;
    const Event* in_force = nullptr;
    const Event* provisional = nullptr;
    const Event* withdrawn = nullptr;
    std::vector<const Event*> earlier;  // in order
};
TakenPart taken_part(const PartyLine&);

// One party more, or less, of a count; `by` is 1 or -1.
struct Moment {
    When when;
    int by = 1;
    std::string party;
};
// A count over time, day by day, between what is certain and what is possible: a vague day may lie anywhere
// in its span. What has no day at all is counted apart.
struct Growth {
    struct Step {
        Day day{};
        int at_least = 0, at_most = 0;  // from that day on
    };
    std::vector<Moment> moments;  // by first possible day
    std::vector<Step> steps;      // a step for each day on which a bound changes
    int undated = 0;
    int at_least(Day) const;
    int at_most(Day) const;
};
struct Growths {
    Growth signatures;   // parties that have signed, whether they took it back or not
    Growth parties;      // live consents
    Growth withdrawals;  // of consent
    bool empty() const { return signatures.moments.empty() && parties.moments.empty(); }
};
// What cannot have happened by `on` is left out.
Growths growth(const std::vector<PartyLine>&, Day on);

}  // namespace registry
