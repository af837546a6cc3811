#include "registry/procedure/declared.hpp"

#include <charconv>

#include "registry/base/text.hpp"
#include "registry/model/french.hpp"

namespace registry {

Result<Labels> read_labels(const Xml& xml, const pugi::xml_node& parent, const char* name) {
    Labels labels;
    for (const auto& node : parent.children(name)) {
        if (auto fine = xml.only(node, {"lang"}, {}); !fine) return tl::unexpected(fine.error());
        const auto lang = named<Lang>(node.attribute("lang").value());
        if (!lang) return problem("\"lang\" must be nl, fr, de or en", xml.where(node));
        if (labels.has(*lang))
            return problem(std::string{"a second <"} + name + "> in the same language", xml.where(node));
        labels[*lang] = clean(node.child_value());
        if (*lang == Lang::fr) labels[*lang] = spaced_as_french(labels[*lang]);
        if (!labels.has(*lang)) return problem(std::string{"<"} + name + "> is empty", xml.where(node));
    }
    for (const auto& [lang, code] : Names<Lang>::table)
        if (!labels.has(lang))
            return problem(std::string{"no <"} + name + "> in " + std::string{code}, xml.where(parent));
    return labels;
}

Result<std::vector<Authority>> read_authorities(const Xml& xml, const pugi::xml_node& parent) {
    std::vector<Authority> authorities;
    for (const auto& node : parent.children("authority")) {
        if (auto fine = xml.only(node, {"href", "verified"}, {}); !fine) return tl::unexpected(fine.error());
        Authority authority{clean(node.child_value()), node.attribute("href").value(), true};
        if (authority.text.empty()) return problem("<authority> is empty", xml.where(node));
        if (node.attribute("verified")) {
            auto verified = read_yes(xml, node, "verified");
            if (!verified) return tl::unexpected(verified.error());
            authority.verified = *verified;
        }
        authorities.push_back(std::move(authority));
    }
    if (authorities.empty())
        return problem("no <authority>: every rule and step says what it rests on", xml.where(parent));
    return authorities;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (const auto word : split(text, ' '))
        if (!word.empty()) found.emplace_back(word);
    return found;
}

Result<std::vector<std::string>> read_milestones(const Xml& xml, const pugi::xml_node& node,
                                                 const char* attribute) {
    auto codes = words(node.attribute(attribute).value());
    for (const auto& code : codes)
        if (!Vocabulary::built_in().milestone(code))
            return problem("no milestone is called \"" + code + "\"", xml.where(node));
    return codes;
}

Result<bool> read_yes(const Xml& xml, const pugi::xml_node& node, const char* attribute) {
    const auto said = node.attribute(attribute);
    if (!said) return false;
    const std::string_view value = said.value();
    if (value != "yes" && value != "no")
        return problem(std::string{"\""} + attribute + "\" must be yes or no", xml.where(node));
    return value == "yes";
}

Result<int> read_number(const Xml& xml, const pugi::xml_node& node, const char* attribute) {
    auto text = xml.required(node, attribute);
    if (!text) return tl::unexpected(text.error());
    int number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size() || number < 1 || number > 9999)
        return problem(std::string{"\""} + attribute + "\" must be a number from 1 to 9999", xml.where(node));
    return number;
}

Result<Condition> read_condition_in(const Xml& xml, const pugi::xml_node& parent, const char* name) {
    const auto holder = parent.child(name);
    if (!holder) return Condition{};
    if (holder.next_sibling(name)) return problem(std::string{"a second <"} + name + ">", xml.where(parent));
    if (auto fine = xml.only(
            holder, {},
            {"all", "any", "not", "may", "happened", "required-list-whole", "qualified", "period-ended"});
        !fine)
        return tl::unexpected(fine.error());
    pugi::xml_node only;
    for (const auto& child : holder.children()) {
        if (child.type() != pugi::node_element) continue;
        if (only)
            return problem(std::string{"<"} + name + "> holds more than one condition; join them",
                           xml.where(child));
        only = child;
    }
    if (!only) return problem(std::string{"<"} + name + "> is empty", xml.where(holder));
    return read_condition(xml, only);
}

}  // namespace registry
