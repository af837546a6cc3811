// The moment of asking or recording: an argument, never the clock (rule 6).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "registry/model/date.hpp"

namespace registry {

struct Now {
    Day today{};          // UTC
    std::string instant;  // RFC 3339: "2026-11-22T02:43:18Z"
};
Now now_from_clock();
std::optional<Now> parse_now(std::string_view);  // "2026-11-22" (noon) or an instant

}  // namespace registry
