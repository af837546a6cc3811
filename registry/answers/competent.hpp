// Who may explain: the competent authority about itself, as it says or a parliament records it, and the
// editor who passes its words on. What anybody else thinks the reason is stands as an interpretation
// (semantics 3).
#pragma once
#include "registry/model/vocabulary.hpp"

namespace registry {

inline bool is_competent(const Milestone& milestone, const SourceInfo* source, std::string_view party) {
    return milestone.authority != Voice::other && source &&
           (source->voice == Voice::editor ||
            ((source->voice == milestone.authority || source->voice == Voice::parliament) &&
             source->party == party));
}

}  // namespace registry
