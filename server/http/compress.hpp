// gzip for bodies of text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace server {

// One gzip member; the same input gives the same bytes (no time in it).
std::string gzip(std::string_view bytes, int level = 6);

// Text, JSON, XML, SVG, calendars of about 1 kB or more; pictures and what is already packed are not.
bool worth_gzip(std::string_view media_type, std::size_t bytes);

}  // namespace server
