// The pages' templates, made ready once for each language: parts put in place, sentences filled in, parsed.
//   {{name}}      the member of the innermost thing, escaped; outer things are not searched, so that an
//   absent
//                 member never shows another's value
//   {{@name}}     the member of the page itself
//   some_name     there for every list: true when it is not empty
//   {{> part}}    templates/part.mustache, put in as text
//   [[key]]       the sentence "pages.key" of the language, escaped; [[/key]] the sentence "key"
//   {{&markup_x}} a picture as it was drawn: only for members that are Markup (value.hpp)
// There is no other unescaped form: a template that holds one is refused.
#pragma once
#include <string>
#include <string_view>

#include "registry/model/language.hpp"
#include "server/represent/value.hpp"

namespace server {

// templates/page.mustache around templates/`body`.mustache; "embed" and letters stand alone. A template that is missing or badly written
// throws std::logic_error, naming it.
std::string fill(std::string_view body, registry::Lang, const Value& says);

// The template's whole text before parsing, for tests: every key and member it uses.
std::string template_text(std::string_view body, registry::Lang);

}  // namespace server
