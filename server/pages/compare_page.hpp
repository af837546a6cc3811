// The pure half of /compare.
#pragma once
#include <string>
#include <string_view>

#include "registry/answers/compare.hpp"
#include "server/pages/pages.hpp"

namespace server {

inline constexpr std::size_t most_compared = 40;  // parties, and instruments

struct CompareAsked {
    registry::CompareQuestion question;
    std::string parties, instruments;  // as typed, for the form
    std::string_view format = "html";
};
Document comparison(const View&, const registry::CompareAnswer&, const CompareAsked&);

}  // namespace server
