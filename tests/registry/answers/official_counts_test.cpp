// The registry's own counts against those the depositary printed, over real status files.
#include <gtest/gtest.h>

#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>

#include "importers/importer.hpp"
#include "tests/registry/answers/small_registry.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path files = "../shared/sources/untc/mtdsg-2018-01";

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::optional<int> number(const rapidjson::Value& file, const char* name) {
    const auto& value = file[name];
    return value.IsInt() ? std::optional{value.GetInt()} : std::nullopt;
}

registry::Counts counted(const fs::path& path) {
    const test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    const auto bytes = bytes_of(path);
    const importers::Source source{path.filename().string(), bytes, {}};
    const auto importer = importers::importer_for(source);
    if (!importer) throw std::runtime_error(importer.error().what);
    registry::Incoming incoming;
    incoming.file = source.name;
    incoming.importer = (*importer)->id;
    incoming.bytes = bytes;
    incoming.batch = (*importer)->read(source);
    registry::take_in(database, incoming, registry::parse_now(test::SmallRegistry::today).value());
    auto reader = database.read();
    const auto list = registry::instruments(reader, "", 100, 0, test::asked());
    registry::Counts sum{0, 0};  // a file may name other instruments besides its own
    for (const auto& line : list.lines) {
        *sum.signatories += line.signatories;
        *sum.parties += line.parties;
    }
    return sum;
}

}  // namespace

TEST(OfficialCounts, what_is_counted_from_events_is_what_the_table_gives) {
    if (!fs::exists(files)) GTEST_SKIP() << "skipped: ../shared is not there";
    rapidjson::Document expected;
    const auto json = bytes_of(files / "expected-counts.json");
    expected.Parse(json.data(), json.size());
    ASSERT_TRUE(expected.IsArray());
    int compared = 0;
    for (const auto& file : expected.GetArray()) {
        const std::string ref = file["ref"].GetString();
        const auto path = files / "as-found" / (ref + ".en.xml");
        const auto signatories = number(file, "derived_signatories"),
                   parties = number(file, "derived_parties");
        if (!fs::exists(path) || (!signatories && !parties)) continue;
        const auto counts = counted(path);
        if (signatories) {
            EXPECT_EQ(counts.signatories, signatories) << ref;
        }
        if (parties) {
            EXPECT_EQ(counts.parties, parties) << ref;
        }
        if (ref == "IV-9-b") {
            EXPECT_TRUE(counts.signatories == 75 && counts.parties == 87);
        }
        ++compared;
    }
    EXPECT_GE(compared, 15);
}
