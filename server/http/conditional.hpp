// Conditional requests (RFC 9110 13) and the validators they are judged by.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.hpp"

namespace server {

// Everything a finished body depends on besides its own address (semantics 7): two bodies of one address with
// the same edition are the same bytes. `day` is the registry's today. `program` is the build, so that a new
// template is a new tag.
struct Edition {
    std::int64_t revision = 0;
    std::string day, language, format, on, known, published;
    std::string coding;  // "gzip" or empty
    std::string program;
    std::string store{};  // which store: two may have the same revision
    bool operator==(const Edition&) const = default;
};

// A strong tag, quotes included: "17-5f0c…".
std::string entity_tag(const Edition&);
// The same for bytes that never change under their address (static files, originals): from their SHA-256.
std::string entity_tag(std::string_view sha256);

// RFC 9110 5.6.7: IMF-fixdate out; in also RFC 850 and asctime. None: not a date.
std::string http_date(std::chrono::sys_seconds);
std::optional<std::chrono::sys_seconds> read_http_date(std::string_view);

// Has the client this already? If-None-Match (lists, W/, *) decides where it is sent, else If-Modified-Since.
// Only for GET and HEAD; false for other methods.
bool unchanged(const Request&, std::string_view tag, std::optional<std::chrono::sys_seconds> modified = {});

// 304 with those headers of the full answer that belong there: ETag, Last-Modified, Cache-Control,
// Content-Location, Expires, Vary, and the ones that are not about the body (Link, CORS, security).
Response not_modified(const Headers& of_full_answer);

// Adds names to Vary without repeating any.
void vary(Headers&, std::string_view name);

}  // namespace server
