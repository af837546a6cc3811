// A track's facts made from exchange files and inline statements, for cases: what the store does from its
// tables.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/timeline/in_force.hpp"
#include "registry/timeline/track.hpp"

namespace cases {

struct Facts {
    registry::TrackFacts track;
    std::optional<registry::EntryClause> clause;
    registry::GeneralEntry entry;
    std::optional<registry::Consent> consent;
};

// Every file is read whole; a defect in one throws with its place.
registry::Batch read_evidence(const std::filesystem::path&);
// `published`: only what stands in documents public by that day (semantics 2).
Facts facts_of(const std::vector<registry::Batch>&, const std::string& instrument, const std::string& party,
               const std::string& kind, const std::optional<registry::Day>& published);

}  // namespace cases
