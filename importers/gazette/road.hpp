// From what a publication says to statements about the treaty's road.
#pragma once
#include "importers/gazette/act.hpp"

namespace importers::gazette {

// Adds what the publication says: statements, descriptions, links, passages and remarks, all about
// documents[0]. `published` is the day of the issue. Acts that are no acts of assent add nothing.
void read_road(const Publication&, registry::Day published, registry::Batch&, const std::string& file);

// How many publications were read and what was passed over: one remark for all.
void count_publications(const std::vector<Publication>&, registry::Batch&, const std::string& file);

}  // namespace importers::gazette
