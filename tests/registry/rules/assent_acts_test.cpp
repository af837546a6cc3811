// The twelve Belgian acts of assent: the table of tests/cases/assent-acts.md says what their cases find, and
// cannot drift from them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "case_file.hpp"

namespace {

namespace fs = std::filesystem;
using registry::Certainty;
using registry::Severity;

constexpr std::string_view table_file = "tests/cases/assent-acts.md";
constexpr std::string_view table_begins = "| case | day | asked by | practice-aware | strict |\n";

std::vector<fs::path> assent_cases() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator("tests/cases"))
        if (entry.path().extension() == ".case" && entry.path().filename().string().starts_with("assent-"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// What a reader of the list of findings would see, the worst first; in brackets what is below `stalled`.
std::string class_of(const cases::Outcome& outcome) {
    if (!outcome.recorded) return "nothing public";
    auto found = outcome.verdicts;
    std::erase_if(found, [](const auto& each) { return each.certainty == Certainty::unsearched; });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    if (found.empty()) return "healthy";
    std::string text = found.front().severity < Severity::stalled ? "healthy (" : "";
    for (const auto& each : found) {
        if (&each != &found.front()) text += ", ";
        text += each.rule + (each.entity.empty() ? "" : " " + each.entity) + " " +
                std::string{name_of(each.severity)};
        if (each.certainty != Certainty::certain) text += " " + std::string{name_of(each.certainty)};
    }
    return found.front().severity < Severity::stalled ? text + ")" : text;
}

std::string rows_of(const fs::path& file) {
    std::map<std::pair<std::string, bool>, std::map<registry::Profile, std::string>> rows;
    for (const auto& each : cases::outcomes(file))
        rows[std::pair{registry::iso(each.view.on), each.view.published}][each.view.profile] = class_of(each);
    std::string text;
    for (const auto& [asked, found] : rows) {
        const auto under = [&found = found](registry::Profile profile) {
            const auto at = found.find(profile);
            return at == found.end() ? std::string{"–"} : at->second;
        };
        text += "| " + file.stem().string().substr(7) + " | " + asked.first + " | " +
                (asked.second ? "published" : "on") + " | " + under(registry::Profile::practice_aware) +
                " | " + under(registry::Profile::strict) + " |\n";
    }
    return text;
}

std::string whole_table() {
    std::string text{table_begins};
    text += "| --- | --- | --- | --- | --- |\n";
    for (const auto& file : assent_cases()) text += rows_of(file);
    return text;
}

}  // namespace

TEST(AssentActs, the_table_says_what_the_cases_find) {
    std::ifstream in{std::string{table_file}};
    const std::string written{std::istreambuf_iterator<char>{in}, {}};
    const auto at = written.find(table_begins);
    ASSERT_NE(at, std::string::npos) << table_file << " has no table";
    EXPECT_EQ(written.substr(at), whole_table()) << "put this into " << table_file << ":\n" << whole_table();
}
