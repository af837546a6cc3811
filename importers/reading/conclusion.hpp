// Where and when a treaty was made, read from its title: "…, gedaan te New York op 19 juni 2023", "fait à
// Cotonou le 9 janvier 2018", "geschehen zu Luxemburg am 1. Juli 2003", "done at Geneva on 2 May 1990".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "registry/model/date.hpp"

namespace importers::reading {

struct Conclusion {
    std::string place;  // as the title writes it: "Genève", "Washington, Londen en Moskou"
    registry::Day day;
};

// Nothing when the title says none, says more than one (two treaties, two days of signature: "op 5 mei en op
// 6 mei 2014"), names no place, or the place and day would belong to another treaty that this one amends
// ("het Protocol van 12 mei 2014 tot wijziging van het Verdrag ondertekend te Rome op 3 mei 1990"). The title
// itself stays what it is. `language`: nl, fr, de or en; empty when not known (the words do not collide).
std::optional<Conclusion> conclusion_in(std::string_view title, std::string_view language = {});

// As the description "conclusion" holds it, whatever the title's language: "New York, 19 June 2023".
std::string text(const Conclusion&);

}  // namespace importers::reading
