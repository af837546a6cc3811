#include "importers/reading/html_attributes.hpp"

#include <algorithm>
#include <array>

namespace importers::reading {
namespace {

constexpr auto nowhere = std::string_view::npos;
constexpr std::string_view blanks = " \t\n\f\r", parts_attributes = " \t\n\f\r/";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool begins_with(std::string_view html, std::string_view name) {
    return html.size() >= name.size() &&
           std::equal(name.begin(), name.end(), html.begin(), [](char a, char b) { return a == lower(b); });
}

// Behind a comment, or behind the text of a script or style sheet whose tag ends at `at`.
std::size_t behind_comment(std::string_view html, std::size_t at) {
    const auto end = html.find("-->", at);
    return end == nowhere ? html.size() : end + 3;
}
std::size_t behind_raw(std::string_view html, std::size_t at, std::string_view name) {
    for (at = html.find("</", at); at != nowhere; at = html.find("</", at + 2))
        if (begins_with(html.substr(at + 2), name)) return at;
    return html.size();
}

// One attribute from `at` on, where something stands that is not a blank, "/" or ">". Gives its end.
std::size_t behind_attribute(std::string_view html, std::size_t at) {
    at = html.find_first_of(" \t\n\f\r/>=", at + 1);  // the first character is of the name, even "="
    const auto sign = html.find_first_not_of(blanks, at);
    if (at == nowhere || sign == nowhere || html[sign] != '=') return std::min(at, html.size());
    at = html.find_first_not_of(blanks, sign + 1);
    if (at == nowhere) return html.size();
    const bool quoted = html[at] == '"' || html[at] == '\'';
    const auto end = quoted ? html.find(html[at], at + 1) : html.find_first_of(" \t\n\f\r>", at);
    return end == nowhere ? html.size() : end + (quoted ? 1 : 0);
}

}  // namespace

std::optional<std::size_t> tag_with_more_attributes_than(std::string_view html, std::size_t most) {
    constexpr std::array<std::string_view, 2> raw{"script", "style"};
    for (auto at = html.find('<'); at != nowhere; at = html.find('<', at)) {
        const auto begin = at++;
        if (begins_with(html.substr(at), "!--")) {
            at = behind_comment(html, at + 3);
            continue;
        }
        if (at < html.size() && html[at] == '/') ++at;
        if (at >= html.size() || !is_letter(html[at])) continue;
        const auto name = html.substr(at);
        std::size_t count = 0;
        for (at = html.find_first_of(" \t\n\f\r/>", at); at != nowhere; at = behind_attribute(html, at)) {
            at = html.find_first_not_of(parts_attributes, at);
            if (at == nowhere || html[at] == '>') break;
            if (++count > most) return begin;
        }
        if (at == nowhere) break;
        if (html[begin + 1] != '/')
            for (const auto each : raw)
                if (begins_with(name, each)) at = behind_raw(html, at, each);
    }
    return std::nullopt;
}

}  // namespace importers::reading
