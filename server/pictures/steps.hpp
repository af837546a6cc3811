// Counts over time as stepped lines; between what is certain and what is possible a band. Plain values; a
// table beside the picture says the same.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/pictures/axis.hpp"
#include "server/pictures/svg.hpp"

namespace server {

struct CountLine {
    struct Step {
        registry::Day day{};
        int at_least = 0, at_most = 0;  // from that day on
    };
    std::string label;        // "parties"; the number reached is put before it
    std::string words;        // for hover and focus
    std::vector<Step> steps;  // in order
};
struct CountMoment {
    registry::When when;
    std::string label, words;
    bool computed = false;
};
struct CountsOverTime {
    registry::Day on{};
    registry::Lang lang = registry::Lang::en;
    std::string title, description, on_label;
    std::vector<CountLine> lines;  // at most three: solid, dashed, dotted
    std::optional<int> threshold;
    std::string threshold_label;
    std::vector<CountMoment> moments;  // upright lines: entry into force
    std::optional<registry::Day> known_to{};  // what lies after it is drawn as not known, unless a step is recorded later
};

// `height` of the plot.
Svg draw_counts(const CountsOverTime&, std::string_view id, std::string_view size, int width,
                int height = 230);

}  // namespace server
