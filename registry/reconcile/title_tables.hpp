// What single words of titles tell, in Dutch, French, German and English together: they do not collide. All
// words are folded.
#pragma once
#include <string>
#include <string_view>

#include "registry/reconcile/title_words.hpp"

namespace registry::titles {

bool is_act(std::string_view word);        // "wetsontwerp", "loi", "bill"
bool is_assenting(std::string_view word);  // "instemming", "assent"
bool is_plain(std::string_view word);      // every title has it, or it says where and how a treaty was made
bool is_belonging(std::string_view word);  // "annex": belongs to a treaty anyway
bool is_roman(std::string_view word);      // "iv"
bool sets_apart(std::string_view word);    // one title's having it makes it another treaty: "additional"

// By the end of the word, so that compounds are known too: "zusatzprotokoll".
TreatyKind kind_by(std::string_view word);

// "2" of "second", "ii" and "2"; empty: no number.
std::string figure_of(const std::string& word);

}  // namespace registry::titles
