#include "server/http/conditional.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "registry/base/bytes.hpp"

namespace server {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool same_word(std::string_view a, std::string_view b) {
    const CaseLess less;
    return !less(a, b) && !less(b, a);
}

// One tag off the front of a list; without the weakness, for If-None-Match compares weakly (RFC 9110 13.1.2).
// Empty: the list ends or is badly written from here on.
std::string_view take_tag(std::string_view& list) {
    list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    if (list.starts_with("W/")) list.remove_prefix(2);
    if (!list.starts_with('"')) return {};
    const auto end = list.find('"', 1);
    if (end == std::string_view::npos) return {};
    const auto tag = list.substr(0, end + 1);
    list.remove_prefix(end + 1);
    return tag;
}

bool lists(std::string_view list, std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    for (auto each = take_tag(list); !each.empty(); each = take_tag(list))
        if (each == tag) return true;
    return false;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto from = text.find_first_not_of(" ,");
        if (from == std::string_view::npos || out.size() == 8) return out;
        text.remove_prefix(from);
        const auto end = std::min(text.find_first_of(" ,"), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
    int value = 0;
    if (text.size() < least || text.size() > most || text[0] < '0' || text[0] > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<seconds> time_of_day(std::string_view text) {  // "08:49:37"
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto h = number(text.substr(0, 2), 2, 2), m = number(text.substr(3, 2), 2, 2),
               s = number(text.substr(6), 2, 2);
    if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
    return hours(*h) + minutes(*m) + seconds(*s);
}

std::optional<sys_seconds> moment(std::optional<int> y, std::string_view month_name, std::optional<int> d,
                                  std::string_view time) {
    const auto month_at = std::find(months.begin(), months.end(), month_name);
    const auto of_day = time_of_day(time);
    if (!y || !d || !of_day || month_at == months.end()) return std::nullopt;
    const auto date = year(*y) / static_cast<int>(month_at - months.begin() + 1) / *d;
    if (!date.ok()) return std::nullopt;
    return sys_days(date) + *of_day;
}

// RFC 9110 5.6.7: a two-digit year more than 50 years ahead is in the past. Without a clock here: as most do,
// 70 is the turning point.
std::optional<int> short_year(std::string_view text) {
    const auto two = number(text, 2, 2);
    if (!two) return std::nullopt;
    return *two < 70 ? 2000 + *two : 1900 + *two;
}

}  // namespace

std::string entity_tag(const Edition& edition) {
    std::string all = std::to_string(edition.revision);
    for (const auto* part : {&edition.day, &edition.language, &edition.format, &edition.on, &edition.known,
                             &edition.published, &edition.coding, &edition.program, &edition.store}) {
        all += '\0';  // no part may run into the next
        all += *part;
    }
    return fmt::format("\"{}-{}\"", edition.revision, registry::sha256(all).substr(0, 20));
}

std::string entity_tag(std::string_view sha256) { return fmt::format("\"{}\"", sha256.substr(0, 32)); }

std::string http_date(sys_seconds moment) {
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       weekdays[weekday(day).c_encoding()].substr(0, 3), static_cast<unsigned>(date.day()),
                       months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<sys_seconds> read_http_date(std::string_view text) {
    const auto word = words(text);
    const auto is_day = [&](auto begins) { return std::any_of(weekdays.begin(), weekdays.end(), begins); };
    if (word.empty()) return std::nullopt;
    const bool short_day = is_day([&](auto name) { return name.substr(0, 3) == word[0]; });
    const bool long_day = is_day([&](auto name) { return name == word[0]; });
    if (short_day && word.size() == 6 && word[5] == "GMT")  // Sun, 06 Nov 1994 08:49:37 GMT
        return moment(number(word[3], 4, 4), word[2], number(word[1], 2, 2), word[4]);
    if (short_day && word.size() == 5)  // Sun Nov  6 08:49:37 1994
        return moment(number(word[4], 4, 4), word[1], number(word[2], 1, 2), word[3]);
    if (long_day && word.size() == 4 && word[3] == "GMT" && word[1].size() == 9 && word[1][2] == '-' &&
        word[1][6] == '-')
        return moment(short_year(word[1].substr(7)), word[1].substr(3, 3), number(word[1].substr(0, 2), 2, 2),
                      word[2]);
    return std::nullopt;  // the last: Sunday, 06-Nov-94 08:49:37 GMT
}

bool unchanged(const Request& request, std::string_view tag, std::optional<sys_seconds> modified) {
    if (request.method != "GET" && request.method != "HEAD") return false;
    if (const auto tags = request.headers.find("If-None-Match"); tags != request.headers.end())
        return tags->second == "*" || (!tag.empty() && lists(tags->second, tag));
    const auto since = request.headers.find("If-Modified-Since");
    if (since == request.headers.end() || !modified) return false;
    const auto day = read_http_date(since->second);
    return day && *modified <= *day;
}

Response not_modified(const Headers& of_full_answer) {
    Response response;
    response.status = 304;
    for (const auto& [name, value] : of_full_answer) {
        bool of_body = false;
        for (const auto* each : {"Content-Type", "Content-Length", "Content-Encoding", "Content-Language",
                                 "Content-Disposition", "Content-Range", "Transfer-Encoding"})
            of_body |= same_word(name, each);
        if (!of_body) response.headers.emplace(name, value);
    }
    return response;
}

void vary(Headers& headers, std::string_view name) {
    auto& value = headers["Vary"];
    for (const auto word : words(value))
        if (word == "*" || same_word(word, name)) return;
    if (!value.empty()) value += ", ";
    value += name;
}

}  // namespace server
