#include "tests/importers/files.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace tests {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

importers::Source source(const std::string& name, const std::string& bytes) {
    return importers::loaded(name, bytes);
}

std::string note_numbers(const std::string& note) {
    const auto at = note.find("note ");
    if (at == std::string::npos) return {};
    return note.substr(at + 5, note.find_first_not_of("0123456789,", at + 5) - at - 5);
}

std::string facts(const registry::Batch& batch) {
    std::vector<std::string> lines;
    std::map<std::string, int> counted;
    for (const auto& alias : batch.documents.at(0).covers) lines.push_back("covers " + registry::text(alias));
    for (const auto& said : batch.statements)
        lines.push_back(said.party + "|" + said.milestone + "|" + said.form + "|" + said.when.edtf + "|" +
                        note_numbers(said.note));
    for (const auto& each : batch.descriptions) ++counted["description " + each.key];
    for (const auto& each : batch.passages) ++counted["passage " + each.kind];
    for (const auto& each : batch.remarks)
        ++counted["remark " + std::string{registry::name_of(each.weight)} + " " + each.kind];
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    for (const auto& [what, times] : counted) out += what + " " + std::to_string(times) + "\n";
    return out;
}

int count(const registry::Batch& batch, registry::Remark::Weight weight, const std::string& kind) {
    return static_cast<int>(std::count_if(
        batch.remarks.begin(), batch.remarks.end(),
        [&](const registry::Remark& each) { return each.weight == weight && each.kind == kind; }));
}

bool has_loss(const registry::Batch& batch) {
    return std::any_of(batch.remarks.begin(), batch.remarks.end(), [](const registry::Remark& each) {
        return each.weight == registry::Remark::Weight::loss;
    });
}

}  // namespace tests
