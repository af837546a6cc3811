#include "importers/reading/belgian_step.hpp"

#include <utility>

namespace importers::reading {

registry::Statement belgian_step(const registry::Alias& instrument, std::string_view entity,
                                 std::string_view milestone, registry::When when, std::string place) {
    registry::Statement statement;
    statement.instrument = instrument;
    statement.party = "be";
    statement.entity = entity;
    statement.milestone = milestone;
    statement.when = std::move(when);
    statement.place = std::move(place);
    return statement;
}

}  // namespace importers::reading
