// The Belgian Senate's dossier record (dossierfiche, fiche du dossier): the road of one bill through both
// houses, from tabling to publication. Read from the page in HTML or from its text with a bar between cells.
// A whole record covers its dossier.
#pragma once
#include "importers/importer.hpp"

namespace importers::senate {

registry::Truth recognises(const Source&);
registry::Batch read(const Source&);

}  // namespace importers::senate
