#include "importers/reading/html_depth.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace importers::reading {
namespace {

enum class Kind {
    counted,     // stays open until its end tag, and no farther than the next `block` or `barrier`
    block,       // "special": an end tag of another name does not reach past it
    barrier,     // an element "in scope" is looked for no farther than this
    formatting,  // its end tag takes it out from between the others (adoption agency)
    uncounted,   // void, or closed by its next sibling
    raw          // all that follows is text until its end tag
};

struct Row {
    std::string_view name;
    Kind kind;
};

// In alphabetical order. HTML Standard 13.2.4.2 and 13.2.4.3.
constexpr std::array rows{
    Row{"a", Kind::formatting},      Row{"address", Kind::block},     Row{"applet", Kind::barrier},
    Row{"area", Kind::uncounted},    Row{"article", Kind::block},     Row{"aside", Kind::block},
    Row{"b", Kind::formatting},      Row{"base", Kind::uncounted},    Row{"big", Kind::formatting},
    Row{"blockquote", Kind::block},  Row{"body", Kind::uncounted},    Row{"br", Kind::uncounted},
    Row{"button", Kind::block},      Row{"caption", Kind::barrier},   Row{"center", Kind::block},
    Row{"code", Kind::formatting},   Row{"col", Kind::uncounted},     Row{"colgroup", Kind::uncounted},
    Row{"dd", Kind::uncounted},      Row{"details", Kind::block},     Row{"dir", Kind::block},
    Row{"div", Kind::block},         Row{"dl", Kind::block},          Row{"dt", Kind::uncounted},
    Row{"em", Kind::formatting},     Row{"embed", Kind::uncounted},   Row{"fieldset", Kind::block},
    Row{"figcaption", Kind::block},  Row{"figure", Kind::block},      Row{"font", Kind::formatting},
    Row{"footer", Kind::block},      Row{"form", Kind::block},        Row{"frame", Kind::uncounted},
    Row{"frameset", Kind::block},    Row{"h1", Kind::block},          Row{"h2", Kind::block},
    Row{"h3", Kind::block},          Row{"h4", Kind::block},          Row{"h5", Kind::block},
    Row{"h6", Kind::block},          Row{"head", Kind::uncounted},    Row{"header", Kind::block},
    Row{"hgroup", Kind::block},      Row{"hr", Kind::uncounted},      Row{"html", Kind::uncounted},
    Row{"i", Kind::formatting},      Row{"iframe", Kind::raw},        Row{"img", Kind::uncounted},
    Row{"input", Kind::uncounted},   Row{"li", Kind::uncounted},      Row{"link", Kind::uncounted},
    Row{"listing", Kind::block},     Row{"main", Kind::block},        Row{"marquee", Kind::barrier},
    Row{"menu", Kind::block},        Row{"meta", Kind::uncounted},    Row{"nav", Kind::block},
    Row{"nobr", Kind::formatting},   Row{"noembed", Kind::raw},       Row{"noframes", Kind::raw},
    Row{"object", Kind::barrier},    Row{"ol", Kind::block},          Row{"optgroup", Kind::uncounted},
    Row{"option", Kind::uncounted},  Row{"p", Kind::uncounted},       Row{"param", Kind::uncounted},
    Row{"pre", Kind::block},         Row{"rp", Kind::uncounted},      Row{"rt", Kind::uncounted},
    Row{"s", Kind::formatting},      Row{"script", Kind::raw},        Row{"section", Kind::block},
    Row{"select", Kind::block},      Row{"small", Kind::formatting},  Row{"source", Kind::uncounted},
    Row{"strike", Kind::formatting}, Row{"strong", Kind::formatting}, Row{"style", Kind::raw},
    Row{"summary", Kind::block},     Row{"table", Kind::barrier},     Row{"tbody", Kind::uncounted},
    Row{"td", Kind::uncounted},      Row{"template", Kind::barrier},  Row{"textarea", Kind::raw},
    Row{"tfoot", Kind::uncounted},   Row{"th", Kind::uncounted},      Row{"thead", Kind::uncounted},
    Row{"title", Kind::raw},         Row{"tr", Kind::uncounted},      Row{"track", Kind::uncounted},
    Row{"tt", Kind::formatting},     Row{"u", Kind::formatting},      Row{"ul", Kind::block},
    Row{"wbr", Kind::uncounted},     Row{"xmp", Kind::raw},
};

Kind kind_of(std::string_view name) {
    const auto* found =
        std::lower_bound(rows.begin(), rows.end(), name,
                         [](const Row& row, std::string_view wanted) { return row.name < wanted; });
    return found != rows.end() && found->name == name ? found->kind : Kind::counted;
}

struct Open {
    std::string name;
    Kind kind;
};

void close(std::vector<Open>& open, const std::string& name, Kind kind) {
    for (auto at = open.size(); at-- > 0;) {
        if (open[at].name == name) {
            if (kind == Kind::formatting)
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
            else
                open.resize(at);
            return;
        }
        if (open[at].kind == Kind::barrier && kind != Kind::barrier) return;
        if (open[at].kind == Kind::block && kind == Kind::counted) return;
    }
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Where the end tag of a raw element begins; the end of the page when there is none.
std::size_t end_of_raw(std::string_view html, std::size_t at, std::string_view name) {
    for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2)) {
        const auto tail = html.substr(at + 2, name.size());
        if (std::equal(tail.begin(), tail.end(), name.begin(), name.end(),
                       [](char a, char b) { return lower(a) == b; }))
            return at;
    }
    return html.size();
}

}  // namespace

bool nests_deeper_than(std::string_view html, std::size_t depth) {
    std::vector<Open> open;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
        if (++at >= html.size()) break;
        const bool ends = html[at] == '/';
        if (ends) ++at;
        std::string name;
        for (; at < html.size() && name.size() < 64; ++at) {
            const auto c = lower(html[at]);
            if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != ':') break;
            name += c;
        }
        if (name.empty()) continue;  // a comment, a doctype, or a bare "<"
        const auto kind = kind_of(name);
        if (kind == Kind::uncounted) continue;
        if (ends) {
            close(open, name, kind);
        } else if (kind == Kind::raw) {
            at = end_of_raw(html, at, name);
        } else {
            open.push_back({std::move(name), kind});
            if (open.size() > depth) return true;
        }
    }
    return false;
}

}  // namespace importers::reading
