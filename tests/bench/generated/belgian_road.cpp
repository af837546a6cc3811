#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "tests/bench/generated/shapes.hpp"
#include "tests/bench/generated/world.hpp"

namespace bench {
namespace {

using registry::Day;
using std::chrono::days;

struct Road {
    Draw& draw;
    Made& made;
    Day signed_on, today;
    std::optional<Day> bound;  // the party's own consent: every assent comes before it

    // What has not happened yet is not recorded.
    bool step(const std::string& entity, std::string_view milestone, Day day, Act::From from,
              std::string_view subject = "") {
        if (day > today - days{3}) return false;
        Act act;
        act.party = "be";
        act.entity = entity;
        act.milestone = milestone;
        act.subject = subject;
        act.day = day;
        act.from = from;
        made.acts.push_back(std::move(act));
        return true;
    }
    void awaits(const std::string& entity, std::string_view milestone) {
        const auto* source = entity.empty()               ? "be-foreign-affairs"
                             : milestone == "bill-tabled" ? "be-chamber"
                                                          : "be-gazette";
        made.awaited.push_back({source, "be", entity, std::string{milestone}});
    }

    // One entity's own road, from bill to print, and what it still waits for.
    void entity_road(const std::string& entity, bool stops) {
        const auto ends_at = stops ? draw.below(4) : 4U;
        int to_bill = draw.from(shape::signed_to_bill), to_vote = draw.from(shape::bill_to_vote),
            to_law = draw.from(shape::vote_to_law);
        const int all = to_bill + to_vote + to_law;
        if (bound && all > (*bound - signed_on).count()) {
            const auto room = static_cast<int>((*bound - signed_on).count());
            for (auto* each : {&to_bill, &to_vote, &to_law}) *each = *each * room / all;
        }
        const Day bill = signed_on + days{to_bill};
        const Day vote = bill + days{to_vote};
        const Day law = vote + days{to_law};
        const Day print = law + days{draw.from(shape::law_to_print)};
        const bool federal = entity == "be-fed";
        struct Step {
            std::string_view milestone;
            Day day;
            Act::From from;
        };
        const Step steps[] = {{"bill-tabled", bill, Act::From::parliament},
                              {"adopted", vote, Act::From::parliament},
                              {"promulgated", law, Act::From::gazette},
                              {"published", print, Act::From::gazette}};
        for (std::size_t i = 0; i < std::size(steps); ++i) {
            if (i >= ends_at || !step(entity, steps[i].milestone, steps[i].day, steps[i].from)) {
                for (std::size_t next = i; next < std::size(steps); ++next)
                    awaits(entity, steps[next].milestone);
                return;
            }
            if (i == 0 && federal) {
                step(entity, "committee", bill + (vote - bill) / 2, Act::From::parliament);
                step(entity, "reported", bill + (vote - bill) * 3 / 4, Act::From::parliament);
            }
        }
    }
};

}  // namespace

void belgian_road(Draw& draw, Made& made, Day signed_on, std::size_t number, std::optional<Day> bound,
                  Day today) {
    if (signed_on < Day{std::chrono::year{1946} / 1 / 1} || !draw.chance(shape::needs_assent)) return;
    const bool stuck = draw.chance(shape::road_without_end);
    Road road{draw, made, signed_on, today, stuck ? std::nullopt : bound};
    const bool mixed =
        signed_on >= Day{std::chrono::year{1995} / 1 / 1} && draw.chance(shape::mixed_since_1995);
    road.step("", "qualified", signed_on + days{30}, Act::From::government, mixed ? "mixed" : "federal");
    std::vector<std::string> entities{"be-fed"};
    if (mixed) entities.insert(entities.end(), {"be-vlg", "be-fwb", "be-dg", "be-wal", "be-bru"});
    if (mixed && draw.chance(0.5)) entities.push_back("be-ggc");
    for (const auto& entity : entities)
        road.step(entity, "assent-required", signed_on + days{30}, Act::From::government);
    if (draw.chance(0.7)) road.step("", "required-list-whole", signed_on + days{30}, Act::From::government);
    const auto laggard = draw.below(entities.size());
    for (std::size_t i = 0; i < entities.size(); ++i)
        road.entity_road(entities[i], stuck && (i == laggard || draw.chance(0.15)));
    if (stuck) {
        // What came after is taken back: the road is not at its end.
        std::erase_if(made.acts, [](const Act& act) {
            return act.party == "be" &&
                   (act.milestone == "deposited" || act.milestone == "entered-into-force");
        });
        road.awaits("", made.bilateral ? "notified-own" : "deposited");
        if (draw.chance(0.15)) {
            const auto question = fmt::format("{}-{}", draw.between(4, 7), 100 + number);
            const Day put = std::max(signed_on + days{1200}, today - days{draw.between(5, 2500)});
            road.step("", "question-put", put, Act::From::parliament, question);
            road.step("", "question-due", put + days{30}, Act::From::parliament, question);
            if (draw.chance(0.7))
                road.step("", "question-answered", put + days{90}, Act::From::parliament, question);
        }
    }
    const bool has_bill = std::any_of(made.acts.begin(), made.acts.end(),
                                      [](const Act& act) { return act.milestone == "bill-tabled"; });
    if (has_bill)
        made.aliases.push_back({"CHAMBER", fmt::format("{}K{:04}", 40 + number % 17, 1 + number / 17)});
}

}  // namespace bench
