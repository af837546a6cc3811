// /stalled as a list: filtered, counted and ordered over everything listed on the day asked; only the lines
// of one page are read from the store or judged.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "registry/answers/listed_on.hpp"
#include "registry/answers/paging.hpp"

namespace registry {

enum class StalledOrder { severity, since, instrument, party };
template <>
struct Names<StalledOrder> {
    static constexpr std::array table{std::pair{StalledOrder::severity, std::string_view{"severity"}},
                                      std::pair{StalledOrder::since, std::string_view{"since"}},
                                      std::pair{StalledOrder::instrument, std::string_view{"instrument"}},
                                      std::pair{StalledOrder::party, std::string_view{"party"}}};
};

// Empty members narrow nothing.
struct StalledQuestion {
    std::string party, rule;
    std::string entity;  // meant whether the finding is about it or waits for it
    Severity at_least = Severity::stalled;
    std::optional<Certainty> certainty;
    std::optional<Day> since_from, since_before;  // of the first day on which the clock can have started
    std::optional<int> newly;                     // listed for at most so many days
    StalledOrder order = StalledOrder::severity;  // worst first; longest since; by name
    Lang lang = Lang::en;                         // whose names order them
    PageAsked page;
};

// Each facet counts what the list would hold with its own filter left out and every other one kept.
struct StalledFacets {
    std::vector<FacetCount> rule, entity, party, severity, certainty;  // severity: of that class and above
};
// How many of the list, by rule, body the finding is about, and class.
using StalledCells = std::map<std::pair<std::string, std::string>, std::array<int, 5>>;

struct StalledAnswer {
    std::vector<FindingLine> lines;
    std::vector<std::optional<Day>> opened;  // of each line: first day on end on which it is listed, if known
    PageAnswer page;
    StalledFacets facets;
    StalledCells cells;
    bool nothing_known = false;
};
StalledAnswer stalled_answer(store::Reader&, std::shared_ptr<const Table>, const StalledQuestion&,
                             const Asked&);

}  // namespace registry
