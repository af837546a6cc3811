#include "registry/base/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "registry/base/text.hpp"

namespace registry {
namespace {

constexpr int deepest = 200;

struct Defect {
    std::string what;
    std::size_t at = 0;
};
using Check = std::optional<Defect>;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

Check bad_character(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_control(text[i]))
            return Defect{fmt::format("control character U+{:04X}", static_cast<unsigned>(text[i])), i};
    if (is_utf8(text)) return {};
    // Line by line: the first line that is not UTF-8 (no sequence of several bytes holds a line end).
    std::size_t at = 0;
    for (const auto line : split(text, '\n')) {
        if (!is_utf8(line)) break;
        at += line.size() + 1;
    }
    return Defect{"not UTF-8", at};
}

// "&lt;" and its four sisters, "&#10;", "&#xA;" of a character that XML allows; nothing else is defined here.
bool is_reference(std::string_view name) {
    for (const auto* known : {"amp", "lt", "gt", "quot", "apos"})
        if (name == known) return true;
    if (!name.starts_with('#') || name.size() > 9) return false;
    name.remove_prefix(1);
    const bool hex = name.starts_with('x');
    if (hex) name.remove_prefix(1);
    unsigned long code = 0;
    for (const char c : name) {
        const int digit = c >= '0' && c <= '9'          ? c - '0'
                          : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                        : -1;
        if (digit < 0) return false;
        code = code * (hex ? 16U : 10U) + static_cast<unsigned long>(digit);
    }
    if (name.empty() || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF : code == '\t' || code == '\n' || code == '\r';
}

Check bad_reference(std::string_view text, std::size_t from, std::size_t to) {
    text = text.substr(
        0, to);  // a search that ran on to the end of a large file, tag by tag, would take for ever
    for (auto at = text.find('&', from); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const auto end = text.substr(at, 12).find(';');
        if (end == std::string_view::npos) return Defect{"'&' that begins no entity", at};
        const auto name = text.substr(at + 1, end - 1);
        if (!is_reference(name)) return Defect{fmt::format("unknown entity '&{};'", name), at};
    }
    return {};
}

// The tag from `at` ('<') on: finds its end, quotes minded. Sets `at` behind it.
Check bad_tag(std::string_view text, std::size_t& at) {
    const auto start = at;
    char quote = 0;
    for (++at; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '<') return Defect{quote ? "'<' in an attribute" : "'<' in a tag", at};
        if (quote != 0) {
            if (c != quote) continue;
            quote = 0;
            if (at + 1 < text.size() &&
                std::string_view{" \t\r\n/>"}.find(text[at + 1]) == std::string_view::npos)
                return Defect{"no blank between two attributes", at};
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            ++at;
            return bad_reference(text, start, at);
        }
    }
    return Defect{"a tag that does not end", start};
}

// Parts that begin with one mark and end with another, whose content is not looked at.
struct Skipped {
    std::string_view begin, end, name;
};
constexpr Skipped skipped[] = {{"<!--", "-->", "comment"},
                               {"<![CDATA[", "]]>", "CDATA section"},
                               {"<?", "?>", "processing instruction"}};

// What pugixml lets pass and XML 1.0 does not.
Check bad_markup(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto tag = std::min(text.find('<', at), text.size());
        if (auto defect = bad_reference(text, at, tag)) return defect;
        if (const auto stray = text.substr(at, tag - at).find("]]>"); stray != std::string_view::npos)
            return Defect{"']]>' outside a CDATA section", at + stray};
        at = tag;
        if (at == text.size()) break;
        const auto rest = text.substr(at);
        const auto* part = std::find_if(std::begin(skipped), std::end(skipped),
                                        [&](const Skipped& each) { return rest.starts_with(each.begin); });
        if (part != std::end(skipped)) {
            const auto end = text.find(part->end, at + part->begin.size());
            if (end == std::string_view::npos)
                return Defect{fmt::format("a {} that does not end", part->name), at};
            at = end + part->end.size();
        } else if (rest.starts_with("<!")) {
            return Defect{"document type declarations are not read", at};
        } else if (auto defect = bad_tag(text, at)) {
            return defect;
        }
    }
    return {};
}

bool is_name(std::string_view name) {
    const auto starts = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
               static_cast<signed char>(c) < 0;
    };
    const auto goes_on = [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    return !name.empty() && starts(name[0]) && std::all_of(name.begin(), name.end(), goes_on);
}

