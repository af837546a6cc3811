// The step words of a Senate dossier record, in Dutch and French.
#pragma once
#include <optional>
#include <string>

namespace importers::senate {

enum class Means {
    tabled,
    debated,
    committee,
    reported,
    taken,  // adopted by the house of its part: "passed" or "adopted"
    rejected,
    submitted,  // to the King for sanction
    sanctioned,
    promulgated,
    published,
    lapsed,
    relieved,
    kept,  // known, and no milestone
};

// "Stemming over het geheel: aangenomen Handelingen p. 3056": what the step is, references left out. Nothing
// for words that are not known whole: "Indiening van amendementen" is no tabling.
std::optional<Means> meaning(const std::string& printed);

}  // namespace importers::senate
