// Which files an import takes, and their bytes.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "importers/importer.hpp"

namespace server::program {

struct FileToImport {
    std::filesystem::path path;  // "-" for standard input
    std::string name;  // for messages and the store; of an absolute path only the last folder and below
};

// Files as given; folders are walked in order of names. Sidecars (NAME.about.xml), hidden files and README
// files are not sources and are left out. Refuses (74) a path that is not there.
std::vector<FileToImport> files_to_import(const std::vector<std::string>& paths,
                                          std::vector<std::string>& left_out);

// All bytes; refuses (74) what cannot be read or is past 512 MB.
std::string bytes_of(const FileToImport&, std::istream& in);

// The sidecar beside the file, if there is one.
registry::Result<importers::Sidecar> sidecar_of(const FileToImport&);

}  // namespace server::program
