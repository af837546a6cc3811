// Answers that can be given again at once: the same request, nothing committed since, the same day. What a
// request asks for is read from its own bytes here; nothing is taken apart, decoded or looked up. Everything
// else goes the long way.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "registry/model/date.hpp"
#include "server/http/message.hpp"

namespace server {

// Thread-safe.
class Front {
public:
    // `bytes`: bound on the bodies and headers held; when it is reached all go, and those asked for come
    // back.
    explicit Front(std::size_t bytes);
    ~Front();

    // What the answer stood on. Kept answers are of one revision and day: a newer one clears the shelf.
    struct Standing {
        std::uint64_t revision = 0;
        registry::Day today{};
        bool operator==(const Standing&) const = default;
    };
    struct Found {
        std::shared_ptr<const Response> response;  // with its headers both ways
        std::string_view pattern;                  // of the route
    };

    // True when nothing in the request but its target and the three Accept headers decides the answer: a GET
    // without condition, range, date or origin.
    static bool takes(const Request&);
    std::optional<Found> find(const Request&, const Standing&);
    // Only a 200 that is sent as it stands: `pattern` must outlive us.
    void keep(const Request&, const Standing&, const Response&, std::string_view pattern);
    std::uint64_t hits() const;

private:
    struct Shelf;
    std::unique_ptr<Shelf> shelf_;
};

}  // namespace server
