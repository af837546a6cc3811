#include "server/pictures/lettering.hpp"

namespace server {
namespace {

// Of a letter, in parts of the size. What is not ASCII is taken for a letter of middle width; scripts with
// wider ones (CJK) are not among the interface's languages, but titles may hold them.
double letter_width(std::string_view letter) {
    if (letter.size() > 1)
        return letter.size() > 2 && static_cast<unsigned char>(letter[0]) >= 0xE3 ? 1.0 : 0.62;
    const char c = letter[0];
    constexpr std::string_view thin = "ijl.,:;'|!", slim = "ftrI()[]/-\" ", broad = "mwMW@%";
    if (thin.find(c) != std::string_view::npos) return 0.31;
    if (slim.find(c) != std::string_view::npos) return 0.40;
    if (broad.find(c) != std::string_view::npos) return 0.92;
    if (c >= 'A' && c <= 'Z') return 0.71;
    return 0.61;
}

// The first letter, whole.
std::string_view first_letter(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    return text.substr(0, end);
}

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
    double sum = 0;
    while (!text.empty()) {
        const auto letter = first_letter(text);
        sum += letter_width(letter);
        text.remove_prefix(letter.size());
    }
    return sum * size * (bold ? 1.1 : 1);
}

std::string shortened(std::string_view text, double width, double size, bool bold) {
    if (text_width(text, size, bold) <= width) return std::string{text};
    const double room = width - text_width("…", size, bold);
    std::size_t end = 0;
    double used = 0;
    while (end < text.size()) {
        const auto letter = first_letter(text.substr(end));
        used += letter_width(letter) * size * (bold ? 1.1 : 1);
        if (used > room) break;
        end += letter.size();
    }
    while (end > 0 && text[end - 1] == ' ') --end;
    return std::string{text.substr(0, end)} + "…";
}

std::vector<std::string> wrapped(std::string_view text, double width, double size, bool bold) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto blank = text.find(' ');
        const auto word = text.substr(0, blank);
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
        if (word.empty()) continue;
        const auto longer = lines.empty() ? std::string{} : lines.back() + " " + std::string{word};
        if (!lines.empty() && text_width(longer, size, bold) <= width)
            lines.back() = longer;
        else
            lines.push_back(shortened(word, width, size, bold));
    }
    return lines;
}

}  // namespace server
