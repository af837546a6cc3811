// What parties have to do with instruments, from the indices on events, tracks and statements.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store/database.hpp"

namespace registry::store {

// Instruments of which something is or was said about the party, whether it is still current or not; by id.
std::vector<std::string> instruments_of_party(Reader&, std::string_view party, std::size_t limit,
                                              std::size_t offset);
// Whether anything was ever said about that party (raw name while unresolved) and that instrument.
bool was_said(Reader&, std::string_view instrument, std::string_view party);

}  // namespace registry::store
