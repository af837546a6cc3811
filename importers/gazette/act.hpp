// One publication of the Belgian gazette, taken apart before anything is concluded from it: heading, number,
// who acts, notes, lists of bound States. Filled from text, from a PDF's text or from a page in HTML.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"

namespace importers::gazette {

// One line as printed, with where it stands. Running heads and page numbers have been taken out.
struct Line {
    std::string text;  // UTF-8, without its line end; blanks as they were
    std::string page;  // "64435"; empty: not known
    int number = 0;    // in the file, from 1
};

std::string place_of(const Line&);  // "p. 64435, line 12"

enum class Kind {
    assent,         // law, decree or ordinance of assent, printed for the first time
    translation,    // printed again in German: no new step
    addendum,       // more words to an act already printed
    rectification,  // corrects an act already printed
    other           // anything else the gazette prints
};

struct Heading {
    std::string language;              // "nl", "fr", "de"
    std::optional<registry::Day> day;  // the act's own date; nothing: as printed there is no such day
    std::string words;                 // all of it, on one line: "25 DECEMBER 2024. — Wet houdende …"
    std::string kind;    // "law", "decree", "ordinance"; empty: another kind of act, or no assent
    std::string object;  // what is assented to: what follows the verb, without note marks
    std::string place;
};

// An instrument that is assented to; one act may name several (1° … 2° …).
struct Named {
    std::vector<registry::Title> titles;        // without place and date of conclusion; nl, fr, de
    std::string where;                          // "New York"
    std::optional<registry::Day> concluded_on;  // of "gedaan te New York op 19 juni 2023"
    bool cooperation = false;  // a cooperation agreement (special law of 8 August 1980, 92bis)
};

struct Note {
    int number = 0;  // 1 for "(1)"
    std::string language, words, place;
};

// One cell with a date in a list of bound States.
struct BoundDate {
    std::string milestone;             // "signed", "deposited", "entered-into-force"
    std::string form;                  // "ratification", "accession", …
    std::optional<registry::Day> day;  // nothing: the list says it happened and gives no day
    bool operator==(const BoundDate&) const = default;
};
struct BoundState {
    std::string name;  // as printed
    std::vector<BoundDate> dates;
    std::string language, place;
};

struct Publication {
    Kind kind = Kind::other;
    std::string numac;  // "2025004251"; empty: none printed
    std::string place;  // "p. 64435"
    std::vector<Heading> headings;
    std::vector<std::string> entities;  // "be-vlg", "be-vlr": whose consent the act is
    std::vector<Named> instruments;
    std::vector<std::pair<registry::Day, std::string>>
        given;  // days of the closing formula, with their place
    std::vector<Note> notes;
    std::optional<registry::Day> printed;  // of the running head above it
    std::vector<BoundState> bound;         // every row that could be read safely, in both languages
    std::string corrects;                  // numac of the act that a rectification or addendum names
    struct NewDate {
        registry::Day was, is;
        std::string language, place;
    };
    std::vector<NewDate> new_dates;  // "Remplacer la date … par …", one for each language
    int garbage = 0;                 // lines in a font without a Unicode map, passed over
    std::string garbage_at;
    bool approves_other = false;            // an act of approval, but of no treaty
    std::string text;                       // an addendum's words, on one line
    std::vector<registry::Remark> remarks;  // `where` is the place only; read_road puts the file before it
};

// The lines from the first one that carries the number to the last before another publication begins.
// `before` are the lines that lead up to it (the name of the issuing body); `laid_out` the same lines as
// `lines` with their columns side by side, where the text keeps the layout: lists of bound States are read
// from them.
Publication read_publication(const std::string& numac, const std::vector<Line>& lines,
                             const std::vector<Line>& before = {}, const std::vector<Line>& laid_out = {});

// "[C − 2025/004251]", "[2025/201277]", "N. 2004 — 1310 [C − 2004/15046]": ten digits; empty: no number line.
std::string numac_of(std::string_view line);
std::string number_at(std::string_view text, std::size_t at);  // "2025/004251" or "2009/15020" standing there

}  // namespace importers::gazette
