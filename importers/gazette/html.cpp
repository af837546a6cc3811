#include "importers/gazette/html.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/act.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/gazette/road.hpp"
#include "importers/reading/charset.hpp"
#include "importers/reading/html.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::Remark;
using Weight = Remark::Weight;

constexpr std::string_view no_such_act = "no article available with such references";
constexpr std::array<std::string_view, 3> published_on{"publicatie :", "publication :", "veroffentlichung :"};
// Above the issuing body and below the act in the old layout.
constexpr std::array<std::string_view, 6> frame{
    "beeld van de publicatie", "image de la publication", "einde", "fin", "begin", "debut"};
// Parameters of an address that hold the act's number.
constexpr std::array<std::string_view, 3> number_parameters{"numac_search=", "numac=", "view_numac="};

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool is_old(std::string_view page) {
    return page.find("moniteur belge - belgisch staatsblad") != std::string_view::npos &&
           page.find("urlpdf") != std::string_view::npos;
}

bool is_new(std::string_view page) {
    const bool framed = page.find("/css_2024/") != std::string_view::npos ||
                        page.find("/img_2024/") != std::string_view::npos;
    return framed && (page.find("intro-text") != std::string_view::npos ||
                      page.find(no_such_act) != std::string_view::npos);
}

// What a page says, before anything is concluded from it.
struct Page {
    std::string when;                // as printed: "2022-04-15"
    std::string body;                // who issues it
    std::string title;               // "21 SEPTEMBER 2021. - Nationale Orden"
    std::vector<std::string> lines;  // the act's words
    std::vector<std::string> links;
    bool missing = false;  // the gazette says itself that there is no such act
};

bool has_class(const pugi::xml_node& node, std::string_view name) {
    const auto classes = " " + std::string{node.attribute("class").value()} + " ";
    return classes.find(" " + std::string{name} + " ") != std::string::npos;
}

pugi::xml_node first(const pugi::xml_node& root, std::string_view element, std::string_view its_class) {
    return root.find_node(
        [&](const pugi::xml_node& node) { return element == node.name() && has_class(node, its_class); });
}

void gather_links(const pugi::xml_node& root, Page& page) {
    constexpr std::size_t most = 500;
    for (const auto& each : root.select_nodes("//a[@href]"))
        if (page.links.size() < most) page.links.emplace_back(each.node().attribute("href").value());
    for (const auto& each : root.select_nodes("//input[@name='urlpdf']"))
        page.links.emplace_back(each.node().attribute("value").value());
}

bool is_frame(const std::string& line) {
    const auto folded = registry::fold(line);
    return std::find(frame.begin(), frame.end(), folded) != frame.end();
}

std::optional<std::string> day_printed(const std::string& line) {
    const auto folded = registry::fold(line);
    for (const auto words : published_on)
        if (folded.starts_with(registry::trim(words.substr(0, words.size() - 1))))
            if (const auto at = line.find(':'); at != std::string::npos)
                return std::string{registry::trim(std::string_view{line}.substr(at + 1))};
    return std::nullopt;
}

// Frame, day, body, title and words follow one another; only the title has a mark of its own.
Page old_page(const pugi::xml_node& root) {
    Page page;
    gather_links(root, page);
    page.title = reading::text_of(root.select_node("//h3/center/u | //center/h3/u | //h3//u").node());
    bool dated = false, titled = false;
    for (auto& line : reading::lines_of(root.child("body"))) {
        if (lower(line).find(no_such_act) != std::string::npos) page.missing = true;
        if (auto day = day_printed(line)) {
            if (!dated) page.when = std::move(*day);
            if (titled) break;  // the day stands once more below the act
            dated = true;
        } else if (is_frame(line)) {
            continue;
        } else if (!titled && !page.title.empty() && line == page.title) {
            titled = true;
        } else if (titled) {
            page.lines.push_back(std::move(line));
        } else if (dated) {
            page.body += (page.body.empty() ? "" : " ") + line;
        }
    }
    return page;
}

