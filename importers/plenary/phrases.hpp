// The fixed words of a plenary report, in Dutch and French. Every text here is folded
// (registry/base/text.hpp).
#pragma once
#include <optional>
#include <string>

#include "importers/plenary/meeting.hpp"

namespace importers::plenary {

bool names_plenary(const std::string& folded);      // "Plenumvergadering"
bool opens(const std::string& folded);              // "De vergadering wordt geopend om …"
bool names_itself(const std::string& folded);       // "brochure met nummer CRIV 56 PLEN 015 bijlage"
bool begins_roll_calls(const std::string& folded);  // "Detail van de naamstemmingen"
bool begins_discussion(const std::string& folded);  // "Algemene bespreking"

struct Kind {
    std::string language;
    Type type = Type::other;
};
Kind kind_of(const std::string& folded_title);

enum class Count { none, yes, no, abstained, total };
Count count_named(const std::string& first_cell, const std::string& last_cell);

struct Said {
    Outcome outcome;
    std::string language;
};
// "Bijgevolg neemt de Kamer het wetsontwerp aan. Het zal aan de Koning ter bekrachtiging worden voorgelegd."
// Nothing for anything that is not the chair's declaration of a result.
std::optional<Said> declared_in(const std::string& folded);

}  // namespace importers::plenary
