// How long after which step before it each step of a track came.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "server/pages/view.hpp"
#include "server/pictures/road.hpp"

namespace server {

// Of what went before, the step the time is counted from: the last in the same row, else the last of the same
// entity, else the first signature. None where the order of the two cannot be known.
struct StepBefore {
    const registry::EventView* event = nullptr;
    std::optional<std::size_t> in_row;  // its place among the row's marks
};

// Takes a track's events in the order of the road; a row is known by its address.
class StepsSoFar {
public:
    StepBefore before(const RoadRow*, const registry::EventView&) const;
    void seen(const RoadRow*, const registry::EventView&, std::size_t place);

private:
    struct Seen {
        const RoadRow* row;
        const registry::EventView* event;
        std::size_t index;
    };
    std::vector<Seen> seen_;
};

// None where there is no step before.
std::optional<Gap> gap_since(const View&, const StepBefore&, const registry::EventView&);

}  // namespace server
