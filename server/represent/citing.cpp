// A citation as BibTeX, RIS, plain text. Both formats are read as UTF-8 by the programs in use (biber, JabRef,
// Zotero, EndNote); what would be an instruction to TeX is escaped.
#include <algorithm>

#include "registry/base/text.hpp"
#include "server/represent/citing.hpp"
#include "server/represent/format.hpp"

namespace server {
namespace {

// One line: a line end would end the field of a RIS record.
std::string in_one_line(std::string_view text) {
    std::string line;
    bool blank = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) {
            blank = true;
            continue;
        }
        if (blank && !line.empty()) line += ' ';
        blank = false;
        line += c;
    }
    return line;
}

// An address is data, not text: only what BibTeX itself would read is taken out of the way (RFC 3986 allows
// none of these three unencoded, so that percent encoding says the same).
std::string address_in_tex(std::string_view address) {
    std::string out;
    for (const char c : in_one_line(address)) {
        if (c == '{')
            out += "%7B";
        else if (c == '}')
            out += "%7D";
        else if (c == '\\')
            out += "%5C";
        else
            out += c;
    }
    return out;
}

std::string field(std::string_view name, const std::string& value) {
    return value.empty() ? std::string{} : "  " + std::string{name} + " = {" + value + "},\n";
}

std::string tag(std::string_view name, std::string_view value) {
    return value.empty() ? std::string{} : std::string{name} + "  - " + in_one_line(value) + "\r\n";
}

// "2018-07-19" as "2018/07/19"; of what is known less exactly, the year alone where it is one.
std::string ris_date(std::string_view edtf) {
    const auto when = registry::parse_when(edtf);
    if (!when) return {};
    auto day = registry::iso(when->lo);
    std::ranges::replace(day, '-', '/');
    if (when->is_day()) return day;
    const auto last = registry::iso(when->hi);
    return day.substr(0, 5) == last.substr(0, 4) + "/" ? day.substr(0, 4) + "///" : std::string{};
}

std::string year_of(std::string_view edtf) {
    const auto when = registry::parse_when(edtf);
    if (!when) return {};
    const auto first = registry::iso(when->lo).substr(0, 4);
    return first == registry::iso(when->hi).substr(0, 4) ? first : std::string{};
}

}  // namespace

std::string in_tex(std::string_view text) {
    std::string out;
    for (const char c : in_one_line(text)) switch (c) {
            case '\\':
                out += "\\textbackslash{}";
                break;
            case '~':
                out += "\\textasciitilde{}";
                break;
            case '^':
                out += "\\textasciicircum{}";
                break;
            case '{':
            case '}':
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
                out += '\\';
                [[fallthrough]];
            default:
                out += c;
        }
    return out;
}

std::string citation_key(std::string_view address) {
    // Of what follows the host: the same page on the same days has the same key on every copy of the registry.
    const auto host = address.find("://");
    const auto path = address.find('/', host == std::string_view::npos ? 0 : host + 3);
    std::string key = "placet";
    bool apart = true;
    for (const char c : path == std::string_view::npos ? std::string_view{} : address.substr(path)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (!plain) {
            apart = true;
            continue;
        }
        if (apart) key += '-';
        apart = false;
        key += c;
    }
    return key;
}

Value page_metadata(const Citation& cited, registry::Lang lang) {
    auto list = Value::list();
    const auto add = [&](std::string_view name, std::string_view content) {
        if (!content.empty()) list.push(Value::object().both("name", name).both("content", content));
    };
    add("DC.title", cited.title);
    add("DC.creator", "Placet");
    add("DC.publisher", "Placet");
    add("DC.date", registry::parse_when(cited.issued) ? cited.issued : std::string{});
    add("DC.language", registry::name_of(lang));
    add("DC.description", cited.abstract_);
    add("DC.identifier", cited.url);
    add("citation_public_url", cited.url);
    add("og:site_name", "Placet");
    return list;
}

std::string write_bib(const Document& document) {
    const auto& cited = document.citation.value();
    std::string text = "@misc{" + citation_key(cited.url) + ",\n";
    // The inner braces keep capitals as they are.
    text += field("title", "{" + in_tex(cited.title) + "}");
    text += field("author", "{Placet}");
    text += field("date", in_one_line(registry::parse_when(cited.issued) ? cited.issued : std::string{}));
    text += field("year", year_of(cited.issued));
    text += field("url", address_in_tex(cited.url));
    text += field("urldate", registry::iso(cited.accessed));
    text += field("note", in_tex(cited.abstract_));
    text += field("langid", std::string{registry::name_of(document.lang)});
    return text + "}\n";
}

std::string write_ris(const Document& document) {
    const auto& cited = document.citation.value();
    auto accessed = registry::iso(cited.accessed);
    std::ranges::replace(accessed, '-', '/');
    std::string text = tag("TY", "ELEC");
    text += tag("TI", cited.title);
    text += tag("AU", "Placet");
    text += tag("DA", ris_date(cited.issued));
    text += tag("PY", year_of(cited.issued));
    text += tag("UR", cited.url);
    text += tag("Y2", accessed);
    text += tag("AB", cited.abstract_);
    text += tag("LA", registry::name_of(document.lang));
    text += tag("ID", citation_key(cited.url));
    return text + "ER  - \r\n";
}

}  // namespace server
