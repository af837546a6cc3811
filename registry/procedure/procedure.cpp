#include "registry/procedure/procedure.hpp"

#include <algorithm>

#include "registry/base/text.hpp"
#include "registry/model/built_in.hpp"
#include "registry/procedure/road.hpp"

namespace registry {

const std::vector<Procedure>& built_in_procedures() {
    static const auto all = read_built_in<Procedure>("procedures/", read_procedure);
    return all;
}

const Procedure* procedure(std::string_view id) {
    for (const auto& each : built_in_procedures())
        if (each.id == id) return &each;
    return nullptr;
}

Says says(std::string_view qualification, std::string_view word) {
    auto found = Says::nothing;
    for (const auto said : split(qualification, ' ')) {
        if (said == word) return Says::word;
        if (said.size() > word.size() && said.ends_with(word) && said[said.size() - word.size() - 1] == '-')
            found = Says::ending;
    }
    return found;
}

bool has_own_procedure(std::string_view party) {
    const auto& all = built_in_procedures();
    return std::any_of(all.begin(), all.end(), [&](const Procedure& each) { return each.party == party; });
}

bool has_procedure(std::string_view party) { return Vocabulary::built_in().party(party) != nullptr; }

const Step* Procedure::step(std::string_view milestone) const {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const Step& each) { return each.milestone == milestone; });
    return found == steps.end() ? nullptr : &*found;
}

const Clock* Procedure::clock(std::string_view from) const {
    for (const auto& each : steps)
        if (each.clock && each.clock->from == from) return &*each.clock;
    return nullptr;
}

namespace {

bool for_several(const Procedure& procedure) {  // the federal State and others consent to the same treaty
    return std::any_of(procedure.steps.begin(), procedure.steps.end(),
                       [](const Step& step) { return step.federal && step.each_entity; });
}

bool is_for_kind(const Procedure& procedure, const std::string& kind) {
    return kind.empty() ||
           std::find(procedure.kinds.begin(), procedure.kinds.end(), kind) != procedure.kinds.end();
}

// The party's own for this kind of instrument; the general one where it has none at all.
std::vector<const Procedure*> candidates_for(const TrackFacts& facts, const Vocabulary& vocabulary) {
    std::vector<const Procedure*> found;
    const bool own = has_own_procedure(facts.party);
    if (!own && !vocabulary.party(facts.party)) return found;
    for (const auto& each : built_in_procedures())
        if ((own ? each.party == facts.party : each.is_general()) && is_for_kind(each, facts.instrument_kind))
            found.push_back(&each);
    return found;
}

// A procedure's own word, or its id, chooses it before one whose word the recorded one only ends in.
Says chooses(const TrackEvent& event, const Procedure& procedure) {
    return std::max(says(event.subject, procedure.qualification),
                    says(event.subject, procedure.id) == Says::word ? Says::word : Says::nothing);
}

}  // namespace

Choice procedure_of(const TrackFacts& facts, const Vocabulary& vocabulary,
                    const std::vector<EntityOnTrack>& entities) {
    const auto candidates = candidates_for(facts, vocabulary);
    if (candidates.empty()) return {};
    std::optional<std::pair<Day, Says>> best;  // the latest word, and the plainest
    const auto usual = std::find_if(candidates.begin(), candidates.end(),
                                    [](const Procedure* each) { return !each->if_qualified; });
    Choice choice{usual == candidates.end() ? candidates.front() : *usual, false};
    for (const auto& event : facts.events) {
        if (event.milestone != "qualified" || event.unconfirmed) continue;
        for (const auto* each : candidates) {
            const std::pair key{event.when.hi, chooses(event, *each)};
            if (key.second == Says::nothing || (best && key <= *best)) continue;
            best = key;
            choice = {each, true};
        }
    }
    if (choice.recorded) return choice;
    // Of several, that of a treaty on which others than the federal State consent, where such are on the
    // track.
    for (const auto& each : entities) {
        const auto* entity = vocabulary.entity(each.entity);
        if (!entity || entity->kind == "federal") continue;
        const auto several = std::find_if(usual, candidates.end(), [](const Procedure* candidate) {
            return !candidate->if_qualified && for_several(*candidate);
        });
        if (several != candidates.end()) choice.procedure = *several;
    }
    return choice;
}

Choice procedure_of(const TrackFacts& facts, const Vocabulary& vocabulary) {
    return procedure_of(facts, vocabulary, entities_on(facts, vocabulary));
}

}  // namespace registry
