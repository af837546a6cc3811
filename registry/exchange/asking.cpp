#include "registry/exchange/asking.hpp"

#include <charconv>
#include <limits>

#include "registry/base/text.hpp"
#include "registry/exchange/names_in_xml.hpp"

namespace registry {
namespace {

bool is_text(const Asking::Node& node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

}  // namespace

void Asking::refuse(const Node& node, std::string what) {
    if (!refused_) refused_ = Problem{std::move(what), xml_.where(node)};
}

void Asking::only(const Node& node, Allowed attributes, Allowed elements) {
    const auto fine = xml_.only(node, attributes, elements);
    if (!fine && !refused_) refused_ = fine.error();
}

void Asking::no_words(const Node& node) {
    for (const auto& child : node.children())
        if (is_text(child)) refuse(node, "text has no place in <" + std::string{node.name()} + ">");
}

std::string Asking::attribute(const Node& node, const char* name) const {
    return node.attribute(name).value();
}

std::string Asking::required(const Node& node, const char* name) {
    auto value = xml_.required(node, name);
    if (value) return *value;
    if (!refused_) refused_ = value.error();
    return {};
}

bool Asking::flag(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (!value.empty() && value != "yes" && value != "no")
        refuse(node, std::string{name} + " is yes or no, not: " + value);
    return value == "yes";
}

int Asking::number(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (value.empty()) return 0;
    int out = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (error == std::errc{} && end == value.data() + value.size() && out >= 0) return out;
    refuse(node, std::string{name} + " is not a number: " + value);
    return 0;
}

std::optional<When> Asking::when(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (value.empty()) return std::nullopt;
    auto read = parse_when(value);
    if (!read)
        refuse(node, std::string{name} +
                         " is not a date (EDTF level 1, like 2018-07-19, 2018-07, ../2021-10): " + value);
    return read;
}

std::optional<Day> Asking::day(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (value.empty()) return std::nullopt;
    const auto read = parse_day(value);
    if (!read) refuse(node, std::string{name} + " is not a day like 2018-07-19: " + value);
    return read;
}

Span Asking::span(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (value.empty()) return {};
    const auto read = parse_span(value);
    if (!read) refuse(node, std::string{name} + " is not a length of time like P30D: " + value);
    return read.value_or(Span{});
}

std::optional<Alias> Asking::maybe_instrument(const Node& node, const char* name) {
    const auto value = attribute(node, name);
    if (value.empty()) return std::nullopt;
    auto read = read_name_in_xml(value);
    if (!read) refuse(node, std::string{name} + " is neither an id in lower case nor SCHEME:value: " + value);
    return read;
}

Alias Asking::instrument(const Node& node, const char* name) {
    required(node, name);
    return maybe_instrument(node, name).value_or(Alias{});
}

std::string Asking::source(const Node& node) {
    auto id = required(node, "source");
    if (!id.empty() && !vocabulary_.source(id)) refuse(node, "no such source is declared: " + id);
    return id;
}

std::string Asking::milestone(const Node& node) {
    auto code = required(node, "milestone");
    if (code.empty() || vocabulary_.milestone(code)) return code;
    std::string nearest;
    auto best = std::numeric_limits<std::size_t>::max();
    if (code.size() <= 40)  // longer ones resemble nothing, and comparing costs
        for (const auto& each : vocabulary_.milestones())
            if (const auto far = distance(each.code, code); far < best) {
                best = far;
                nearest = each.code;
            }
    refuse(node,
           "no such milestone is declared: " + code + (best <= 3 ? "; did you mean " + nearest + "?" : ""));
    return code;
}

std::string Asking::form(const Node& node, const std::string& milestone) {
    auto code = attribute(node, "form");
    if (code.empty() || vocabulary_.form(code)) return code;
    const auto* declared = vocabulary_.milestone(milestone);
    const bool duty = declared && declared->effect == Effect::duty;
    if (!duty || !parse_span(code)) refuse(node, "no such form is declared: " + code);
    return code;
}

void Asking::kind_is_declared(const Node& node, const std::string& code) {
    if (!vocabulary_.instrument_kind(code)) refuse(node, "no such kind of instrument is declared: " + code);
}

std::string Asking::words(const Node& node) {
    std::string text;
    for (const auto& child : node.children())
        if (is_text(child)) text += child.value();
    const auto space = attribute(node, "xml:space");
    if (!space.empty() && space != "preserve" && space != "default")
        refuse(node, "xml:space is preserve or default, not: " + space);
    return space == "preserve" ? text : clean(text);
}

}  // namespace registry
