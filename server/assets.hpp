// The files of server/templates and server/static, built into the program.
#pragma once
#include <span>
#include <string_view>

namespace server::assets {

struct File {
    std::string_view path;  // "templates/page.mustache", "static/placet.css"
    std::string_view text;
};

std::span<const File> files();

// The file of that path; empty when there is none.
inline std::string_view file(std::string_view path) {
    for (const auto& each : files())
        if (each.path == path) return each.text;
    return {};
}

}  // namespace server::assets
