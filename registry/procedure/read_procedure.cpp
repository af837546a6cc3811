// Reading a procedure from its file; every refusal names its line.
#include "registry/procedure/procedure.hpp"

#include "registry/procedure/declared.hpp"

namespace registry {

namespace {

Result<std::optional<Day>> read_day(const Xml& xml, const pugi::xml_node& node, const char* attribute) {
    const auto said = node.attribute(attribute);
    if (!said) return std::optional<Day>{};
    const auto day = parse_day(said.value());
    if (!day)
        return problem(std::string{"\""} + attribute + "\" is no day: " + said.value(), xml.where(node));
    return day;
}

Result<Clock> read_clock(const Xml& xml, const pugi::xml_node& node) {
    if (auto fine =
            xml.only(node, {"from", "days", "count", "calendar", "extended-by", "basis"}, {"authority"});
        !fine)
        return tl::unexpected(fine.error());
    Clock clock;
    for (const auto& [attribute, member] :
         {std::pair{"from", &Clock::from}, std::pair{"extended-by", &Clock::extended_by}}) {
        auto codes = read_milestones(xml, node, attribute);
        if (!codes) return tl::unexpected(codes.error());
        if (codes->size() > 1 || (codes->empty() && member == &Clock::from))
            return problem(std::string{"\""} + attribute + "\" must be one milestone", xml.where(node));
        if (!codes->empty()) clock.*member = codes->front();
    }
    auto days = read_number(xml, node, "days");
    if (!days) return tl::unexpected(days.error());
    clock.days = *days;
    const auto count = named<Count>(node.attribute("count").value());
    if (!count) return problem("\"count\" must be calendar or sitting", xml.where(node));
    clock.count = *count;
    clock.calendar = node.attribute("calendar").value();
    if ((clock.count == Count::sitting) == clock.calendar.empty())
        return problem("sitting days, and only they, are counted in a \"calendar\"", xml.where(node));
    const auto basis = named<Basis>(node.attribute("basis").value());
    if (!basis) return problem("\"basis\" must be statute, promise or editorial", xml.where(node));
    clock.basis = *basis;
    auto authorities = read_authorities(xml, node);
    if (!authorities) return tl::unexpected(authorities.error());
    clock.authorities = std::move(*authorities);
    return clock;
}

// The texts of a step, each in four languages or not at all; its period.
Result<bool> read_particulars(const Xml& xml, const pugi::xml_node& node, Step& step) {
    for (const auto& [name, member] :
         {std::pair{"name", &Step::name}, std::pair{"document", &Step::document}}) {
        if (!node.child(name)) continue;
        auto labels = read_labels(xml, node, name);
        if (!labels) return tl::unexpected(labels.error());
        step.*member = std::move(*labels);
    }
    if (const auto child = node.child("clock")) {
        if (child.next_sibling("clock")) return problem("a second <clock>", xml.where(node));
        auto clock = read_clock(xml, child);
        if (!clock) return tl::unexpected(clock.error());
        if (clock->from != step.milestone)
            return problem("a step's <clock> runs from the step itself", xml.where(child));
        step.clock = std::move(*clock);
    }
    auto after = read_milestones(xml, node, "after-period");
    if (!after) return tl::unexpected(after.error());
    if (after->size() > 1) return problem("\"after-period\" must be one milestone", xml.where(node));
    if (!after->empty()) step.after_period = after->front();
    return true;
}

Result<Step> read_step(const Xml& xml, const pugi::xml_node& node) {
    if (auto fine = xml.only(node,
                             {"milestone", "actor", "each-entity", "federal", "may", "must", "apart", "from",
                              "to", "after-period"},
                             {"name", "document", "clock", "requires", "authority"});
        !fine)
        return tl::unexpected(fine.error());
    Step step;
    auto milestone = xml.required(node, "milestone");
    if (!milestone) return tl::unexpected(milestone.error());
    if (!Vocabulary::built_in().milestone(*milestone))
        return problem("no milestone is called \"" + *milestone + "\"", xml.where(node));
    step.milestone = std::move(*milestone);
    auto actor = xml.required(node, "actor");
    if (!actor) return tl::unexpected(actor.error());
    step.actor = std::move(*actor);

    const std::pair<const char*, bool Step::*> marks[] = {{"each-entity", &Step::each_entity},
                                                          {"federal", &Step::federal},
                                                          {"may", &Step::may},
                                                          {"must", &Step::must},
                                                          {"apart", &Step::apart}};
    for (const auto& [attribute, mark] : marks) {
        auto yes = read_yes(xml, node, attribute);
        if (!yes) return tl::unexpected(yes.error());
        step.*mark = *yes;
    }
    if (step.may && step.must) return problem("a step cannot be both \"may\" and \"must\"", xml.where(node));
    const std::pair<const char*, std::optional<Day> Step::*> days[] = {{"from", &Step::from},
                                                                       {"to", &Step::to}};
    for (const auto& [attribute, member] : days) {
        auto day = read_day(xml, node, attribute);
        if (!day) return tl::unexpected(day.error());
        step.*member = *day;
    }
    if (auto fine = read_particulars(xml, node, step); !fine) return tl::unexpected(fine.error());
    auto requires_ = read_condition_in(xml, node, "requires");
    if (!requires_) return tl::unexpected(requires_.error());
    step.requires_ = std::move(*requires_);
    auto authorities = read_authorities(xml, node);
    if (!authorities) return tl::unexpected(authorities.error());
    step.authorities = std::move(*authorities);
    return step;
}

Result<bool> in_order(const Xml& xml, const Procedure& procedure) {
    for (std::size_t at = 0; at < procedure.steps.size(); ++at) {
        const auto& step = procedure.steps[at];
        for (std::size_t before = 0; before < at; ++before)
            if (procedure.steps[before].milestone == step.milestone)
                return problem("step \"" + step.milestone + "\" stands twice", xml.where(xml.root()));
        // What a step requires must stand before it: so no step waits for itself, round whatever corner.
        for (const auto& asked : milestones_asked(step.requires_))
            for (std::size_t later = at; later < procedure.steps.size(); ++later)
                if (procedure.steps[later].milestone == asked)
                    return problem(
                        "step \"" + step.milestone + "\" requires \"" + asked + "\", which stands after it",
                        xml.where(xml.root()));
    }
    return true;
}

// A period that no step begins never ends: every one asked for has its clock on an earlier step.
Result<bool> periods_begin(const Xml& xml, const Procedure& procedure) {
    for (const auto& step : procedure.steps) {
        auto asked = periods_asked(step.requires_);
        if (!step.after_period.empty()) asked.push_back(step.after_period);
        for (const auto& from : asked)
            if (!procedure.clock(from))
                return problem("step \"" + step.milestone + "\" asks for the period from \"" + from +
                                   "\", which has no clock",
                               xml.where(xml.root()));
    }
    return true;
}

}  // namespace

Result<Procedure> read_procedure(std::string_view text, const std::string& name) {
    auto read = Xml::read(text, name);
    if (!read) return tl::unexpected(read.error());
    const auto& xml = *read;
    const auto root = xml.root();
    if (std::string_view{root.name()} != "procedure" ||
        std::string_view{root.attribute("xmlns").value()} != "urn:placet:procedures:1")
        return problem("not a procedure in urn:placet:procedures:1", xml.where(root));
    if (auto fine = xml.only(
            root, {"xmlns", "id", "version", "party", "qualification", "kinds", "bodies", "if-qualified"},
            {"title", "authority", "step"});
        !fine)
        return tl::unexpected(fine.error());
    Procedure procedure;
    const std::pair<const char*, std::string Procedure::*> texts[] = {
        {"id", &Procedure::id}, {"party", &Procedure::party}, {"qualification", &Procedure::qualification}};
    for (const auto& [attribute, member] : texts) {
        auto value = xml.required(root, attribute);
        if (!value) return tl::unexpected(value.error());
        procedure.*member = std::move(*value);
    }
    const std::string_view bodies = root.attribute("bodies").value();
    if (!bodies.empty() && bodies != "listed")
        return problem("\"bodies\" can only be listed", xml.where(root));
    procedure.listed_only = bodies == "listed";
    auto if_qualified = read_yes(xml, root, "if-qualified");
    if (!if_qualified) return tl::unexpected(if_qualified.error());
    procedure.if_qualified = *if_qualified;
    if (!procedure.is_general() && !Vocabulary::built_in().party(procedure.party))
        return problem("no party is called \"" + procedure.party + "\"", xml.where(root));
    auto version = read_number(xml, root, "version");
    if (!version) return tl::unexpected(version.error());
    procedure.version = *version;
    auto kinds = xml.required(root, "kinds");
    if (!kinds) return tl::unexpected(kinds.error());
    procedure.kinds = words(*kinds);
    for (const auto& kind : procedure.kinds)
        if (!Vocabulary::built_in().instrument_kind(kind))
            return problem("no kind of instrument is called \"" + kind + "\"", xml.where(root));
    auto title = read_labels(xml, root, "title");
    if (!title) return tl::unexpected(title.error());
    procedure.title = std::move(*title);
    auto authorities = read_authorities(xml, root);
    if (!authorities) return tl::unexpected(authorities.error());
    procedure.authorities = std::move(*authorities);
    for (const auto& node : root.children("step")) {
        auto step = read_step(xml, node);
        if (!step) return tl::unexpected(step.error());
        procedure.steps.push_back(std::move(*step));
    }
    if (procedure.steps.empty()) return problem("a procedure without steps", xml.where(root));
    if (auto fine = in_order(xml, procedure); !fine) return tl::unexpected(fine.error());
    if (auto fine = periods_begin(xml, procedure); !fine) return tl::unexpected(fine.error());
    return procedure;
}

}  // namespace registry
