// One act on the gazette's own pages (ejustice), in the layout before May 2024 and in the one since. Several
// answers say nothing of the act: an unknown number gives a page with an empty date, or a line that there is
// no such article. Those are remarks, no statements and no look: the page of another number may be the one.
#pragma once
#include "importers/importer.hpp"

namespace importers::gazette {

registry::Truth recognises_html(const Source&);
registry::Batch read_html_page(const Source&);

}  // namespace importers::gazette
