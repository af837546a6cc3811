// One party's road as a picture, and the lengths between its steps in words.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "server/pages/compose.hpp"
#include "server/pictures/road.hpp"

namespace server {

// `page`: where the links lead: empty for the page itself, its whole address for a picture that stands alone.
Road road_of(const View&, const registry::TrackAnswer&, std::string_view page = {});

// By event id: "28 days after Bill tabled (21 June 2018)"; an event with nothing before it is not in it.
std::map<std::string, std::string> lengths_between(const View&, const registry::TrackAnswer&);

}  // namespace server
