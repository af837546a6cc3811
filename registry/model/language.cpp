#include "registry/model/language.hpp"

#include <algorithm>

namespace registry {

const std::string& Labels::in(Lang lang) const {
    const auto& own = by_lang[static_cast<std::size_t>(lang)];
    if (!own.empty()) return own;
    const auto& english = by_lang[static_cast<std::size_t>(Lang::en)];
    if (!english.empty()) return english;
    const auto any =
        std::find_if(by_lang.begin(), by_lang.end(), [](const auto& text) { return !text.empty(); });
    return any == by_lang.end() ? own : *any;
}

bool Labels::empty() const {
    return std::all_of(by_lang.begin(), by_lang.end(), [](const auto& text) { return text.empty(); });
}

}  // namespace registry
