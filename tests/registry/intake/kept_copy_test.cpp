// A kept copy of each earlier version of the store opens, and ends in the same schema as a new file.
// UPDATE_GOLDEN=1 writes the copy of the newest version anew, from the current program.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "registry/store/track_facts.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::store::Database;
using registry::store::Query;
using registry::store::Reader;

std::string file_of(int version) {
    return "tests/registry/store/version-" + std::to_string(version) + ".db.sql";
}

std::set<std::string> column_of(Reader& reader, const std::string& sql) {
    std::set<std::string> found;
    Query rows(reader, sql);
    for (rows.bind(); rows.step();) found.insert(rows.text(0));
    return found;
}

std::set<std::string> schema(Reader& reader) {
    return column_of(
        reader, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'");
}

bool is_of_search(const std::string& table) {
    return table.find("_search") != std::string::npos || table.ends_with("_word");
}

std::string made_with(Reader& reader, const std::string& kind) {
    const std::string sql = "SELECT sql || ';' FROM sqlite_schema WHERE type = '" + kind +
                            "' AND sql IS NOT NULL AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\' AND name NOT LIKE "
                            "'sqlite_%' ORDER BY rowid";
    std::string out;
    Query rows(reader, sql);
    for (rows.bind(); rows.step();) out += rows.text(0) + "\n";
    return out;
}

// Tables first, then every row, then what works by itself; the indexes of search are made anew on opening.
std::string dump(Reader& reader) {
    std::string out;
    for (const auto* kind : {"table", "index"}) out += made_with(reader, kind);
    for (const auto& [table, rows] : row_counts(reader)) {
        if (is_of_search(table) || table.starts_with("sqlite_") || rows == 0) continue;
        std::string columns;
        {
            const std::string sql = "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid";
            Query names(reader, sql);
            for (names.bind(); names.step();)
                columns += (columns.empty() ? "quote(" : " || ', ' || quote(") + names.text(0) + ")";
        }
        const std::string sql = "SELECT " + columns + " FROM " + table;
        Query each(reader, sql);
        for (each.bind(); each.step();) out += "INSERT INTO " + table + " VALUES (" + each.text(0) + ");\n";
    }
    out += "UPDATE meta SET value = '0' WHERE key = 'search_made_by';\n";
    for (const auto* kind : {"view", "trigger"}) out += made_with(reader, kind);
    Query pragmas(reader,
                  "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM "
                  "pragma_user_version)");
    pragmas.bind().step();
    return "PRAGMA application_id = " + pragmas.text(0) + ";\nPRAGMA user_version = " + pragmas.text(1) +
           ";\nPRAGMA defer_foreign_keys = ON;\nBEGIN;\n" + out + "COMMIT;\n";
}

void make(const std::filesystem::path& file, const std::string& script) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(handle, script.c_str(), nullptr, nullptr, &error), SQLITE_OK) << error;
    sqlite3_close(handle);
}

void fill(Database& database) {
    StatusPage page;
    page.title = "Optional Protocol";
    page.rows = {{"Belgium", "signed", "2005-10-24"},
                 {"Ruritania", "signed", "2006-01-01"},
                 {"France", "signed", "2005-09-16"}};
    take(database, batch_of(page), "2015", "2026-11-01");
    page.as_of = "2018-01-01";
    page.rows.pop_back();
    take(database, batch_of(page), "2018", "2026-11-02");
    registry::Batch searched;
    registry::Document document;
    document.source = "editor";
    document.title = "Search in the gazette";
    searched.documents.push_back(document);
    registry::Look look;
    look.source = "be-gazette";
    look.party = "be", look.milestone = "published";
    look.to = *registry::parse_day("2026-10-31");
    searched.looks.push_back(look);
    searched.links.push_back({{"placet", "opcat"}, {"MTDSG", "IV-9-b"}, 0, ""});
    take(database, searched, "searched", "2026-11-03");
}

}  // namespace

TEST(KeptCopy, of_every_earlier_version_opens_with_all_it_held) {
    const Scratch scratch;
    Database fresh(scratch / "fresh.db");
    auto fresh_reader = fresh.read();
    const int newest = registry::store::schema_version();
    if (std::getenv("UPDATE_GOLDEN")) {
        Database made(scratch / "made.db");
        fill(made);
        auto reader = made.read();
        std::ofstream(file_of(newest), std::ios::binary) << dump(reader);
    }
    for (int version = 1; version <= newest; ++version) {
        std::ifstream in(file_of(version), std::ios::binary);
        ASSERT_TRUE(in) << file_of(version) << " is not kept";
        const auto file = scratch / ("kept-" + std::to_string(version) + ".db");
        std::string script{std::istreambuf_iterator<char>{in}, {}};
        if (version == 6)
            script += "INSERT INTO subscriber (nonce, address, folded, lang, made_at, heard_at) VALUES ('f', '', '', "
                      "'en', 1, 1), ('m', 'jan@example.org', 'jan@example.org', 'en', 1, 1);";
        make(file, script);
        Database database(file);
        auto reader = database.read();
        EXPECT_EQ(schema(reader), schema(fresh_reader)) << "version " << version;
        EXPECT_EQ(reader.revision(), 3u);
        EXPECT_EQ(registry::store::stored_events(reader, "opcat").size(), 2u);
        EXPECT_EQ(
            registry::store::said_of(reader, "opcat", "fr", {registry::parse_day("2026-11-01"), {}}).size(),
            1u)
            << "what was gone is kept";
        EXPECT_EQ(
            column_of(reader,
                      "SELECT i.id FROM title_search t JOIN instrument i ON i.search_row = t.rowid "
                      "WHERE t.words MATCH 'optional'"),
            std::set<std::string>{"opcat"});
        EXPECT_EQ(column_of(reader, "SELECT count(*) FROM body"), std::set<std::string>{"3"});
        EXPECT_EQ(column_of(reader, "SELECT * FROM pragma_foreign_key_check"), std::set<std::string>{});
        if (version == 5) {
            EXPECT_EQ(column_of(reader, "SELECT folded FROM subscriber"), std::set<std::string>{"anna@example.org"});
        }
        if (version == 6) {
            EXPECT_EQ(column_of(reader, "SELECT nonce FROM subscriber WHERE heard_at > 1 AND nonce IN ('f', 'm')"),
                      std::set<std::string>{"f"})
                << "of a feed nobody knows how long it was not fetched";
        }
        // And it can be written: the newest snapshot withdrawn row comes back.
        StatusPage page;
        page.as_of = "2020-01-01";
        page.rows = {{"France", "signed", "2005-09-16"}};
        EXPECT_EQ(take(database, batch_of(page), "2020").said, 1u);
        EXPECT_EQ(registry::rejudge(database, at("2026-11-22")), std::vector<std::string>{});
    }
}
