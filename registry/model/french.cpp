#include "registry/model/french.hpp"

namespace registry {

std::string spaced_as_french(std::string_view text) {
    constexpr std::string_view narrow = "\u202F", opens = "«", closes = "»";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at + 1);
        const bool before = !rest.empty() && std::string_view{":;!?"}.find(rest.front()) != rest.npos;
        if (text[at] == ' ' && (before || rest.starts_with(closes) || out.ends_with(opens)))
            out += narrow;
        else
            out += text[at];
    }
    return out;
}

}  // namespace registry
