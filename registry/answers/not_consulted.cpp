#include "registry/answers/not_consulted.hpp"

#include <algorithm>

#include "registry/store/ask_evidence.hpp"

namespace registry {
namespace {

bool knows_about(const SourceInfo& source, const std::string& milestone) {
    // An editor only passes on, and "any other voice" is no place where one could have looked.
    if (source.voice == Voice::editor || source.voice == Voice::other) return false;
    if (std::find(source.covers.begin(), source.covers.end(), milestone) != source.covers.end()) return true;
    const auto* declared = Vocabulary::built_in().milestone(milestone);
    return declared && declared->authority == source.voice;
}

}  // namespace

std::vector<std::string> not_consulted(store::Reader& reader, std::string_view instrument,
                                       std::string_view party, const std::vector<std::string>& awaited,
                                       const store::View& view) {
    const auto consulted = store::sources_consulted(reader, instrument, party, view);
    std::vector<std::string> missing;
    for (const auto& source : Vocabulary::built_in().sources()) {
        if (!source.party.empty() && source.party != party) continue;
        if (std::binary_search(consulted.begin(), consulted.end(), source.id)) continue;
        if (std::any_of(awaited.begin(), awaited.end(),
                        [&](const auto& each) { return knows_about(source, each); }))
            missing.push_back(source.id);
    }
    return missing;
}

}  // namespace registry
