// The address permanent links, feeds and mail begin with.
#pragma once
#include <string_view>

namespace server::program {

// RFC 3986 (with RFC 9110 4.2): scheme http or https, a host, perhaps a port and a path; no user, query or fragment,
// and of characters only those an address is written with.
bool is_base_url(std::string_view);
// Refuses (64) what is none; nothing typed is none to refuse.
void need_base_url(std::string_view typed);

}  // namespace server::program
