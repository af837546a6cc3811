#include "registry/store/database.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "registry/store/connection.hpp"
#include "tests/support/scratch.hpp"

namespace {

namespace fs = std::filesystem;
using registry::store::Database;
using registry::store::Query;

std::string refusal(const fs::path& file) {
    try {
        Database database(file);
    } catch (const std::runtime_error& e) {
        return e.what();
    }
    return "opened";
}

void raw(const fs::path& file, const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
}

std::int64_t one(registry::store::Reader& reader, std::string_view sql) {
    Query row(reader, sql);
    EXPECT_TRUE(row.bind().step());
    return row.integer(0);
}

constexpr std::string_view count_instruments = "SELECT count(*) FROM instrument";
constexpr std::string_view add_one = "INSERT INTO instrument (id, search_row) VALUES (?, ?)";

}  // namespace

TEST(Database, a_missing_file_is_made_and_brought_to_the_newest_schema) {
    const test::Scratch scratch;
    {
        Database database(scratch / "new.db");
        auto reader = database.read();
        EXPECT_EQ(reader.revision(), 0u);
        EXPECT_EQ(one(reader, "PRAGMA user_version"), registry::store::schema_version());
        EXPECT_EQ(one(reader, "PRAGMA secure_delete"), 1) << "whatever SQLite was built with";
        EXPECT_EQ(one(reader, "PRAGMA foreign_keys"), 1);
        EXPECT_EQ(one(reader, "PRAGMA synchronous"), 2) << "FULL";
        Query mode(reader, "PRAGMA journal_mode");
        ASSERT_TRUE(mode.bind().step());
        EXPECT_EQ(mode.text(0), "wal");
    }
    Database again(scratch / "new.db");
    EXPECT_EQ(again.read().revision(), 0u);
}

TEST(Database, an_empty_file_becomes_a_registry) {
    const test::Scratch scratch;
    std::ofstream(scratch / "empty.db").flush();
    EXPECT_EQ(refusal(scratch / "empty.db"), "opened");
}

TEST(Database, what_is_not_a_registry_is_refused_in_one_clear_line) {
    const test::Scratch scratch;
    const auto text = scratch / "notes.txt";
    std::ofstream(text) << "these are notes, and longer than a header of sixteen bytes";
    EXPECT_NE(refusal(text).find("is not a registry (not a database)"), std::string::npos) << refusal(text);
    std::ofstream(scratch / "short") << "abc";
    EXPECT_NE(refusal(scratch / "short").find("not a database"), std::string::npos);

    const auto other = scratch / "other.db";
    raw(other, "CREATE TABLE shopping (item TEXT)");
    EXPECT_NE(refusal(other).find("is a database, but not a registry"), std::string::npos) << refusal(other);
    std::ifstream in(other, std::ios::binary);
    std::string head(20, '\0');
    in.read(head.data(), 20);
    EXPECT_EQ(head[18], 1) << "somebody else's database is not turned to WAL";

    EXPECT_NE(refusal(scratch / "").find("is a folder"), std::string::npos);
    EXPECT_NE(refusal(scratch / "no/such/placet.db").find("there is no folder"), std::string::npos);
    EXPECT_FALSE(fs::exists(scratch / "no"));
    for (const auto& each : {text, other, scratch / "no/such/placet.db"})
        EXPECT_EQ(refusal(each).find('\n'), std::string::npos);
}

TEST(Database, a_file_of_a_newer_program_is_refused_and_left_alone) {
    const test::Scratch scratch;
    const auto file = scratch / "newer.db";
    { Database made(file); }
    raw(file, "PRAGMA user_version = 4711");
    EXPECT_NE(refusal(file).find("newer program"), std::string::npos) << refusal(file);
    raw(file, ("PRAGMA user_version = " + std::to_string(registry::store::schema_version())).c_str());
    EXPECT_EQ(refusal(file), "opened");
}

TEST(Database, a_damaged_file_is_refused_and_does_not_crash) {
    const test::Scratch scratch;
    const auto file = scratch / "damaged.db";
    { Database made(file); }
    fs::remove(file.string() + "-wal");
    fs::resize_file(file, 3000);
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(100);
    out << std::string(2000, '\x5a');
    out.close();
    EXPECT_NE(refusal(file), "opened");
}

TEST(Database, a_reader_sees_one_snapshot_from_its_first_moment) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    auto before = database.read();  // has asked nothing yet
    {
        auto writer = database.write();
        Query(writer, add_one).run("opcat", 1);
        writer.commit();
        EXPECT_EQ(writer.revision(), 1u);
    }
    EXPECT_EQ(one(before, count_instruments), 0);
    EXPECT_EQ(before.revision(), 0u);
    auto after = database.read();
    EXPECT_EQ(one(after, count_instruments), 1);
    EXPECT_EQ(after.revision(), 1u);
}

