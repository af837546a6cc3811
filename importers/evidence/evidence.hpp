// Any other readable document: a press release, a plenary report, a memorandum. It is kept whole with what
// its sidecar says of it, and nothing is read from it: people cite it.
#pragma once
#include "importers/importer.hpp"

namespace importers::evidence {

// Never more than "cannot tell", and only for text or HTML: other XML is a format that some importer should
// know.
registry::Truth recognises(const Source&);

registry::Batch read(const Source&);

}  // namespace importers::evidence
