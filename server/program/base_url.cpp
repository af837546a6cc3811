#include "server/program/base_url.hpp"

#include <algorithm>
#include <charconv>

#include "server/program/command.hpp"

namespace server::program {
namespace {

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_unreserved(char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

bool is_port(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 && number < 65536;
}

// A name or an IPv4 address, or an IPv6 address in brackets.
bool is_host(std::string_view text) {
    if (text.starts_with('['))
        return text.size() > 2 && text.ends_with(']') &&
               std::all_of(text.begin() + 1, text.end() - 1,
                           [](char c) { return is_hex(c) || c == ':' || c == '.'; });
    return !text.empty() && text.size() < 254 &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-' || c == '.'; });
}

bool is_path(std::string_view text) {
    constexpr std::string_view also = "/!$&'()*+,;=:@";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_unreserved(text[i]) || also.find(text[i]) != std::string_view::npos) continue;
        if (text[i] != '%' || i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
            return false;
        i += 2;
    }
    return true;
}

}  // namespace

bool is_base_url(std::string_view text) {
    const auto after = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
    if (after == 0) return false;
    text.remove_prefix(after);
    const auto authority = text.substr(0, text.find('/'));
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (!is_host(authority.substr(0, colon))) return false;
    if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) return false;
    return is_path(text.substr(authority.size()));
}

void need_base_url(std::string_view typed) {
    if (!typed.empty() && !is_base_url(typed))
        throw Refusal(exit_usage,
                      "--base-url wants an http or https address without user, query or fragment: "
                      "https://placet.example or https://example.org/treaties");
}

}  // namespace server::program
