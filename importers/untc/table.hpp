// The grammar of an MTDSG participants table: heads that declare codes, cells that use them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"

namespace importers::untc {

// What the UN counts an action in this column as: by how its head begins.
enum class Column {
    signature,
    binding,      // counts as a party
    provisional,  // provisional application
    apart         // notifications, undertakings, provisional acceptance: neither signs nor binds
};

struct Action {
    std::string words;  // "Succession to signature"
    std::string code;   // "d", case counts; empty: what a cell without a code means
};

struct Head {
    std::string words;
    Column column = Column::binding;
    std::vector<Action> actions;
};

// "Signature, Succession to signature(d)". Names begin with a capital: what follows a comma in lower case is
// still the same name.
Head read_head(std::string_view words);

// "22 Apr 2016", "4 Nov 2016 AA", "[14 Nov 1980 a]", with tabs and blanks as they come.
struct Cell {
    bool bracketed = false;
    registry::Day day{};
    std::string code;
};
std::optional<Cell> read_cell(std::string_view text);

// What a code in that column says. `certain` is no when the head does not declare the code, or declares
// several actions without one.
struct Meaning {
    std::string milestone, form;
    std::string words;  // the head's, where the form does not say it all
    bool certain = true;
};
Meaning meaning(const Head&, std::string_view code);

}  // namespace importers::untc
