// The files of server/static, under addresses that hold their content's hash: a changed file has a new
// address, so that clients may keep the old one for ever.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace server {

struct StaticFile {
    std::string_view text, media;
    std::string sha256;
};

// "/static/1f0c…/placet.css" for "placet.css". A name that is not there throws: a mistake of the program.
std::string static_path(std::string_view name);
// The file of that name, and only under its own hash.
std::optional<StaticFile> static_file(std::string_view hash, std::string_view name);
// Changes with any template, static file, or declared datum built into the program.
const std::string& program_edition();

}  // namespace server
