#include "importers/reading/markup.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

constexpr std::array<std::string_view, 19> known_tags{
    "a",     "b",     "big",  "br",     "center", "em",  "font",        "i",     "left", "p",
    "right", "small", "span", "strong", "sub",    "sup", "superscript", "title", "u"};
constexpr std::array<std::string_view, 6> parting_tags{"br", "center", "left", "p", "right", "title"};
constexpr std::array<std::string_view, 10> superscript_figures{"⁰", "¹", "²", "³", "⁴",
                                                               "⁵", "⁶", "⁷", "⁸", "⁹"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

struct Tag {
    std::string name;
    bool opens = true;
    std::string_view inside;  // attributes, as written
    std::size_t end = 0;      // one past ">"
};

std::optional<Tag> tag_at(std::string_view text, std::size_t at) {
    Tag tag;
    auto i = at + 1;
    if (i < text.size() && text[i] == '/') {
        tag.opens = false;
        ++i;
    }
    for (; i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])) != 0; ++i)
        tag.name += lower(text[i]);
    if (!has(known_tags, tag.name)) return std::nullopt;
    const auto close = text.find_first_of("<>", i);
    if (close == std::string_view::npos || text[close] == '<') return std::nullopt;
    tag.inside = text.substr(i, close - i);
    tag.end = close + 1;
    const auto inner = registry::trim(tag.inside);
    if (inner == "/") tag.opens = false;  // <a/> stands for </a>
    // "a<b and c>d" is arithmetic, not bold.
    if (!inner.empty() && inner != "/" && inner.find('=') == std::string_view::npos) return std::nullopt;
    return tag;
}

// href="…", hef=…, with any quote, or none, or one missing.
std::string address_in(std::string_view inside) {
    auto at = inside.find("href");
    if (at == std::string_view::npos) at = inside.find("hef");
    if (at == std::string_view::npos) return {};
    at = inside.find('=', at);
    if (at == std::string_view::npos) return {};
    const auto value = registry::trim(inside.substr(at + 1));
    if (value.empty()) return {};
    const bool quoted = value[0] == '"' || value[0] == '\'';
    const auto end = quoted ? value.find(value[0], 1) : value.find_first_of(" \t\"'");
    const auto from = quoted ? std::size_t{1} : std::size_t{0};
    return registry::clean(value.substr(from, end == std::string_view::npos ? end : end - from));
}

bool all_figures(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ',' || c == ' ';
    });
}

std::string raised(std::string_view figures) {
    std::string out;
    for (const char c : figures) {
        if (c == ',')
            out += ',';
        else if (c != ' ')
            out += superscript_figures[static_cast<std::size_t>(c - '0')];
    }
    return out;
}

// One walk over the text: `words` takes what stands between tags, `tag` each known tag.
template <class Words, class OnTag>
void walk(std::string_view text, Words words, OnTag on_tag) {
    std::size_t done = 0;
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        const auto tag = tag_at(text, at);
        if (!tag) {
            ++at;
            continue;
        }
        words(text.substr(done, at - done));
        on_tag(*tag);
        done = at = tag->end;
    }
    words(text.substr(done));
}

bool is_superscript(const Tag& tag) { return tag.name == "superscript" || tag.name == "sup"; }

}  // namespace

Marked unmark(std::string_view text) {
    Marked out;
    std::string words, raised_words;
    bool up = false;
    const auto finish = [&] {
        if (!all_figures(registry::trim(raised_words)))
            words += raised_words;  // "bis", "o": part of the name
        else
            for (const auto figure : registry::split(raised_words, ','))
                if (auto cleaned = registry::clean(figure); !cleaned.empty())
                    out.notes.push_back(std::move(cleaned));
        raised_words.clear();
    };
    walk(
        text, [&](std::string_view part) { (up ? raised_words : words) += part; },
        [&](const Tag& tag) {
            if (has(parting_tags, tag.name)) words += ' ';
            if (!is_superscript(tag)) return;
            finish();
            up = tag.opens;
        });
    finish();
    out.text = registry::clean(words);
    return out;
}

std::string plain(std::string_view text) {
    std::string out, address;
    bool up = false;
    const auto end_link = [&] {
        if (!address.empty()) out += " <" + address + ">";
        address.clear();
    };
    walk(
        text,
        [&](std::string_view part) {
            const auto figures = registry::trim(part);
            if (up && all_figures(figures))
                out += raised(figures);
            else
                out += part;
        },
        [&](const Tag& tag) {
            if (has(parting_tags, tag.name)) out += ' ';
            if (is_superscript(tag)) up = tag.opens;
            if (tag.name != "a") return;
            end_link();
            if (tag.opens) address = address_in(tag.inside);
        });
    end_link();
    return registry::clean(out);
}

}  // namespace importers::reading
