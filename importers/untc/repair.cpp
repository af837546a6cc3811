#include "importers/untc/repair.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace importers::untc {
namespace {

struct Cut {
    char left;
    std::string_view was;
};
constexpr std::array cuts{Cut{'\x02', "\xE2\x80\x82"},
                          Cut{'\x13', "–"},
                          Cut{'\x18', "‘"},
                          Cut{'\x19', "’"},
                          Cut{'\x1C', "“"},
                          Cut{'\x1D', "”"}};
constexpr std::string_view ellipsis = "…";
constexpr std::size_t longest_entity = 12;

bool is_reference(std::string_view text) {
    const auto end = text.substr(0, longest_entity).find(';');
    if (end == std::string_view::npos || end < 2) return false;
    auto name = text.substr(1, end - 1);
    if (name[0] == '#') name.remove_prefix(1);
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
}

}  // namespace

Repaired repair(std::string_view text) {
    Repaired out;
    out.text.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool control =
            static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\0';
        const bool bare = c == '&' && !is_reference(text.substr(at));
        if (!control && !bare) {
            out.text += c;
            continue;
        }
        const auto* cut =
            std::find_if(cuts.begin(), cuts.end(), [&](const Cut& each) { return each.left == c; });
        const auto was = bare ? ellipsis : cut == cuts.end() ? std::string_view{} : cut->was;
        out.text += was;
        ++(was.empty() ? out.dropped : out.mended);
    }
    return out;
}

}  // namespace importers::untc
