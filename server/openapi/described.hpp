// What a person has to say of each address, beside what the table of addresses says itself. A new route has a
// row here; a test holds the two tables alike and asks for every example.
#pragma once
#include <array>
#include <span>
#include <string_view>

namespace server::openapi {

struct Described {
    std::string_view pattern;    // as in server/routes.cpp
    std::string_view operation;  // name for programs: unique, never changed
    std::string_view group;      // a tag
    std::string_view summary;    // what it answers
    // Of the JSON body, a name under components.json; empty where there is none.
    std::string_view schema;
    // Addresses that answer 200 on a store made of the samples (a redirect: 301).
    std::array<std::string_view, 3> examples{};
    // Media type where the answer is no page; empty: not known beforehand.
    std::string_view media{};
    // Further statuses, separated by blanks, each explained in openapi.cpp.
    std::string_view further{};
    std::string_view method = "GET";
};
std::span<const Described> described();
const Described* described(std::string_view pattern, std::string_view method = "GET");  // null: nobody has

// What a parameter means, of the path or the query. The same name means the same everywhere.
struct Explained {
    std::string_view name, text, example;
};
const Explained* explained(std::string_view parameter);  // null: nobody has
std::span<const Explained> all_explained();
std::string_view explained_field(std::string_view field);  // of a form; empty: nobody has

}  // namespace server::openapi
