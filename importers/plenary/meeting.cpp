#include "importers/plenary/meeting.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "importers/plenary/phrases.hpp"
#include "importers/reading/blocks.hpp"
#include "importers/reading/dates.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::plenary {
namespace {

using reading::Block;
using reading::is_digit;
using registry::fold;

constexpr std::size_t head_blocks = 60;  // at most; the head ends where the meeting is opened

std::string_view digits_at(std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return text.substr(at, end - at);
}

std::optional<int> number_of(std::string_view digits) {
    int value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && !digits.empty()
               ? std::optional{value}
               : std::nullopt;
}

// "1 204" is one number.
std::optional<int> count_in(const std::string& cell) {
    std::string digits;
    for (const char c : cell) {
        if (c == ' ' || c == '.') continue;
        if (!is_digit(c)) return std::nullopt;
        digits += c;
    }
    return digits.size() > 4 ? std::nullopt : number_of(digits);
}

// The dossier before the stroke at `stroke`: "481" of "(481/1-3)". A figure after the stroke, or it is none.
std::string dossier_before(std::string_view text, std::size_t stroke) {
    auto from = stroke;
    while (from > 0 && is_digit(text[from - 1])) --from;
    const auto number = text.substr(from, stroke - from);
    const bool whole =
        !number.empty() && number.size() <= 4 && stroke + 1 < text.size() && is_digit(text[stroke + 1]);
    const auto value = whole ? number_of(number) : std::nullopt;
    return value && *value > 0 ? std::to_string(*value) : std::string{};
}

struct Numbered {
    std::string legislature, number;
};

// "CRIV 56 PLEN 015".
std::optional<Numbered> report_number(const std::string& folded) {
    const auto at = folded.find("criv ");
    if (at == std::string::npos) return std::nullopt;
    const auto legislature = digits_at(folded, at + 5);
    const auto rest = std::string_view{folded}.substr(at + 5 + legislature.size());
    if (legislature.size() != 2 || !rest.starts_with(" plen ")) return std::nullopt;
    const auto number = digits_at(rest, 6);
    if (number.empty() || number.size() > 4) return std::nullopt;
    return Numbered{std::string{legislature}, std::string{number}};
}

// "56e ZITTINGSPERIODE", "56ème LÉGISLATURE".
std::string legislature_in(const std::string& folded) {
    for (const std::string_view word : {" zittingsperiode", " legislature"}) {
        const auto at = folded.find(word);
        if (at == std::string::npos) continue;
        auto end = at;
        while (end > 0 && folded[end - 1] >= 'a' && folded[end - 1] <= 'z') --end;
        if (end >= 2 && is_digit(folded[end - 1]) && is_digit(folded[end - 2]) &&
            (end == 2 || !is_digit(folded[end - 3])) && end < at)
            return folded.substr(end - 2, 2);
    }
    return {};
}

// "/doc/PCRI/html/56/ip015x.html", "…&legislat=56&…": what the sidecar's address adds.
std::string legislature_of(const std::string& address) {
    for (const std::string_view before : {"/html/", "legislat="})
        if (const auto at = address.find(before); at != std::string::npos)
            if (const auto digits = digits_at(address, at + before.size()); digits.size() == 2)
                return std::string{digits};
    return {};
}

class Reading {
public:
    Reading(std::vector<Block> blocks, std::string address)
        : blocks_(std::move(blocks)), address_(std::move(address)) {}

