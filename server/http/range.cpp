#include "server/http/range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "server/http/problem.hpp"

namespace server {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return UINT64_MAX;
    return value;
}

// If-Range: the part belongs to what the client has only when that is still the same.
bool still_the_same(const Request& request, const Headers& of_answer) {
    const auto condition = request.headers.find("If-Range");
    if (condition == request.headers.end()) return true;
    for (const auto* name : {"ETag", "Last-Modified"}) {
        const auto validator = of_answer.find(name);
        if (validator != of_answer.end() && validator->second == condition->second &&
            !validator->second.starts_with("W/"))
            return true;
    }
    return false;
}

}  // namespace

ByteRange read_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return {};
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return {};
    const auto from = header.substr(0, dash), to = header.substr(dash + 1);
    const auto first = number(from), last = number(to);
    if (from.empty()) {  // the last so many
        if (!last) return {};
        if (*last == 0 || size == 0) return {ByteRange::Asks::nothing_there, 0, 0};
        return {ByteRange::Asks::part, size - std::min(*last, size), size - 1};
    }
    if (!first || (!to.empty() && !last) || (last && *last < *first)) return {};
    if (*first >= size) return {ByteRange::Asks::nothing_there, 0, 0};
    return {ByteRange::Asks::part, *first, std::min(last.value_or(size - 1), size - 1)};
}

Response in_range(const Request& request, Response whole) {
    if (whole.status != 200 || !whole.file) return whole;
    whole.headers["Accept-Ranges"] = "bytes";
    const auto asked = request.headers.find("Range");
    if (request.method != "GET" || asked == request.headers.end() || !still_the_same(request, whole.headers))
        return whole;
    const auto total = std::to_string(whole.length);
    const auto range = read_range(asked->second, whole.length);
    if (range.asks == ByteRange::Asks::all) return whole;
    if (range.asks == ByteRange::Asks::nothing_there) {
        auto refused = problem_response(
            {416, "range", {}, "It has " + total + " bytes.", "Range", {"bytes=FIRST-LAST", "bytes=-LENGTH"}}, {});
        refused.headers["Content-Range"] = "bytes */" + total;
        refused.headers["Accept-Ranges"] = "bytes";
        return refused;
    }
    whole.status = 206;
    whole.headers["Content-Range"] =
        "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" + total;
    whole.from += range.first;
    whole.length = range.last - range.first + 1;
    return whole;
}

}  // namespace server
