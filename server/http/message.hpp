// HTTP as values: the whole site is one function from Request to Response.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace server {

struct CaseLess {  // header names (RFC 9110 5.1)
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const;
};
using Headers = std::map<std::string, std::string, CaseLess>;

struct Request {
    std::string method = "GET";  // as sent, upper case
    std::string target;          // as sent: path and query, percent-encoded
    Headers headers;             // of the same name joined by ", " (RFC 9110 5.3)
    std::string body;
};

struct Response {
    int status = 200;
    Headers headers;  // Content-Length and Date are the listener's
    // Shared, so that a kept body is sent without copying.
    std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
};

// The target taken apart: path decoded segment by segment (an encoded slash stays inside its segment), query
// decoded in order ("+" is a blank, a name without "=" has an empty value). "/" has no segments; a slash at
// the end gives an empty last one. Not valid, and then no value: bad escapes, control characters (a tab is
// let through in the query), not UTF-8, "." and "..", an empty segment elsewhere, "#", more than 16 segments
// or 64 parameters.
struct Target {
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;
};
bool read_target(std::string_view target, Target&);
// The part after "?", or the body of a form (application/x-www-form-urlencoded). Appends.
bool read_query(std::string_view query, std::vector<std::pair<std::string, std::string>>&);
std::string percent(std::string_view text);  // encodes what a path segment or query value may not hold

}  // namespace server
