#include "importers/gazette/act.hpp"

#include <algorithm>
#include <array>

#include "importers/gazette/assemblies.hpp"
#include "importers/gazette/bound_list.hpp"
#include "importers/gazette/corrections.hpp"
#include "importers/gazette/heading.hpp"
#include "importers/gazette/letter_spaced.hpp"
#include "importers/gazette/lines.hpp"
#include "importers/gazette/named.hpp"
#include "importers/gazette/notes.hpp"
#include "importers/reading/letters.hpp"
#include "registry/base/text.hpp"

namespace importers::gazette {
namespace {

using reading::is_digit;
using registry::fold;
using registry::Remark;
using registry::trim;
using Words = std::string_view;

constexpr std::size_t near_number = 12;    // lines below a number line in which its heading begins
constexpr std::size_t opening = 60;        // lines after a heading in which it is said who adopts
constexpr std::size_t most_headings = 24;  // one for each language, perhaps twice
constexpr std::size_t longest_text = 40'000;

// "Donné à Bruxelles, le", "Gegeven te Brussel,", "Namur, den": the closing formula. "Fait à" is the treaty's
// own.
constexpr std::array<Words, 5> given_words{"donne a ", "gegeven te ", "gegeben zu ", "gegeben in ",
                                           "donne au "};
constexpr std::array<Words, 9> seats{"bruxelles,", "brussel,", "brussel ", "namur,", "namen,",
                                     "eupen,",     "brussel,", "jambes,",  "namur "};

template <class Table>
bool begins(Words text, const Table& table) {
    return std::any_of(table.begin(), table.end(), [&](Words each) { return text.starts_with(each); });
}

class Reading {
public:
    Reading(Publication& out, const std::vector<Line>& lines, const std::vector<Line>& before,
            const std::vector<Line>& laid_out)
        : out_(out), before_(before), laid_out_(laid_out) {
        for (const auto& line : lines) add(line);
    }

    void all() {
        headings();
        if (kind_ == Kind::other && !lists_alone()) return;
        out_.kind = kind_;
        who();
        given();
        if (kind_ == Kind::assent || kind_ == Kind::addendum) notes();
        if (kind_ == Kind::assent || kind_ == Kind::other) list();
        if (kind_ == Kind::rectification || kind_ == Kind::addendum) corrections();
        out_.instruments = instruments_of(out_.headings, out_.remarks);
        if (kind_ == Kind::other) instrument_of_list();
    }

private:
    // Letter-spaced lines are put together; "er" of a raised "1er" and garbage go.
    void add(const Line& line) {
        const Words text = trim(Words{line.text}.substr(0, longest_line));
        if (text == "er" || text == "e" || text == "ste") return;
        if (is_garbage(text)) {
            if (out_.garbage++ == 0) out_.garbage_at = place_of(line);
            return;
        }
        auto kept = line;
        if (line.text.size() > longest_line) {
            kept.text.resize(longest_line);
            out_.remarks.push_back({Remark::Weight::doubt, "long-line",
                                    "a line of " + std::to_string(line.text.size()) +
                                        " bytes is no line of print; its beginning is read",
                                    place_of(line)});
        }
        if (is_letter_spaced(text)) {
            if (auto whole = put_together(text))
                kept.text = std::move(*whole);
            else if (std::any_of(text.begin(), text.end(), is_digit))
                out_.remarks.push_back({Remark::Weight::doubt, "letter-spaced",
                                        "letters set apart that spell no known words: \"" +
                                            std::string{text.substr(0, 120)} + "\"",
                                        place_of(line)});
        }
        lines_.push_back(std::move(kept));
    }

    void headings() {
        std::size_t since_number = near_number + 1;
        for (std::size_t at = 0; at < lines_.size();) {
            if (!numac_of(lines_[at].text).empty()) since_number = 0;
            const auto found = heading_at(lines_, at, since_number <= near_number);
            if (!found) {
                since_number += !is_blank(lines_[at].text);
                ++at;
                continue;
            }
            if (out_.headings.empty() && bodies_.empty()) first_ = lines_[at];
            if (bodies_.size() == most_headings) {
                out_.remarks.push_back({Remark::Weight::doubt, "many-headings",
                                        "more than " + std::to_string(most_headings) +
                                            " headings under one number; the rest is not read",
                                        place_of(lines_[at])});
                break;
            }
            bodies_.push_back(found->past);
            take(*found);
            at = std::max(found->past, at + 1);
        }
        if (kind_ != Kind::other && out_.numac.empty())
            out_.remarks.push_back({Remark::Weight::doubt, "no-number",
                                    "an act of assent without a number in the gazette", place_of(first_)});
        if (kind_ == Kind::other) out_.headings.clear();
        out_.place = first_.page.empty() ? "" : "p. " + first_.page;
    }

