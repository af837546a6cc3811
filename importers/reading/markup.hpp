// Inline pseudo-HTML inside official texts ("Denmark<superscript>1</superscript>"). It is not well-formed in
// the wild (</a> written <a/>, quotes missing or doubled), so it is read by a tokenizer that never fails.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace importers::reading {

struct Marked {
    std::string text;                // cleaned, without superscripts
    std::vector<std::string> notes;  // "1", "3": the numbers that stood in superscripts
};

// A name: footnote marks taken off it, all other markup dropped.
Marked unmark(std::string_view text);

// Running text: markup dropped, superscript figures kept as superscript figures, a link's address kept after
// its words in angle brackets (RFC 3986 appendix C). What only looks like a tag stays.
std::string plain(std::string_view text);

}  // namespace importers::reading
