// What binds two parties to one another: instruments in which both take part, and for each whether it binds
// the one and the other on the day (timeline/in_force.hpp), three-valued.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "registry/answers/paging.hpp"
#include "registry/answers/party_roads.hpp"

namespace registry {

// How far both have gone, by their acts; whether it is in force for them is said for each line.
enum class Between {
    both_bound,   // both have consented
    one_bound,    // one has consented, the other has signed
    both_signed,  // neither has consented, both have signed
    left,         // one of them has withdrawn, or taken back its signature
    other         // both are recorded, and nothing of the above
};
template <>
struct Names<Between> {
    static constexpr std::array table{std::pair{Between::both_bound, std::string_view{"both-bound"}},
                                      std::pair{Between::one_bound, std::string_view{"one-bound"}},
                                      std::pair{Between::both_signed, std::string_view{"both-signed"}},
                                      std::pair{Between::left, std::string_view{"left"}},
                                      std::pair{Between::other, std::string_view{"other"}}};
};

enum class BetweenOrder { instrument, since };
template <>
struct Names<BetweenOrder> {
    static constexpr std::array table{std::pair{BetweenOrder::instrument, std::string_view{"instrument"}},
                                      std::pair{BetweenOrder::since, std::string_view{"since"}}};
};

struct WithQuestion {
    std::string a, b;
    std::optional<Between> status;
    BetweenOrder order = BetweenOrder::instrument;  // by name; by the day of the later consent
    Lang lang = Lang::en;
    PageAsked page;
};
struct WithAnswer {
    struct Side {
        Standing standing = Standing::other;
        std::optional<When> signed_on, consented_on, withdrawn_on;
        BoundAnswer bound;
    };
    struct Line {
        InstrumentHead instrument;
        Between between = Between::other;
        Side a, b;
        Bound in_force =
            Bound::cannot_be_known;  // for both: no where it is no for one, yes where yes for both
    };
    std::vector<Line> lines;
    PageAnswer page;
    std::vector<FacetCount> statuses;
    bool nothing_known = false;
};
WithAnswer with_answer(store::Reader&, std::shared_ptr<const Table>, const WithQuestion&, const Asked&);

}  // namespace registry
