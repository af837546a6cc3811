// Official XML files, damaged or not. pugixml accepts much damage without a word (decision 12): here it is
// noticed.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "registry/base/result.hpp"

namespace importers::reading {

inline constexpr std::size_t largest_xml = 16U << 20;  // bytes of UTF-8

class XmlFile {
public:
    // `text` is UTF-8 (charset.hpp). A problem when it is too large, cut off, crossed, holds a zero byte, has
    // no root element or more than one, or words outside it. Bare "&" and unknown entities stay as they are
    // written.
    static registry::Result<XmlFile> read(const std::string& text, const std::string& name);

    pugi::xml_node root() const { return document_->document_element(); }
    int line_of(const pugi::xml_node&) const;  // from 1

private:
    std::unique_ptr<pugi::xml_document> document_;
    std::vector<std::size_t> line_ends_;
};

// The text directly in a node, put together again where comments or CDATA sections part it.
std::string own_text(const pugi::xml_node&);

}  // namespace importers::reading
