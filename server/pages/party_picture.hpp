// The roads of a party as a picture on its page: those of the list on screen, on one time axis.
#pragma once
#include <string>
#include <string_view>

#include "registry/answers/party_roads.hpp"
#include "server/pages/compose.hpp"
#include "server/pictures/dots.hpp"

namespace server {

PartyBars roads_of_party(const View&, const registry::RoadsAnswer&, const std::string& party,
                         bool alone = false);

// Into the page, or as the picture that stands alone; nothing for other formats and without roads.
void add_party_picture(Document&, const View&, const registry::RoadsAnswer&, const std::string& party,
                       std::string_view format);

}  // namespace server
