// What parties have to do with instruments, from the indices on events, tracks and statements.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/date.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// Instruments of which something is or was said about the party, whether it is still current or not; by id.
std::vector<std::string> instruments_of_party(Reader&, std::string_view party, std::size_t limit,
                                              std::size_t offset);
// Whether anything was ever said about that party (raw name while unresolved) and that instrument.
bool was_said(Reader&, std::string_view instrument, std::string_view party);

// One step recorded of a party: for sums over everything, in order of party and instrument.
struct StepRow {
    std::string_view party, instrument, milestone;  // until the next one
    Day lo{}, hi{};
};
class AllSteps {
public:
    explicit AllSteps(Reader&);
    std::optional<StepRow> next();

private:
    Query rows_;
};
struct PartyTracks {
    std::string party;
    int tracks = 0;
};
std::vector<PartyTracks> tracks_by_party(Reader&);

}  // namespace registry::store
