// What the parts of search share about words, and nobody else needs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/search_words.hpp"

namespace registry {

bool is_filler(std::string_view folded_word);
void add_tokens(std::string_view text, std::vector<Token>& found);
// "co-operation" as "cooperation", "54k3192" as "3192", each after a blank.
void add_other_spellings(std::string_view folded, std::string& out);

}  // namespace registry
