// Nothing includes upwards: each folder may include only itself and the floors listed with it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

using Floors = std::map<std::string, std::set<std::string>>;

Floors may_include() {
    Floors floors{
        {"schemas", {}},
        {"registry/base", {}},
        {"registry/model", {"registry/base", "schemas"}},
        {"registry/exchange", {"registry/base", "registry/model"}},
        {"registry/reconcile", {"registry/base", "registry/model", "registry/exchange"}},
        {"registry/timeline", {"registry/base", "registry/model"}},
        {"registry/procedure", {"registry/base", "registry/model", "registry/timeline", "schemas"}},
        {"registry/rules",
         {"registry/base", "registry/model", "registry/timeline", "registry/procedure", "schemas"}},
        {"registry/store",
         {"registry/base", "registry/model", "registry/exchange", "registry/reconcile", "registry/timeline",
          "registry/procedure", "registry/rules", "schemas"}},
        {"importers", {"registry/base", "registry/model", "registry/exchange"}},
    };
    auto above_store = floors["registry/store"];
    above_store.insert("registry/store");
    above_store.erase("schemas");
    floors["registry/intake"] = above_store;
    floors["registry/catalogue"] = above_store;
    floors["registry/alerts"] = above_store;
    floors["registry/alerts"].insert("registry/catalogue");
    floors["registry/intake"].insert("registry/alerts");
    floors["registry/answers"] = above_store;
    floors["registry/answers"].insert("registry/catalogue");
    floors["server"] = {"registry/base",      "registry/model",   "registry/timeline",
                        "registry/procedure", "registry/rules",   "registry/reconcile",
                        "registry/store",     "registry/answers", "registry/catalogue", "registry/alerts", "schemas"};
    auto all = floors["server"];
    all.insert({"server", "importers", "registry/exchange", "registry/intake"});
    floors["server/program"] = all;  // the only folder that knows both importers and server
    return floors;
}

std::string floor_of(const Floors& floors, const std::string& path) {
    std::string best;
    for (const auto& [floor, _] : floors)
        if (path.starts_with(floor + "/") && floor.size() > best.size()) best = floor;
    return best;
}

template <class Look>
void each_source(Look look) {
    for (const auto* top : {"registry", "importers", "server", "schemas"})
        for (const auto& entry : fs::recursive_directory_iterator(top)) {
            const auto kind = entry.path().extension();
            if (kind == ".hpp" || kind == ".cpp") look(entry.path());
        }
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST(Floors, nothing_includes_upwards) {
    const auto floors = may_include();
    const std::regex include(R"re(^#include "([^"]+)")re");
    int seen = 0;
    each_source([&](const fs::path& path) {
        const auto from = floor_of(floors, path.generic_string());
        ASSERT_FALSE(from.empty()) << path << " is on no floor";
        std::ifstream in(path);
        std::smatch found;
        for (std::string line; std::getline(in, line);) {
            if (!std::regex_search(line, found, include)) continue;
            const auto to = floor_of(floors, found[1]);
            ++seen;
            EXPECT_TRUE(to == from || floors.at(from).contains(to)) << path << " includes " << found[1];
        }
    });
    EXPECT_GT(seen, 40);
}

TEST(Floors, sql_stands_in_the_store_and_the_migrations_only) {
    const std::regex sql(R"re("\s*(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM) )re");
    each_source([&](const fs::path& path) {
        if (path.generic_string().starts_with("registry/store/")) return;
        EXPECT_FALSE(std::regex_search(text_of(path), sql)) << path << " holds SQL";
    });
}

TEST(Floors, the_libraries_stay_in_their_rooms) {
    const std::map<std::string, std::set<std::string>> rooms{
        {"#include <Poco/Data", {"registry/store/"}},
        {"#include <Poco/Net", {"server/http/listen", "server/delivery/"}},
        {"#include <archive.h>", {"server/dump/"}},
        {"#include <gumbo.h>", {"importers/reading/"}},
        {"#include <libical", {"server/represent/icalendar"}},
        {"#include <sqlite3.h>", {"registry/store/", "server/program/"}},
    };
    each_source([&](const fs::path& path) {
        const auto text = text_of(path);
        for (const auto& [what, where] : rooms) {
            if (text.find(what) == std::string::npos) continue;
            bool at_home = false;
            for (const auto& room : where) at_home |= path.generic_string().starts_with(room);
            EXPECT_TRUE(at_home) << path << " has " << what;
        }
    });
}
