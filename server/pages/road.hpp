// The track as a picture: geometry only, for templates/road.mustache. A real time axis, a row for each level
// and entity, numbered marks, open waits as lengths. A table beside it says the same.
#pragma once
#include <string>
#include <vector>

#include "registry/rules/rule.hpp"
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

struct Mark {
    registry::When when;
    std::string number;  // as in the table
    std::string label;   // "Adopted"
    bool look = false;   // looked for and not found up to there
    bool binds = false;  // consent to be bound
};
struct Wait {
    registry::When since;
    registry::Day until{};
    registry::Severity severity = registry::Severity::none;
    bool doubtful = false;
    std::string label;  // "100 months · stalled (R3)"
};
struct Row {
    std::string label;
    std::vector<Mark> marks;
    std::vector<Wait> waits;
};
struct Road {
    registry::Day on{};
    std::string description;
    std::vector<Row> rows;
};

// `prefix` keeps the ids of two drawings on one page apart. Lengths are in SVG user units.
Value draw(const View&, const Road&, std::string_view prefix, int width);

}  // namespace server
