#include "server/http/router.hpp"

#include <algorithm>
#include <set>

namespace server {
namespace {

std::vector<std::string_view> parts(std::string_view pattern) {
    std::vector<std::string_view> out;
    pattern.remove_prefix(1);
    if (pattern.empty()) return out;
    for (;;) {
        const auto slash = pattern.find('/');
        out.push_back(pattern.substr(0, slash));
        if (slash == std::string_view::npos) return out;
        pattern.remove_prefix(slash + 1);
    }
}

bool is_name(std::string_view part) { return part.size() > 2 && part.front() == '{' && part.back() == '}'; }

// What is badly written in one pattern; empty: nothing.
std::string fault_in(std::string_view pattern, std::string_view method) {
    if (pattern.empty() || pattern.front() != '/') return "does not begin with a slash";
    std::set<std::string_view> names;
    const auto all = parts(pattern);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].empty() && i + 1 < all.size()) return "has an empty segment";
        if (is_name(all[i])) {
            if (!names.insert(all[i]).second) return "has a name twice";
        } else if (all[i].find_first_of("{}?#%") != std::string_view::npos) {
            return "has a segment that is neither written out nor one {name}";
        }
    }
    if (method.empty() || method == "HEAD" || method == "OPTIONS")
        return "has a method the router answers itself";
    return {};
}

bool answers(std::string_view of_route, std::string_view asked) {
    return of_route == asked || (of_route == "GET" && asked == "HEAD");
}

std::string allow(const std::set<std::string_view>& methods) {
    std::string out;
    for (const auto method : methods) {
        out += method;
        out += method == "GET" ? ", HEAD, " : ", ";
    }
    return out + "OPTIONS";
}

}  // namespace

const std::string& Params::operator[](std::string_view name) const {
    for (const auto& [key, value] : taken)
        if (key == name) return value;
    throw std::out_of_range("no {" + std::string(name) + "} in this route");
}

std::vector<Paths::Piece> Paths::pieces(std::string_view pattern) {
    std::vector<Piece> out;
    for (const auto part : parts(pattern)) {
        if (is_name(part))
            out.push_back({part.substr(1, part.size() - 2), true});
        else
            out.push_back({part, false});
    }
    return out;
}

Paths::Paths(std::vector<Row> rows, std::vector<std::string_view> formats) : formats_(std::move(formats)) {
    if (const auto found = faults(rows, formats_); !found.empty()) throw std::logic_error(found.front());
    for (const auto& row : rows) known_.push_back({pieces(row.pattern), row});
}

std::vector<std::string> Paths::faults(const std::vector<Row>& rows,
                                       const std::vector<std::string_view>& formats) {
    std::vector<std::string> out;
    // One spelling for all that answer the same: names lose their name, a format's suffix is written as taken
    // off.
    std::set<std::string> seen;
    for (const auto& row : rows) {
        const auto said = std::string(row.method) + " " + std::string(row.pattern);
        if (const auto fault = fault_in(row.pattern, row.method); !fault.empty()) {
            out.push_back(said + " " + fault);
            continue;
        }
        std::string shape;
        for (const auto& piece : pieces(row.pattern)) {
            shape += '/';
            shape += piece.named ? std::string_view("{}") : piece.text;
        }
        std::vector<std::string> answered{shape};
        const auto ends_in_name = shape.ends_with("{}");
        if (row.suffix == Suffix::read && !shape.empty() && !shape.ends_with('/') && !ends_in_name)
            for (const auto format : formats) answered.push_back(shape + "." + std::string(format));
        for (const auto& each : answered)
            if (!seen.insert(std::string(row.method) + " " + each).second) {
                out.push_back(said + " collides with another route");
                break;
            }
    }
    return out;
}

std::string_view Paths::suffix_of(std::string_view segment) const {
    const auto point = segment.rfind('.');
    if (point == std::string_view::npos || point == 0) return {};
    const auto suffix = segment.substr(point + 1);
    return std::find(formats_.begin(), formats_.end(), suffix) == formats_.end() ? std::string_view{}
                                                                                 : suffix;
}

// `last` stands for the last segment, with or without its suffix.
bool Paths::takes(const Known& known, std::span<const std::string> segments, std::string_view last) {
    if (known.pieces.size() != segments.size()) return false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto given = i + 1 == segments.size() ? last : std::string_view(segments[i]);
        const auto& piece = known.pieces[i];
        if (piece.named ? given.empty() : piece.text != given) return false;
    }
    return true;
}

// A written segment beats a name, from left to right.
bool Paths::closer(const Known& a, const Known& b) {
    for (std::size_t i = 0; i < a.pieces.size(); ++i)
        if (a.pieces[i].named != b.pieces[i].named) return b.pieces[i].named;
    return false;
}

Paths::Hit Paths::look(std::string_view method, std::span<const std::string> segments) const {
    const auto whole = segments.empty() ? std::string_view{} : std::string_view(segments.back());
    const auto suffix = suffix_of(whole);
    const auto bare = suffix.empty() ? whole : whole.substr(0, whole.size() - suffix.size() - 1);

    // A last segment written out with its point in the pattern ("/openapi.json") is taken whole.
    const auto whole_in = [&](const Known& known) {
        return known.row.suffix == Suffix::kept ||
               (!known.pieces.empty() && !known.pieces.back().named && known.pieces.back().text == whole);
    };
    const Known* path = nullptr;  // the closest pattern, by any method
    for (const auto& known : known_)
        if (takes(known, segments, whole_in(known) ? whole : bare) && (!path || closer(known, *path)))
            path = &known;
    if (!path) return {};
    // Only rows of that same pattern: a name elsewhere never takes a segment that is written out here.
    const Known* best = nullptr;
    std::set<std::string_view> methods;
    for (const auto& known : known_) {
        if (!takes(known, segments, whole_in(known) ? whole : bare) || closer(*path, known)) continue;
        methods.insert(known.row.method);
        if (answers(known.row.method, method)) best = &known;
    }

    Hit hit;
    hit.allow = allow(methods);
    if (!best) {
        hit.outcome = method == "OPTIONS" ? Outcome::options : Outcome::not_allowed;
        return hit;
    }
    hit.outcome = Outcome::found;
    hit.row = static_cast<std::size_t>(best - known_.data());
    const auto last = whole_in(*best) ? whole : bare;
    if (last.size() != whole.size()) hit.suffix = suffix;
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (best->pieces[i].named)
            hit.params.taken.emplace_back(best->pieces[i].text,
                                          i + 1 == segments.size() ? last : segments[i]);
    return hit;
}

Paths::Hit Paths::find(std::string_view method, const std::vector<std::string>& segments) const {
    auto hit = look(method, segments);
    if (hit.outcome != Outcome::not_found || segments.empty() || !segments.back().empty()) return hit;
    const auto without = std::span(segments).first(segments.size() - 1);
    const auto there = look(method, without);
    if (there.outcome == Outcome::found && (method == "GET" || method == "HEAD"))
        hit.outcome = Outcome::moved;
    return hit;
}

}  // namespace server
