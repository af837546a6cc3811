// What instruments are about, as far as their official numbers say: schemas/vocabulary/subjects.xml.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/model/language.hpp"

namespace registry {

struct Subject {
    std::string code;             // "mtdsg-iv"
    std::string scheme, chapter;  // aliases of that scheme that begin so: "MTDSG", "IV"
    Labels label;
};
const std::vector<Subject>& subjects();  // as declared; a defect in the file throws
const Subject* subject(std::string_view code);
// Codes of what an instrument of these names is about, each once, in order; mostly one or none.
std::vector<std::string> subjects_of(const std::vector<Alias>&);

}  // namespace registry
