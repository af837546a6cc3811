// Where what a page shows can be followed.
#pragma once
#include <string>
#include <string_view>

#include "server/pages/view.hpp"

namespace server {

// The form for what this page shows, a thing or a list with its filters; empty where nothing on it can be
// followed.
std::string follow_href(const View&);
std::string follow_href(const View&, std::string_view scope, std::string_view key);

}  // namespace server
