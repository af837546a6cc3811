// A plenary report taken apart, before anything is concluded from it: day, number, agenda items with their
// dossiers, discussions, votes and what was declared after them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "importers/reading/html.hpp"

namespace importers::plenary {

enum class Type { bill, resolution, other };

struct Heading {
    std::string language;               // "nl", "fr"; empty: not clear
    std::string title;                  // without agenda number and brackets
    std::vector<std::string> dossiers;  // "481": as in the closing bracket "(481/1-3)", without the document
    Type type = Type::other;
    int line = 0;
};

// What the chair declared after a vote.
enum class Outcome {
    to_the_king,    // a bill adopted, to be submitted for sanction
    to_the_senate,  // a bill adopted, to be sent to the other house
    adopted,        // a bill adopted, its further way not said
    resolution,     // a resolution adopted
    rejected,       // a bill or resolution rejected as a whole
    part            // an amendment, an article, a motion: not the whole
};
struct Declared {
    Outcome outcome = Outcome::part;
    std::string language, words;
    std::vector<std::string> dossiers;
    int line = 0;
};

struct Vote {
    int number = 0;  // of "(Stemming/vote 2)"; 0: by sitting and standing, or none printed
    std::optional<int> yes, no, abstained, total;
    bool unread = false;  // a row of the table could not be read
    std::vector<Declared> declared;
    int line = 0;
};

struct Item {
    std::string number;  // "21"
    std::vector<Heading> headings;
    int debated = 0;  // line of the discussion's heading; 0: none
    std::vector<Vote> votes;
};

struct Meeting {
    std::optional<registry::Day> day;
    bool days_differ = false;  // the head gives one day in Dutch and another in French
    std::string legislature;   // "56"; empty: the page does not say, or not clearly
    std::string number;        // "015"
    std::vector<Item> items;
    bool whole = true;  // false: the page is cut off
};

Meeting read_meeting(const reading::Html&, std::string_view bytes, const std::string& address);

// Those of "(481/1-3)", "(481/3 - 482/1)", "(nrs. 481/1-3)" at the end of the text: dossier numbers; `title`
// is left without the bracket. Nothing when the last bracket is of another kind ("(56000123P)").
std::vector<std::string> take_bracket(std::string& title);

}  // namespace importers::plenary
