#include "importers/gazette/notes.hpp"

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

constexpr std::size_t longest_note = 8000;

constexpr std::array<Words, 8> note_heads{"note",     "nota",      "notes",     "nota's",
                                          "fussnote", "fussnoten", "voetnoten", "voetnoot"};

// After these the notes are over: annexes, and what the act annexes.
constexpr std::array<Words, 12> note_ends{"annexe",     "bijlage",    "anhang",       "anlage",
                                          "vertaling",  "traduction", "ubersetzung",  "accord",
                                          "convention", "verdrag",    "overeenkomst", "protocol"};

bool is_note_head(Words line) {
    if (line.size() > 40) return false;
    auto folded = fold(line);
    std::erase_if(folded, [](char c) { return c == '_' || c == ':' || c == ' '; });
    return std::find(note_heads.begin(), note_heads.end(), folded) != note_heads.end();
}

// "(1) …", "2) …": the number, and where its words begin.
struct Marker {
    int number = 0;
    std::size_t words = 0;
};
Marker marker_at(Words line) {
    const auto from = line.find_first_not_of(" \t");
    if (from == Words::npos) return {};
    auto at = from + (line[from] == '(' ? 1U : 0U);
    const auto digits = at;
    int number = 0;
    while (at < line.size() && is_digit(line[at]) && at - digits < 2)
        number = number * 10 + (line[at++] - '0');
    if (at == digits || at >= line.size() || line[at] != ')') return {};
    return {number, at + 1};
}

bool ends_notes(Words line) {
    const auto folded = fold(line.substr(0, 200));
    if (trim(folded) == "*") return true;
    if (line.size() < 200 && !numac_of(line).empty()) return true;
    const auto first = Words{folded}.substr(0, folded.find(' '));
    const bool titles = is_in_capitals(line) || folded == first;
    if (titles && std::any_of(note_ends.begin(), note_ends.end(), [&](Words each) { return first == each; }))
        return true;
    return is_in_capitals(line) && std::count(folded.begin(), folded.end(), ' ') >= 3 && folded.size() >= 25;
}

bool is_open(Words words) {  // the sentence goes on in the next paragraph
    if (std::count(words.begin(), words.end(), '(') > std::count(words.begin(), words.end(), ')'))
        return true;
    words = trim(words);
    if (words.empty()) return true;
    if (words.back() == ',' || words.back() == '-') return true;
    const auto space = words.rfind(' ');
    const auto last = fold(words.substr(space == Words::npos ? 0 : space + 1));
    for (const Words each : {"van", "de", "du", "het", "des", "la", "en", "et", "op", "le"})
        if (last == each) return true;
    return false;
}

// The formula before the signatures, after which notes may follow without a heading of their own.
bool is_given(Words line) {
    const auto folded = fold(line.substr(0, 60));
    return folded.starts_with("gegeven te ") || folded.starts_with("donne a ") ||
           folded.starts_with("gegeben zu ");
}

class Gathering {
public:
    explicit Gathering(int most) : most_(most) {}

    void line(const Line& line) {
        const Words text = Words{line.text}.substr(0, longest_line);
        if (is_note_head(text)) {
            close();
            in_notes_ = headed_ = true;
            return;
        }
        if (is_given(text)) {
            close();
            in_notes_ = in_notes_ || most_ > 0;
            return;
        }
        if (!in_notes_) return;
        if (ends_notes(text)) {
            close();
            in_notes_ = headed_ = false;
            return;
        }
        if (is_blank(text)) {
            if (open_ && !is_open(note_.words)) close();
            return;
        }
        const auto marker = marker_at(text);
        if (marker.number > 0 && marker.number <= (most_ > 0 ? most_ : headed_ ? 9 : 0)) {
            close();
            open_ = true;
            note_ = {marker.number, {}, {}, place_of(line)};
            append_line(note_.words, text.substr(marker.words));
        } else if (open_) {
            if (note_.words.size() < longest_note) append_line(note_.words, text);
        }
    }

    std::vector<Note> take() {
        close();
        return std::move(notes_);
    }

private:
    void close() {
        if (!open_) return;
        open_ = false;
        note_.language = language_of(note_.words);
        const bool again = std::any_of(notes_.begin(), notes_.end(), [&](const Note& each) {
            return each.number == note_.number && each.language == note_.language;
        });
        if (!again && !note_.words.empty()) notes_.push_back(std::move(note_));
        note_ = {};
    }

    int most_;
    bool in_notes_ = false, headed_ = false, open_ = false;
    Note note_;
    std::vector<Note> notes_;
};

}  // namespace

std::vector<Note> read_notes(const std::vector<Line>& lines, int most) {
    Gathering gathering(most);
    for (const auto& line : lines) gathering.line(line);
    return gathering.take();
}

}  // namespace importers::gazette
