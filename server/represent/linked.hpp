// JSON-LD within a page.
#pragma once
#include "server/represent/value.hpp"

namespace server {

// The content of <script type="application/ld+json">: data, never run (HTML, 4.12.1: a data block), with
// nothing in it that HTML or XML could take for markup.
Markup data_block(const Value& linked);

}  // namespace server