TEST(Database, tells_the_revision_of_every_commit_whoever_made_it) {
    const test::Scratch scratch;
    const auto file = scratch / "placet.db";
    Database database(file), other(file);
    EXPECT_EQ(database.revision(), 0u);
    for (std::uint64_t i = 1; i <= 30; ++i) {
        {
            auto writer = (i % 2 ? other : database).write();
            Query(writer, add_one).run("i" + std::to_string(i), static_cast<std::int64_t>(i));
            EXPECT_EQ(database.revision(), i - 1) << "not before the commit";
            writer.commit();
        }
        EXPECT_EQ(database.revision(), i);
        EXPECT_EQ(database.revision(), i) << "asked again";
        if (i % 5 == 0) raw(file, "PRAGMA wal_checkpoint(TRUNCATE)");  // the log begins anew
        EXPECT_EQ(database.revision(), i);
    }
    {
        auto writer = other.write();
        Query(writer, add_one).run("undone", 1000);
    }
    EXPECT_EQ(database.revision(), 30u);
}

TEST(Database, what_is_not_committed_is_undone) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    {
        auto writer = database.write();
        Query(writer, add_one).run("opcat", 1);
        EXPECT_EQ(one(writer, count_instruments), 1);
    }
    auto reader = database.read();
    EXPECT_EQ(one(reader, count_instruments), 0);
    EXPECT_EQ(reader.revision(), 0u);
}

TEST(Database, the_same_statement_may_be_used_within_itself) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    auto writer = database.write();
    for (int k = 1; k <= 3; ++k) Query(writer, add_one).run("i" + std::to_string(k), k);
    constexpr std::string_view all = "SELECT id FROM instrument ORDER BY id";
    int pairs = 0;
    Query outer(writer, all);
    for (outer.bind(); outer.step();) {
        Query inner(writer, all);
        for (inner.bind(); inner.step();) ++pairs;
    }
    EXPECT_EQ(pairs, 9);
}

TEST(Database, values_come_back_as_they_went_in) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    auto reader = database.read();
    const auto day = *registry::parse_day("1815-06-09");
    const std::string with_nul("a\0b", 3);
    Query row(reader, "SELECT ?, ?, ?, ?, ?, ?");
    row.bind(std::int64_t{-7}, with_nul, "", std::nullopt, day, std::optional<registry::Day>{});
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(0), -7);
    EXPECT_EQ(row.text(1), with_nul);
    EXPECT_FALSE(row.is_null(2));
    EXPECT_EQ(row.text(2), "");
    EXPECT_TRUE(row.is_null(3));
    EXPECT_EQ(row.day(4), day);
    EXPECT_EQ(row.maybe_day(5), std::nullopt);
    EXPECT_FALSE(row.step());
}

TEST(Database, bad_sql_and_broken_constraints_throw_with_the_file_and_the_statement) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    auto writer = database.write();
    EXPECT_THROW(Query(writer, "SELECT nothing FROM nowhere"), std::runtime_error);
    Query(writer, add_one).run("opcat", 1);
    try {
        Query(writer, add_one).run("opcat", 2);
        FAIL() << "the key is taken";
    } catch (const std::runtime_error& e) {
        EXPECT_NE(std::string{e.what()}.find("placet.db: UNIQUE constraint failed"), std::string::npos)
            << e.what();
    }
    EXPECT_THROW(Query(writer, "INSERT INTO body (document, frame) VALUES (99, x'00')").run(),
                 std::runtime_error)
        << "foreign keys are held";
}

TEST(Database, readers_go_on_while_writers_wait_their_turn) {
    const test::Scratch scratch;
    Database database(scratch / "placet.db");
    constexpr int writers = 4, each = 20;
    std::atomic<int> failures{0};
    std::atomic<bool> done{false};
    std::vector<std::thread> threads;
    for (int w = 0; w < writers; ++w)
        threads.emplace_back([&, w] {
            for (int k = 0; k < each; ++k) try {
                    auto writer = database.write();
                    Query(writer, add_one)
                        .run("i" + std::to_string(w) + "-" + std::to_string(k), 1 + w * each + k);
                    writer.commit();
                } catch (const std::exception&) {
                    ++failures;
                }
        });
    for (int r = 0; r < 2; ++r)
        threads.emplace_back([&] {
            while (!done) {
                auto reader = database.read();
                // One snapshot: as many rows as there were commits.
                if (static_cast<std::uint64_t>(one(reader, count_instruments)) != reader.revision())
                    ++failures;
            }
        });
    for (int w = 0; w < writers; ++w) threads[static_cast<std::size_t>(w)].join();
    done = true;
    for (std::size_t k = writers; k < threads.size(); ++k) threads[k].join();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(database.read().revision(), static_cast<std::uint64_t>(writers * each));
}
