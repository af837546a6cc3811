#include "tests/registry/catalogue/kept_in_step.hpp"

#include <algorithm>
#include <fstream>

#include "importers/importer.hpp"

namespace test {

using namespace registry;

bool take_file(store::Database& database, const std::filesystem::path& file, std::string_view day) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    const auto source = importers::loaded(file.string(), bytes);
    const auto importer = importers::importer_for(source);
    if (!importer) return false;
    const Incoming incoming{file.string(), std::string{(*importer)->id}, bytes, (*importer)->read(source)};
    take_in(database, incoming, parse_now(std::string{day}).value());
    return true;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder))
        if (each.is_regular_file()) found.push_back(each.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::string ids(const Table& table) {
    std::string all;
    for (const auto& row : table.rows) all += row->id + "\n";
    return all;
}

std::string difference(const Table& kept, const Table& fresh) {
    if (kept.revision != fresh.revision) return "of another revision";
    if (ids(kept) != ids(fresh)) return "other rows: " + ids(kept) + "instead of " + ids(fresh);
    std::string found;
    for (std::size_t k = 0; k < fresh.rows.size(); ++k)
        if (!(*kept.rows[k] == *fresh.rows[k])) found += fresh.rows[k]->id + "\n";
    return found;
}

}  // namespace test
