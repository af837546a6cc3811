// Who acts in the gazette: the bodies whose consent an act is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace importers::gazette {

// Entities named in a text, in the order in which they stand there, each once. "de Vlaamse
// gemeenschap/gewest" is two.
std::vector<std::string> entities_in(std::string_view folded);

// Whose act it is, from the words that adopt it ("Le Parlement wallon a adopté …"), else from who issues it.
// `body` is what follows the heading, `issuer` what stands above it; both folded. Empty: cannot be told.
std::vector<std::string> entities_of_act(std::string_view kind, std::string_view body,
                                         std::string_view issuer, std::string_view heading);

}  // namespace importers::gazette
