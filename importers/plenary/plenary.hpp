// The Belgian Chamber's plenary report (integraal verslag, compte rendu intégral; HTML made by a word
// processor): which bills were discussed and voted that day, with the figures of each vote. It covers no
// dossier: what it does not speak of it says nothing about. Who voted what is not read.
#pragma once
#include "importers/importer.hpp"

namespace importers::plenary {

registry::Truth recognises(const Source&);
registry::Batch read(const Source&);

}  // namespace importers::plenary
