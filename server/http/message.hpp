// HTTP as values: the whole site is one function from Request to Response.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/live.hpp"

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
    std::string client{};  // address it came from; known of a POST that came by a socket
};

// A file open for reading, sent from disk and never held in memory. What was opened is what is sent, whatever
// becomes of its name meanwhile.
class OpenFile {
public:
    // None: not there, no ordinary file, or not to be read.
    static std::shared_ptr<const OpenFile> open(const std::filesystem::path&);
    // One without a name, in memory, for append() only: its pages are sent as they lie there, where bytes of
    // our own would be copied for every client. None: the system gives none.
    static std::shared_ptr<OpenFile> in_memory();
    // Where the bytes begin now, at the beginning of a page; what was there before stays as it is. None:
    // there is no room for them. By one thread at a time, beside any number that send.
    std::optional<std::uint64_t> append(std::string_view bytes);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int fd() const { return fd_; }
    std::uint64_t size() const { return size_; }  // as it was opened

private:
    OpenFile(int fd, std::uint64_t size) : fd_(fd), size_(size) {}
    int fd_;
    std::uint64_t size_;
};

struct Response {
    int status = 200;
    Headers headers;  // Content-Length and Date are the listener's
    // Shared, so that a kept body is sent without copying.
    std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
    // In place of the body, or the same again in a file: `length` bytes of the file from `from` on.
    std::shared_ptr<const OpenFile> file{};
    std::uint64_t from = 0, length = 0;
    // In place of `headers`: header lines already written, Content-Length among them (written_headers() in
    // framing.hpp). For an answer given many times over.
    std::shared_ptr<const std::string> written{};
    // In place of the body: in pieces, without end, and then the connection is closed.
    std::shared_ptr<Live> live{};

    std::uint64_t bytes() const { return file ? length : body->size(); }
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
