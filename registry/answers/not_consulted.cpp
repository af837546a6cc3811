#include "registry/answers/not_consulted.hpp"

#include <algorithm>

#include "registry/store/ask_evidence.hpp"

namespace registry {
namespace {

constexpr std::string_view federal = "federal";

bool knows_about(const SourceInfo& source, const std::string& milestone) {
    // An editor only passes on, and "any other voice" is no place where one could have looked.
    if (source.voice == Voice::editor || source.voice == Voice::other) return false;
    if (std::find(source.covers.begin(), source.covers.end(), milestone) != source.covers.end()) return true;
    const auto* declared = Vocabulary::built_in().milestone(milestone);
    return declared && declared->authority == source.voice;
}

// The assembly whose papers a source is, where it is not called the same.
std::string_view assembly_of(const SourceInfo& source) {
    return source.id == "be-flemish-parliament" ? std::string_view{"be-vlaams-parlement"} : source.id;
}

// A parliament or government is asked about its own body only; who names no body asks the party's own, which
// is the federal one where there is one. A gazette prints the acts of all.
bool speaks_of(const SourceInfo& source, std::string_view entity, std::string_view party) {
    const auto& vocabulary = Vocabulary::built_in();
    if (source.party.empty()) return true;
    if (source.party != party) return false;
    const auto* body = vocabulary.entity(entity);
    if (!body)
        for (const auto& each : vocabulary.entities())
            if (each.party == party && each.kind == federal) body = &each;
    if (!body) return true;
    if (source.voice == Voice::government) return body->kind == federal;
    if (source.voice != Voice::parliament) return true;
    return std::find(body->assemblies.begin(), body->assemblies.end(), assembly_of(source)) !=
           body->assemblies.end();
}

}  // namespace

std::vector<Awaited> awaited_of(const Verdict& verdict) {
    std::vector<Awaited> awaited;
    for (const auto& each : verdict.awaited)
        awaited.push_back({each, verdict.waits_for.empty() ? verdict.entity : verdict.waits_for});
    return awaited;
}

std::vector<std::string> not_consulted(store::Reader& reader, std::string_view instrument,
                                       std::string_view party, const std::vector<Awaited>& awaited,
                                       const store::View& view) {
    const auto consulted = store::sources_consulted(reader, instrument, party, view);
    std::vector<std::string> missing;
    for (const auto& source : Vocabulary::built_in().sources()) {
        if (std::binary_search(consulted.begin(), consulted.end(), source.id)) continue;
        if (std::any_of(awaited.begin(), awaited.end(), [&](const auto& each) {
                return speaks_of(source, each.entity, party) && knows_about(source, each.milestone);
            }))
            missing.push_back(source.id);
    }
    return missing;
}

}  // namespace registry
