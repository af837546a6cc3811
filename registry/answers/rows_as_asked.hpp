// The read model's rows in the view asked: as they are where nothing was recorded of an instrument after the
// day `known`, else made of the statements held then. With `published` every row is made so.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/catalogue/catalogue.hpp"

namespace registry {

struct RowsAsked {
    std::shared_ptr<const Table> table;
    std::vector<std::shared_ptr<const CatalogueRow>> made;
    std::vector<const CatalogueRow*> rows;  // by id; instruments of which nothing was held are left out
};
// Of every instrument, or of those of which something is or was said about that party.
RowsAsked rows_as_asked(store::Reader&, std::shared_ptr<const Table>, const Asked&,
                        std::string_view party = {});

// One instrument as held in that view: heads, steps and tracks, without findings and without what is stored
// of next steps. Null: nothing was held.
std::shared_ptr<const CatalogueRow> row_in_view(store::Reader&, std::string_view instrument,
                                                const store::View&);

// What orders a row by its title in that language: folded, and no longer than an address can bear; titles
// that begin alike are then ordered by their ids.
std::string title_key(const CatalogueRow&, Lang);

}  // namespace registry
