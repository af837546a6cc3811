// The survival curves as a picture: time since the start to the right, the share still waiting upwards. Plain
// values; a table beside the picture says the same.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/timeline/survival.hpp"
#include "server/pictures/svg.hpp"

namespace server {

struct SurvivalCurve {
    const registry::Curve* curve = nullptr;
    std::string label;  // "Belgium: 115 signatures"
};
struct SurvivalPicture {
    std::string title, description;
    std::vector<SurvivalCurve>
        curves;              // at most three: dashed, solid, dotted; the second is the one looked at
    int days = 0;            // the wait marked
    std::string wait_label;  // "this treaty: 253 months"
    std::string axis_share, axis_years,
        percent;  // percent: "{n} %" with the number to be put in place of {n}
};

// `id` keeps the ids of two drawings on one page apart; `size` is a class: "wide", "narrow".
Svg draw_survival(const SurvivalPicture&, std::string_view id, std::string_view size, int width);

}  // namespace server
