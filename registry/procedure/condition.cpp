#include "registry/procedure/condition.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/procedure/road.hpp"

namespace registry {

// ---- reading

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
    if (auto fine = xml.only(node, {"milestone", "of", "form"}, {}); !fine)
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
    return Condition{std::move(happened)};
}

Result<Condition> read_at(const Xml& xml, const pugi::xml_node& node, int depth);

Result<std::vector<Condition>> read_children(const Xml& xml, const pugi::xml_node& node, int depth) {
    if (depth > deepest) return problem("conditions nest too deep", xml.where(node));
    if (auto fine =
            xml.only(node, {}, {"all", "any", "not", "may", "happened", "required-list-whole", "qualified"});
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
    std::vector<std::string> asked;
    const auto* below = parts(condition);
    if (!below || std::holds_alternative<Not>(condition.is)) return asked;
    for (const auto& each : *below)
        for (auto& milestone : milestones_asked(each)) asked.push_back(std::move(milestone));
    return asked;
}

// ---- judging

namespace {

bool has_form(const Happened& asked, const TrackEvent& event) {
    return asked.forms.empty() ||
           std::find(asked.forms.begin(), asked.forms.end(), event.form) != asked.forms.end();
}

// What is published has been promulgated: the one asked for, the other will do as its latest day.
std::vector<std::string_view> doing_for(const Happened& asked, const Vocabulary& vocabulary) {
    std::vector<std::string_view> milestones(asked.milestones.begin(), asked.milestones.end());
    const auto promulgates = [&](const std::string& code) {
        const auto* milestone = vocabulary.milestone(code);
        return milestone && milestone->effect == Effect::promulgates;
    };
    if (std::any_of(asked.milestones.begin(), asked.milestones.end(), promulgates))
        for (const auto& milestone : vocabulary.milestones())
            if (milestone.effect == Effect::publishes) milestones.push_back(milestone.code);
    return milestones;
}

// Truth of one body's step, and (where `because` is given) the event that settles it.
Truth happened_of(const Happened& asked, const Road& road, std::string_view entity, Day on, Reason* because) {
    Truth truth = Truth::no;
    const TrackEvent* settling = nullptr;
    for (const auto milestone : doing_for(asked, road.vocabulary()))
        for (const auto* event : road.events(milestone)) {
            if (!has_form(asked, *event) || !road.is_of(*event, entity)) continue;
            const auto each = Road::happened(*event, on);
            if (!settling || each > truth) settling = event;
            truth = either(truth, each);
        }
    if (!because) return truth;
    because->truth = truth;
    because->message = truth == Truth::yes  ? "because.happened"
                       : truth == Truth::no ? (settling ? "because.later" : "because.not-recorded")
                                            : "because.cannot-tell";
    because->arguments = {{"milestone", settling ? settling->milestone : asked.milestones.front()}};
    if (!entity.empty()) because->arguments.emplace_back("entity", entity);
    if (settling) {
        because->arguments.emplace_back("date", settling->when.edtf);
        because->evidence.push_back(settling->id);
    }
    return truth;
}

struct Judge {
    const Road& road;
    std::string_view subject;
    Day on;
    bool prove;

    Reason begin(const char* message, Truth truth) const {
        Reason reason;
        reason.truth = truth;
        if (prove) reason.message = message;
        return reason;
    }
    Reason joined(const std::vector<Condition>& of, Truth start, Truth (*join)(Truth, Truth),
                  const char* message) const {
        auto reason = begin(message, start);
        for (const auto& each : of) {
            auto below = std::visit(*this, each.is);
            reason.truth = join(reason.truth, below.truth);
            if (prove) reason.of.push_back(std::move(below));
        }
        return reason;
    }

    Reason operator()(const All& all) const { return joined(all.of, Truth::yes, both, "because.all"); }
    Reason operator()(const Any& any) const { return joined(any.of, Truth::no, either, "because.any"); }
    Reason operator()(const Not& none) const {
        auto reason = joined(none.of, Truth::no, either, "because.none");
        reason.truth = negated(reason.truth);
        return reason;
    }
    // A decision: TRUE becomes ALLOWS, everything else passes (UK Parliament's procedure-parsing).
    Reason operator()(const May& may) const {
        auto reason = joined(may.of, Truth::yes, both, "because.may");
        if (reason.truth == Truth::yes) reason.truth = Truth::allowed;
        return reason;
    }
    Reason operator()(const RequiredListWhole&) const {
        return road.list_is_whole() ? begin("because.list-whole", Truth::yes)
                                    : begin("because.list-not-whole", Truth::no);
    }
    Reason operator()(const Qualified& asked) const {
        auto reason = road.qualified(asked.as) ? begin("because.qualified", Truth::yes)
                                               : begin("because.not-qualified", Truth::no);
        if (!prove) return reason;
        reason.arguments = {{"as", asked.as}};
        for (const auto* event : road.events("qualified")) reason.evidence.push_back(event->id);
        return reason;
    }
    Reason operator()(const Happened& asked) const {
        switch (asked.of) {
            case Of::every_required:
                return each_of(asked, road.required(), both, "because.every-required");
            case Of::every_recorded:
                return each_of(asked, road.recorded(), both, "because.every-recorded");
            case Of::some_required:
                return each_of(asked, road.required(), either, "because.some-required");
            case Of::federal:
                return one(asked, road.federal());
            case Of::subject:
                return one(asked, subject);
            case Of::track:
            case Of::any:
                break;
        }
        return one(asked, {});
    }
    Reason one(const Happened& asked, std::string_view entity) const {
        Reason reason;
        reason.truth = happened_of(asked, road, entity, on, prove ? &reason : nullptr);
        return reason;
    }
    // Of nobody nothing is known: neither "all have" nor "none has".
    Reason each_of(const Happened& asked, const std::vector<std::string_view>& entities,
                   Truth (*join)(Truth, Truth), const char* message) const {
        if (entities.empty()) return begin("because.nobody-listed", Truth::unknown);
        auto reason = begin(message, join == both ? Truth::yes : Truth::no);
        if (prove) reason.arguments = {{"milestone", asked.milestones.front()}};
        for (const auto entity : entities) {
            auto below = one(asked, entity);
            reason.truth = join(reason.truth, below.truth);
            if (prove) reason.of.push_back(std::move(below));
        }
        return reason;
    }
};

}  // namespace

Reason judge(const Condition& condition, const Road& road, std::string_view subject, Day on) {
    return std::visit(Judge{road, subject, on, true}, condition.is);
}

Reason judge(const Condition& condition, const TrackFacts& facts, const Vocabulary& vocabulary,
             std::string_view subject, Day on) {
    return judge(condition, Road{facts, vocabulary}, subject, on);
}

Truth truth_of(const Condition& condition, const Road& road, std::string_view subject, Day on) {
    return std::visit(Judge{road, subject, on, false}, condition.is).truth;
}

}  // namespace registry
