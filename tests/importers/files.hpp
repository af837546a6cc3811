// Files the importers' tests read, and a batch told in lines that hold facts but no sentences.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "importers/importer.hpp"

namespace tests {

// The shared data folder beside the project; tests of what lies in it are skipped where it is not there.
inline const std::filesystem::path shared = "../shared";
inline const std::filesystem::path mtdsg = shared / "sources/untc/mtdsg-2018-01";

std::string contents(const std::filesystem::path&);
std::vector<std::filesystem::path> files_in(
    const std::filesystem::path& folder);  // sorted, all below; empty: no folder

importers::Source source(const std::string& name, const std::string& bytes);  // points into `bytes`

// "Albania|deposited|accession|2003-10-01|" and the like, sorted: what is covered, said, described, kept and
// remarked upon, the last three counted by kind.
std::string facts(const registry::Batch&);
std::string note_numbers(const std::string& note);  // "1,3" of "note 1,3; …"

int count(const registry::Batch&, registry::Remark::Weight, const std::string& kind);
bool has_loss(const registry::Batch&);

}  // namespace tests
