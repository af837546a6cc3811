#include "importers/gazette/heading.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/lines.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::fold;
using registry::trim;
using Words = std::string_view;

constexpr std::size_t longest_heading = 40;  // lines
constexpr std::size_t longest_title = 6000;  // bytes

constexpr std::array<Words, 6> dashes{"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "\xE2\x88\x92", "-",
                                      "\xC2\xAD"};

// With these words another part of the act begins, though no empty line stands before it.
constexpr std::array<Words, 30> after_heading{"philippe, roi",
                                              "filip, koning",
                                              "albert ii",
                                              "baudouin",
                                              "boudewijn",
                                              "philippe, konig",
                                              "le parlement",
                                              "het vlaams parlement",
                                              "het waals parlement",
                                              "het waalse parlement",
                                              "het parlement van",
                                              "het brussels hoofdstedelijk parlement",
                                              "het brusselse hoofdstedelijke parlement",
                                              "das wallonische parlament",
                                              "das parlament der",
                                              "das flamische parlament",
                                              "le conseil regional",
                                              "le conseil de la",
                                              "le conseil flamand",
                                              "de vlaamse raad",
                                              "de brusselse hoofdstedelijke raad",
                                              "l'assemblee reunie",
                                              "l'assemblee de la",
                                              "de verenigde vergadering",
                                              "le texte qui suit",
                                              "de hierna volgende",
                                              "der folgende text",
                                              "au moniteur belge",
                                              "in het belgisch staatsblad",
                                              "im belgischen staatsblatt"};

bool is_mark(Words text, std::size_t& at) {  // "(1)", "(1, 2)"
    if (at >= text.size() || text[at] != '(') return false;
    auto end = at + 1;
    while (end < text.size() && (is_digit(text[end]) || text[end] == ',' || text[end] == ' ')) ++end;
    if (end == at + 1 || end >= text.size() || text[end] != ')' || end - at > 12) return false;
    at = end + 1;
    return true;
}

// Takes "(1)(2)(3)" off the end; gives the highest number.
int take_marks(std::string& title) {
    int most = 0;
    for (;;) {
        auto text = trim(Words{title});
        if (text.ends_with('.')) text.remove_suffix(1);
        const auto open = text.rfind('(');
        auto at = open;
        if (open == Words::npos || !is_mark(text, at) || at != text.size()) return most;
        int number = 0;
        for (const char c : text.substr(open)) {
            if (is_digit(c))
                number = number * 10 + (c - '0');
            else
                most = std::max(most, number), number = 0;
        }
        title = std::string{trim(text.substr(0, open))};
    }
}

bool ends_with_marks(Words line) {
    std::string text{trim(line)};
    return take_marks(text) > 0 && text.size() > 3;
}

// "25 DECEMBER 2024. — ": the day, whether its month is in capitals, and where the title begins.
struct Dated {
    std::optional<registry::Day> day;
    bool capitals = false;
    std::size_t title = 0;
};
std::optional<Dated> dated(Words line) {
    const auto from = line.find_first_not_of(" \t");
    if (from == Words::npos || !is_digit(line[from])) return std::nullopt;
    const auto head = line.substr(0, from + 60);
    const auto dates = reading::dates_in(head);
    if (dates.empty() || dates[0].at != from) return std::nullopt;
    const auto words = head.substr(from, dates[0].length);
    // "1er" is small wherever it stands: three capitals are a month.
    const bool capitals =
        std::count_if(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2;
    auto at = from + dates[0].length;
    bool dash = false;
    while (at < line.size()) {
        if (line[at] == ' ' || line[at] == '.') {
            ++at;
            continue;
        }
        const auto found = std::find_if(dashes.begin(), dashes.end(),
                                        [&](Words each) { return line.substr(at).starts_with(each); });
        if (found == dashes.end()) break;
        dash = true;
        at += found->size();
    }
    if (!dash) return std::nullopt;
    return Dated{dates[0].day, capitals, at};
}

bool begins_something_else(Words line) {
    const auto folded = fold(line.substr(0, 80));
    return !numac_of(line.substr(0, 200)).empty() ||
           std::any_of(after_heading.begin(), after_heading.end(),
                       [&](Words each) { return folded.starts_with(each); });
}

}  // namespace

std::optional<ReadHeading> heading_at(const std::vector<Line>& lines, std::size_t at, bool near_number) {
    const Words first = Words{lines[at].text}.substr(0, longest_line);
    const auto date = dated(first);
    if (!date || (!date->capitals && !near_number)) return std::nullopt;
    ReadHeading out;
    std::string words, title;
    append_line(words, first);
    append_line(title, first.substr(date->title));
    auto next = at + 1;
    if (!ends_with_marks(first))
        for (; next < lines.size() && next - at < longest_heading && title.size() < longest_title; ++next) {
            const Words line = Words{lines[next].text}.substr(0, longest_line);
            if (is_blank(line) || begins_something_else(line) || dated(line)) break;
            append_line(words, line);
            append_line(title, line);
            if (ends_with_marks(line)) {
                ++next;
                break;
            }
        }
    out.past = next;
    out.heading.day = date->day;
    out.heading.words = words;
    out.heading.place = place_of(lines[at]);
    out.most_note = take_marks(title);
    const auto tail = without_tail(title);
    out.again = tail.again;
    auto bare = tail.title;
    out.most_note = std::max(out.most_note, take_marks(bare));
    while (!bare.empty() && bare.back() == '.') bare.pop_back();
    if (const auto assent = assent_in(bare)) {
        out.heading.language = assent->language;
        out.heading.kind = assent->kind;
        out.heading.object = assent->object;
    } else {
        out.heading.language = language_of(bare);
        out.approves_other = approves_other(bare);
    }
    return out;
}

}  // namespace importers::gazette
