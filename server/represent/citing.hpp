// What citing needs beside the writers: the key of a reference, text that is safe in TeX, page metadata.
#pragma once
#include <string>
#include <string_view>

#include "server/represent/document.hpp"

namespace server {

// Stable: a function of the address behind the host, days included: "placet-instruments-opcat-be-on-2026-11-22".
std::string citation_key(std::string_view address);

// Text in one line, what TeX would take for an instruction escaped.
std::string in_tex(std::string_view);

// {name, content} of each <meta> that reference managers read from a page's head. Title and publisher as Dublin
// Core, not as citation_title: a page with that name is taken for an article of a journal.
Value page_metadata(const Citation&, registry::Lang);

}  // namespace server
