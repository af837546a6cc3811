// The words and cells of lists of bound States, whatever way the list is laid out: heads, days with their
// codes, names, the star of a State whose day was not told.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazette/bound_list.hpp"

namespace registry {
struct Party;
}

namespace importers::gazette {

enum class Role { name, signature, consent, entry };
struct HeadWord {
    std::string_view language, word;  // folded; the beginning of a head's line
    Role role;
    std::string_view form;
};
const HeadWord* head_word(std::string_view text);  // nullptr: no head
std::string_view milestone_of(Role);

// The codes of a head: "" for the form without one.
using Forms = std::map<std::string, std::string>;
void add_form(Forms&, const HeadWord&, std::string_view head);
// Where a head does not explain the code, it is the depositary's; "other": nobody's.
std::string form_of(const Forms&, const std::string& code);

// "9 juni 2025", "20 févr 2025", "1 juli, 2004 A", "1er Janvier 2004", "10-07-2019", "28 mai 2025 AA".
struct DateCell {
    registry::Day day;
    std::string code;
};
std::optional<DateCell> date_cell(std::string_view text);

const registry::Party* party(std::string_view name);

// "Chili *", "Denemarken 1", "Bahamas (Les)": the name, and whether it bears a star.
struct Name {
    std::string text;
    bool starred = false;
};
Name bare_name(std::string text);

// "* Datum niet meegedeeld": what the star means, where that is a day not told.
std::optional<std::string> legend(const std::vector<Line>&);

// A State with a star and no day: bound, on a day the depositary did not tell.
void add_dateless(BoundList&, const Name&, const std::string& language, const std::string& place, bool told);

}  // namespace importers::gazette
