// One vocabulary file, read strictly. For read_vocabulary.cpp only.
#pragma once
#include <fmt/format.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "registry/base/text.hpp"
#include "registry/base/xml.hpp"
#include "registry/model/date.hpp"
#include "registry/model/language.hpp"

namespace registry {

// A defect found deep in a file ends the reading of all; Vocabulary::read makes a Result of it.
struct Refused {
    Problem problem;
};

template <class T>
T must(Result<T> result) {
    if (!result) throw Refused{std::move(result.error())};
    return *std::move(result);
}

// Each reading function throws Refused, with the line, at the first defect.
class VocabularyFile {
public:
    using Node = pugi::xml_node;

    VocabularyFile(std::string_view text, const char* path, const char* root,
                   std::initializer_list<std::string_view> elements)
        : xml_(must(Xml::read(text, path))) {
        if (std::string_view{xml_.root().name()} != root)
            refuse(xml_.root(), fmt::format("the root element is <{}>, not <{}>", xml_.root().name(), root));
        only(xml_.root(), {}, elements);
    }

    Node root() const { return xml_.root(); }
    std::string where(const Node& node) const { return xml_.where(node); }
    [[noreturn]] void refuse(const Node& node, std::string what) const {
        throw Refused{{std::move(what), xml_.where(node)}};
    }
    void only(const Node& node, std::initializer_list<std::string_view> attributes,
              std::initializer_list<std::string_view> elements) const {
        must(xml_.only(node, attributes, elements));
    }
    std::string required(const Node& node, const char* attribute) const {
        return must(xml_.required(node, attribute));
    }

    // May be empty but not left out: "nobody's" is said, not forgotten.
    std::string stated(const Node& node, const char* attribute) const {
        const auto found = node.attribute(attribute);
        if (!found) refuse(node, fmt::format("<{}> needs attribute '{}'", node.name(), attribute));
        return found.value();
    }

    std::string id(const Node& node, const char* attribute) const {
        auto text = required(node, attribute);
        if (slug(text) != text)
            refuse(node, fmt::format("'{}' is not lower case letters, digits and hyphens", text));
        return text;
    }

    std::vector<std::string> words(const Node& node, const char* attribute) const {
        std::vector<std::string> out;
        const auto text = stated(node, attribute);
        for (const auto word : split(text, ' '))
            if (!word.empty()) out.emplace_back(word);
        return out;
    }

    template <class Enum>
    Enum one_of(const Node& node, const char* attribute) const {
        const auto text = required(node, attribute);
        const auto value = named<Enum>(text);
        if (!value) refuse(node, fmt::format("unknown {} '{}'", attribute, text));
        return *value;
    }

    std::string text(const Node& node) const {
        const std::string raw = node.child_value();
        if (raw.empty() || clean(raw) != raw)
            refuse(node, fmt::format("<{}> is empty or not clean text", node.name()));
        return raw;
    }

    // All four languages, each once.
    Labels labels(const Node& node) const {
        Labels out;
        for (const auto& label : node.children("label")) {
            only(label, {"lang"}, {});
            const auto lang = one_of<Lang>(label, "lang");
            if (out.has(lang)) refuse(label, fmt::format("two labels in '{}'", name_of(lang)));
            out[lang] = text(label);
        }
        for (const auto& [lang, name] : Names<Lang>::table)
            if (!out.has(lang)) refuse(node, fmt::format("no label in '{}'", name));
        return out;
    }

    std::optional<Day> day(const Node& node, const char* attribute) const {
        if (!node.attribute(attribute)) return std::nullopt;
        const auto text = required(node, attribute);
        const auto day = parse_day(text);
        if (!day) refuse(node, fmt::format("not a day: '{}'", text));
        return day;
    }

private:
    Xml xml_;
};

}  // namespace registry
