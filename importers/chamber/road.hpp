// From the rows of a dossier page to statements: what the page says of the bill's road, and what it cannot be
// trusted on.
#pragma once
#include "importers/chamber/dossier.hpp"

namespace importers::chamber {

// Adds statements, descriptions, links, passages, remarks and, for a page that is whole, what it covers.
void read_road(const Dossier&, registry::Batch&, const std::string& file);

}  // namespace importers::chamber
