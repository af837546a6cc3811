// What is declared in the XML files built into the program (schemas.hpp): one value a file.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemas/schemas.hpp"

namespace registry {

// Of every file of the folder ("rules/"), in the order of their names. `read` takes a file's text and its
// path and gives a Result; a defect throws with its place: the program must not run with it.
template <class Each, class Read>
std::vector<Each> read_built_in(std::string_view folder, Read read) {
    std::vector<Each> all;
    for (const auto& file : schemas::files()) {
        if (!file.path.starts_with(folder) || !file.path.ends_with(".xml")) continue;
        auto each = read(file.text, std::string{file.path});
        if (!each) throw std::runtime_error(each.error().where + ": " + each.error().what);
        all.push_back(std::move(*each));
    }
    return all;
}

}  // namespace registry
