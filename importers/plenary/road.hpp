// From a plenary meeting to statements about the bills it spoke of.
#pragma once
#include "importers/plenary/meeting.hpp"
#include "registry/exchange/batch.hpp"

namespace importers::plenary {

// Adds statements, descriptions, passages and remarks. A bill submitted to the King is "adopted", one sent to
// the other house "passed"; resolutions, amendments and articles are "voted". Needs the day and the
// legislature: without them the page's facts become remarks, never guesses.
void read_road(const Meeting&, registry::Batch&, const std::string& file);

}  // namespace importers::plenary
