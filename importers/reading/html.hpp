// HTML as browsers read it (HTML5, by Gumbo), made once into a pugixml tree, so that every importer uses
// XPath on one kind of tree. Hostile pages are refused, never followed: size, depth and memory are bounded.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "registry/base/result.hpp"
#include "registry/exchange/batch.hpp"

namespace importers::reading {

struct Html {
    std::unique_ptr<pugi::xml_document> tree;  // its only element is "html"; names in lower case, no comments
    std::string charset;
    std::vector<registry::Remark> remarks;  // of the encoding

    pugi::xml_node root() const { return tree->document_element(); }
};

inline constexpr std::size_t largest_page = 16U << 20;  // bytes of UTF-8

// Never fails for bad HTML: HTML5 says what every sequence of characters means. A problem only when the page
// is too large, nests too deeply, has a tag of too many attributes, or would need too much memory or time.
// `most_seconds`: of the processor; the largest page takes two.
registry::Result<Html> read_html(std::string_view bytes, const std::string& name, double most_seconds = 20);

// The line (from 1) where the element began; 0 for one the parser had to add (a missing <tbody>).
int line_of(const pugi::xml_node&);

// The words below a node as a reader sees them, cleaned, without scripts and styles: cells and blocks do not
// run together. On one line, or one line for each block, row and <br> (empty lines left out).
std::string text_of(const pugi::xml_node&);
std::vector<std::string> lines_of(const pugi::xml_node&);

}  // namespace importers::reading
