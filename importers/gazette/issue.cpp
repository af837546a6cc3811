#include "importers/gazette/issue.hpp"

#include <algorithm>
#include <map>

#include "importers/gazette/columns.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::Remark;
using registry::trim;

constexpr std::string_view head_begins = "MONITEUR BELGE", head_ends = "BELGISCH STAATSBLAD";
constexpr std::size_t looked_after_head = 60;  // lines: in columns the number may come after the first block
constexpr int most_lines = 1'000'000;          // an issue of 1,500 pages has a tenth of it
constexpr std::size_t lines_of_issuer = 14;

bool is_number_alone(std::string_view line) {
    line = trim(line);
    return line.size() >= 2 && line.size() <= 6 && line[0] != '0' &&
           std::all_of(line.begin(), line.end(), is_digit);
}

std::vector<Line> lines_of(std::string_view text, int& number) {
    std::vector<Line> out;
    while (!text.empty() && number < most_lines) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out.push_back({std::string{line}, {}, ++number});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

// The number beside the head: "64436   MONITEUR BELGE …" or "… STAATSBLAD   64437".
std::string number_beside(std::string_view line) {
    line = trim(line);
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_digit) - line.begin());
    if (digits > 0 && digits <= 6) return std::string{line.substr(0, digits)};
    auto begin = line.size();
    while (begin > 0 && is_digit(line[begin - 1])) --begin;
    return line.size() - begin <= 6 ? std::string{line.substr(begin)} : std::string{};
}

// Takes the running head and the page's number out of its lines.
void read_head(Page& page) {
    auto& lines = page.lines;
    const auto head =
        std::find_if(lines.begin(), lines.end(), [](const Line& l) { return is_running_head(l.text); });
    if (head == lines.end()) return;
    page.day = day_of_running_head(head->text);
    page.number = number_beside(head->text);
    auto found = lines.end();
    if (page.number.empty()) {
        auto before = head;
        while (before != lines.begin() && is_blank((before - 1)->text)) --before;
        if (before != lines.begin() && is_number_alone((before - 1)->text)) found = before - 1;
    }
    if (page.number.empty() && found == lines.end()) {
        std::size_t seen = 0;
        for (auto after = head + 1; after != lines.end() && seen++ < looked_after_head; ++after)
            if (is_number_alone(after->text)) {
                found = after;
                break;
            }
    }
    if (found != lines.end()) page.number = std::string{trim(found->text)}, found->text.clear();
    head->text.clear();
    // What stands above the head is no text: remains of the page before.
    for (auto above = lines.begin(); above != head; ++above)
        if (is_number_alone(above->text) || trim(above->text).size() == 1) above->text.clear();
}

bool nothing_in(const std::vector<Line>& lines) {
    return std::all_of(lines.begin(), lines.end(), [](const Line& line) { return is_blank(line.text); });
}

void finish(Page page, Issue& issue) {
    read_head(page);
    if (nothing_in(page.lines)) return;
    for (auto& line : page.lines) line.page = page.number;
    if (const auto gutter = gutter_of(page.lines); gutter > 0) {
        page.laid_out = page.lines;
        page.lines = one_after_the_other(page.laid_out, gutter);
    }
    issue.pages.push_back(std::move(page));
}

// A text whose form feeds were lost has several heads in one piece: each begins a page.
void add_pages(std::vector<Line> lines, Issue& issue) {
    Page page;
    bool headed = false;
    for (auto& line : lines) {
        if (is_running_head(line.text)) {
            if (headed) {
                auto from = page.lines.end();
                while (from != page.lines.begin() && is_blank((from - 1)->text)) --from;
                if (from != page.lines.begin() && is_number_alone((from - 1)->text)) --from;
                Page next;
                next.lines.assign(from, page.lines.end());
                page.lines.erase(from, page.lines.end());
                finish(std::move(page), issue);
                page = std::move(next);
            }
            headed = true;
        }
        page.lines.push_back(std::move(line));
    }
    finish(std::move(page), issue);
}

// All lines of the issue in a row, cut where a number of another publication stands.
struct Part {
    std::string numac;
    std::vector<Line> lines, before, laid_out;
    std::optional<registry::Day> day;
    int first = 0, last = 0;  // lines of the file
};

