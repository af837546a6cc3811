// Dumps and documents taken down, from the command line; and what serve refuses before it begins.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "registry/base/bytes.hpp"
#include "registry/store/ask_documents.hpp"
#include "registry/store/snapshot.hpp"
#include "server/program/base_url.hpp"
#include "server/program/program.hpp"
#include "tests/support/scratch.hpp"

namespace fs = std::filesystem;
namespace store = registry::store;

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

class Keeping {
public:
    Keeping() {
        const std::string letter = "A letter that names the town of Quetzaltenango.\n";
        std::ofstream(scratch / "letter.txt") << letter;
        sha256 = registry::sha256(letter);
        EXPECT_LE(run({"import", (scratch / "letter.txt").string()}).code, 1);
    }
    Ran run(std::vector<std::string> rest) const {
        std::vector<std::string> all{"--db", db().string(), "--now", "2026-11-22"};
        all.insert(all.end(), rest.begin(), rest.end());
        std::istringstream in;
        std::ostringstream out, err;
        server::program::Streams streams{in, out, err};
        const int code = server::program::run(std::move(all), streams);
        return {code, out.str(), err.str()};
    }
    fs::path db() const { return scratch / "r.db"; }
    registry::DocumentAnswer document() const {
        store::Database database(db());
        auto reader = database.read();
        return store::document(reader, sha256).value();
    }
    std::string identity() const {
        store::Database database(db());
        auto reader = database.read();
        return store::stamp(reader).identity;
    }
    test::Scratch scratch;
    std::string sha256;
};

std::vector<fs::path> folders_in(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& each : fs::directory_iterator(folder))
        if (each.is_directory()) found.push_back(each.path());
    return found;
}

}  // namespace

TEST(Keeping, a_document_is_taken_down_with_its_reason_and_put_back) {
    const Keeping keeping;
    ASSERT_EQ(keeping.run({"dump", "--to", keeping.db().string() + ".dumps"}).code, 0);
    ASSERT_EQ(folders_in(keeping.db().string() + ".dumps").size(), 1u);
    const auto found = [&] { return keeping.run({"search", "--everything", "Quetzaltenango"}); };
    const auto before = found();
    ASSERT_NE(before.out.find(keeping.sha256.substr(0, 8)), std::string::npos) << before.out << before.err;

    const auto down = keeping.run({"take-down", keeping.sha256, "--because", "its writer\nhas asked"});
    EXPECT_EQ(down.code, 0) << down.err;
    EXPECT_NE(down.out.find("taken down"), std::string::npos) << down.out;
    EXPECT_EQ(found().out.find(keeping.sha256.substr(0, 8)), std::string::npos);
    EXPECT_TRUE(keeping.document().taken_down);
    EXPECT_EQ(keeping.document().taken_down_because, "its writer has asked");
    EXPECT_EQ(keeping.document().taken_down_at.substr(0, 10), "2026-11-22");
    EXPECT_TRUE(keeping.document().remarks.empty());
    EXPECT_TRUE(folders_in(keeping.db().string() + ".dumps").empty()) << "it was in that one";
    EXPECT_EQ(keeping.run({"check"}).code, 0) << "what is believed is as it was";

    const auto again = keeping.run({"take-down", keeping.sha256, "--because", "once more"});
    EXPECT_EQ(again.code, 1);
    EXPECT_NE(again.err.find("already"), std::string::npos);
    EXPECT_EQ(keeping.document().taken_down_because, "its writer has asked");
    // The same file once more does not bring it back.
    EXPECT_LE(keeping.run({"import", (keeping.scratch / "letter.txt").string()}).code, 1);
    EXPECT_TRUE(keeping.document().taken_down);

    EXPECT_EQ(keeping.run({"take-down", "--undo", keeping.sha256, "--because", "a mistake"}).code, 0);
    EXPECT_FALSE(keeping.document().taken_down);
    EXPECT_EQ(keeping.document().taken_down_because, "");
    EXPECT_FALSE(keeping.document().remarks.empty());
    EXPECT_EQ(found().out, before.out);
}

