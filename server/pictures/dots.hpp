// A row for each party, or each road of one party, on one time axis: signed, bound from when to when, in force since. Plain values; the
// table beside the picture says the same.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/pictures/axis.hpp"
#include "server/pictures/road.hpp"
#include "server/pictures/svg.hpp"

namespace server {

struct PartyBar {
    std::string label, words, href;
    std::optional<registry::When> signed_on, consented, in_force, withdrawn;
    bool unsure = false;  // the consent is not confirmed
    std::optional<OpenWait> wait{};  // of a row that is a road
};
struct PartyBars {
    registry::Day on{};
    registry::Lang lang = registry::Lang::en;
    std::string title, description, undated, on_label;
    std::vector<PartyBar> rows;
    bool long_names = false;  // rows are named by titles
};

Svg draw_party_bars(const PartyBars&, std::string_view id, int width);

}  // namespace server