Check bad_element(const pugi::xml_node& element) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(element.offset_debug(), 0));
    if (!is_name(element.name())) return Defect{fmt::format("not a name: '{}'", element.name()), at};
    std::set<std::string_view> seen;
    for (const auto& attribute : element.attributes()) {
        if (!is_name(attribute.name())) return Defect{fmt::format("not a name: '{}'", attribute.name()), at};
        if (!seen.insert(attribute.name()).second)
            return Defect{fmt::format("<{}> has attribute '{}' twice", element.name(), attribute.name()), at};
    }
    return {};
}

// One root element and nothing but comments beside it; names, attributes and depth everywhere.
Check bad_tree(const pugi::xml_document& document) {
    int roots = 0;
    for (const auto& node : document.children()) {
        if (node.type() == pugi::node_element && ++roots == 1) continue;
        if (node.type() == pugi::node_declaration) continue;
        return Defect{"something stands outside the root element",
                      static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0))};
    }
    if (roots == 0) return Defect{"there is no element"};
    int depth = 1;
    for (auto node = document.document_element(); node;) {
        if (node.type() == pugi::node_element) {
            if (auto defect = bad_element(node)) return defect;
            if (depth > deepest)
                return Defect{fmt::format("nested deeper than {} elements", deepest),
                              static_cast<std::size_t>(node.offset_debug())};
        }
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && depth > 0 && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        node = depth > 0 ? node.next_sibling() : pugi::xml_node{};
    }
    return {};
}

Check bad_declaration(const pugi::xml_document& document) {
    const auto declaration = document.first_child();
    if (declaration.type() != pugi::node_declaration) return {};
    const std::string encoding = declaration.attribute("encoding").as_string("UTF-8");
    if (fold(encoding) != "utf-8")
        return Defect{fmt::format("declares the encoding '{}'; only UTF-8 is read", encoding)};
    return {};
}

}  // namespace

Result<Xml> Xml::read(std::string_view text, std::string name) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Xml xml;
    xml.name_ = std::move(name);
    xml.lines_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') xml.lines_.push_back(i + 1);
    const auto refuse = [&](const Defect& defect) { return problem(defect.what, xml.where_at(defect.at)); };

    if (const auto defect = bad_character(text)) return refuse(*defect);
    if (const auto defect = bad_markup(text)) return refuse(*defect);
    xml.document_ = std::make_unique<pugi::xml_document>();
    const auto parsed = xml.document_->load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_declaration | pugi::parse_fragment,
        pugi::encoding_utf8);
    if (!parsed)
        return refuse({fmt::format("not well-formed: {}", parsed.description()),
                       static_cast<std::size_t>(parsed.offset)});
    if (const auto defect = bad_declaration(*xml.document_)) return refuse(*defect);
    if (const auto defect = bad_tree(*xml.document_)) return refuse(*defect);
    return xml;
}

std::string Xml::where_at(std::size_t at) const {
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), at) - lines_.begin();
    return fmt::format("{}:{}", name_, line);
}

std::string Xml::where(const pugi::xml_node& node) const {
    const auto offset = node.offset_debug();
    return offset < 0 ? name_ : where_at(static_cast<std::size_t>(offset));
}

Result<std::string> Xml::required(const pugi::xml_node& node, const char* attribute) const {
    const auto found = node.attribute(attribute);
    if (!found) return problem(fmt::format("<{}> needs attribute '{}'", node.name(), attribute), where(node));
    if (*found.value() == '\0')
        return problem(fmt::format("attribute '{}' of <{}> is empty", attribute, node.name()), where(node));
    return std::string{found.value()};
}

Result<bool> Xml::only(const pugi::xml_node& node, std::initializer_list<std::string_view> attributes,
                       std::initializer_list<std::string_view> elements) const {
    const auto in = [](std::initializer_list<std::string_view> list, std::string_view name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    const bool is_root = node == root();
    for (const auto& attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        if (in(attributes, name) || (is_root && (name == "xmlns" || name.starts_with("xmlns:")))) continue;
        return problem(fmt::format("unknown attribute '{}' of <{}>", name, node.name()), where(node));
    }
    for (const auto& child : node.children())
        if (child.type() == pugi::node_element && !in(elements, child.name()))
            return problem(fmt::format("unknown element <{}> in <{}>", child.name(), node.name()),
                           where(child));
    return true;
}

std::string escape_xml(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&apos;";
                break;
            // A reader of an attribute would take these for blanks, and a CR in text for a line end.
            case '\t':
                out += "&#9;";
                break;
            case '\n':
                out += "&#10;";
                break;
            case '\r':
                out += "&#13;";
                break;
            default:
                if (is_control(c))
                    out += "\xEF\xBF\xBD";
                else
                    out += c;
        }
    }
    return out;
}

}  // namespace registry
