// The registry's own exchange format as an importer: what one registry exports another takes in.
#pragma once
#include "importers/importer.hpp"

namespace importers::exchange {

registry::Truth recognises(const Source&);

// The whole file or nothing: a file of ours with a defect is a loss that names its line.
registry::Batch read(const Source&);

}  // namespace importers::exchange
