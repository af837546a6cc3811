// Taking in is linear in the file: no statement of the write side reads a whole table, but for those that are
// about the whole store (export, audit) or that a person asks for by hand (settling a name).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "registry/store/database.hpp"
#include "tests/support/scratch.hpp"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

// Literals in a row make one statement.
std::vector<std::string> statements_in(const std::string& text) {
    static const std::regex begins("\"(SELECT|UPDATE|DELETE|INSERT) ");
    std::vector<std::string> found;
    for (std::sregex_iterator each(text.begin(), text.end(), begins), end; each != end; ++each) {
        std::string sql;
        auto at = static_cast<std::size_t>(each->position());
        const auto before = text.find_last_not_of(" \n", at - 1);
        if (text[before] == '"') continue;  // goes on from the literal before
        while (at < text.size() && text[at] == '"') {
            const auto close = text.find('"', at + 1);
            sql += text.substr(at + 1, close - at - 1);
            at = text.find_first_not_of(" \n", close + 1);
        }
        found.push_back(sql);
    }
    return found;
}

bool is_about_all(const std::string& file, const std::string& sql) {
    static const std::set<std::string> whole_files{"whole.cpp"};
    static const std::set<std::string> whole_statements{
        "SELECT id FROM statement ORDER BY id",                                     // audit
        "SELECT DISTINCT instrument, party FROM event ORDER BY instrument, party",  //
        "SELECT DISTINCT instrument, party FROM statement WHERE live = 1 ORDER BY instrument, party",  //
        "SELECT id FROM instrument WHERE merged_into IS NULL ORDER BY id",                             //
        "SELECT kind, folded, id FROM settled_name",  // read once per run
        "SELECT DISTINCT scheme, value_said, value FROM description WHERE key = 'conclusion'",  // once per
                                                                                                // store
        "DELETE FROM remark WHERE kind = ? AND what = ?",                              // settling a name
        "UPDATE OR IGNORE look SET party = ? WHERE party = ? RETURNING instrument",    //
        "UPDATE OR IGNORE look SET entity = ? WHERE entity = ? RETURNING instrument",  //
    };
    const bool every_track =
        sql.starts_with("SELECT instrument, party, procedure") && sql.find("WHERE") == std::string::npos;
    const bool waiting = sql.find("party_resolved = 0 UNION") != std::string::npos ||
                         sql.find("entity_resolved = 0 UNION") != std::string::npos;
    // Cut short where a name follows: SELECT … FROM document, with its WHERE elsewhere.
    const bool prefix = file == "documents.cpp" && sql.ends_with("FROM document ");
    // What has not been judged since the version that asks for it: partial indexes, empty once it has.
    const bool not_judged_since = file == "findings.cpp" && (sql.find("listed IS NULL") != std::string::npos ||
                                                              sql.find("WHERE status IS NULL") != std::string::npos);
    return not_judged_since || whole_files.contains(file) || whole_statements.contains(sql) || every_track || waiting || prefix;
}

}  // namespace

TEST(WritePlans, what_an_import_asks_goes_by_an_index) {
    const test::Scratch scratch;
    registry::store::Database database(scratch / "placet.db");
    auto reader = database.read();
    int seen = 0;
    for (const auto* file :
         {"documents.cpp", "events.cpp", "findings.cpp", "imports.cpp", "instruments.cpp", "matches.cpp",
          "records.cpp", "statements.cpp", "track_facts.cpp", "view.cpp", "whole.cpp"})
        for (const auto& sql : statements_in(text_of(fs::path{"registry/store"} / file))) {
            if (is_about_all(file, sql)) continue;
            ++seen;
            registry::store::Query plan(reader, "EXPLAIN QUERY PLAN " + sql);
            for (plan.bind(); plan.step();) {
                const auto line = plan.text(3);
                const bool by_rowid = line.find("VIRTUAL TABLE INDEX 0:=") != std::string::npos;
                if (line.find("SCAN") != std::string::npos && line != "SCAN CONSTANT ROW" && !by_rowid)
                    ADD_FAILURE() << file << ": " << line << "\n" << sql;
            }
        }
    EXPECT_GT(seen, 70);
}
