#include "server/represent/format.hpp"

#include <array>

namespace server {
namespace {

bool always(const Document&) { return true; }
bool has_feed(const Document& document) { return document.feed; }

constexpr std::array table{
    Format{"html", "text/html; charset=utf-8", "text/html", write_html, always},
    Format{"json", "application/json", "application/json", write_json, always},
    Format{"atom", "application/atom+xml; charset=utf-8", "application/atom+xml", write_atom, has_feed},
};

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view suffix) {
    for (const auto& format : table)
        if (format.name == suffix) return &format;
    return nullptr;
}

}  // namespace server
