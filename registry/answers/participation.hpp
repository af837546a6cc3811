// Who takes part in an instrument and since when, and how participation grew: from one read of the
// instrument's events. Findings are not asked for: whoever wants them asks instrument_answer().
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
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

// One believed act, of those that concern one party alone.
struct Act {
    Effect effect = Effect::none;
    bool unconfirmed = false;
    std::string_view milestone;  // of the built-in vocabulary
    std::string form;
    When when;
};
// None: no milestone that is declared, or not one party's affair.
std::optional<Act> act_of(const Event&);

struct Participant {
    std::string party;
    bool resolved = true;
    int declarations = 0;   // texts of declarations and reservations held
    std::vector<Act> acts;  // by day; what has no day comes first
};

// What is recorded of everybody, whatever the day asked: on each day a part of it is shown (TakenPart).
struct Participation {
    InstrumentHead instrument;
    bool nothing_known = false;         // `known` is before the first import
    std::optional<Day> as_of;           // of the depositary's newest data
    std::optional<When> as_of_told{};   // the same, no sharper than the document says it
    std::vector<Participant> parties;   // by party: those of whom an act is recorded
    std::array<std::vector<std::uint16_t>, 4> by_name;  // positions in `parties` by name, folded, in each language
    std::optional<EntryClause> clause;  // these two only when asked for
    GeneralEntry entry;
};
// Fills by_name.
void put_in_order(Participation&);

enum class WithEntry { no, yes };
std::optional<Participation> participation(store::Reader&, std::string_view instrument, const Asked&,
                                           WithEntry);

// Participations in the view of now, without their entry into force, as the store holds them: read once a revision
// and kept. Thread-safe; one for as long as a store is served.
class Participations {
public:
    // `bytes`: bound on what is kept; when it is reached all go, and those asked for come back.
    explicit Participations(std::size_t bytes = 96u << 20) : most_(bytes) {}
    // Null: not kept of that revision.
    std::shared_ptr<const Participation> find(std::uint64_t revision, std::string_view instrument);
    // Null: no such instrument.
    std::shared_ptr<const Participation> at(store::Reader&, const std::string& instrument);

private:
    const std::size_t most_;
    std::mutex mutex_;
    std::uint64_t revision_ = 0;
    std::size_t bytes_ = 0;
    std::map<std::string, std::shared_ptr<const Participation>, std::less<>> kept_;
};

Taking taking_part(const Participant&, Day on);

// What of it is shown of the day asked (nothing that lies after it, unless it is announced): the last act of each
// kind, and whatever else there is of that kind, for a State may accede again.
struct TakenPart {
    const Act* signed_ = nullptr;
    const Act* signature_withdrawn = nullptr;
    const Act* consented = nullptr;
    const Act* in_force = nullptr;
    const Act* provisional = nullptr;
    const Act* withdrawn = nullptr;
    std::vector<const Act*> earlier;  // in order
    bool any = false, unconfirmed = false;  // something is shown; some of that is unconfirmed
};
TakenPart taken_part(const Participant&, const Asked&);

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
Growths growth(const std::vector<Participant>&, Day on);
Growths growth(const std::vector<PartyLine>&, Day on);

}  // namespace registry
