// The formats a page can be had in: a table. A new format is one file here and one line in format.cpp.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "server/represent/document.hpp"

namespace server {

struct Format {
    std::string_view name;    // and suffix: "json" for /stalled.json. "html" has none; "embed" is only for routes
                              // that answer in nothing else
    std::string_view media;   // Content-Type as sent
    std::string_view accept;  // what Accept is compared with
    std::string (*write)(const Document&);
    bool (*can)(const Document&);  // the page has what this format is made of
    bool saved;                    // sent as an attachment with a file name (RFC 6266)
};

std::span<const Format> formats();
const Format* format_named(std::string_view suffix);  // null: none of that name

// "placet-instruments-opcat-be-2018-10-20.csv": letters, digits and hyphens whatever the path holds.
std::string file_name(std::string_view path, const std::vector<std::string>& days, std::string_view format);

// What a Content-Security-Policy has to allow so that a picture keeps its own style: "'sha256-…'"; empty: it has none.
std::string style_source(const Markup& svg);

// Each throws when the document has not what `can` asks about.
std::string write_html(const Document&);
std::string write_json(const Document&);
std::string write_atom(const Document&);
std::string write_csv(const Document&);
std::string write_icalendar(const Document&);
std::string write_linked(const Document&);
std::string write_exchange(const Document&);
std::string write_svg(const Document&);
std::string write_bib(const Document&);
std::string write_ris(const Document&);
std::string write_embed(const Document&);

}  // namespace server
