// The UN Secretary-General's status files: "Multilateral Treaties Deposited with the Secretary-General", one
// XML file a treaty (treaties.un.org/doc/Publication/MTDSG/…/IV-9-b.en.xml), as served and as re-saved with
// damage.
#pragma once
#include "importers/importer.hpp"

namespace importers::untc {

registry::Truth recognises(const Source&);

// A participants table makes the file cover its treaty. Everything that is not a dated action is kept as
// words.
registry::Batch read(const Source&);

}  // namespace importers::untc
