#include "server/site/offered.hpp"

#include <algorithm>

namespace server {

std::vector<std::string_view> suffixes() {
    std::vector<std::string_view> names;
    for (const auto& format : formats())
        if (format.name != "html" && format.name != "embed") names.push_back(format.name);
    return names;
}

std::vector<const Format*> offered_by(const Place& place) {
    std::vector<const Format*> offered;
    if (!place.represented()) return offered;
    if (!place.only.empty()) return {format_named(place.only)};
    for (const auto& format : formats())
        if (format.name == "html" || format.name == "json" ||
            (format.name == "atom" && place.kind == Kind::feed) ||
            ((format.name == "bib" || format.name == "ris") && place.cited()) ||
            std::ranges::find(place.formats, format.name) != place.formats.end())
            offered.push_back(&format);
    return offered;
}

}  // namespace server
