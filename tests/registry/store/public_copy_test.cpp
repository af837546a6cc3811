// The public copy: what goes out is listed, and what is not public does not go out.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "registry/store/connection.hpp"
#include "registry/store/public_copy.hpp"
#include "registry/store/search.hpp"
#include "registry/store/snapshot.hpp"
#include "tests/support/scratch.hpp"

namespace store = registry::store;
namespace fs = std::filesystem;

namespace {

// The first column of every row.
std::vector<std::string> asked(const fs::path& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    store::add_search_functions(handle);  // what is written is indexed
    std::vector<std::string> rows;
    char* error = nullptr;
    const auto take = [](void* into, int, char** values, char**) {
        static_cast<std::vector<std::string>*>(into)->emplace_back(values[0] ? values[0] : "NULL");
        return 0;
    };
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), take, &rows, &error), SQLITE_OK) << sql << ": " << error;
    sqlite3_free(error);
    sqlite3_close(handle);
    return rows;
}

constexpr const char* secret_rows = R"sql(
    INSERT INTO import (id, kind, recorded_at, recorded_day, file, importer)
        VALUES (1, 'file', '2021-10-12T12:00:00Z', 18912, '/home/somebody/secret-path.xml', 'exchange');
    INSERT INTO document (id, key, sha256, source, title, address, file, media_type, language, quotation, secondary,
                          taken_down, import)
        VALUES (1, 'open', 'open', 'un-mtdsg', 'Open', '', '/home/somebody/secret-path.html', 'text/html', 'en', '', 0, 0, 1),
               (2, 'second', 'second', 'ngo', 'A memorandum', '', 'm.pdf', 'application/pdf', 'en', 'short words', 1, 0, 1),
               (3, 'down', 'down', 'press', 'secret-title', '', 'd.pdf', 'application/pdf', 'en', 'secret-quotation', 0, 1, 1);
    INSERT INTO extracted VALUES (2, 'secret-full-text');
    INSERT INTO body VALUES (1, x'7365637265742d6279746573');
    INSERT INTO instrument (id, search_row) VALUES ('opcat', 1);
    INSERT INTO statement (id, source, instrument, party, party_said, party_resolved, entity, entity_said,
                           entity_resolved, milestone, form, date, lo, hi, act, subject, polarity, unconfirmed, live)
        VALUES (1, 'ngo', 'opcat', 'be', 'secret-name', 1, '', '', 1, 'signed', '', '2005-10-24', 13080, 13080, '', '', 'happened', 0, 1),
               (2, 'press', 'opcat', 'be', 'secret-name', 1, '', '', 1, 'adopted', '', '2018-07-19', 17731, 17731, '', 'secret-subject', 'happened', 0, 1);
    INSERT INTO appearance VALUES (1, 2, 'p. 1', 'placet', 'opcat', 'secret-note', 0, 1),
                                  (1, 1, 'row 1', 'placet', 'opcat', 'open note', 0, 1),
                                  (2, 3, 'secret-place', 'placet', 'opcat', 'secret-note', 0, 1);
    INSERT INTO passage (instrument, scheme, value_said, party, party_said, party_resolved, kind, language, text, document, place)
        VALUES ('opcat', 'placet', 'opcat', 'be', 'secret-name', 1, 'declaration', 'en', 'secret-passage', 2, 'p. 2'),
               ('opcat', 'placet', 'opcat', 'be', 'Belgium', 1, 'declaration', 'en', 'open passage', 1, 'p. 2');
    INSERT INTO settled_name VALUES ('party', 'secret-name', 'Secret-Name', 'be', 1);
    INSERT INTO remark (import, document, weight, kind, what, place) VALUES (1, 1, 'note', 'x', 'secret-remark', '');
    INSERT INTO look (source, scheme, value_said, instrument, party, entity, milestone, to_day, read, unreadable, note,
                      document, place, said_in, said_day)
        VALUES ('ngo', 'placet', 'opcat', 'opcat', 'be', '', 'published', 18900, 1, 0, 'secret-note', 2, '', 1, 18912);
    INSERT INTO event VALUES ('opcat', 'be', 'signed', '', 'opcat.be.signed', '', '2005-10-24', 13080, 13080, '', '', 0, '1', '');
    INSERT INTO event VALUES ('opcat', 'be', 'adopted', '', 'opcat.be.adopted', '', 'XXXX-XX-XX', -4371222, 2932896, '', '', 0, '', '');
    UPDATE meta SET value = '6' WHERE key = 'revision';
)sql";

struct Secretive {
    test::Scratch scratch;
    fs::path file = scratch / "placet.db", copy = scratch / "copy.sqlite";
    store::Database database{file};
    Secretive() {
        auto writer = database.write();
        writer.connection().execute(secret_rows);
        writer.commit();
    }
};

}  // namespace

