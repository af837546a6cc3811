// One act of assent may concern several treaties: "… instemming met 1° het Verdrag …, en 2° het Protocol …".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/exchange/batch.hpp"

namespace importers::reading {

// The treaties that a title numbers 1°, 2°, 3° …, each in the title's own words without its number and
// without what joins it to the next; empty when it numbers none, or does not number from 1 on.
std::vector<std::string> treaties_in(std::string_view title);

// How one treaty of several is named by the number of the act or bill: NUMAC "2004015166#1".
registry::Alias part_of(registry::Alias whole, std::size_t number);

// Between the federal State, Communities and Regions (special law of 8 August 1980, art. 92bis): no treaty,
// though French calls a treaty on cooperation by the same words.
bool is_cooperation_agreement(std::string_view title);

// The title of an act or bill and, where it says so clearly, the place and day of the treaty's conclusion,
// and that it is a cooperation agreement.
void describe_title(registry::Batch&, const registry::Alias&, const std::string& title,
                    const std::string& language, const std::string& place);

// Where the title numbers several treaties: all that documents[0] says of `whole` is said of each of them
// instead, with its own part of the title. Otherwise nothing happens.
void spread_over_treaties(registry::Batch&, const registry::Alias& whole, const std::string& title,
                          const std::string& language);

}  // namespace importers::reading
