#include "server/represent/format.hpp"

#include <array>

namespace server {
namespace {

bool always(const Document&) { return true; }
bool has_feed(const Document& document) { return document.feed; }
bool has_sheet(const Document& document) { return document.sheet.has_value(); }
bool has_days(const Document& document) { return document.calendar.has_value(); }
bool is_linked(const Document& document) { return document.linked.has_value(); }
bool has_exchange(const Document& document) { return document.exchange.has_value(); }
bool is_cited(const Document& document) { return document.citation.has_value(); }
bool has_picture(const Document& document) { return document.picture.has_value(); }

// Those that are saved to a file rather than looked at in a browser have the last column set.
constexpr std::array table{
    Format{"html", "text/html; charset=utf-8", "text/html", write_html, always, false},
    Format{"json", "application/json", "application/json", write_json, always, false},
    Format{"csv", "text/csv; charset=utf-8; header=present", "text/csv", write_csv, has_sheet, true},
    Format{"ics", "text/calendar; charset=utf-8", "text/calendar", write_icalendar, has_days, true},
    Format{"atom", "application/atom+xml; charset=utf-8", "application/atom+xml", write_atom, has_feed, false},
    Format{"jsonld", "application/ld+json", "application/ld+json", write_linked, is_linked, false},
    Format{"xml", "application/xml", "application/xml", write_exchange, has_exchange, true},
    Format{"svg", "image/svg+xml", "image/svg+xml", write_svg, has_picture, true},
    Format{"bib", "application/x-bibtex; charset=utf-8", "application/x-bibtex", write_bib, is_cited, true},
    Format{"ris", "application/x-research-info-systems; charset=utf-8", "application/x-research-info-systems",
           write_ris, is_cited, true},
    Format{"embed", "text/html; charset=utf-8", "text/html", write_embed, has_picture, false},
};

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view suffix) {
    for (const auto& format : table)
        if (format.name == suffix) return &format;
    return nullptr;
}

std::string file_name(std::string_view path, const std::vector<std::string>& days, std::string_view format) {
    std::string name = "placet";
    const auto add = [&](std::string_view text) {
        bool apart = true;
        for (const char c : text) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain && apart) name += '-';
            if (plain) name += c;
            apart = !plain;
        }
    };
    add(path);
    for (const auto& day : days) add(day);
    return name + "." + std::string{format};
}

}  // namespace server
