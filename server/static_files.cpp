#include "server/static_files.hpp"

#include <map>
#include <stdexcept>

#include "registry/base/bytes.hpp"
#include "schemas/schemas.hpp"
#include "server/assets.hpp"

namespace server {
namespace {

std::string_view media_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    return "application/octet-stream";
}

const std::map<std::string, StaticFile, std::less<>>& all() {
    static const auto files = [] {
        std::map<std::string, StaticFile, std::less<>> made;
        constexpr std::string_view folder = "static/";
        for (const auto& file : assets::files())
            if (file.path.starts_with(folder)) {
                const auto name = file.path.substr(folder.size());
                made.emplace(name, StaticFile{file.text, media_of(name), registry::sha256(file.text)});
            }
        return made;
    }();
    return files;
}

std::string short_hash(const StaticFile& file) { return file.sha256.substr(0, 16); }

}  // namespace

std::string static_path(std::string_view name) {
    const auto found = all().find(name);
    if (found == all().end()) throw std::logic_error("no static file " + std::string{name});
    return "/static/" + short_hash(found->second) + "/" + found->first;
}

std::optional<StaticFile> static_file(std::string_view hash, std::string_view name) {
    const auto found = all().find(name);
    if (found == all().end() || short_hash(found->second) != hash) return std::nullopt;
    return found->second;
}

const std::string& program_edition() {
    static const auto edition = [] {
        std::string everything;
        for (const auto& file : assets::files()) everything += registry::sha256(file.text);
        for (const auto& file : schemas::files()) everything += registry::sha256(file.text);
        return registry::sha256(everything).substr(0, 16);
    }();
    return edition;
}

}  // namespace server
