#include "registry/intake/names.hpp"

#include "registry/base/text.hpp"
#include "registry/model/vocabulary.hpp"
#include "registry/store/imports.hpp"

namespace registry::intake {

Remark unknown_name(const std::string& kind, const std::string& as_written, const std::string& place) {
    return {Remark::Weight::doubt, "unknown-" + kind,
            "no " + kind + " is known by the name \"" + as_written + "\"", place};
}

Names::Names(store::Reader& reader) {
    for (auto& each : store::settled_names(reader)) settled_[{each.kind, each.folded}] = each.id;
}

const store::Meant& Names::party(const std::string& as_written, const std::string& place) {
    return look_up("party", as_written, place);
}
const store::Meant& Names::entity(const std::string& as_written, const std::string& place) {
    return look_up("entity", as_written, place);
}

const store::Meant& Names::look_up(const char* kind, const std::string& as_written,
                                   const std::string& place) {
    const bool is_party = kind == std::string_view{"party"};
    auto& seen = is_party ? parties_ : entities_;
    const auto [at, fresh] = seen.try_emplace(as_written);
    auto& meant = at->second;
    if (!fresh) return meant;
    meant.said = meant.id = as_written;
    if (as_written.empty()) return meant;
    const auto& words = Vocabulary::built_in();
    if (is_party) {
        if (const auto* party = words.party_named(as_written)) return meant.id = party->id, meant;
    } else {
        if (const auto* entity = words.entity(as_written)) return meant.id = entity->id, meant;
        if (const auto* entity = words.entity_named(as_written)) return meant.id = entity->id, meant;
    }
    if (const auto settled = settled_.find({kind, fold(as_written)}); settled != settled_.end())
        return meant.id = settled->second, meant;
    meant.resolved = false;
    doubts_.push_back(unknown_name(kind, as_written, place));
    return meant;
}

}  // namespace registry::intake
