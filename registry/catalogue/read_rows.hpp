// Rows of the read model, read from the store.
#pragma once
#include <memory>
#include <vector>

#include "registry/catalogue/catalogue.hpp"
#include "registry/store/ask_catalogue.hpp"

namespace registry::catalogue {

// All of them by id, each table read once in the order it is clustered; or one instrument's, empty where
// there is none or it has become another.
std::vector<std::shared_ptr<const CatalogueRow>> read_rows(store::Reader&, const store::Of& of = {});

}  // namespace registry::catalogue
