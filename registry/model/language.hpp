// The interface's four languages, and texts in them.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "registry/model/names.hpp"

namespace registry {

enum class Lang { nl, fr, de, en };

template <>
struct Names<Lang> {
    static constexpr std::array table{
        std::pair{Lang::nl, std::string_view{"nl"}}, std::pair{Lang::fr, std::string_view{"fr"}},
        std::pair{Lang::de, std::string_view{"de"}}, std::pair{Lang::en, std::string_view{"en"}}};
};

// One text per language; a missing one falls back to English, then to any.
struct Labels {
    std::array<std::string, 4> by_lang;

    std::string& operator[](Lang lang) { return by_lang[static_cast<std::size_t>(lang)]; }
    const std::string& in(Lang lang) const;
    bool has(Lang lang) const { return !by_lang[static_cast<std::size_t>(lang)].empty(); }
    bool empty() const;
};

}  // namespace registry
