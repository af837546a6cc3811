// Stores filled file by file, for comparing what a catalogue says of them with what the store says.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "registry/answers/answers.hpp"
#include "registry/catalogue/catalogue.hpp"
#include "registry/intake/intake.hpp"

namespace test {

inline const std::filesystem::path samples = "samples";
inline const std::filesystem::path shared_sources = "../shared/sources";

// Takes in one file on that day, as `placet import` does; false where no importer knows it.
bool take_file(registry::store::Database&, const std::filesystem::path&, std::string_view day);
// Every file under the folder, in order of names.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

// Each row that differs, by id: "" where the tables are equal.
std::string difference(const registry::Table& kept, const registry::Table& fresh);
std::string ids(const registry::Table&);

}  // namespace test
