#include "importers/reading/english_dates.hpp"

#include <array>
#include <cctype>
#include <string>

#include "importers/reading/letters.hpp"

namespace importers::reading {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 4> ordinals{"st", "nd", "rd", "th"};
constexpr std::array<std::string_view, 3> wide_blanks{"\xC2\xA0", "\xE2\x80\x82", "\xE2\x80\xAF"};

bool is_ascii_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_digit(c) || is_ascii_letter(c); }

// Reads on from a place in the text; every step either moves on or answers no and stays.
class Cursor {
public:
    Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}
    std::size_t at() const { return at_; }

    bool blanks() {
        const auto from = at_;
        for (bool more = true; more && at_ < text_.size();) {
            more = std::isspace(static_cast<unsigned char>(text_[at_])) != 0;
            if (more) ++at_;
            for (const auto wide : wide_blanks)
                if (text_.substr(at_).starts_with(wide)) {
                    at_ += wide.size();
                    more = true;
                }
        }
        return at_ > from;
    }

    std::optional<int> number(std::size_t least, std::size_t most) {
        auto end = at_;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        if (end - at_ < least || end - at_ > most) return std::nullopt;
        const auto value = std::stoi(std::string{text_.substr(at_, end - at_)});
        at_ = end;
        return value;
    }

    std::optional<unsigned> month() {
        std::string word;
        auto end = at_;
        for (; end < text_.size() && is_ascii_letter(text_[end]); ++end)
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[end])));
        for (unsigned i = 0; i < months.size(); ++i)
            if (word == months[i] || word == months[i].substr(0, 3) || (i == 8 && word == "sept")) {
                at_ = end + (end < text_.size() && text_[end] == '.' && word != months[i]);
                return i + 1;
            }
        return std::nullopt;
    }

    bool ordinal() {
        for (const auto each : ordinals)
            if (text_.substr(at_).starts_with(each)) {
                at_ += each.size();
                return true;
            }
        return false;
    }

    bool comma() {
        const bool there = at_ < text_.size() && text_[at_] == ',';
        at_ += there;
        return there;
    }

    bool word_ends() const { return at_ >= text_.size() || !is_digit(text_[at_]); }

private:
    std::string_view text_;
    std::size_t at_;
};

FoundDate date(std::size_t from, const Cursor& to, int year, unsigned month, int day) {
    const std::chrono::year_month_day written{std::chrono::year{year}, std::chrono::month{month},
                                              std::chrono::day{static_cast<unsigned>(day)}};
    FoundDate out{from, to.at() - from, std::nullopt};
    if (written.ok() && year > 0) out.day = registry::Day{written};
    return out;
}

// "22 Apr 2016", "1st May, 1933"
std::optional<FoundDate> day_first(std::string_view text, std::size_t at) {
    Cursor cursor{text, at};
    const auto day = cursor.number(1, 2);
    if (!day) return std::nullopt;
    cursor.ordinal();
    if (!cursor.blanks()) return std::nullopt;
    const auto month = cursor.month();
    if (!month) return std::nullopt;
    const bool apart = cursor.comma();
    if (!cursor.blanks() && !apart) return std::nullopt;
    const auto year = cursor.number(4, 4);
    if (!year || !cursor.word_ends()) return std::nullopt;
    return date(at, cursor, *year, *month, *day);
}

// "April 10th, 1935", "Feb 3, 1925"
std::optional<FoundDate> month_first(std::string_view text, std::size_t at) {
    Cursor cursor{text, at};
    const auto month = cursor.month();
    if (!month || !cursor.blanks()) return std::nullopt;
    const auto day = cursor.number(1, 2);
    if (!day) return std::nullopt;
    cursor.ordinal();
    const bool apart = cursor.comma();
    if (!cursor.blanks() && !apart) return std::nullopt;
    const auto year = cursor.number(4, 4);
    if (!year || !cursor.word_ends()) return std::nullopt;
    return date(at, cursor, *year, *month, *day);
}

}  // namespace

std::vector<FoundDate> english_dates(std::string_view text) {
    std::vector<FoundDate> found;
    for (std::size_t at = 0; at < text.size();) {
        const bool starts = at == 0 || !is_word(text[at - 1]);
        auto here = !starts                     ? std::nullopt
                    : is_digit(text[at])        ? day_first(text, at)
                    : is_ascii_letter(text[at]) ? month_first(text, at)
                                                : std::nullopt;
        at = here ? here->at + here->length : at + 1;
        if (here) found.push_back(*here);
    }
    return found;
}

}  // namespace importers::reading
