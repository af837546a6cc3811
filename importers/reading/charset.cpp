#include "importers/reading/charset.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

using registry::Remark;
using namespace std::string_view_literals;

constexpr std::size_t head = 2048;

constexpr std::array marks{"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv};  // byte order marks

// UTF-16 without a mark: the first characters of XML and HTML are ASCII.
std::string_view sniffed(std::string_view bytes) {
    if (bytes.size() < 4) return {};
    if (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) return "utf-16le";
    if (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0) return "utf-16be";
    return {};
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool is_name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == ':' || c == '.';
}

// encoding="…" of the XML declaration, else charset=… of a <meta>; empty: nothing is said.
std::string declared(std::string_view bytes) {
    const auto text = lower(bytes.substr(0, head));
    auto at =
        text.starts_with("<?xml") ? text.substr(0, text.find("?>")).find("encoding") : std::string::npos;
    if (at == std::string::npos) at = text.find("<meta") == std::string::npos ? at : text.find("charset");
    if (at == std::string::npos) return {};
    at = text.find('=', at);
    if (at == std::string::npos) return {};
    at = text.find_first_not_of(" \t\r\n\"'", at + 1);
    if (at == std::string::npos) return {};
    auto end = at;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const auto name = text.substr(at, end - at);
    // Read as single bytes so far, so it cannot be UTF-16: HTML says to take such a claim for UTF-8.
    return name.starts_with("utf-16") || name.starts_with("utf-32") ? "utf-8" : name;
}

void remark(Text& into, Remark::Weight weight, std::string what, const std::string& name) {
    into.remarks.push_back({weight, "charset", std::move(what), name});
}

}  // namespace

Text read_text(std::string_view bytes, const std::string& name) {
    Text out;
    const bool marked =
        std::any_of(marks.begin(), marks.end(), [&](auto mark) { return bytes.starts_with(mark); });
    const auto wide = marked ? std::string_view{} : sniffed(bytes);
    const auto said = marked || !wide.empty() ? std::string{wide} : declared(bytes);
    auto decoded = registry::decode(bytes, said);
    if (said.starts_with("utf-8") && !decoded.used.starts_with("utf-8"))
        remark(out, Remark::Weight::note,
               "declared as " + said + " but written in " + decoded.used + "; read so", name);
    if (decoded.replaced > 0)
        remark(out, Remark::Weight::doubt,
               std::to_string(decoded.replaced) + " bytes mean nothing in " + decoded.used + " and were lost",
               name);
    out.text = std::move(decoded.text);
    out.charset = std::move(decoded.used);
    return out;
}

bool is_sample(std::string_view bytes) {
    return bytes.substr(0, head).find("placet-sample") != std::string_view::npos;
}

std::string first_words(std::string_view bytes) {
    std::string out{bytes.substr(0, 2 * head)};
    for (const auto mark : marks)
        if (out.starts_with(mark)) {
            out.erase(0, mark.size());
            break;
        }
    std::erase(out, '\0');
    return out.substr(0, head);
}

}  // namespace importers::reading