    Meeting read() {
        head();
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const auto& block = blocks_[i];
            const auto folded = fold(block.text);
            if (begins_roll_calls(folded)) break;
            if (block.kind == Block::Kind::heading)
                heading(block, i > 0 && blocks_[i - 1].kind == Block::Kind::heading);
            else if (!meeting_.items.empty())
                words(block, folded);
        }
        return std::move(meeting_);
    }

private:
    void head() {
        std::set<std::string> said;
        std::optional<registry::Day> first;
        bool plenary = false;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const auto folded = fold(blocks_[i].text);
            opened_ = opened_ || opens(folded);
            const bool in_head = i < head_blocks && !opened_;
            if (in_head) day(folded, blocks_[i].text, plenary, first);
            if (const auto found = report_number(folded); found && (in_head || names_itself(folded))) {
                said.insert(found->legislature);
                meeting_.number = found->number;
            }
            if (in_head)
                if (auto legislature = legislature_in(folded); !legislature.empty())
                    said.insert(std::move(legislature));
        }
        meeting_.day = first;
        if (auto legislature = legislature_of(address_); !legislature.empty())
            said.insert(std::move(legislature));
        if (said.size() == 1) meeting_.legislature = *said.begin();
    }

    // The meeting's day stands below the words "plenary meeting", in both languages, before it is opened.
    void day(const std::string& folded, const std::string& text, bool& plenary,
             std::optional<registry::Day>& first) {
        plenary = plenary || names_plenary(folded);
        if (!plenary) return;
        for (const auto& date : reading::dates_in(text)) {
            if (!date.day) continue;
            if (!first) first = date.day;
            meeting_.days_differ = meeting_.days_differ || *date.day != *first;
        }
    }

    void heading(const Block& block, bool goes_on) {
        Heading read;
        read.line = block.line;
        read.title = block.text;
        std::size_t at = 0;
        while (at < read.title.size() && is_digit(read.title[at])) ++at;
        const auto number = at > 0 && at < 4 ? read.title.substr(0, at) : std::string{};
        if (!number.empty())
            read.title = std::string{registry::trim(std::string_view{read.title}.substr(at))};
        while (read.title.starts_with("- ")) read.title.erase(0, 2);
        if (!goes_on || meeting_.items.empty() ||
            (!number.empty() && number != meeting_.items.back().number &&
             !meeting_.items.back().number.empty()))
            meeting_.items.push_back({number, {}, 0, {}});
        auto& item = meeting_.items.back();
        if (item.number.empty()) item.number = number;
        read.dossiers = take_bracket(read.title);
        const auto kind = kind_of(fold(read.title));
        read.language = kind.language;
        read.type = kind.type;
        if (!read.dossiers.empty()) item.headings.push_back(std::move(read));
    }

    void words(const Block& block, const std::string& folded) {
        auto& item = meeting_.items.back();
        if (item.debated == 0 && begins_discussion(folded)) item.debated = block.line;
        if (folded.starts_with("(stemming/vote") || folded.starts_with("(vote/stemming")) {
            const auto digits = digits_at(folded, folded.find_first_of("0123456789)"));
            item.votes.push_back({});
            item.votes.back().number = number_of(digits).value_or(0);
            item.votes.back().line = block.line;
        } else if (block.kind == Block::Kind::row && !item.votes.empty() &&
                   item.votes.back().declared.empty()) {
            count(block, item.votes.back());
        } else if (const auto outcome = declared_in(folded)) {
            // Without a vote before it only a bill's own fate counts: the agenda is taken in the same words.
            const bool fate = !item.headings.empty() && outcome->outcome != Outcome::part;
            if (item.votes.empty() && fate) item.votes.push_back({{}, {}, {}, {}, {}, {}, {}, block.line});
            if (!item.votes.empty()) declare(block, *outcome, item);
        }
    }

    // "Ja | 104 | Oui". A vote by language group has more columns; the one that is the sum of the others
    // counts.
    static void count(const Block& row, Vote& vote) {
        if (row.cells.size() < 2) return;
        const auto which = count_named(fold(row.cells.front()), fold(row.cells.back()));
        if (which == Count::none) return;
        std::vector<int> figures;
        for (const auto& cell : row.cells)
            if (const auto figure = count_in(cell)) figures.push_back(*figure);
        int sum = 0, most = 0;
        for (const auto figure : figures) sum += figure, most = std::max(most, figure);
        if (figures.empty() || (figures.size() > 1 && sum != 2 * most)) {
            vote.unread = true;
            return;
        }
        auto& into = which == Count::yes         ? vote.yes
                     : which == Count::no        ? vote.no
                     : which == Count::abstained ? vote.abstained
                                                 : vote.total;
        if (into && *into != most) vote.unread = true;
        into = most;
    }

    static void declare(const Block& block, const Said& said, Item& item) {
        Declared declared{said.outcome, said.language, block.text, {}, block.line};
        auto rest = block.text;
        declared.dossiers = take_bracket(rest);
        auto& last = item.votes.back();
        // A second declaration in the same language is of another decision, one without a table of its own.
        const bool another =
            std::any_of(last.declared.begin(), last.declared.end(),
                        [&](const Declared& each) { return each.language == declared.language; });
        if (another) item.votes.push_back({{}, {}, {}, {}, {}, {}, {}, block.line});
        item.votes.back().declared.push_back(std::move(declared));
    }

    std::vector<Block> blocks_;
    std::string address_;
    Meeting meeting_;
    bool opened_ = false;
};

}  // namespace

std::vector<std::string> take_bracket(std::string& title) {
    const auto end = title.find_last_not_of(" .");
    if (end == std::string::npos || title[end] != ')') return {};
    const auto open = title.rfind('(', end);
    if (open == std::string::npos || end - open > 200) return {};
    const auto inside = std::string_view{title}.substr(open + 1, end - open - 1);
    std::vector<std::string> found;
    for (auto at = inside.find('/'); at != std::string_view::npos; at = inside.find('/', at + 1))
        if (auto dossier = dossier_before(inside, at);
            !dossier.empty() && std::find(found.begin(), found.end(), dossier) == found.end())
            found.push_back(std::move(dossier));
    if (!found.empty()) title = std::string{registry::trim(std::string_view{title}.substr(0, open))};
    return found;
}

Meeting read_meeting(const reading::Html& page, std::string_view bytes, const std::string& address) {
    auto meeting = Reading(reading::blocks_of(page), address).read();
    meeting.whole =
        bytes.find("</html>") != std::string_view::npos || bytes.find("</HTML>") != std::string_view::npos;
    return meeting;
}

}  // namespace importers::plenary
