#include "importers/reading/dates.hpp"

#include <array>
#include <string>

#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"
#include "registry/model/month_names.hpp"

namespace importers::reading {
namespace {

constexpr std::array<std::string_view, 7> ordinals{"er", "ste", "st", "nd", "rd", "th", "."};
constexpr std::array<std::string_view, 3> wide_blanks{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x82"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// How many bytes of blank stand here; 0: none.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (at < text.size() && is_blank(text[at])) return 1;
    for (const auto wide : wide_blanks)
        if (text.substr(at).starts_with(wide)) return wide.size();
    return 0;
}

std::size_t past_blanks(std::string_view text, std::size_t at) {
    for (std::size_t wide = 0; at < text.size() && (wide = blank_at(text, at)) > 0;) at += wide;
    return at;
}

// The figures here, as many as asked and no more; moves past them.
std::optional<unsigned> figures(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
    auto end = at;
    unsigned value = 0;
    while (end < text.size() && is_digit(text[end]) && end - at <= most)
        value = value * 10 + static_cast<unsigned>(text[end++] - '0');
    if (end - at < least || end - at > most) return std::nullopt;
    at = end;
    return value;
}

std::optional<unsigned> month(std::string_view text, std::size_t& at) {
    constexpr std::size_t longest = 12;
    auto end = at;
    while (end < text.size() && end - at <= longest && is_letter(text[end]) && blank_at(text, end) == 0)
        ++end;
    if (end - at < 3 || end - at > longest) return std::nullopt;
    const auto number = registry::month_named(registry::fold(text.substr(at, end - at)));
    if (number == 0) return std::nullopt;
    at = end;
    return number;
}

void ordinal(std::string_view text, std::size_t& at) {
    for (const auto each : ordinals)
        if (text.substr(at).starts_with(each)) {
            at += each.size();
            return;
        }
}

std::optional<unsigned> year(std::string_view text, std::size_t& at) {
    if (at < text.size() && text[at] == ',') ++at;
    at = past_blanks(text, at);
    const auto read = figures(text, at, 4, 4);
    return read && (at >= text.size() || !is_digit(text[at])) ? read : std::nullopt;
}

FoundDate found(std::size_t from, std::size_t to, unsigned y, unsigned m, unsigned d) {
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(y)}, std::chrono::month{m},
                                           std::chrono::day{d}};
    FoundDate out{from, to - from, std::nullopt};
    if (date.ok()) out.day = registry::Day{date};
    return out;
}

std::optional<FoundDate> day_first(std::string_view text, std::size_t from) {
    auto at = from;
    const auto d = figures(text, at, 1, 2);
    if (!d) return std::nullopt;
    ordinal(text, at);
    at = past_blanks(text, at);
    const auto m = month(text, at);
    if (!m) return std::nullopt;
    const auto y = year(text, at);
    return y ? std::optional{found(from, at, *y, *m, *d)} : std::nullopt;
}

std::optional<FoundDate> month_first(std::string_view text, std::size_t from) {
    auto at = from;
    const auto m = month(text, at);
    if (!m || blank_at(text, at) == 0) return std::nullopt;
    at = past_blanks(text, at);
    const auto d = figures(text, at, 1, 2);
    if (!d) return std::nullopt;
    ordinal(text, at);
    const auto y = year(text, at);
    return y ? std::optional{found(from, at, *y, *m, *d)} : std::nullopt;
}

}  // namespace

std::vector<FoundDate> dates_in(std::string_view text) {
    std::vector<FoundDate> out;
    for (std::size_t at = 0; at < text.size();) {
        const bool starts = at == 0 || !(is_digit(text[at - 1]) || is_letter(text[at - 1])) ||
                            (at >= 2 && blank_at(text, at - 2) == 2) ||
                            (at >= 3 && blank_at(text, at - 3) == 3);
        std::optional<FoundDate> date;
        if (starts && is_digit(text[at])) date = day_first(text, at);
        if (starts && is_letter(text[at])) date = month_first(text, at);
        if (date) out.push_back(*date);
        at = date ? date->at + date->length : at + 1;
    }
    return out;
}

}  // namespace importers::reading
