#include "importers/gazette/bound_cells.hpp"

#include <algorithm>

#include "importers/gazette/bound_words.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using registry::fold;
using Words = std::string_view;

std::size_t characters_of(Words text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// In a narrow table a name and its days stand one blank apart: "Denemarken 1 20 september 2023 9 juni 2025".
void add_parted(const Cell& cell, std::vector<Cell>& out) {
    constexpr std::size_t longest_name = 50;
    std::vector<Cell> dates;
    auto end = cell.text.size();
    for (auto blank = cell.text.rfind(' '); blank != std::string::npos && blank > 0;
         blank = cell.text.rfind(' ', blank - 1)) {
        const auto piece = Words{cell.text}.substr(blank + 1, end - blank - 1);
        if (piece.size() > 40) break;
        if (!date_cell(piece)) continue;
        const auto before = characters_of(Words{cell.text}.substr(0, blank + 1));
        dates.push_back({cell.from + before, cell.from + before + characters_of(piece), std::string{piece}});
        end = blank;
    }
    auto rest = Words{cell.text}.substr(0, end);
    const auto word = fold(rest.substr(rest.rfind(' ') == Words::npos ? 0 : rest.rfind(' ') + 1));
    const bool sentence =
        rest.size() > longest_name || word == "le" || word == "op" || word == "du" || word == "van";
    if (dates.empty() || (sentence && !date_cell(rest))) return out.push_back(cell);
    out.push_back({cell.from, cell.from + characters_of(rest), std::string{rest}});
    out.insert(out.end(), dates.rbegin(), dates.rend());
}

}  // namespace

std::vector<Cell> cells_of(Words line) {
    std::vector<Cell> out;
    std::size_t character = 0, blanks = 2;
    line = line.substr(0, 600);
    for (std::size_t at = 0; at < line.size();) {
        const auto c = static_cast<unsigned char>(line[at]);
        const std::size_t length = std::min<std::size_t>(c < 0x80   ? 1U
                                                         : c < 0xE0 ? 2U
                                                         : c < 0xF0 ? 3U
                                                                    : 4U,
                                                         line.size() - at);
        if (c == ' ' || c == '\t') {
            ++blanks;
        } else {
            if (blanks >= 2 || out.empty())
                out.push_back({character, character, {}});
            else if (blanks == 1)
                out.back().text += ' ';
            out.back().text.append(line, at, length);
            out.back().to = character + 1;
            blanks = 0;
        }
        at += length;
        ++character;
    }
    std::vector<Cell> parted;
    for (const auto& cell : out) {
        const bool whole = date_cell(cell.text) || cell.text.find_first_of("0123456789") == std::string::npos;
        whole ? parted.push_back(cell) : add_parted(cell, parted);
    }
    return parted;
}

}  // namespace importers::gazette
