// What the files of the Belgian houses gave, told in facts; a change of what is read shows here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/importers/files.hpp"

namespace {

namespace fs = std::filesystem;

struct ParliamentGolden : testing::TestWithParam<fs::path> {};

std::vector<fs::path> files() {
    auto all = tests::files_in("tests/importers/parliament");
    for (const auto& file : tests::files_in(tests::shared / "sources/be")) {
        const auto name = file.filename().string();
        if (name.starts_with("dekamer_") || name.starts_with("senate_")) all.push_back(file);
    }
    return all;
}

}  // namespace

TEST_P(ParliamentGolden, facts_are_as_they_were) {
    const auto bytes = tests::contents(GetParam());
    const auto source = tests::source(GetParam().filename().string(), bytes);
    const auto importer = importers::importer_for(source);
    ASSERT_TRUE(importer.has_value()) << importer.error().what;
    const auto actual = std::string{(*importer)->id} + "\n" + tests::facts((*importer)->read(source));
    const auto golden = fs::path("tests/golden/parliament") / (GetParam().stem().string() + ".txt");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        fs::create_directories(golden.parent_path());
        std::ofstream(golden, std::ios::binary) << actual;
    }
    EXPECT_EQ(actual, tests::contents(golden));
}

INSTANTIATE_TEST_SUITE_P(, ParliamentGolden, testing::ValuesIn(files()), [](const auto& each) {
    auto name = each.param.stem().string();
    for (auto& c : name)
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) c = '_';
    return name;
});
