// Counts by row, stacked by severity, each class with its own pattern: the chart on /stalled. Plain values; a
// table beside the picture says the same.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "registry/rules/rule.hpp"
#include "server/pictures/svg.hpp"

namespace server {

struct SeverityBar {
    std::string group;  // "R3 Adopted; …": rows of one group stand together under it
    std::string label;  // the body
    std::string words;  // "R3, Walloon Region: 4 stalled, 2 severe", for hover, focus and screen readers
    std::string href;   // the list, filtered to exactly these
    std::array<int, 5> by_severity{};  // by registry::Severity; `none` is not drawn
    int total() const;
};
struct SeverityBars {
    std::string title, description;
    std::vector<SeverityBar> rows;
    std::array<std::string, 5> severities;  // their names, for the key
};

// `id` keeps the ids of two drawings on one page apart, and is its class too: "wide", "narrow".
Svg draw_severity_bars(const SeverityBars&, std::string_view id, int width);

}  // namespace server
