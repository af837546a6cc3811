// The Belgian Chamber's dossier page (dekamer.be, lachambre.be; HTML): tabling, committee, plenary, law,
// gazette. A page covers its dossier. A missing "Datum wet" proves nothing: it appears only after
// publication.
#pragma once
#include "importers/importer.hpp"

namespace importers::chamber {

registry::Truth recognises(const Source&);
registry::Batch read(const Source&);

}  // namespace importers::chamber
