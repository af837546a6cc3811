// Reading from other sites' pages (Fetch standard, "CORS protocol"): data may be read by anybody, for it is
// public and nothing here depends on who asks; there are no cookies to protect. Pages for people are left out:
// another site has no reason to read them, and everything they say is to be had as data.
#pragma once
#include <string_view>

#include "server/http/message.hpp"

namespace server {

// Access-Control-Allow-Origin: * and the headers a script may see.
void share(Headers&);

// To OPTIONS on a known address, asked by a person or by a browser before a request (preflight): 204 with
// Allow. `allow` is the router's: "GET, HEAD, OPTIONS". Only GET and HEAD are allowed to other sites.
Response options(const Request&, std::string_view allow);

}  // namespace server