std::vector<Line> issuer(const std::vector<Line>& lines) {
    auto from = lines.end();
    std::size_t kept = 0;
    while (from != lines.begin() && kept < lines_of_issuer) {
        const auto text = trim((from - 1)->text);
        if (text == "*") break;
        kept += !text.empty();
        --from;
    }
    return {from, lines.end()};
}

std::vector<Part> parts_of(const Issue& issue) {
    std::vector<Part> parts(1);  // what stands before the first number
    std::map<std::string, std::size_t> at;
    std::size_t current = 0;
    for (const auto& page : issue.pages) {
        for (const auto& line : page.lines) {
            if (const auto numac = numac_of(line.text); !numac.empty() && numac != parts[current].numac) {
                const auto [found, fresh] = at.try_emplace(numac, parts.size());
                if (fresh) {
                    parts.push_back({numac, {}, issuer(parts[current].lines), {}, page.day, line.number, 0});
                }
                current = found->second;
            }
            auto& part = parts[current];
            if (!part.day) part.day = page.day;
            if (part.first == 0) part.first = line.number;
            part.lines.push_back(line);
            part.last = std::max(part.last, line.number);
        }
        if (!parts[current].lines.empty()) parts[current].lines.push_back({"", page.number, 0});
    }
    return parts;
}

// Lines as laid out belong to the last publication that began above them.
void share_laid_out(const Issue& issue, std::vector<Part>& parts) {
    std::vector<Part*> in_order;
    for (auto& part : parts)
        if (!part.lines.empty()) in_order.push_back(&part);
    std::sort(in_order.begin(), in_order.end(),
              [](const Part* a, const Part* b) { return a->first < b->first; });
    if (in_order.empty()) return;
    std::size_t at = 0;
    for (const auto& page : issue.pages)
        for (const auto& line : page.laid_out.empty() ? page.lines : page.laid_out) {
            while (at + 1 < in_order.size() && in_order[at + 1]->first <= line.number) ++at;
            in_order[at]->laid_out.push_back(line);
        }
}

}  // namespace

bool is_running_head(std::string_view line) {
    if (line.size() > 600) return false;
    const auto from = line.find(head_begins);
    return from != std::string_view::npos && line.find(head_ends, from) != std::string_view::npos &&
           std::count_if(line.begin(), line.end(), is_digit) >= 6;
}

std::optional<registry::Day> day_of_running_head(std::string_view line) {
    if (!is_running_head(line)) return std::nullopt;
    line.remove_prefix(line.find(head_begins));
    for (const auto& found : all_dates(line.substr(0, line.find(head_ends))))
        if (found.day) return found.day;
    return std::nullopt;
}

Issue read_issue(const std::string& text) {
    Issue issue;
    int number = 0;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = rest.find('\f');
        add_pages(lines_of(rest.substr(0, end), number), issue);
        if (number >= most_lines) {
            issue.remarks.push_back(
                {Remark::Weight::loss, "too-large",
                 "more than " + std::to_string(most_lines) + " lines; the rest was not read",
                 "line " + std::to_string(number)});
            break;
        }
        issue.ends_whole = end != std::string_view::npos;
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (trim(rest).empty()) {
            // Blanks are the beginning of another page that was cut off.
            issue.ends_whole = issue.ends_whole && rest.find(' ') == std::string_view::npos;
            break;
        }
    }
    for (const auto& page : issue.pages) {
        if (!issue.day) issue.day = page.day;
        if (page.day && issue.day && *page.day != *issue.day) {
            issue.remarks.push_back({Remark::Weight::doubt, "several-issues",
                                     "pages of " + registry::iso(*issue.day) + " and of " +
                                         registry::iso(*page.day) +
                                         " in one file; each act has its page's day",
                                     page.lines.empty() ? "" : place_of(page.lines.front())});
            break;
        }
    }
    return issue;
}

std::vector<Publication> publications(const Issue& issue) {
    auto parts = parts_of(issue);
    share_laid_out(issue, parts);
    std::vector<Publication> out;
    for (const auto& part : parts) {
        if (part.lines.empty()) continue;
        auto one = read_publication(part.numac, part.lines, part.before, part.laid_out);
        one.printed = part.day;
        const bool loose = part.numac.empty() && one.headings.empty() && one.bound.empty();
        if (!loose || !one.remarks.empty() || one.garbage > 0) out.push_back(std::move(one));
    }
    return out;
}

}  // namespace importers::gazette
