// From a Senate dossier record to statements: what it says of the bill's road through both houses.
#pragma once
#include "importers/senate/record.hpp"

namespace importers::senate {

// The vote of the house that hands the bill to the King is its adoption, every vote before it the passing by
// one house. Which house sent what is read from the parts [K1], [S2] … only, never from the labels of
// documents.
void read_road(const Record&, registry::Batch&, const std::string& file);

}  // namespace importers::senate
