// A road as a picture: a real time axis, a row for each level and entity, numbered marks, the time between
// steps and open waits as lengths, what has no day in a margin of its own. Plain values in; a table beside
// the picture says the same.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/rules/rule.hpp"
#include "server/pictures/axis.hpp"
#include "server/pictures/svg.hpp"

namespace server {

enum class MarkKind {
    step,
    binds,  // consent to be bound, or its end
    look    // looked for and not found up to there
};

// The time since the step before.
struct Gap {
    registry::When since;
    std::optional<std::size_t>
        from;             // that step's place among the row's marks; none: it stands in another row
    std::string elapsed;  // "28 days"
    std::string words;    // "28 days after Bill tabled (21 June 2018)"
};
struct Mark {
    registry::When when;
    std::string number;  // as in the table; empty: none
    std::string label;   // "Adopted"
    std::string words;   // all of it, for hover, focus and screen readers
    std::string href;    // where it stands in the table; empty: nowhere
    MarkKind kind = MarkKind::step;
    bool unsure = false;    // no source is sure
    bool computed = false;  // nobody's statement
    std::optional<Gap> gap;
};
struct OpenWait {
    registry::When since;
    registry::Day until{};
    registry::Severity severity = registry::Severity::none;
    bool doubtful = false;  // possible or unverified
    std::string label;      // "R3: 100 months · stalled"
    std::string href;       // the finding
    std::optional<registry::Day> looked{};  // the last look; what lies after it is drawn as not known
};
struct RoadRow {
    std::string label;
    std::vector<Mark> marks;  // in the order of the road
    std::vector<OpenWait> waits;
};
struct Road {
    registry::Day on{};
    registry::Lang lang = registry::Lang::en;
    std::string title, description;
    std::string undated;   // "undated": the margin's name
    std::string on_label;  // the day asked about, in words
    std::vector<RoadRow> rows;
};

// `id` keeps the ids of two drawings on one page apart, and is its class too.
Svg draw_road(const Road&, std::string_view id, int width);

}  // namespace server
