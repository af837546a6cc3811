#include "registry/exchange/names_in_xml.hpp"

#include <algorithm>

namespace registry {
namespace {

bool is_scheme(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

}  // namespace

bool is_instrument_id(std::string_view text) {
    return !text.empty() && text.front() != '-' && text.front() != '.' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
           });
}

std::string name_in_xml(const Alias& alias) {
    if (alias.scheme == "placet" && is_instrument_id(alias.value)) return alias.value;
    return alias.scheme + ":" + alias.value;
}

std::optional<Alias> read_name_in_xml(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        if (!is_instrument_id(text)) return std::nullopt;
        return Alias{"placet", std::string{text}};
    }
    const auto scheme = text.substr(0, colon), value = text.substr(colon + 1);
    if (!is_scheme(scheme) || value.empty()) return std::nullopt;
    if (scheme == "placet" && !is_instrument_id(value)) return std::nullopt;
    return Alias{std::string{scheme}, std::string{value}};
}

}  // namespace registry