Page new_page(const pugi::xml_node& root) {
    Page page;
    gather_links(root, page);
    const auto title = first(root, "p", "intro-text"), main = first(root, "main", "article-text");
    page.title = reading::text_of(title);
    page.when = reading::text_of(first(root, "p", "intro-date"));
    page.body = reading::text_of(first(root, "h1", "page__title"));
    page.lines = reading::lines_of(main ? main : root.child("body"));
    for (const auto& line : page.lines)
        if (lower(line).find(no_such_act) != std::string::npos) page.missing = true;
    // The frame of the act may stand inside <main>; its words are no words of the act.
    std::erase_if(page.lines, [&](const std::string& line) {
        return line == page.title || line == page.when || line == page.body;
    });
    return page;
}

std::string digits_after(std::string_view text, std::string_view mark, std::size_t least, std::size_t most) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + mark.size());
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
    const auto count = static_cast<std::size_t>(end - text.begin());
    return count >= least && count <= most ? std::string{text.substr(0, count)} : std::string{};
}

// "/eli/wet/2024/12/25/2025004251/staatsblad"
std::string eli_in(std::string_view link) {
    const auto at = link.find("eli/");
    if (at == std::string_view::npos || (at > 0 && link[at - 1] != '/')) return {};
    auto eli = link.substr(at);
    eli = eli.substr(0, eli.find_first_of("?#\" "));
    for (const std::string_view last : {"/staatsblad", "/moniteur", "/justel"})
        if (eli.ends_with(last)) eli.remove_suffix(last.size());
    return std::string{eli};
}

std::string numac_in_eli(const std::string& eli) {
    const auto at = eli.find_last_of('/');
    const auto last = at == std::string::npos ? std::string{} : eli.substr(at + 1);
    return digits_after(last, "", 10, 10).size() == last.size() ? last : std::string{};
}

struct Numbers {
    std::string numac, eli;
    std::vector<registry::Alias> dossiers;
};

// By the address it was fetched from, then by the page's own links.
Numbers numbers_of(const Page& page, const std::string& address) {
    Numbers found;
    auto links = page.links;
    links.insert(links.begin(), address);
    for (const auto parameter : number_parameters)
        for (const auto& link : links)
            if (found.numac.empty()) found.numac = digits_after(link, parameter, 10, 10);
    for (const auto& link : links) {
        if (found.eli.empty()) found.eli = eli_in(link);
        if (link.find("dekamer.be") != std::string::npos || link.find("lachambre.be") != std::string::npos) {
            const auto term = digits_after(link, "legislat=", 2, 2),
                       number = digits_after(link, "dossierID=", 1, 4);
            if (!term.empty() && !number.empty())
                for (auto& alias : registry::read_alias(term + "-" + number))
                    if (alias.scheme == "CHAMBER") found.dossiers.push_back(std::move(alias));
        }
        if (link.find("senate.be") != std::string::npos) {
            const auto term = digits_after(link, "LEG=", 1, 1), number = digits_after(link, "NR=", 1, 5);
            if (!term.empty() && !number.empty()) found.dossiers.push_back({"SENATE", term + "-" + number});
        }
    }
    if (found.numac.empty()) found.numac = numac_in_eli(found.eli);
    return found;
}

std::optional<registry::Day> day_in(const std::string& words) {
    for (std::size_t at = 0; at + 10 <= words.size() && at < longest_line; ++at)
        if (const auto day = registry::parse_day(std::string_view{words}.substr(at, 10))) return day;
    for (const auto& date : all_dates(words))
        if (date.day) return date.day;
    return std::nullopt;
}

// "21 SEPTEMBER 2021. - Nationale Orden": the page writes a hyphen where the print has a dash.
std::string with_dash(const std::string& title) {
    const auto at = title.find(". - ");
    return at == std::string::npos || at > 40
               ? title
               : title.substr(0, at) + ". \xE2\x80\x94 " + title.substr(at + 4);
}

