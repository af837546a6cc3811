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
#include "server/http/framing.hpp"
#include "server/http/message.hpp"
#include "server/site/metrics.hpp"

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
        Metrics::Tally* tally = nullptr;           // where it is counted
    };
    // What decides the answer: the target and the three Accept headers. Views of the request it was read
    // from.
    struct Key {
        std::string_view target, accept, accept_encoding, accept_language;
        bool operator==(const Key&) const = default;
    };

    // None when something else in the request decides too: anything but a GET without body, condition, range,
    // date or origin, or one of the three headers twice.
    static std::optional<Key> key_of(const HeadView&);
    static std::optional<Key> key_of(const Request&);
    static bool takes(const Request& request) { return key_of(request).has_value(); }

    std::optional<Found> find(const Key&, const Standing&);
    std::optional<Found> find(const Request&, const Standing&);
    // Only a 200 that is sent as it stands: `pattern` and `tally` must outlive us.
    void keep(const Request&, const Standing&, const Response&, std::string_view pattern,
              Metrics::Tally* tally = nullptr);
    std::uint64_t hits() const;

private:
    struct Shelf;
    std::unique_ptr<Shelf> shelf_;
};

}  // namespace server
