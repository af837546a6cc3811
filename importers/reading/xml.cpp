#include "importers/reading/xml.hpp"

#include <algorithm>

#include "registry/base/text.hpp"

namespace importers::reading {
namespace {

std::vector<std::size_t> line_ends(const std::string& text) {
    std::vector<std::size_t> ends;
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) ends.push_back(at);
    return ends;
}

std::string line_at(const std::vector<std::size_t>& ends, std::size_t offset) {
    return std::to_string(std::lower_bound(ends.begin(), ends.end(), offset) - ends.begin() + 1);
}

// What pugixml lets pass beside the root.
std::string stray(const pugi::xml_document& document) {
    int elements = 0;
    for (const auto& node : document.children()) {
        if (node.type() == pugi::node_element && ++elements > 1)
            return "more than one root element: <" + std::string{node.name()} + ">";
        if ((node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) &&
            !registry::trim(node.value()).empty())
            return "words outside the root element";
    }
    return elements == 0 ? "no element" : "";
}

}  // namespace

registry::Result<XmlFile> XmlFile::read(const std::string& text, const std::string& name) {
    if (text.size() > largest_xml) return registry::problem("the file is too large", name);
    if (text.find('\0') != std::string::npos) return registry::problem("the file holds a zero byte", name);
    XmlFile file;
    file.document_ = std::make_unique<pugi::xml_document>();
    file.line_ends_ = line_ends(text);
    const auto parsed = file.document_->load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    if (!parsed)
        return registry::problem(
            std::string{"not well-formed: "} + parsed.description(),
            name + ":" +
                line_at(file.line_ends_,
                        static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))));
    if (auto what = stray(*file.document_); !what.empty()) return registry::problem(std::move(what), name);
    return file;
}

std::string own_text(const pugi::xml_node& node) {
    std::string out;
    for (const auto& child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
    return out;
}

int XmlFile::line_of(const pugi::xml_node& node) const {
    const auto offset = node.offset_debug();
    if (offset < 0) return 0;
    return static_cast<int>(
        std::lower_bound(line_ends_.begin(), line_ends_.end(), static_cast<std::size_t>(offset)) -
        line_ends_.begin() + 1);
}

}  // namespace importers::reading
