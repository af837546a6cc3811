// HTML for people, by the templates built into the program.
#include "server/represent/format.hpp"
#include "server/represent/template.hpp"

namespace server {

std::string write_html(const Document& document) { return fill(document.body, document.lang, document.says); }

}  // namespace server
