// The parts of /search: each kind of result, and the query in words.
#pragma once
#include <string>
#include <vector>

#include "registry/answers/search.hpp"
#include "server/pages/compose.hpp"

namespace server {

// A text in pieces {text, hit}: the template marks those that are hit; nothing is put in unescaped.
Value segments(const std::vector<registry::Segment>&);
// The results of that kind that are on the page, in order. Each has type, id, name, url and excerpt for
// programs.
std::vector<Value> results_of(const View&, const registry::SearchAnswer&, registry::Sought);
// "a word begins with “tort”, and “crime” does not stand".
std::string query_in_words(const View&, const registry::SearchQuery&);
// "12", "more than 1,000".
std::string count_text(const View&, const registry::SearchCount&);

}  // namespace server
