// The addresses of the site: one table. A new page is a function in server/pages and a line here.
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "server/http/router.hpp"
#include "server/pages/acting.hpp"
#include "server/pages/pages.hpp"

namespace server {

// What a query parameter may hold.
enum class Takes { text, number, day, severity, rule, entity };
struct Parameter {
    std::string_view name;
    Takes takes = Takes::text;
};

enum class Kind {
    dated,     // shows the legal state on a day, as it was known on one
    recorded,  // of the days only `known` changes what it shows
    undated,   // shows the same on every day; takes the days all the same, and hands them on in its links
    feed,      // recorded, and to be had as Atom
    raw,       // answers with its own bytes: no formats, no language
    moves      // only ever leads elsewhere, or refuses
};

struct Place {
    Page page = nullptr;
    Kind kind = Kind::undated;
    std::span<const Parameter> parameters;
    std::span<const std::string_view> formats{};  // names of server/represent/format.cpp, besides html and json;
                                                  // atom for a feed; bib and ris where it is cited with days
    std::string_view only{};                      // the one format this address answers in: "embed"
    Action action = nullptr;                      // of POST: changes something; `page` is then null
    std::span<const Field> fields{};              // of its form
    bool any_body = false;  // whatever form is sent, its address says it all (RFC 8058)
    Door door = nullptr;    // of an action behind a secret address: who has none does not get to write
    // So many forms of one client (FormSettings); six times as many a minute, without a bound an hour, where many
    // people's come from one address.
    enum class Bound { none, one, many } bounded = Bound::none;
    bool anew = false;      // with `known` or `published` much is judged anew: one such answer at a time
    bool dated() const { return kind == Kind::dated; }
    bool represented() const { return kind != Kind::raw; }
    // Only `known` matters.
    bool recorded() const { return kind == Kind::recorded || kind == Kind::feed; }
    bool cited() const { return dated() || recorded(); }
};

std::span<const Route<Place>> routes();

// Parts of an instrument, now or later: words that can never be a party's id (semantics 7).
inline constexpr std::array<std::string_view, 14> reserved_parts{
    "timeline", "participants", "changes",    "map",     "reservations", "documents", "relations",
    "findings", "declarations", "objections", "compare", "calendar",     "history",   "text"};
bool is_reserved(std::string_view part);

}  // namespace server
