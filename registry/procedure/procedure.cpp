#include "registry/procedure/procedure.hpp"

#include <algorithm>
#include <stdexcept>

#include "registry/procedure/declared.hpp"
#include "registry/procedure/road.hpp"
#include "schemas/schemas.hpp"

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

Result<Step> read_step(const Xml& xml, const pugi::xml_node& node) {
    if (auto fine = xml.only(
            node, {"milestone", "actor", "each-entity", "federal", "may", "must", "apart", "from", "to"},
            {"requires", "authority"});
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

}  // namespace

Result<Procedure> read_procedure(std::string_view text, const std::string& name) {
    auto read = Xml::read(text, name);
    if (!read) return tl::unexpected(read.error());
    const auto& xml = *read;
    const auto root = xml.root();
    if (std::string_view{root.name()} != "procedure" ||
        std::string_view{root.attribute("xmlns").value()} != "urn:placet:procedures:1")
        return problem("not a procedure in urn:placet:procedures:1", xml.where(root));
    if (auto fine = xml.only(root, {"xmlns", "id", "version", "party", "qualification", "kinds"},
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
    if (!Vocabulary::built_in().party(procedure.party))
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
    return procedure;
}

const std::vector<Procedure>& built_in_procedures() {
    static const std::vector<Procedure> all = [] {
        std::vector<Procedure> procedures;
        for (const auto& file : schemas::files()) {
            if (!file.path.starts_with("procedures/") || !file.path.ends_with(".xml")) continue;
            auto procedure = read_procedure(file.text, std::string{file.path});
            if (!procedure) throw std::runtime_error(procedure.error().where + ": " + procedure.error().what);
            procedures.push_back(std::move(*procedure));
        }
        return procedures;
    }();
    return all;
}

const Procedure* procedure(std::string_view id) {
    for (const auto& each : built_in_procedures())
        if (each.id == id) return &each;
    return nullptr;
}

namespace {

// "mixed", or the procedure's id, in the subject of a recorded qualification.
bool says(const TrackEvent& event, const Procedure& procedure) {
    const std::string_view said = event.subject, as = procedure.qualification;
    if (said == as || said == procedure.id) return true;
    return said.size() > as.size() && said.ends_with(as) && said[said.size() - as.size() - 1] == '-';
}

bool for_several(const Procedure& procedure) {  // the federal State and others consent to the same treaty
    return std::any_of(procedure.steps.begin(), procedure.steps.end(),
                       [](const Step& step) { return step.federal && step.each_entity; });
}

}  // namespace

Choice procedure_of(const TrackFacts& facts, const Vocabulary& vocabulary,
                    const std::vector<EntityOnTrack>& entities) {
    std::vector<const Procedure*> candidates;
    for (const auto& each : built_in_procedures())
        if (each.party == facts.party &&
            (facts.instrument_kind.empty() ||
             std::find(each.kinds.begin(), each.kinds.end(), facts.instrument_kind) != each.kinds.end()))
            candidates.push_back(&each);
    if (candidates.empty()) return {};
    const TrackEvent* latest = nullptr;
    Choice choice{candidates.front(), false};
    for (const auto& event : facts.events) {
        if (event.milestone != "qualified" || event.unconfirmed) continue;
        for (const auto* each : candidates)
            if (says(event, *each) && (!latest || event.when.hi > latest->when.hi)) {
                latest = &event;
                choice = {each, true};
            }
    }
    if (choice.recorded) return choice;
    for (const auto& each : entities) {
        const auto* entity = vocabulary.entity(each.entity);
        if (!entity || entity->kind == "federal") continue;
        const auto several = std::find_if(candidates.begin(), candidates.end(),
                                          [](const Procedure* candidate) { return for_several(*candidate); });
        if (several != candidates.end()) choice.procedure = *several;
    }
    return choice;
}

Choice procedure_of(const TrackFacts& facts, const Vocabulary& vocabulary) {
    return procedure_of(facts, vocabulary, entities_on(facts, vocabulary));
}

}  // namespace registry
