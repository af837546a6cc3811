// The parts of the help pages.
#pragma once
#include <string>
#include <string_view>

#include "server/pages/view.hpp"
#include "server/represent/value.hpp"

namespace server {

// A section: {id, heading, paragraphs, terms, links}. The heading is the sentence help.<key>.heading, the
// paragraphs help.<key>.1 and on, as many as there are.
Value help_section(const View&, std::string_view id, std::string_view key);

// The glossary, from the declared vocabulary: a section for each kind of word, each word with its definition
// and the authority for it where one is known. A word without a definition throws std::logic_error, naming it.
Value glossary(const View&);
Value severities(const View&);
Value certainties(const View&);
Value bases(const View&);
Value profiles(const View&);

// The anchor of a milestone in the glossary, and others'.
std::string term_anchor(std::string_view kind, std::string_view code);

}  // namespace server
