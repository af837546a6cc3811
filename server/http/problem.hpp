// The one shape of an error (RFC 9457), for programs as JSON and for people as fields of a page.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"

namespace server {

// Named apart from registry::Problem: this one has a status and is told to the client.
struct Refusal {
    int status = 500;
    std::string type;    // slug of its page: "unknown-parameter" becomes {base}/problems/unknown-parameter;
                         // empty: about:blank
    std::string title;   // short, the same for every occurrence; empty: the status's phrase
    std::string detail;  // this occurrence, in words a person can act on; never what an exception said
    std::string parameter;             // the query parameter at fault; empty: none
    std::vector<std::string> allowed;  // values it may have, or near ids; empty: left out
    struct Available {
        std::string href, type;
    };
    std::vector<Available> available{};  // where and as what media type the same is to be had; empty: left out
    int retry_after = 0;  // seconds after which to ask again; 0: not said

    std::string heading() const;  // title, or the phrase
};

// "Not Found"; "Unknown" for a status not in RFC 9110 or 6585.
std::string_view phrase(int status);

// {"type", "title", "status", "detail", "parameter", "allowed", "available"}; empty ones left out. Text that is not UTF-8
// is mended with U+FFFD. `base_url` without a slash at the end; empty gives a relative type.
std::string problem_json(const Refusal&, std::string_view base_url);

// The same as a response, application/problem+json, Cache-Control: no-store, with secure() headers, readable
// from other sites (cors.hpp); what is available as Link headers too (RFC 8288).
Response problem_response(const Refusal&, std::string_view base_url);

}  // namespace server
