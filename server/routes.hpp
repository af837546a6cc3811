// The addresses of the site: one table. A new page is a function in server/pages and a line here.
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "server/http/router.hpp"
#include "server/pages/pages.hpp"

namespace server {

// What a query parameter may hold.
enum class Takes { text, number, severity, rule, entity };
struct Parameter {
    std::string_view name;
    Takes takes = Takes::text;
};

enum class Kind {
    dated,    // takes on, known, published and profile too
    undated,  // a page that does not depend on a day
    feed,     // undated, and to be had as Atom
    raw,      // answers with its own bytes: no formats, no language
    moves     // only ever leads elsewhere, or refuses
};

struct Place {
    Page page = nullptr;
    Kind kind = Kind::undated;
    std::span<const Parameter> parameters;
    bool dated() const { return kind == Kind::dated; }
    bool represented() const { return kind != Kind::raw; }
};

std::span<const Route<Place>> routes();

// Parts of an instrument, now or later: words that can never be a party's id (semantics 7).
inline constexpr std::array<std::string_view, 14> reserved_parts{
    "timeline", "participants", "changes",    "map",     "reservations", "documents", "relations",
    "findings", "declarations", "objections", "compare", "calendar",     "history",   "text"};
bool is_reserved(std::string_view part);

}  // namespace server