bool ends_whole(std::string_view bytes) {
    return lower(bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 4096))).find("</html>") !=
           std::string::npos;
}

void read_act(const Page& page, registry::Day day, const Source& source, registry::Batch& batch) {
    const auto remark = [&](Weight weight, std::string kind, std::string what) {
        batch.remarks.push_back({weight, std::move(kind), std::move(what), source.name});
    };
    const auto numbers = numbers_of(page, source.beside.address);
    std::vector<Line> lines{{with_dash(page.title), "", 1}};
    for (const auto& line : page.lines) lines.push_back({line, "", static_cast<int>(lines.size()) + 1});
    auto publication = read_publication(numbers.numac, lines, {{page.body, "", 0}});
    if (publication.kind == Kind::assent && numbers.numac.empty())
        return remark(Weight::loss, "no-number",
                      "the page gives no number (numac) by which to name the act; give the address it was "
                      "fetched from");
    publication.numac = numbers.numac;
    read_road(publication, day, batch, source.name);
    if (batch.statements.empty()) return;
    const registry::Alias act{"NUMAC", numbers.numac};
    if (publication.instruments.size() > 1) return;  // each has a name of its own, and the links are of all
    if (!numbers.eli.empty()) batch.links.push_back({act, {"ELI", numbers.eli}, 0, "link"});
    for (const auto& dossier : numbers.dossiers) batch.links.push_back({act, dossier, 0, "link"});
}

}  // namespace

registry::Truth recognises_html(const Source& source) {
    if (is_pdf(source)) return registry::Truth::no;
    const auto head = lower(source.bytes.substr(0, 512 * 1024));
    return is_old(head) || is_new(head) ? registry::Truth::yes : registry::Truth::no;
}

registry::Batch read_html_page(const Source& source) {
    registry::Batch batch;
    batch.documents.push_back(document_of(source, "be-gazette", "text/html"));
    auto& document = batch.documents[0];
    const auto remark = [&](Weight weight, std::string kind, std::string what) {
        batch.remarks.push_back({weight, std::move(kind), std::move(what), source.name});
    };
    const auto head = lower(source.bytes.substr(0, 512 * 1024));
    const bool is_new_layout = is_new(head);
    const auto html = reading::read_html(source.bytes, source.name);
    if (html) batch.remarks = html->remarks;
    if (source.bytes.empty()) {
        remark(Weight::loss, "no-act", "the gazette's answer is empty: the call was not understood");
        return batch;
    }
    if (!html || (!is_new_layout && !is_old(head))) {
        remark(Weight::loss, "not-this-format", html ? "no page of the gazette" : html.error().what);
        return batch;
    }
    const auto page = is_new_layout ? new_page(html->root()) : old_page(html->root());
    if (!ends_whole(source.bytes) && (!page.when.empty() || !page.title.empty()))
        remark(Weight::doubt, "damaged", "the page is cut off; what stood below is not known");
    const auto day = day_in(page.when);
    const bool pictured = std::any_of(page.links.begin(), page.links.end(), [](const std::string& link) {
        return link.find("/mopdf/") != std::string::npos;
    });
    if (page.missing || (page.when.empty() && page.title.empty() && !pictured)) {
        remark(Weight::doubt, "no-act", "the gazette has no such act");
        return batch;
    }
    if (!document.published && day) document.published = registry::on(*day);
    if (!document.as_of) document.as_of = document.published;
    if (document.title.empty()) document.title = page.title;
    if (!document.published || !document.published->is_day()) {
        remark(Weight::loss, "date-unreadable", "\"" + page.when + "\" is no day of publication");
        return batch;
    }
    if (page.title.empty())
        remark(Weight::doubt, "no-title", "the page has no title: what it publishes cannot be told");
    else
        read_act(page, document.published->lo, source, batch);
    if (batch.statements.empty() && batch.remarks.empty())
        remark(Weight::note, "no-assent", "no act of assent: nothing is read from it");
    return batch;
}

}  // namespace importers::gazette
