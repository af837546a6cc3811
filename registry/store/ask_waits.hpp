// Every signature in the store with what followed it, for the survival curves (timeline/survival.hpp). One
// ordered reading of an index that covers it; about the whole store and not for every request: see
// answers/waits.hpp.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/store/database.hpp"
#include "registry/timeline/survival.hpp"

namespace registry::store {

// By party. A signature is the first by that party of that instrument, a consent the first after or before
// it, in whatever form; who consented without signing (accession, succession, definitive signature) is not
// here. as_of: of the newest table of a depositary that covers the instrument; its notifications cover
// nothing.
std::map<std::string, std::vector<Signature>> signatures(Reader&);

}  // namespace registry::store
