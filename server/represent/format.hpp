// The formats a page can be had in: a table. A new format is one file here and one line in format.cpp.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "server/represent/document.hpp"

namespace server {

struct Format {
    std::string_view name;    // and suffix: "json" for /stalled.json
    std::string_view media;   // Content-Type as sent
    std::string_view accept;  // what Accept is compared with
    std::string (*write)(const Document&);
    bool (*can)(const Document&);
};

std::span<const Format> formats();
const Format* format_named(std::string_view suffix);  // null: none of that name

std::string write_html(const Document&);
std::string write_json(const Document&);
std::string write_atom(const Document&);

}  // namespace server
