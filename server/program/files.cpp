#include "server/program/files.hpp"

#include <algorithm>
#include <fstream>
#include <istream>

#include "server/program/command.hpp"

namespace server::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{512} << 20;

bool is_sidecar(const fs::path& path) { return path.filename().string().ends_with(".about.xml"); }

bool is_source(const fs::path& path) {
    const auto name = path.filename().string();
    return !name.starts_with('.') && !name.starts_with("README") && !is_sidecar(path);
}

std::string read_all(std::istream& in, const std::string& name) {
    std::string bytes;
    std::string block(1 << 16, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        bytes.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > most_bytes)
            throw Refusal(exit_unreadable, name + " is larger than 512 MB; split it");
    }
    if (in.bad()) throw Refusal(exit_unreadable, "cannot read " + name);
    return bytes;
}

// A name for messages and the store: what lies below the path that was given, and no folder of this machine.
std::string shown_name(const fs::path& given, const fs::path& file) {
    if (!given.is_absolute()) return file.string();
    const auto top = given.has_filename() ? given.filename() : given.parent_path().filename();
    return given == file ? top.string() : (top / file.lexically_relative(given)).string();
}

}  // namespace

std::vector<FileToImport> files_to_import(const std::vector<std::string>& paths,
                                          std::vector<std::string>& left_out) {
    std::vector<FileToImport> files;
    for (const auto& given : paths) {
        const fs::path path = given;
        std::error_code problem;
        if (given == "-" || fs::is_regular_file(path, problem)) {
            files.push_back({path, given == "-" ? given : shown_name(path, path)});
            continue;
        }
        if (!fs::is_directory(path, problem))
            throw Refusal(exit_unreadable, "cannot read " + given +
                                               (fs::exists(path, problem) ? ": neither a file nor a folder"
                                                                          : ": no such file or folder"));
        // The folder that was named must be readable; one inside it that is not is passed over.
        if (fs::directory_iterator(path, problem); problem)
            throw Refusal(exit_unreadable, "cannot read the folder " + given + ": " + problem.message());
        std::vector<fs::path> inside;
        for (auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied,
                                                        problem);
             !problem && it != fs::recursive_directory_iterator(); it.increment(problem))
            if (it->is_regular_file(problem)) inside.push_back(it->path());
        if (problem)
            throw Refusal(exit_unreadable, "cannot read the folder " + given + ": " + problem.message());
        std::sort(inside.begin(), inside.end());
        for (const auto& each : inside) {
            if (is_source(each))
                files.push_back({each, shown_name(path, each)});
            else if (!is_sidecar(each))
                left_out.push_back(shown_name(path, each));
        }
    }
    return files;
}

std::string bytes_of(const FileToImport& file, std::istream& in) {
    if (file.name == "-") return read_all(in, "standard input");
    std::ifstream stream(file.path, std::ios::binary);
    if (!stream) throw Refusal(exit_unreadable, "cannot read " + file.name);
    return read_all(stream, file.name);
}

registry::Result<importers::Sidecar> sidecar_of(const FileToImport& file) {
    if (file.name == "-") return importers::Sidecar{};
    const fs::path beside = file.path.string() + ".about.xml";
    std::error_code problem;
    if (!fs::is_regular_file(beside, problem)) return importers::Sidecar{};
    std::ifstream stream(beside, std::ios::binary);
    return importers::read_sidecar(read_all(stream, beside.string()), beside.string());
}

}  // namespace server::program
