// Addresses of this site as subscriptions keep them.
#include <algorithm>
#include <array>

#include "registry/alerts/select.hpp"
#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"

namespace registry::alerts {
namespace {

constexpr std::size_t longest_address = 2000;

// What a list shows of itself and not what is on it; the days: what is watched is the list of today.
constexpr std::array<std::string_view, 16> left_out{
    "after", "archive", "before",  "format",    "from", "known", "lang", "limit",
    "on",    "page",    "picture", "published", "sort", "to",    "type", "view"};
constexpr std::array<std::string_view, 8> formats{".html", ".atom", ".json", ".csv",
                                                  ".ics",  ".svg",  ".xml",  ".jsonld"};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text, bool in_query) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += in_query && text[at] == '+' ? ' ' : text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

}  // namespace

Result<Address> read_address(std::string_view address) {
    const std::string where{address.substr(0, 200)};
    address = trim(address);
    if (address.size() > longest_address) return problem("the address is longer than 2000 bytes", where);
    for (const std::string_view scheme : {"https://", "http://"})
        if (address.starts_with(scheme)) {
            const auto path = address.find_first_of("/?#", scheme.size());
            address = path == std::string_view::npos ? "/" : address.substr(path);
        }
    address = address.substr(0, address.find('#'));
    if (!address.starts_with('/')) return problem("an address of this site begins with \"/\"", where);
    const auto mark = address.find('?');
    auto path = decoded(address.substr(0, mark), false);
    if (!path) return problem("the address is not written as addresses are (RFC 3986)", where);
    Address read{clean(*path), {}};
    for (const auto suffix : formats)
        if (read.path.ends_with(suffix)) read.path.resize(read.path.size() - suffix.size());
    while (read.path.size() > 1 && read.path.ends_with('/')) read.path.pop_back();
    if (mark == std::string_view::npos) return read;
    for (const auto part : split(address.substr(mark + 1), '&')) {
        if (part.empty()) continue;
        const auto equals = part.find('=');
        const auto name = decoded(part.substr(0, equals), true);
        const auto value = decoded(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
        if (!name || !value) return problem("the address is not written as addresses are (RFC 3986)", where);
        if (std::find(left_out.begin(), left_out.end(), *name) != left_out.end()) continue;
        for (const auto& [other, _] : read.values)
            if (other == *name) return problem("\"" + clean(*name) + "\" is given twice", where);
        read.values.emplace_back(clean(*name), clean(*value));
    }
    std::sort(read.values.begin(), read.values.end());
    return read;
}

std::string text_of(const Address& address) {
    std::string text;
    for (const auto part : split(address.path, '/'))
        if (!part.empty()) text += "/" + percent_encoded(part);
    if (text.empty()) text = "/";
    char before = '?';
    for (const auto& [name, value] : address.values) {
        text += before + percent_encoded(name) + "=" + percent_encoded(value);
        before = '&';
    }
    return text;
}

}  // namespace registry::alerts
