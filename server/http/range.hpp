// Parts of an answer (RFC 9110 14): a download that broke off goes on where it stopped.
#pragma once
#include <cstdint>
#include <string_view>

#include "server/http/message.hpp"

namespace server {

// The first and last byte asked for by "bytes=…", within `size`. One range only: several are passed over, as is
// what is badly written, and all is sent (14.2 allows it).
struct ByteRange {
    enum class Asks { all, part, nothing_there } asks = Asks::all;  // nothing_there: 416
    std::uint64_t first = 0, last = 0;
};
ByteRange read_range(std::string_view header, std::uint64_t size);

// A whole answer (200) that is a file, cut to what GET asks for: 206 with Content-Range, 416 when it begins
// behind the end. If-Range (ETag or date, compared strongly) that does not fit sends all. Adds Accept-Ranges.
Response in_range(const Request&, Response whole);

}  // namespace server
