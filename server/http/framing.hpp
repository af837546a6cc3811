// Where one HTTP/1 message ends and the next begins, read strictly: whatever two readers could understand
// differently is refused (RFC 9112 11.2), never mended. Pure: no sockets.
//
// Poco's own reader is not used here: it decodes RFC 2047 words in header values, so that
// "=?UTF-8?Q?a=0D=0AX:_b?=" becomes a value with a line end in it, after every check was passed.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "server/http/message.hpp"
#include "server/http/problem.hpp"

namespace server {

// How far a header block has come in: the place after its empty line, 0 while that is missing. `broken` when
// it can no longer become one (a line feed without its carriage return, a NUL).
struct BlockEnd {
    std::size_t at = 0;
    bool broken = false;
};
// `from` is how much was already looked at without finding the end.
BlockEnd find_block_end(std::string_view bytes, std::size_t from);

struct Head {
    Request request;         // without its body
    std::size_t length = 0;  // bytes of body that follow
    bool keep_alive = true;  // after the answer
    bool old = false;        // HTTP/1.0
    bool expects_continue = false;
};

struct HeadLimits {
    std::size_t target_bytes, body_bytes;
};

// The same as views of the bytes it was read from: nothing is copied, and of one that is filled again and
// again nothing is allocated either.
struct HeadView {
    struct Field {
        std::string_view name, value;  // as sent; of one name there may be several
    };
    std::string_view method, target;
    std::vector<Field> fields;
    std::size_t length = 0;
    bool keep_alive = true, old = false, expects_continue = false;
};

// Reads a whole block, its empty line included. A refusal means: answer it and close, what follows cannot be
// trusted. 400 ambiguous or badly written; 411 chunked body; 413, 414, 431 too large; 417, 501, 505 not done
// here. A target in absolute form loses scheme and authority ("http://h/a" is "/a").
tl::expected<Head, Refusal> read_head(std::string_view block, const HeadLimits&);
// In two steps, for who may not need the second. After a refusal the view holds nothing of use.
tl::expected<void, Refusal> view_head(std::string_view block, const HeadLimits&, HeadView&);
Head copied(const HeadView&);

// What to say when the header block is past its limit: 414 when not even the first line fits, else 431.
Refusal too_large(std::string_view begun);

struct Framing {
    std::string_view date;  // value of the header Date
    bool keep_alive = true, old = false;
};
// Status line and headers with the empty line. Content-Length from the body (none for 1xx, 204, 304; a live answer
// goes in chunks, to an old client until the end of the connection); what
// the response itself says about length, date and transfer is passed over.
std::string head_of(const Response&, const Framing&);
void append_head(std::string& out, const Response&, const Framing&);
// The part of it that does not change from one time to the next.
std::string written_headers(const Response&);
// May this be sent? False when a name is no token or a value would break the line.
bool is_sendable(const Response&);
bool same_name(std::string_view a, std::string_view b);  // of headers, and words compared like them
bool has_body(int status);

}  // namespace server
