// What the notes under an act say of the road of its instruments.
#pragma once

#include "importers/gazette/saying.hpp"

namespace importers::gazette {

// Dutch first: its words are said, another language's only where it adds; a difference is a doubt.
void say_notes(Saying&);

}  // namespace importers::gazette