TEST(Keeping, a_document_that_a_file_cites_is_said_to_stand_there_too) {
    const Keeping keeping;
    std::ofstream(keeping.scratch / "facts.xml")
        << R"xml(<registry xmlns="urn:placet:exchange:1" source="editor" title="T" language="en"><instrument id="n" kind="convention"><title lang="en">N</title></instrument><document source="press" title="Paper" language="en" published="2018-07-20" address="https://press.test/1"><statement instrument="n" party="be" milestone="signed" when="2005-10-24"/></document></registry>)xml";
    ASSERT_LE(keeping.run({"import", (keeping.scratch / "facts.xml").string()}).code, 1);
    std::string cited;
    {
        store::Database database(keeping.db());
        auto reader = database.read();
        store::Query row(reader, "SELECT key FROM document WHERE sha256 IS NULL");
        ASSERT_TRUE(row.bind().step());
        cited = row.text(0);
    }
    const auto down = keeping.run({"take-down", cited, "--because", "asked for"});
    EXPECT_EQ(down.code, 1);
    EXPECT_NE(down.err.find("cites it"), std::string::npos) << down.err;
}

TEST(Keeping, what_cannot_be_taken_down_is_refused_in_one_line) {
    const Keeping keeping;
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"take-down", keeping.sha256},
             {"take-down", keeping.sha256, "--because", " \n "},
             {"take-down", keeping.sha256, "--because", std::string(2001, 'x')},
             {"take-down", keeping.sha256.substr(1), "--because", "x"},
             {"take-down", std::string(64, 'a'), "--because", "x"}}) {
        const auto ran = keeping.run(arguments);
        EXPECT_EQ(ran.code, 64) << ran.err;
        EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    }
    EXPECT_FALSE(keeping.document().taken_down);
}

TEST(Keeping, a_dump_that_is_there_is_found_and_what_a_killed_one_left_is_taken_away) {
    const Keeping keeping;
    const auto folder = keeping.scratch / "dumps";
    const auto left = folder / (keeping.identity() + "-3.part");
    for (int i = 0; i < 2; ++i) {
        fs::create_directories(left), fs::create_directories(folder / "my.part");
        const auto ran = keeping.run({"dump", "--to", folder.string()});
        EXPECT_EQ(ran.code, 0) << ran.err;
        EXPECT_EQ(ran.err.find("was there already") != std::string::npos, i == 1) << ran.err;
        EXPECT_FALSE(fs::exists(left));
        EXPECT_TRUE(fs::exists(folder / "my.part")) << "somebody else's";
    }
}

TEST(Serve, refuses_an_address_or_a_folder_that_cannot_be_before_it_begins) {
    const Keeping keeping;
    for (const auto* address :
         {"x\ny", "https://placet.test/?a", "https://placet.test/#a", "ftp://placet.test", "placet.test",
          "https://", "https://a b", "https://me@placet.test", "https://placet.test:0", "https://x/%4"}) {
        const auto ran = keeping.run({"serve", "--port", "0", "--base-url", address});
        EXPECT_EQ(ran.code, 64) << address;
        EXPECT_NE(ran.err.find("--base-url"), std::string::npos) << ran.err;
    }
    std::ofstream(keeping.scratch / "file") << "in the way";
    for (const auto& folder : {std::string{"/proc/x"}, (keeping.scratch / "file").string()}) {
        const auto ran = keeping.run({"serve", "--port", "0", "--dumps", folder});
        EXPECT_EQ(ran.code, 74) << folder;
        EXPECT_NE(ran.err.find("--dumps: " + folder), std::string::npos) << ran.err;
    }
}

TEST(Serve, takes_the_addresses_people_serve_at) {
    for (const auto* address :
         {"https://placet.example", "http://127.0.0.1:8080", "https://example.org/treaties/",
          "http://[::1]:8080/a%20b", "https://xn--bcher-kva.example/~me"})
        EXPECT_TRUE(server::program::is_base_url(address)) << address;
}
