// The title of a treaty, or of the act that assents to it, as the words that tell it from other treaties: the
// act's own words ("Loi portant assentiment à"), the place and day of conclusion and the words every title
// has are taken off; ordinals, figures and days are read.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/reconcile/conclusion.hpp"

namespace registry {

// What a title says the treaty is: a protocol to a convention is not the convention.
enum class TreatyKind { unsaid, treaty, protocol, amendment, exchange, supplement };

struct TitleWords {
    std::string language;                  // primary subtag, lower case: "nl"; empty: not said
    std::set<std::string> words;           // folded, each once
    std::set<std::string> figures;         // "2", "1964-03-10": ordinals and Roman numerals as figures
    std::set<std::string> apart;           // words that make another treaty of it: "additional", "amending"
    std::set<std::string> parties;         // ids of the countries and organisations named
    TreatyKind kind = TreatyKind::unsaid;  // by the first word that says one
    std::optional<std::string> nth;        // its number: "second additional protocol", "Protocol No. 13"
    bool several = false;                  // "1° … 2° …": it names more than one
    bool operator==(const TitleWords&) const = default;
};

// `part`: of a title that names several, which one is meant (1 is the first); 0: none is.
TitleWords words_of(const Title&, const std::vector<Conclusion>&, int part = 0);

bool names_a_kind(const std::string& word);  // "protocol", "Zusatzabkommen": folded

// Is it the title of an act or bill that assents to or approves a treaty?
bool is_assent(std::string_view title);

}  // namespace registry
