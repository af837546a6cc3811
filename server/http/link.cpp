#include "server/http/link.hpp"

#include <algorithm>

namespace server {
namespace {

constexpr std::size_t most_bytes = 4096;

bool is_address(std::string_view text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
        return c <= ' ' || c == 0x7F || std::string_view{"<>\"{}|\\^`"}.find(c) != std::string_view::npos;
    });
}

bool is_plain(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c < ' ' || c == 0x7F; });
}

}  // namespace

std::string link_value(std::string_view href, std::string_view rel, std::string_view more) {
    if (!is_address(href) || !is_plain(rel) || !is_plain(more)) return {};
    std::string value = "<" + std::string{href} + ">; rel=\"" + std::string{rel} + "\"";
    if (!more.empty()) value += "; " + std::string{more};
    return value;
}

std::string link_header(const std::vector<std::string>& values) {
    std::string header;
    for (const auto& value : values) {
        if (value.empty()) continue;
        if (header.size() + value.size() + 2 > most_bytes) break;
        if (!header.empty()) header += ", ";
        header += value;
    }
    return header;
}

}  // namespace server
