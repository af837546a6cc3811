#include "importers/gazette/columns.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

// Positions are counted in characters.
std::u32string characters(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < std::min(text.size(), std::size_t{600});) {
        const auto c = static_cast<unsigned char>(text[at]);
        std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        length = std::min(length, text.size() - at);
        // Only blanks and places matter: whatever is no blank is one sign.
        out += c == ' ' || c == '\t'                                          ? U' '
               : length == 2 && c == 0xC2 && text.substr(at, 2) == "\xC2\xA0" ? U' '
                                                                              : U'x';
        at += length;
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return out;
}
std::size_t byte_of(std::string_view text, std::size_t character) {
    std::size_t at = 0;
    for (; character > 0 && at < text.size(); --character) {
        const auto c = static_cast<unsigned char>(text[at]);
        at += c < 0x80 ? 1U : c < 0xE0 ? 2U : c < 0xF0 ? 3U : 4U;
    }
    return std::min(at, text.size());
}

}  // namespace

std::size_t gutter_of(const std::vector<Line>& lines) {
    std::vector<std::size_t> parted;  // how many lines have a gap here and words on both sides
    std::size_t with_words = 0, with_gap = 0;
    for (const auto& line : lines) {
        const auto signs = characters(line.text);
        if (signs.empty()) continue;
        ++with_words;
        bool gap = false;
        std::size_t from = signs.find_first_not_of(U' ');
        while (from < signs.size()) {
            const auto blank = signs.find(U' ', from);
            if (blank == std::u32string::npos) break;
            const auto next = signs.find_first_not_of(U' ', blank);
            if (next - blank >= 3) {
                gap = true;
                if (parted.size() < next) parted.resize(next, 0);
                for (auto x = blank + 1; x < next; ++x) ++parted[x];
            }
            from = next;
        }
        with_gap += gap;
    }
    if (with_gap < 5 || with_gap * 3 < with_words) return 0;
    const auto most = *std::max_element(parted.begin(), parted.end());
    // A table parts in more places than one: the widest run of them nearest to the middle is the gutter.
    std::size_t best = 0;
    for (std::size_t x = 30; x < parted.size(); ++x) {
        if (parted[x] * 10 < most * 9) continue;
        const auto off = [&](std::size_t at) { return at > 75 ? at - 75 : 75 - at; };
        if (best == 0 || off(x) < off(best)) best = x;
    }
    return best;
}

std::vector<Line> one_after_the_other(const std::vector<Line>& lines, std::size_t gutter) {
    std::vector<Line> out, right;
    const auto flush = [&] {
        out.insert(out.end(), right.begin(), right.end());
        right.clear();
    };
    for (const auto& line : lines) {
        const auto signs = characters(line.text);
        const bool over = signs.size() > gutter && signs[gutter] != U' ' && signs[gutter - 1] != U' ';
        if (over || (signs.size() > gutter && signs[gutter] != U' ' &&
                     signs.find_first_not_of(U' ') < gutter && signs[gutter - 1] != U' ')) {
            flush();
            out.push_back(line);
            continue;
        }
        const auto cut = byte_of(line.text, gutter);
        auto left = line, other = line;
        left.text = std::string{registry::trim(std::string_view{line.text}.substr(0, cut))};
        other.text = std::string{registry::trim(std::string_view{line.text}.substr(cut))};
        out.push_back(std::move(left));
        right.push_back(std::move(other));
    }
    flush();
    return out;
}

}  // namespace importers::gazette
