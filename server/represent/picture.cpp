// A picture by itself, and within a page that holds nothing else.
#include <array>

#include "registry/base/bytes.hpp"
#include "server/represent/format.hpp"
#include "server/represent/template.hpp"

namespace server {
namespace {

std::string bytes_of(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return bytes;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) {
            return at < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) : 0u;
        };
        const auto group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : digits[group >> (18 - 6 * k) & 63];
    }
    return text;
}

// The text of an element as a parser hands it over: what escape_xml() wrote.
std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 8> references{{{"&lt;", '<'},
                                                                           {"&gt;", '>'},
                                                                           {"&amp;", '&'},
                                                                           {"&quot;", '"'},
                                                                           {"&apos;", '\''},
                                                                           {"&#9;", '\t'},
                                                                           {"&#10;", '\n'},
                                                                           {"&#13;", '\r'}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = 0;
        for (const auto& [reference, character] : references)
            if (text.substr(i).starts_with(reference)) out += character, taken = reference.size();
        if (!taken) out += text[i];
        i += taken ? taken : 1;
    }
    return out;
}

}  // namespace

std::string style_source(const Markup& svg) {
    constexpr std::string_view opens = "<style>", closes = "</style>";
    const std::string_view text = svg.text;
    const auto from = text.find(opens);
    const auto to = text.find(closes);
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
    const auto style = text.substr(from + opens.size(), to - from - opens.size());
    return "'sha256-" + base64(bytes_of(registry::sha256(unescaped(style)))) + "'";
}

std::string write_svg(const Document& document) {
    const auto& text = document.picture.value().svg.text;
    constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    return (text.starts_with("<?xml") ? std::string{} : std::string{declaration}) + text + "\n";
}

std::string write_embed(const Document& document) {
    auto says = Value::object();
    const auto& picture = document.picture.value();
    const auto text = [&](std::string_view key) {
        const auto* found = document.says.get(key);
        return found ? std::string{found->text()} : std::string{};
    };
    says.both("lang", text("lang"));
    says.both("title", picture.title);
    says.both("markup_picture", picture.svg);
    says.both("href", document.citation ? document.citation->url : text("canonical"));
    says.both("stylesheet", text("stylesheet"));
    if (picture.narrow) says.both("markup_narrow", *picture.narrow);
    says.both("of_road", picture.shows == "road");
    for (const auto* key : {"banners", "findings", "legend"})
        if (const auto* found = document.says.get(key)) says.both(key, *found);
    return fill("embed", document.lang, says);
}

std::string write_exchange(const Document& document) { return document.exchange.value(); }

}  // namespace server
