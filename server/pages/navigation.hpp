// The ways about the site: only to addresses the table of routes has.
#pragma once
#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

// The table of routes has this very pattern.
bool is_route(std::string_view path);

// The bar at the top: {href, label, here}.
Value navigation(const View&);
// What stands behind "More" there, with `open` when this page is one of them.
Value more_navigation(const View&);
// The foot of the page: for those who want the data or to know how it was made.
Value foot_navigation(const View&);
// This page in the four languages.
Value languages(const View&);
// This page in other formats: {href, label}.
Value other_formats(const View&);
// A list goes on on other pages: the link to its CSV says which rows it has, and there is one to the next.
// `next`: empty where there is none.
void tell_rows(Value& says, const View&, const std::string& rows, std::string next);

}  // namespace server
