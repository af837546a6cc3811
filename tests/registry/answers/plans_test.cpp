// Every question of the read side goes by an index: the plan of each of its statements is looked at, as it
// stands in the source.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "registry/store/ask_changes.hpp"
#include "registry/store/database.hpp"
#include "tests/support/scratch.hpp"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

struct Statement {
    std::string file, sql;
};

std::vector<Statement> asked() {
    std::vector<Statement> found;
    const std::string opens = "R\"sql(", closes = ")sql\"";
    for (const auto& entry : fs::directory_iterator("registry/store")) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("ask_") || !name.ends_with(".cpp")) continue;
        const auto text = text_of(entry.path());
        for (auto at = text.find(opens); at != std::string::npos; at = text.find(opens, at)) {
            at += opens.size();
            found.push_back({name, text.substr(at, text.find(closes, at) - at)});
        }
    }
    for (auto& sql : registry::store::change_log_statements())
        found.push_back({"ask_changes.cpp", std::move(sql)});
    return found;
}

// What the track's facts are loaded with: ordinary literals, several in a row making one statement.
std::vector<Statement> loaded() {
    std::vector<Statement> found;
    for (const auto* name : {"track_facts.cpp", "view.cpp"}) {
        const auto text = text_of(fs::path{"registry/store"} / name);
        for (auto at = text.find("\"SELECT"); at != std::string::npos; at = text.find("\"SELECT", at)) {
            std::string sql;
            while (at < text.size() && text[at] == '"') {
                const auto end = text.find('"', at + 1);
                sql += text.substr(at + 1, end - at - 1);
                at = text.find_first_not_of(" \n", end + 1);
            }
            found.push_back({name, sql});
        }
    }
    return found;
}

std::vector<std::string> plan(registry::store::Reader& reader, const std::string& sql) {
    std::vector<std::string> lines;
    const auto explained = "EXPLAIN QUERY PLAN " + sql;
    registry::store::Query q(reader, explained);
    for (q.bind(); q.step();) lines.push_back(q.text(3));
    return lines;
}

// A scan is right only where the answer is the table itself, or what is scanned is small by its nature.
bool is_right(const std::string& line) {
    if (line.find("AUTOMATIC") != std::string::npos) return false;  // an index made for one answer
    if (line.find("SCAN") == std::string::npos) return true;
    static const std::set<std::string> right{
        "SCAN t VIRTUAL TABLE INDEX 0:M1",                         // full text, with MATCH
        "SCAN event USING COVERING INDEX event_by_party",          // sums over all parties
        "SCAN track USING COVERING INDEX track_by_party",          // the same
        "SCAN statement USING INDEX statement_unresolved",         // a partial index: waiting names
        "SCAN statement USING INDEX statement_unresolved_entity",  // the same
        "SCAN instrument",                                         // the list of instruments
        "SCAN i",
        "SCAN import",
        "SCAN r",  // by number from the end, LIMIT
        "SCAN CONSTANT ROW",
    };
    return right.contains(line);
}

}  // namespace

TEST(Plans, no_question_reads_a_whole_table) {
    const test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    auto reader = database.read();
    auto statements = asked();
    EXPECT_GT(statements.size(), 40u);
    const auto also = loaded();
    EXPECT_GE(also.size(), 6u);
    statements.insert(statements.end(), also.begin(), also.end());
    for (const auto& [file, sql] : statements)
        for (const auto& line : plan(reader, sql))
            // The read model is made of whole tables, once; what it reads of one instrument goes by an index.
            EXPECT_TRUE(is_right(line) || (file == "ask_catalogue.cpp" && sql.find("?1") == std::string::npos &&
                                           line.find("AUTOMATIC") == std::string::npos)) << file << ": " << line << "\n" << sql;
}

TEST(Plans, lists_come_in_the_order_of_their_index) {
    const test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    auto reader = database.read();
    int seen = 0;
    for (const auto& [file, sql] : asked()) {
        // The two lists that grow for ever: neither may be sorted to give a page of it.
        const bool is_list =
            sql.find("FROM change") != std::string::npos ||
            (sql.find("FROM finding") != std::string::npos && sql.find("LIMIT ?6") != std::string::npos);
        if (!is_list) continue;
        ++seen;
        for (const auto& line : plan(reader, sql))
            EXPECT_EQ(line.find("TEMP B-TREE"), std::string::npos) << file << ": " << line << "\n" << sql;
    }
    EXPECT_GE(seen, 20);
}

TEST(Plans, findings_of_one_instrument_are_not_sought_among_all_open_ones) {
    const test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    auto reader = database.read();
    int seen = 0;
    for (const auto& [file, sql] : asked()) {
        if (sql.find("FROM finding") == std::string::npos || sql.find("instrument = ?1") == std::string::npos)
            continue;
        ++seen;
        for (const auto& line : plan(reader, sql))
            EXPECT_EQ(line.find("finding_open"), std::string::npos) << file << ": " << line << "\n" << sql;
    }
    EXPECT_EQ(seen, 5);
}

TEST(Plans, every_question_of_the_read_side_is_looked_at) {
    // A statement written another way would escape the test above.
    const std::regex other(R"re("\s*(SELECT|WITH) )re");
    for (const auto& entry : fs::directory_iterator("registry/store")) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("ask_")) continue;
        EXPECT_FALSE(std::regex_search(text_of(entry.path()), other))
            << name << " holds SQL outside R\"sql(...)sql\"";
    }
}
