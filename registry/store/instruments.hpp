// Instruments and their names as the store keeps them. Which names are one instrument is decided in intake;
// here the rows follow.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/model/instrument.hpp"
#include "registry/store/database.hpp"

namespace registry::store {

// The instrument of any alias that alone would give that id.
std::optional<std::string> instrument_by_minted(Reader&, std::string_view minted);
std::vector<Alias> aliases_of(Reader&, std::string_view instrument);
std::vector<std::string> all_instruments(Reader&);  // those not joined to another

void add_instrument(Writer&, std::string_view id);  // nothing happens when it is there
// True when it was not known before.
bool add_alias(Writer&, const Alias&, std::string_view minted, std::string_view instrument);

// Two turned out to be one: whatever names `from` names `to`, and `from` answers with `to` for ever. Events,
// tracks and findings of `from` are left to the caller, who settles and judges `to` anew.
void join_instruments(Writer&, std::string_view from, std::string_view to);

// Something that lists show of it is written: its revision becomes that of the commit under way, and the day
// one on which something was recorded. Nothing happens where there is no such instrument.
void touch(Writer&, std::string_view instrument, Day recorded);

// What is read for search and shown as kind, from the titles, kinds and aliases now current. True if it
// changed.
bool refresh_instrument(Writer&, std::string_view id);

}  // namespace registry::store
