// Reading a condition, and what can be said of it without facts.
#include "registry/procedure/condition.hpp"

#include <algorithm>

#include "registry/base/text.hpp"

namespace registry {

namespace {

constexpr int deepest = 16;

Result<std::vector<std::string>> milestone_list(const Xml& xml, const pugi::xml_node& node) {
    auto text = xml.required(node, "milestone");
    if (!text) return tl::unexpected(text.error());
    std::vector<std::string> codes;
    for (const auto code : split(std::string_view{*text}, ' ')) {
        if (code.empty()) continue;
        if (!Vocabulary::built_in().milestone(code))
            return problem("no milestone is called \"" + std::string{code} + "\"", xml.where(node));
        codes.emplace_back(code);
    }
    if (codes.empty()) return problem("no milestone is named", xml.where(node));
    return codes;
}

Result<Condition> read_happened(const Xml& xml, const pugi::xml_node& node) {
    if (auto fine = xml.only(node, {"milestone", "of", "form", "subject", "within"}, {}); !fine)
        return tl::unexpected(fine.error());
    auto codes = milestone_list(xml, node);
    if (!codes) return tl::unexpected(codes.error());
    Happened happened{std::move(*codes)};
    if (const auto said = node.attribute("of")) {
        const auto of = named<Of>(said.value());
        if (!of) return problem("\"of\" cannot be \"" + std::string{said.value()} + "\"", xml.where(node));
        happened.of = *of;
    }
    for (const auto form : split(std::string_view{node.attribute("form").value()}, ' ')) {
        if (form.empty()) continue;
        if (!Vocabulary::built_in().form(form))
            return problem("no form is called \"" + std::string{form} + "\"", xml.where(node));
        happened.forms.emplace_back(form);
    }
    for (const auto subject : split(std::string_view{node.attribute("subject").value()}, ' '))
        if (!subject.empty()) happened.subjects.emplace_back(subject);
    if (const auto within = node.attribute("within")) {
        if (!Vocabulary::built_in().milestone(within.value()))
            return problem("no milestone is called \"" + std::string{within.value()} + "\"", xml.where(node));
        happened.within = within.value();
    }
    return Condition{std::move(happened)};
}

Result<Condition> read_at(const Xml& xml, const pugi::xml_node& node, int depth);

Result<std::vector<Condition>> read_children(const Xml& xml, const pugi::xml_node& node, int depth) {
    if (depth > deepest) return problem("conditions nest too deep", xml.where(node));
    if (auto fine = xml.only(
            node, {},
            {"all", "any", "not", "may", "happened", "required-list-whole", "qualified", "period-ended"});
        !fine)
        return tl::unexpected(fine.error());
    std::vector<Condition> conditions;
    for (const auto& child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        auto condition = read_at(xml, child, depth + 1);
        if (!condition) return tl::unexpected(condition.error());
        conditions.push_back(std::move(*condition));
    }
    if (conditions.empty())
        return problem(std::string{"<"} + node.name() + "> holds no condition", xml.where(node));
    return conditions;
}

template <class Joint>
Result<Condition> joint(const Xml& xml, const pugi::xml_node& node, int depth) {
    auto children = read_children(xml, node, depth);
    if (!children) return tl::unexpected(children.error());
    return Condition{Joint{std::move(*children)}};
}

Result<Condition> read_not(const Xml& xml, const pugi::xml_node& node, int depth) {
    auto read = joint<Not>(xml, node, depth);
    if (!read) return read;
    for (const auto& each : std::get<Not>(read->is).of)
        if (has_may(each))
            return problem("<may> cannot stand below <not>: \"allowed\" has no negation", xml.where(node));
    return read;
}

Result<Condition> read_at(const Xml& xml, const pugi::xml_node& node, int depth) {
    const std::string_view name = node.name();
    if (name == "all") return joint<All>(xml, node, depth);
    if (name == "any") return joint<Any>(xml, node, depth);
    if (name == "may") return joint<May>(xml, node, depth);
    if (name == "not") return read_not(xml, node, depth);
    if (name == "happened") return read_happened(xml, node);
    if (name == "required-list-whole") {
        if (auto fine = xml.only(node, {}, {}); !fine) return tl::unexpected(fine.error());
        return Condition{RequiredListWhole{}};
    }
    if (name == "qualified") {
        if (auto fine = xml.only(node, {"as"}, {}); !fine) return tl::unexpected(fine.error());
        auto as = xml.required(node, "as");
        if (!as) return tl::unexpected(as.error());
        return Condition{Qualified{*as}};
    }
    if (name == "period-ended") {
        if (auto fine = xml.only(node, {"from"}, {}); !fine) return tl::unexpected(fine.error());
        auto from = xml.required(node, "from");
        if (!from) return tl::unexpected(from.error());
        if (!Vocabulary::built_in().milestone(*from))
            return problem("no milestone is called \"" + *from + "\"", xml.where(node));
        return Condition{PeriodEnded{*from}};
    }
    return problem("<" + std::string{name} + "> is no condition", xml.where(node));
}

const std::vector<Condition>* parts(const Condition& condition) {
    if (const auto* all = std::get_if<All>(&condition.is)) return &all->of;
    if (const auto* any = std::get_if<Any>(&condition.is)) return &any->of;
    if (const auto* may = std::get_if<May>(&condition.is)) return &may->of;
    if (const auto* none = std::get_if<Not>(&condition.is)) return &none->of;
    return nullptr;
}

}  // namespace

Result<Condition> read_condition(const Xml& xml, const pugi::xml_node& node) { return read_at(xml, node, 0); }

bool has_may(const Condition& condition) {
    if (std::holds_alternative<May>(condition.is)) return true;
    const auto* below = parts(condition);
    return below && std::any_of(below->begin(), below->end(), has_may);
}

std::vector<std::string> milestones_asked(const Condition& condition) {
    if (const auto* happened = std::get_if<Happened>(&condition.is)) return happened->milestones;
    if (const auto* period = std::get_if<PeriodEnded>(&condition.is)) return {period->from};
    std::vector<std::string> asked;
    const auto* below = parts(condition);
    if (!below || std::holds_alternative<Not>(condition.is)) return asked;
    for (const auto& each : *below)
        for (auto& milestone : milestones_asked(each)) asked.push_back(std::move(milestone));
    return asked;
}

std::vector<std::string> periods_asked(const Condition& condition) {
    if (const auto* period = std::get_if<PeriodEnded>(&condition.is)) return {period->from};
    std::vector<std::string> asked;
    if (const auto* happened = std::get_if<Happened>(&condition.is); happened && !happened->within.empty())
        asked.push_back(happened->within);
    if (const auto* below = parts(condition))
        for (const auto& each : *below)
            for (auto& from : periods_asked(each)) asked.push_back(std::move(from));
    return asked;
}

}  // namespace registry
