// Finds which route answers a target. Pure: no sockets, no database. Routes are a table; what a handler is,
// is the site's affair (a function pointer, a variant of them): the router only hands back the row that fits.
//
// Patterns: "/instruments/{instrument}/timeline". A {name} takes exactly one segment that is not empty; a
// written segment beats a {name} at the same place, from left to right. "/dump/" ends in an empty segment and
// fits only a target written so.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/message.hpp"

namespace server {

enum class Suffix { read, kept };

template <class Handler>
struct Route {
    std::string_view pattern;
    Handler handler{};
    std::string_view method = "GET";  // GET answers HEAD too
    Suffix suffix = Suffix::read;     // kept: "report.json" stays whole in its {name}
};

// What the {names} of a pattern took, decoded. An unknown name is a mistake of the program:
// std::out_of_range.
struct Params {
    std::vector<std::pair<std::string_view, std::string>> taken;  // in the pattern's order
    const std::string& operator[](std::string_view name) const;
};

enum class Outcome {
    found,
    moved,        // only without the slash at the end: 301 to the same path without it
    not_found,    // 404
    not_allowed,  // 405: the path is known, not by this method; `allow` says which
    options,      // OPTIONS on a known path: 204 with `allow`
};

template <class Handler>
struct Match {
    Outcome outcome = Outcome::not_found;
    const Route<Handler>* route = nullptr;  // set when found
    Params params;
    std::string suffix;  // "json" without the point; empty: none
    std::string allow;   // "GET, HEAD, OPTIONS": value of the header Allow; empty when not found
};

// The shared part, blind to handlers.
class Paths {
public:
    struct Row {
        std::string_view pattern, method;
        Suffix suffix;
    };
    // Throws std::logic_error naming the first fault of faults().
    Paths(std::vector<Row>, std::vector<std::string_view> formats);

    struct Hit {
        Outcome outcome = Outcome::not_found;
        std::size_t row = 0;
        Params params;
        std::string suffix, allow;
    };
    Hit find(std::string_view method, const std::vector<std::string>& segments) const;

    // Two rows that answer the same path and method ("/a/{x}" and "/a/{y}"; "/openapi.json" and "/openapi"
    // with the format json), patterns badly written, a name twice in one pattern. Empty: none.
    static std::vector<std::string> faults(const std::vector<Row>&,
                                           const std::vector<std::string_view>& formats);

private:
    struct Piece {
        std::string_view text;  // written segment, or the name; of the pattern, which must outlive us
        bool named = false;
    };
    struct Known {
        std::vector<Piece> pieces;
        Row row;
    };
    std::vector<Known> known_;
    std::vector<std::string_view> formats_;

    static std::vector<Piece> pieces(std::string_view pattern);
    static bool takes(const Known&, std::span<const std::string> segments, std::string_view last);
    static bool closer(const Known&, const Known&);
    std::string_view suffix_of(std::string_view segment) const;
    Hit look(std::string_view method, std::span<const std::string> segments) const;
};

template <class Handler>
class Router {
public:
    // `routes` must outlive the router. `formats` are the suffixes that count ("json", "atom", "csv"): on the
    // last segment only; any other point belongs to the name ("be.2018" stays whole, ".json" alone too).
    // Throws std::logic_error when two routes collide or a pattern is badly written.
    Router(std::span<const Route<Handler>> routes, std::vector<std::string_view> formats)
        : routes_(routes), paths_(rows(routes), std::move(formats)) {}

    // HEAD is found where GET is. The suffix is given as written and may be one this route does not offer:
    // that is the handler's 404 or 406.
    Match<Handler> find(std::string_view method, const Target& target) const {
        auto hit = paths_.find(method, target.segments);
        const auto* route = hit.outcome == Outcome::found ? &routes_[hit.row] : nullptr;
        return {hit.outcome, route, std::move(hit.params), std::move(hit.suffix), std::move(hit.allow)};
    }

    static std::vector<Paths::Row> rows(std::span<const Route<Handler>> routes) {
        std::vector<Paths::Row> rows;
        for (const auto& route : routes) rows.push_back({route.pattern, route.method, route.suffix});
        return rows;
    }

private:
    std::span<const Route<Handler>> routes_;
    Paths paths_;
};

}  // namespace server
