#include "importers/gazette/issue_part.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "importers/gazette/lines.hpp"
#include "importers/reading/charset.hpp"
#include "importers/reading/dates.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::trim;

constexpr std::string_view dash = "\xE2\x80\x94";
constexpr std::size_t longest_item = 4000;  // bytes; a longer run of words without a page is no item

// A whole number of at most seven figures, and nothing else; 0: it is none.
int number_in(std::string_view text) {
    text = trim(text);
    int value = 0;
    if (text.empty() || text.size() > 7) return 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

// The figures a text begins or ends with: "64436   MONITEUR BELGE", "… STAATSBLAD   64437".
int leading_number(std::string_view text) {
    text = trim(text);
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    return number_in(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}

int trailing_number(std::string_view text) {
    text = trim(text);
    auto begin = text.size();
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    return number_in(text.substr(begin));
}

// "MONITEUR BELGE — 31.12.2020 — Ed. 2 — BELGISCH STAATSBLAD": of the first running head.
int edition_of(std::string_view text) {
    for (const auto line : registry::split(text, '\n'))
        if (is_running_head(line)) {
            const auto at = line.find("Ed.");
            return at == std::string_view::npos ? 0 : leading_number(line.substr(at + 3));
        }
    return 0;
}

std::string text_of(const Source& source) { return reading::read_text(readable(source), source.name).text; }

struct Mark {
    std::string_view sign, language;
};
constexpr std::array marks{Mark{"p.", "fr"}, Mark{"bl.", "nl"}, Mark{"S.", "de"}};

// ", p. 64435." at the end of what was gathered: the item's language, page and where its words end.
struct Ending {
    std::string_view language;
    int page = 0;
    std::size_t words = 0;
};
std::optional<Ending> page_at_end(std::string_view text) {
    text = trim(text);
    if (!text.ends_with('.')) return std::nullopt;
    text.remove_suffix(1);
    const int page = trailing_number(text);
    if (page == 0) return std::nullopt;
    while (!text.empty() && is_digit(text.back())) text.remove_suffix(1);
    text = trim(text);
    for (const auto& mark : marks) {
        if (!text.ends_with(mark.sign)) continue;
        text.remove_suffix(mark.sign.size());
        text = trim(text);
        if (!text.ends_with(',')) return std::nullopt;
        return Ending{mark.language, page, text.size() - 1};
    }
    return std::nullopt;
}

// "25 DECEMBRE 2024. —": the line begins an act.
bool begins_act(std::string_view line) {
    const auto dates = reading::dates_in(line.substr(0, 80));
    if (dates.empty() || dates.front().at != 0) return false;
    auto rest = trim(line.substr(dates.front().length));
    if (rest.starts_with('.')) rest = trim(rest.substr(1));
    return rest.starts_with(dash) || rest.starts_with("- ") || rest.starts_with("\xE2\x80\x93");
}

// Gathers lines until one ends in a page; the headings before them stay until other headings follow.
class Gathering {
public:
    void line(std::string_view text, int number) {
        if (gathered_ > longest_item) lines_.clear(), gathered_ = 0;
        if (lines_.empty()) first_ = number;
        lines_.emplace_back(text.substr(0, longest_line));
        gathered_ += lines_.back().size();
        const auto joined =
            lines_.size() > 1 ? lines_[lines_.size() - 2] + " " + lines_.back() : lines_.back();
        if (const auto end = page_at_end(joined)) finish(*end);
    }
    std::vector<Item> items;
    bool has_rest() const { return !lines_.empty(); }

private:
    void finish(const Ending& end) {
        const auto act = std::find_if(lines_.begin(), lines_.end(),
                                      [](const std::string& line) { return begins_act(line); });
        // Without a date nothing tells a heading from the item's words; both are kept as its words.
        const auto begin = act == lines_.end() ? lines_.begin() : act;
        if (begin != lines_.begin()) {
            bodies_.clear();
            for (auto each = lines_.begin(); each != begin; ++each)
                bodies_ += (bodies_.empty() ? "" : " / ") + *each;
        }
        std::string words;
        for (auto each = begin; each != lines_.end(); ++each) append_line(words, *each);
        if (const auto cut = page_at_end(words)) words.resize(cut->words);
        items.push_back({std::string{end.language}, bodies_, registry::clean(words), end.page,
                         first_ + static_cast<int>(begin - lines_.begin())});
        lines_.clear(), gathered_ = 0;
    }

    std::vector<std::string> lines_;
    std::size_t gathered_ = 0;
    std::string bodies_;
    int first_ = 0;
};

// Does a page of acts follow the list?
bool goes_on(const Issue& issue, int first_listed) {
    return std::any_of(issue.pages.begin(), issue.pages.end(),
                       [&](const Page& page) { return number_in(page.number) >= first_listed; });
}

bool is_contents_heading(std::string_view line) {
    line = trim(line);
    return line == "SOMMAIRE" || line == "INHOUD" || line == "INHALT";
}

}  // namespace

std::optional<TitlePage> title_page(std::string_view text) {
    const auto page = text.substr(0, std::min(text.find('\f'), std::size_t{16384}));
    TitlePage found;
    bool headed = false;
    for (const auto raw : registry::split(page, '\n')) {
        const auto line = trim(raw);
        if (line.size() > longest_line) continue;
        if (is_contents_heading(line)) headed = true;
        if (line.starts_with("N. ") && !found.number) found.number = leading_number(line.substr(3));
        if (const auto at = line.find(" pages/bladzijden"); at != std::string_view::npos)
            found.pages = trailing_number(line.substr(0, at));
        if (!found.day && line.size() < 60)
            for (const auto& date : reading::dates_in(line))
                // "MARDI 5 AOUT 2025" stands alone; dates of laws stand in sentences.
                if (date.at + date.length == line.size() && line.find(' ') < date.at &&
                    line.substr(0, date.at).find_first_of("abcdefghijklmnopqrstuvwxyz") ==
                        std::string_view::npos)
                    found.day = date.day;
    }
    if (!headed || !found.number) return std::nullopt;
    return found;
}

bool begins_with_title_page(std::string_view text) { return title_page(text).has_value(); }

Contents contents_of(const Issue& issue) {
    Gathering gathering;
    bool begun = false;
    int first_listed = 0, first_numbered = 0, numbered = 0;
    for (std::size_t at = 0; at < issue.pages.size(); ++at) {
        const auto& page = issue.pages[at];
        const int number = number_in(page.number);
        if (first_listed && number >= first_listed) break;  // the list is over: acts begin here
        if (number && !first_numbered) first_numbered = number;
        numbered += number > 0;
        for (const auto& line : page.lines) {
            const auto words = trim(line.text);
            if (is_contents_heading(words))
                begun = true;
            else if (begun && !words.empty())
                gathering.line(words, line.number);
        }
        if (!begun) break;
        for (const auto& item : gathering.items)
            if (!first_listed || item.page < first_listed) first_listed = item.page;
    }
    // The title page prints no number; the list runs from it to the page before the first one it names.
    const int title = first_numbered ? first_numbered - 1 : first_listed - 1;
    const bool reaches = first_listed > 0 && first_listed - title == numbered + 1;
    return {std::move(gathering.items),
            reaches && !gathering.has_rest() && (issue.ends_whole || goes_on(issue, first_listed))};
}

IssuePart issue_part(const Source& source) {
    IssuePart part;
    const auto text = text_of(source);
    const auto issue = read_issue(text);
    for (const auto& page : issue.pages) {
        if (page.day && !part.day) part.day = page.day;
        if (const int number = number_in(page.number)) part.seen.push_back(number);
        if (!page.lines.empty()) ++part.leaves;
    }
    part.edition = edition_of(text);
    std::sort(part.seen.begin(), part.seen.end());
    part.seen.erase(std::unique(part.seen.begin(), part.seen.end()), part.seen.end());

    const auto title = title_page(text);
    if (!title) return part;
    part.number = title->number, part.pages = title->pages;
    if (!part.day) part.day = title->day;
    const auto contents = contents_of(issue);
    part.listed = static_cast<int>(contents.items.size());
    part.contents = contents.whole;
    part.whole = part.contents && part.pages > 0 && part.leaves >= part.pages;
    return part;
}

}  // namespace importers::gazette
