#include "registry/model/month_names.hpp"

#include <algorithm>
#include <array>

namespace registry {
namespace {

constexpr std::array<std::array<std::string_view, 6>, 12> months{{
    {"january", "januari", "janvier", "januar", "janner"},
    {"february", "februari", "fevrier", "februar"},
    {"march", "maart", "mars", "marz"},
    {"april", "avril"},
    {"may", "mei", "mai"},
    {"june", "juni", "juin"},
    {"july", "juli", "juillet"},
    {"august", "augustus", "aout"},
    {"september", "septembre"},
    {"october", "oktober", "octobre"},
    {"november", "novembre"},
    {"december", "decembre", "dezember"},
}};

}  // namespace

unsigned month_named(std::string_view folded) {
    if (folded.empty()) return 0;
    for (std::size_t m = 0; m < months.size(); ++m)
        if (std::find(months[m].begin(), months[m].end(), folded) != months[m].end())
            return static_cast<unsigned>(m + 1);
    return 0;
}

}  // namespace registry
