// The files of schemas/, built into the program: migrations, vocabulary, procedures, rules, messages.
#pragma once
#include <span>
#include <string_view>

namespace schemas {

struct File {
    std::string_view path;  // "rules/R1.xml"
    std::string_view text;
};

// Every file, sorted by path.
std::span<const File> files();

// The file of that path; empty when there is none.
inline std::string_view file(std::string_view path) {
    for (const auto& each : files())
        if (each.path == path) return each.text;
    return {};
}

}  // namespace schemas
