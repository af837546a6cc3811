// Lines of the gazette as words: joined, told apart by language; the days in them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazette/act.hpp"
#include "importers/reading/dates.hpp"

namespace importers::gazette {

// Longer lines are no lines of print; only their beginning is looked at.
inline constexpr std::size_t longest_line = 2000;

bool is_blank(std::string_view line);

// Two parts of one sentence: "Samenwerkings-" and "akkoord" are one word, "onderzoeks-" and "en …" are not.
void append_line(std::string& words, std::string_view line);

// By the small words it holds: "nl", "fr", "de"; empty: cannot be told.
std::string language_of(std::string_view text);

// What a font without a Unicode map leaves: "C73??96;D=738E7=F3G7HEE>5;IJ3".
bool is_garbage(std::string_view line);

// Without a lower-case letter, and of more than one word: the title of a treaty or an annex, a minister's
// name.
bool is_in_capitals(std::string_view line);

// Days in words and in figures ("28/4/2025", "10-07-2019", "05.06.2025"), in order, never overlapping.
std::vector<reading::FoundDate> all_dates(std::string_view text);

}  // namespace importers::gazette
