// For those who have to act: the roads on which a step of a body is expected next or a finding waits for it,
// and the roads on which everything recorded as required for the deposit is there. True of today, from what
// intake keeps of each road; roads on which time has turned something since are walked anew.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "registry/answers/listed_on.hpp"
#include "registry/answers/paging.hpp"

namespace registry {

enum class AwaitsOrder { latest, instrument, severity };
template <>
struct Names<AwaitsOrder> {
    static constexpr std::array table{std::pair{AwaitsOrder::latest, std::string_view{"latest"}},
                                      std::pair{AwaitsOrder::instrument, std::string_view{"instrument"}},
                                      std::pair{AwaitsOrder::severity, std::string_view{"severity"}}};
};

struct AwaitsQuestion {
    std::string party;
    std::optional<std::string> entity;  // none: every body of the party, and its own steps; "": its own only
    bool ready = false;  // only the party's own acts of consent, where what they require is recorded
    AwaitsOrder order = AwaitsOrder::latest;  // longest without a recorded step first; by name; worst first
    Lang lang = Lang::en;
    PageAsked page;
};

struct AwaitsLine {
    InstrumentHead instrument;
    std::string party, entity;  // entity empty: the party's own step
    struct Next {
        std::string milestone;
        const Step* step = nullptr;  // as its procedure names it
        std::optional<When> since;   // of the last recorded step it requires; none: it requires none
        std::string since_milestone;
        std::optional<Placed> look;       // the furthest that found it not; none: nobody has looked
        std::vector<EventView> rests_on;  // the recorded steps it requires, in road order
    };
    std::vector<Next> next;                      // expected next, in road order; empty: only findings wait
    bool required = false, unconfirmed = false;  // on the list of required assents
    std::optional<EventView> required_by;        // who says so
    bool list_whole = false;                     // of required assents, and no doubtful entry on it
    std::optional<Day> latest;                   // last day of the latest dated event of the road
    struct Found {
        std::string id, rule;
        Severity severity = Severity::none;
        When since;
    };
    std::vector<Found> findings;  // listed ones that are about the body or wait for it, worst first
};

struct AwaitsAnswer {
    std::vector<AwaitsLine> lines;
    PageAnswer page;
    std::vector<FacetCount> entities;  // whatever entity is asked for; "": the party itself
};
AwaitsAnswer awaits_answer(store::Reader&, std::shared_ptr<const Table>, const AwaitsQuestion&,
                           const Asked& today);

// How many roads await each declared entity, all parties.
std::vector<FacetCount> awaited_of_entities(store::Reader&, std::shared_ptr<const Table>, const Asked& today);

}  // namespace registry
