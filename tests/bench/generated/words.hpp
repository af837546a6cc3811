// Titles in the interface's languages and texts of declarations, put together from words of our own.
#pragma once
#include <string>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/model/vocabulary.hpp"
#include "tests/bench/generated/draw.hpp"

namespace bench {

// "Agreement between Belgium and Chad on air services, signed at Lima on 3 May 1974", in `languages` of en,
// fr, nl and de. `kind`: an index into shape::kinds_of_title.
std::vector<registry::Title> bilateral_titles(Draw&, std::size_t kind, const registry::Party& one,
                                              const registry::Party& other, registry::Day concluded,
                                              std::size_t languages);
// "Protocol number 2 to the Convention on the transport of goods, Lima, 1974".
std::vector<registry::Title> multilateral_titles(Draw&, std::string_view kind, registry::Day concluded,
                                                 std::size_t languages);
// About `length` characters, in English or French.
std::string declaration(Draw&, std::string_view party, int length, std::string& language);
// A paper about a road: paragraphs of about `length` characters.
std::string paper(Draw&, std::string_view about, int length);

}  // namespace bench
