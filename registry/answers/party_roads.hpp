// Parties and their roads, from the read model: counted, filtered and ordered in memory; only the lines of
// one page are read from the store.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "registry/answers/paging.hpp"
#include "registry/answers/rows_as_asked.hpp"

namespace registry {

// As asked: on the day, as known then. Findings are those listed by default (stalled and above) in the
// profile asked.
std::vector<PartySummary> party_summaries(store::Reader&, std::shared_ptr<const Table>, const Asked&);

// Where a party stands with an instrument on a day, in one word: bound by a live consent (in force or not),
// as the depositary counts.
enum class Standing { consented, signed_only, withdrawn, signature_withdrawn, other };
template <>
struct Names<Standing> {
    static constexpr std::array table{
        std::pair{Standing::consented, std::string_view{"bound"}},
        std::pair{Standing::signed_only, std::string_view{"signed-not-bound"}},
        std::pair{Standing::withdrawn, std::string_view{"withdrawn"}},
        std::pair{Standing::signature_withdrawn, std::string_view{"signature-withdrawn"}},
        std::pair{Standing::other, std::string_view{"other"}}};
};
Standing standing(const CatalogueTrack&, Day on);

enum class RoadOrder { instrument, signed_on, consented_on, severity };
template <>
struct Names<RoadOrder> {
    static constexpr std::array table{std::pair{RoadOrder::instrument, std::string_view{"instrument"}},
                                      std::pair{RoadOrder::signed_on, std::string_view{"signed"}},
                                      std::pair{RoadOrder::consented_on, std::string_view{"bound"}},
                                      std::pair{RoadOrder::severity, std::string_view{"severity"}}};
};

struct RoadsQuestion {
    std::string party;
    std::optional<Standing> standing;
    Severity at_least = Severity::none;
    std::optional<Day> signed_from, signed_before;  // of the first day it can have signed on
    RoadOrder order = RoadOrder::instrument;        // by name; soonest first; worst first
    Lang lang = Lang::en;
    PageAsked page;
};
struct RoadsAnswer {
    struct Line {
        PartyTrack track;
        Standing standing = Standing::other;
    };
    std::vector<Line> lines;
    PageAnswer page;
    std::vector<FacetCount> standings, severities;  // severities: of that class and above
    bool nothing_known = false;
};
RoadsAnswer roads_answer(store::Reader&, std::shared_ptr<const Table>, const RoadsQuestion&, const Asked&);

}  // namespace registry