    void take(const ReadHeading& found) {
        most_note_ = std::max(most_note_, found.most_note);
        if (found.heading.kind.empty()) {
            out_.approves_other = out_.approves_other || found.approves_other;
            return;
        }
        const auto kind = found.again == Again::translation     ? Kind::translation
                          : found.again == Again::addendum      ? Kind::addendum
                          : found.again == Again::rectification ? Kind::rectification
                                                                : Kind::assent;
        // The German text of a translation has a heading of its own, without the words "German translation".
        if (kind_ == Kind::other || (kind_ == Kind::assent && kind != Kind::assent)) kind_ = kind;
        if (!found.heading.day)
            out_.remarks.push_back({Remark::Weight::loss, "date-unreadable",
                                    "there is no such day: \"" + found.heading.words.substr(0, 60) + "\"",
                                    found.heading.place});
        out_.headings.push_back(found.heading);
    }

    void who() {
        if (out_.headings.empty()) return;
        std::string heading, body, issuer;
        for (const auto& each : out_.headings) heading += fold(each.words) + "\n";
        for (const auto past : bodies_)
            for (auto at = past; at < std::min(lines_.size(), past + opening); ++at)
                append_line(body, lines_[at].text);
        for (const auto& line : before_) append_line(issuer, line.text);
        for (std::size_t at = 0; at < std::min<std::size_t>(lines_.size(), bodies_.front()); ++at)
            append_line(issuer, lines_[at].text);
        out_.entities = entities_of_act(out_.headings.front().kind, fold(body), fold(issuer), heading);
        if (out_.entities.empty())
            out_.remarks.push_back(
                {Remark::Weight::loss, "unknown-assembly",
                 "nothing says whose act this is: \"" + out_.headings.front().words.substr(0, 120) + "\"",
                 out_.headings.front().place});
    }

    void given() {
        for (const auto& line : lines_) {
            const Words text = trim(Words{line.text}.substr(0, 120));
            const auto folded = fold(text);
            if (!begins(folded, given_words) && !begins(folded, seats)) continue;
            const auto dates = all_dates(text);
            if (dates.empty() || dates[0].at > 45) continue;
            if (dates[0].day)
                out_.given.emplace_back(*dates[0].day, place_of(line));
            else
                out_.remarks.push_back({Remark::Weight::doubt, "date-unreadable",
                                        "there is no such day: \"" + std::string{text} + "\"",
                                        place_of(line)});
        }
    }

    void notes() { out_.notes = read_notes(lines_, most_note_); }

    void list() {
        auto list = read_laid_out_list(laid_out_.empty() ? lines_ : laid_out_);
        if (list.rows.empty() && list.remarks.empty()) list = read_loose_list(lines_);
        for (auto& each : list.remarks) {  // said once, though both languages have it
            const bool told = std::any_of(out_.remarks.begin(), out_.remarks.end(), [&](const Remark& other) {
                return other.kind == each.kind && other.what == each.what;
            });
            if (!told) out_.remarks.push_back(std::move(each));
        }
        out_.bound = std::move(list.rows);
    }

    // A page of a list without the act it belongs to.
    bool lists_alone() {
        if (!out_.numac.empty() || !bodies_.empty()) return false;
        list();
        return !out_.bound.empty();
    }
    void instrument_of_list() {
        std::string text;
        for (const auto& line : lines_) {
            if (text.size() > longest_text) break;
            if (is_blank(line.text) && !text.ends_with('.')) text += '.';  // a paragraph ends a sentence
            append_line(text, line.text);
        }
        if (auto named = instrument_in(text)) out_.instruments.push_back(std::move(*named));
        if (out_.place.empty() && !out_.bound.empty())
            out_.place = out_.bound.front().place.substr(0, out_.bound.front().place.find(','));
    }

    void corrections() {
        const auto body = bodies_.empty() ? 0 : static_cast<std::ptrdiff_t>(bodies_.front());
        read_corrections(out_, {lines_.begin() + body, lines_.end()});
    }

    Publication& out_;
    const std::vector<Line>& before_;
    const std::vector<Line>& laid_out_;
    std::vector<Line> lines_;
    std::vector<std::size_t> bodies_;  // the line after each heading
    Line first_;
    Kind kind_ = Kind::other;
    int most_note_ = 0;
};

}  // namespace

Publication read_publication(const std::string& numac, const std::vector<Line>& lines,
                             const std::vector<Line>& before, const std::vector<Line>& laid_out) {
    Publication out;
    out.numac = numac;
    Reading(out, lines, before, laid_out).all();
    return out;
}

}  // namespace importers::gazette
