// Finished answers kept within a bound, so that a page is written and packed once per revision and day. Old
// revisions are not removed: nobody asks for them any more and they are the first to go.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/conditional.hpp"
#include "server/http/message.hpp"

namespace server {

// A finished answer: `plain.body` as it is, `packed` the same by gzip, null where nobody has taken it so yet.
// `plain.headers` hold neither ETag nor Content-Encoding: those depend on which of the two is sent.
struct Finished {
    Response plain;
    std::shared_ptr<const std::string> packed;
};

// Thread-safe. Keeps those last asked for, by the bytes of their bodies, headers and keys.
class Kept {
public:
    explicit Kept(std::size_t bytes);
    ~Kept();

    // `address` is the target as written in one canonical form: path and query.
    // Leave Edition::coding empty: one entry serves both.
    std::shared_ptr<const Finished> find(std::string_view address, const Edition&);
    // Returns what it keeps; one larger than an eighth of the bound is returned and not kept.
    std::shared_ptr<const Finished> keep(std::string_view address, const Edition&, Finished);

    struct Counts {
        std::size_t entries = 0, bytes = 0;
        std::uint64_t hits = 0, misses = 0, dropped = 0;
    };
    Counts counts() const;

private:
    struct Shelf;
    std::unique_ptr<Shelf> shelf_;
};

}  // namespace server
