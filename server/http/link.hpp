// The header Link (RFC 8288); application/link-format (RFC 6690) is written in the same way.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace server {

// <href>; rel="…"; more. Empty when `href` could end the angle brackets or the line: what is not an address
// (RFC 3986) is not put into a header.
std::string link_value(std::string_view href, std::string_view rel, std::string_view more = {});

// Joined by ", "; those that would make the header longer than 4 kB are left out, from the end.
std::string link_header(const std::vector<std::string>& values);

}  // namespace server
