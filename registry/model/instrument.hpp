// An instrument: treaty, law, decree, circular, action plan … and the ways it is named.
#pragma once
#include <string>
#include <vector>

#include "registry/model/date.hpp"

namespace registry {

// What a source calls an instrument. `scheme` is "placet" (our own id), "MTDSG", "CHAMBER" (54K3192),
// "NUMAC", "ELI", "CETS", "UNTS", "TRB", "SENATE".
struct Alias {
    std::string scheme, value;
    auto operator<=>(const Alias&) const = default;
};
std::string text(const Alias&);  // "MTDSG IV-9-b"
// Any spelling a person may type: "MTDSG IV-9-b", "IV-9-b", "54K3192", "54-3192", "DOC 54 3192/001", "opcat",
// "S. (1990-1991) 1355", "K. 1378 (1990-1991)", "S. 4-675", "51K0966#1" (one treaty of several in a bill).
std::vector<Alias> read_alias(std::string_view text);  // candidates, likeliest first

struct Title {
    std::string lang, text;  // BCP 47
    bool operator==(const Title&) const = default;
};

struct Instrument {
    std::string id;    // "opcat"; a pure function of its aliases (semantics 1)
    std::string kind;  // vocabulary/kinds.xml
    std::vector<Title> titles;
    std::vector<Alias> aliases;
};

// The id of an instrument known by these aliases: its "placet" alias if it has one (the least, if several),
// else made from its preferred alias: MTDSG, CETS, CHAMBER, then the rest by scheme and value.
std::string mint_id(const std::vector<Alias>&);

// How an instrument enters into force and for whom, as data with its authority (VCLT 24).
struct EntryClause {
    int threshold = 0;  // instruments of consent needed; 0: not by number
    Span delay;         // after the last needed deposit
    Span own;           // after the party's own deposit, once in force
    std::string authority;
    bool operator==(const EntryClause&) const = default;
};

}  // namespace registry
