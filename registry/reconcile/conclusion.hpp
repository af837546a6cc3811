// Where and on which day a treaty was made, as the description "conclusion" says it: "New York, 19 June
// 2023".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/model/truth.hpp"

namespace registry {

struct Conclusion {
    std::string place;  // as written; empty: not said
    Day day{};
    bool operator==(const Conclusion&) const = default;
};

// "PLACE, D Month YYYY", the month in English, Dutch, French or German, or the day as 2023-06-19. Nothing
// when no day or more than one is named: then nobody can say on which of them.
std::optional<Conclusion> read_conclusion(std::string_view value);

// "Genève", "Genf" and "Geneva" are one place. Unknown where either is empty or a name is written in a way
// that is in no table: another language's spelling cannot be told from another place.
Truth same_place(std::string_view, std::string_view);

// A day written out in a list of folded words: "19 juni 2023", "june 19 2023", "1er juillet 2003".
struct WrittenDay {
    std::size_t at = 0, words = 0;
    Day day{};
};
std::optional<WrittenDay> day_at(const std::vector<std::string>& words, std::size_t at);

}  // namespace registry
