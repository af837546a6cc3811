#include "registry/model/now.hpp"

#include <fmt/format.h>

namespace registry {
namespace {

using std::chrono::sys_seconds;

Now at(sys_seconds moment) {
    const auto today = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::hh_mm_ss time{moment - today};
    return {today, fmt::format("{}T{:02}:{:02}:{:02}Z", iso(today), time.hours().count(),
                               time.minutes().count(), time.seconds().count())};
}

// Two digits, at most `most`.
std::optional<int> two(std::string_view text, std::size_t from, int most) {
    if (text.size() < from + 2) return std::nullopt;
    const char a = text[from], b = text[from + 1];
    if (a < '0' || a > '9' || b < '0' || b > '9') return std::nullopt;
    const int value = (a - '0') * 10 + (b - '0');
    return value <= most ? std::optional{value} : std::nullopt;
}

// "Z", "+01:00", "-05:30".
std::optional<std::chrono::minutes> zone(std::string_view text) {
    if (text == "Z" || text == "z") return std::chrono::minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const auto hours = two(text, 1, 23), minutes = two(text, 4, 59);
    if (!hours || !minutes) return std::nullopt;
    const std::chrono::minutes offset{*hours * 60 + *minutes};
    return text[0] == '-' ? -offset : offset;
}

}  // namespace

Now now_from_clock() {
    return at(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::optional<Now> parse_now(std::string_view text) {
    const auto day = parse_day(text.substr(0, 10));
    if (!day) return std::nullopt;
    text.remove_prefix(10);
    if (text.empty()) return at(sys_seconds{*day} + std::chrono::hours{12});
    if (text.size() < 10 || (text[0] != 'T' && text[0] != 't' && text[0] != ' ') || text[3] != ':' ||
        text[6] != ':')
        return std::nullopt;
    const auto hours = two(text, 1, 23), minutes = two(text, 4, 59), seconds = two(text, 7, 59);
    text.remove_prefix(9);
    if (text.starts_with('.')) {
        const auto end = text.find_first_not_of("0123456789", 1);
        if (end == std::string_view::npos || end == 1) return std::nullopt;
        text.remove_prefix(end);
    }
    const auto offset = zone(text);
    if (!hours || !minutes || !seconds || !offset) return std::nullopt;
    return at(sys_seconds{*day} + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
              std::chrono::seconds{*seconds} - *offset);
}

}  // namespace registry
