#include "registry/model/french.hpp"

namespace registry {
namespace {

// A sign of the sentence, and none of an address or a piece of code: " ?known=".
bool ends_there(std::string_view after) {
    return after.empty() || std::string_view{" \n).,;:!?"}.find(after.front()) != after.npos ||
           after.starts_with("»") || after.starts_with("…");
}

}  // namespace

std::string spaced_as_french(std::string_view text) {
    constexpr std::string_view narrow = "\u202F", whole = "\u00A0", opens = "«", closes = "»";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at + 1);
        const bool sign = !rest.empty() && std::string_view{":;!?"}.find(rest.front()) != rest.npos &&
                          ends_there(rest.substr(1));
        if (text[at] != ' ')
            out += text[at];
        else if (sign)
            out += rest.front() == ':' ? whole : narrow;
        else if (rest.starts_with(closes) || out.ends_with(opens))
            out += narrow;
        else
            out += ' ';
    }
    return out;
}

}  // namespace registry