TEST(PublicCopy, every_table_of_the_store_is_on_one_of_the_two_lists) {
    const test::Scratch scratch;
    const store::Database database(scratch / "placet.db");
    std::set<std::string> listed;
    for (const auto& table : store::copied_tables()) EXPECT_TRUE(listed.insert(std::string{table.name}).second);
    for (const auto name : store::tables_left_out()) EXPECT_TRUE(listed.insert(std::string{name}).second) << name;
    // Virtual tables and the tables behind them are indexes for search; sqlite_… is SQLite's own.
    const auto there = asked(scratch / "placet.db",
                             "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' "
                             "ESCAPE '!' AND schema = 'main'");
    for (const auto& name : there) EXPECT_TRUE(listed.erase(name)) << name << " is on neither list";
    for (const auto& name : listed) ADD_FAILURE() << name << " is listed and not there";
}

TEST(PublicCopy, holds_nothing_that_is_not_public_anywhere_in_its_bytes) {
    Secretive secretive;
    ASSERT_TRUE(store::copy_public(secretive.database, secretive.copy, 7));
    std::ifstream in(secretive.copy, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    for (const auto* word : {"secret", "Secret", "somebody"})
        EXPECT_EQ(bytes.find(word), std::string::npos) << word << " near "
            << bytes.substr(std::min(bytes.size(), bytes.find(word)), 30);
    const auto in_copy = [&](const std::string& sql) { return asked(secretive.copy, sql); };
    EXPECT_EQ(in_copy("SELECT quotation FROM document WHERE id = 2"), std::vector<std::string>{"short words"});
    EXPECT_EQ(in_copy("SELECT text FROM passage"), std::vector<std::string>{"open passage"});
    EXPECT_EQ(in_copy("SELECT note FROM appearance ORDER BY document"), (std::vector<std::string>{"open note", ""}));
    EXPECT_EQ(in_copy("SELECT id FROM statement"), std::vector<std::string>{"1"});
    EXPECT_EQ(in_copy("SELECT value FROM meta WHERE key = 'revision'"), std::vector<std::string>{"7"});
    EXPECT_EQ(in_copy("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

TEST(PublicCopy, is_of_the_revision_wanted_or_not_at_all) {
    Secretive secretive;
    EXPECT_FALSE(store::copy_public(secretive.database, secretive.copy, 6));
    EXPECT_FALSE(fs::exists(secretive.copy));
}

TEST(PublicCopy, is_made_while_somebody_writes_and_shows_nothing_of_it) {
    Secretive secretive;
    auto writer = secretive.database.write();
    store::Query(writer, "INSERT INTO instrument (id, search_row) VALUES ('half', 2)").run();
    ASSERT_TRUE(store::copy_public(secretive.database, secretive.copy, 7));
    EXPECT_EQ(asked(secretive.copy, "SELECT id FROM instrument"), std::vector<std::string>{"opcat"});
    writer.commit();
    EXPECT_EQ(asked(secretive.file, "SELECT id FROM instrument ORDER BY id"),
              (std::vector<std::string>{"half", "opcat"}));
}

TEST(PublicCopy, lists_give_days_as_text_and_leave_what_is_not_known_empty) {
    Secretive secretive;
    ASSERT_TRUE(store::copy_public(secretive.database, secretive.copy, 7));
    std::vector<std::vector<std::string>> rows;
    store::read_public_list(secretive.copy, "events", [&](const store::Row& row) {
        rows.emplace_back(row.begin(), row.end());
    });
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0], (std::vector<std::string>{"event", "instrument", "party", "entity", "milestone", "form",
                                                 "date", "from", "to", "act", "subject", "unconfirmed"}));
    EXPECT_EQ(rows[1][7], "") << "the day is not known";
    EXPECT_EQ(rows[1][8], "");
    EXPECT_EQ(rows[2][7], "2005-10-24");
    for (const auto list : store::public_lists()) {
        std::size_t width = 0;
        store::read_public_list(secretive.copy, list, [&](const store::Row& row) {
            if (width == 0) width = row.size();
            EXPECT_EQ(row.size(), width) << list;
        });
        EXPECT_GT(width, 0u) << list;
    }
    EXPECT_ANY_THROW(store::read_public_list(secretive.copy, "secrets", [](const store::Row&) {}));
}

TEST(Snapshot, every_store_has_an_identity_of_its_own) {
    const test::Scratch scratch;
    store::Database one(scratch / "one.db"), other(scratch / "other.db");
    auto a = one.read(), b = other.read();
    EXPECT_EQ(store::stamp(a).identity.size(), 16u);
    EXPECT_NE(store::stamp(a).identity, store::stamp(b).identity);
    EXPECT_EQ(store::stamp(a).changed_at, "");
}
