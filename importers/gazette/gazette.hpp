// The Belgian gazette's acts as text, with or without layout, as made from its PDF (Belgisch Staatsblad,
// Moniteur belge): one page, one issue or any part of it. Covers nothing: a gazette's silence is no
// retraction.
#pragma once
#include "importers/importer.hpp"

namespace importers::gazette {

registry::Truth recognises(const Source&);
registry::Batch read(const Source&);

// The same for text that something else was turned into (a PDF); `source` names the file and what stands
// beside it.
registry::Batch read_text(const Source& source, const std::string& text, const std::string& media_type);

}  // namespace importers::gazette
