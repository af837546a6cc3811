// How a page is cited: as text, for reference managers, and by an address that says the days.
#pragma once
#include <string>
#include <string_view>

#include "server/pages/view.hpp"
#include "server/represent/document.hpp"

namespace server {

// Every page has one, of its title; page() gives it. Nothing to cite: none.
void cite_page(Document&, const View&, const std::string& title);
// Of what the page is about, in place of the first. `about` is the sentence that says what the address goes on
// showing; `issued` the day of the thing cited (EDTF), `abstract` one sentence on it.
void add_citation(Document&, const View&, const std::string& what, std::string_view about = "cite.about",
                  std::string issued = {}, std::string abstract = {});

}  // namespace server
