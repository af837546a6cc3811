// JSON-LD (W3C, JSON-LD 1.1): one object with its own context. As a file, and as a data block in a page's head.
#include "server/represent/linked.hpp"

#include "server/represent/format.hpp"
#include "server/represent/json_value.hpp"

namespace server {

// HTML ends a script at "</script", whatever it holds; and the page is read as XML too. In JSON a character
// escaped is the same character.
Markup data_block(const Value& linked) {
    Markup block;
    for (const char c : json_text(linked)) {
        if (c == '<')
            block.text += "\\u003c";
        else if (c == '>')
            block.text += "\\u003e";
        else if (c == '&')
            block.text += "\\u0026";
        else
            block.text += c;
    }
    return block;
}

std::string write_linked(const Document& document) { return json_text(document.linked.value()) + "\n"; }

}  // namespace server
