// Instruments as they would have happened by a given day: nothing is stored yet, nobody has said it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/model/vocabulary.hpp"
#include "tests/bench/generated/draw.hpp"

namespace bench {

struct Act {
    std::string party, entity, milestone, form, subject;  // ids; party empty: of the instrument
    registry::Day day{};
    bool month_only = false;  // the source has no day
    enum class From { depositary, government, parliament, gazette } from = From::depositary;
};

struct Made {
    std::vector<registry::Alias> aliases;  // [0] is the one its first source uses; the rest are linked to it
    std::string kind;
    std::vector<registry::Title> titles;
    registry::Day concluded{};
    bool deposited_with_un = false, bilateral = false;
    std::vector<Act> acts;
    struct Words {
        std::string party, language, text;
    };
    std::vector<Words> declarations;
    std::optional<registry::EntryClause> clause;
    std::optional<std::size_t> parent;  // the instrument it amends or is a protocol to
    std::string relation;
    // What somebody looks for and does not find.
    struct Awaited {
        std::string source, party, entity, milestone;
    };
    std::vector<Awaited> awaited;
    std::size_t import_day = 0;
};

struct Wanted {
    double scale = 1.0;
    std::uint64_t seed = 1;
    registry::Day today{};
    std::size_t instruments() const { return static_cast<std::size_t>(60'000 * scale); }
};
inline constexpr std::size_t parties_wanted = 230;

// The parties that take part, the busiest first; Belgium among them.
std::vector<const registry::Party*> taking_part();

std::vector<Made> make_world(const Wanted&, std::size_t import_days);

// The road of Belgium with an instrument that it has signed: four in ten get stuck somewhere. `bound`: the
// day of its consent, if there was one; `number` makes the bill's own.
void belgian_road(Draw&, Made&, registry::Day signed_on, std::size_t number,
                  std::optional<registry::Day> bound, registry::Day today);

}  // namespace bench
