// A store made of every file of a folder that an importer recognises, as `placet import FOLDER` makes one.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "importers/importer.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace test {

class ImportedFolder {
public:
    // `recorded`: the day on which all of it is taken in, and judged.
    explicit ImportedFolder(const std::filesystem::path& folder, const char* recorded = today)
        : recorded_(recorded), database_(scratch_ / "placet.db") {
        std::vector<std::filesystem::path> files;
        for (const auto& each : std::filesystem::recursive_directory_iterator(folder))
            if (each.is_regular_file()) files.push_back(each.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) take(file, std::filesystem::relative(file, folder).string());
        if (taken_ == 0) throw std::runtime_error("nothing to import in " + folder.string());
    }
    registry::store::Database& database() { return database_; }
    static constexpr const char* today = "2026-11-22";

private:
    void take(const std::filesystem::path& file, const std::string& name) {
        std::ifstream in(file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        const auto source = importers::loaded(name, bytes);
        const auto importer = importers::importer_for(source);
        if (!importer) return;  // a README beside the files
        const registry::Incoming incoming{name, std::string{(*importer)->id}, bytes,
                                          (*importer)->read(source)};
        registry::take_in(database_, incoming, registry::parse_now(recorded_).value());
        ++taken_;
    }

    Scratch scratch_;
    std::string recorded_;
    registry::store::Database database_;
    int taken_ = 0;
};

}  // namespace test
