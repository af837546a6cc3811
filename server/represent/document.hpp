// One page's answer before it is written in a format.
#pragma once
#include <string>
#include <vector>

#include "registry/model/language.hpp"
#include "server/represent/value.hpp"

namespace server {

struct Document {
    int status = 200;
    std::string body;  // the template of its content: "track" is templates/track.mustache
    registry::Lang lang = registry::Lang::en;
    Value says = Value::object();
    bool feed = false;  // has a list "changes": may be read as Atom
};

}  // namespace server
