// Our own XML (vocabulary, procedures, rules, exchange), read strictly: every refusal names its line.
// Official files are damaged and are not read here; see importers/reading.
#pragma once
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "registry/base/result.hpp"

namespace registry {

class Xml {
public:
    // `name` is used in messages: "rules/R1.xml". Refuses what is not well-formed, not UTF-8, holds C0
    // control characters, declares a document type or is nested deeper than 200 elements.
    static Result<Xml> read(std::string_view text, std::string name);

    pugi::xml_node root() const { return document_->document_element(); }
    std::string where(const pugi::xml_node&) const;  // "rules/R1.xml:12"

    // The attribute's value; a problem when it is absent or empty.
    Result<std::string> required(const pugi::xml_node&, const char* attribute) const;
    // A problem when the node has an attribute or an element child not in the list.
    Result<bool> only(const pugi::xml_node&, std::initializer_list<std::string_view> attributes,
                      std::initializer_list<std::string_view> elements) const;

private:
    std::string where_at(std::size_t offset) const;

    std::string name_;
    std::vector<std::size_t> lines_;  // where each line starts
    std::unique_ptr<pugi::xml_document> document_;
};

std::string escape_xml(std::string_view text);  // for element text and attribute values

}  // namespace registry
