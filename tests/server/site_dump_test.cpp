// The whole registry as files: made beside the serving, whole or not at all, the same as what pages say.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include "registry/base/bytes.hpp"
#include "registry/store/snapshot.hpp"
#include "server/dump/manifest.hpp"
#include "server/dump/shelf.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

namespace fs = std::filesystem;
namespace dump = server::dump;
using test::header_of;
using test::OverSamples;

namespace {

std::string bytes_of(const server::Response& response) {
    if (!response.file) return *response.body;
    std::string bytes(response.length, '\0');
    EXPECT_EQ(::pread(response.file->fd(), bytes.data(), bytes.size(), static_cast<off_t>(response.from)),
              static_cast<ssize_t>(bytes.size()));
    return bytes;
}

// What is in a zip, by name; read by a library, not by us.
std::map<std::string, std::string> unpacked(const std::string& zip) {
    std::map<std::string, std::string> files;
    const std::unique_ptr<archive, decltype(&archive_read_free)> in{archive_read_new(), &archive_read_free};
    archive_read_support_format_zip(in.get());
    EXPECT_EQ(archive_read_open_memory(in.get(), zip.data(), zip.size()), ARCHIVE_OK);
    for (archive_entry* entry = nullptr; archive_read_next_header(in.get(), &entry) == ARCHIVE_OK;) {
        std::string name = archive_entry_pathname(entry), text;
        char room[65536];
        for (la_ssize_t got = 0; (got = archive_read_data(in.get(), room, sizeof room)) > 0;)
            text.append(room, static_cast<std::size_t>(got));
        files.emplace(std::move(name), std::move(text));
    }
    EXPECT_EQ(archive_errno(in.get()), 0);
    return files;
}

std::string identity_of(registry::store::Database& database) {
    auto reader = database.read();
    return registry::store::stamp(reader).identity;
}

std::vector<std::string> folders_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& each : fs::directory_iterator(folder))
        if (each.is_directory()) names.push_back(each.path().filename().string());
    return names;
}

std::size_t lines(const std::string& csv) { return test::count(csv, "\r\n"); }

}  // namespace

TEST(Dump, is_asked_for_once_and_there_when_it_is_whole) {
    auto& site = OverSamples::site();
    ASSERT_TRUE(site.has_dump());
    const auto page = site.get("/dump");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store") << "it changes without a new revision";
    const auto read = site.json("/dump.json");
    ASSERT_EQ(read["dumps"].Size(), 1u);
    for (const auto& file : read["dumps"][0]["files"].GetArray()) {
        const auto answer = site.get(test::local(file["url"].GetString()));
        ASSERT_EQ(answer.status, 200) << file["url"].GetString();
        const auto bytes = bytes_of(answer);
        EXPECT_EQ(bytes.size(), file["size"].GetUint64());
        EXPECT_EQ(registry::sha256(bytes), file["sha256"].GetString());
        EXPECT_EQ(header_of(answer, "Content-Type"), file["media_type"].GetString());
        EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "*");
        EXPECT_NE(page.body->find(file["sha256"].GetString()), std::string::npos);
        const auto target = test::local(file["url"].GetString());
        EXPECT_EQ(site.get(target, {{"If-None-Match", header_of(answer, "ETag")}}).status, 304);
        EXPECT_EQ(bytes_of(site.get(target, {{"Range", "bytes=10-19"}})), bytes.substr(10, 10));
        const auto latest = site.get(std::string{"/dump/latest/"} + file["name"].GetString());
        EXPECT_EQ(latest.status, 302);
        EXPECT_EQ(header_of(latest, "Location"), target);
    }
    EXPECT_FALSE(fs::exists(site.dumps() / "x.part"));
}

TEST(Dump, the_lists_say_what_the_pages_say) {
    auto& site = OverSamples::site();
    ASSERT_TRUE(site.has_dump());
    const auto lists = unpacked(bytes_of(site.get(header_of(site.get("/dump/latest/placet-csv.zip"), "Location"))));
    for (const auto* name : {"instruments", "titles", "aliases", "parties", "events", "evidence", "findings",
                             "finding_steps", "changes", "looks", "documents"}) {
        ASSERT_TRUE(lists.contains(std::string{name} + ".csv")) << name;
        EXPECT_GT(lines(lists.at(std::string{name} + ".csv")), 1u) << name << " is empty";
    }
    const auto pages = site.json("/instruments.json");
    const auto there = test::count(lists.at("instruments.csv"), ",\r\n");  // the others have become one of these
    EXPECT_EQ(there, pages["paging"]["total"].GetUint64());
    EXPECT_GT(lines(lists.at("instruments.csv")) - 1, there);
    EXPECT_TRUE(lists.at("instruments.csv").starts_with("instrument,kind,merged_into\r\n"));
    EXPECT_NE(lists.at("events.csv").find("opcat.be.signed,opcat,be,,signed,,2005-10-24,2005-10-24,2005-10-24,"),
              std::string::npos)
        << lists.at("events.csv").substr(0, 400);
    EXPECT_NE(lists.at("parties.csv").find("be,state,Belgi\u00eb,Belgique,Belgien,Belgium\r\n"), std::string::npos);
    const auto records =
        unpacked(bytes_of(site.get(header_of(site.get("/dump/latest/placet-exchange.zip"), "Location"))));
    EXPECT_EQ(records.size(), there);
    ASSERT_TRUE(records.contains("instruments/opcat.xml"));
    EXPECT_NE(records.at("instruments/opcat.xml").find("urn:placet:exchange:1"), std::string::npos);
}

TEST(Dump, a_file_that_is_not_of_a_dump_is_not_there) {
    auto& site = OverSamples::site();
    ASSERT_TRUE(site.has_dump());
    const std::string edition = site.json("/dump.json")["dumps"][0]["edition"].GetString();
    for (const auto& target : {"/dump/" + edition + "/manifest.json", "/dump/" + edition + "/..%2Fsamples.db",
                               std::string{"/dump/..%2F..%2Fetc/passwd"}, std::string{"/dump/latest/nothing"}}) {
        const auto answer = site.get(target);
        EXPECT_TRUE(answer.status == 404 || (answer.status == 302 && site.get(header_of(answer, "Location")).status == 404))
            << target << " " << answer.status;
    }
}

TEST(Dump, a_site_without_a_folder_offers_none) {
    test::Served site;
    EXPECT_EQ(site.get("/dump").status, 404);
    EXPECT_EQ(site.get("/dump/latest/placet.sqlite").status, 404);
}

TEST(Dump, is_kept_for_each_revision_and_only_the_newest_two_stay) {
    test::Served site;
    test::Scratch scratch;
    const std::atomic<bool> go_on{false};
    const auto folder = scratch / "dumps";
    const auto identity = identity_of(site.database());
    for (const auto& mine : {"notes.part", "5-3.part", "other-7"}) fs::create_directories(folder / mine);
    std::ofstream(folder / (identity + "-4444.part")) << "a file, and no folder of ours";
    std::vector<std::string> editions;
    for (int i = 0; i < 3; ++i) {
        site.on("2021-11-0" + std::to_string(i + 1));
        site.take_in(R"xml(<registry xmlns="urn:placet:exchange:1" source="editor" title="T" language="en"><instrument id="n)xml" +
                         std::to_string(i) + R"xml(" kind="convention"><title lang="en">N</title></instrument></registry>)xml",
                     "n" + std::to_string(i) + ".xml");
        const auto now = *registry::parse_now("2021-11-0" + std::to_string(i + 1));
        const auto made = dump::make(site.database(), folder, now, go_on);
        ASSERT_TRUE(made);
        editions.push_back(made->edition);
        EXPECT_EQ(dump::make(site.database(), folder, now, go_on)->files[0].sha256, made->files[0].sha256);
    }
    fs::create_directories(folder / (identity + "-99.part"));
    dump::tidy(folder, identity, 2);
    const auto there = dump::dumps_in(folder, identity);
    ASSERT_EQ(there.size(), 2u);
    EXPECT_EQ(there[0].edition, editions[2]);
    EXPECT_EQ(there[1].edition, editions[1]);
    EXPECT_FALSE(fs::exists(folder / editions[0]));
    EXPECT_FALSE(fs::exists(folder / (identity + "-99.part"))) << "left behind by somebody who was killed";
    for (const auto& others : {std::string{"notes.part"}, std::string{"5-3.part"}, std::string{"other-7"}, identity + "-4444.part"})
        EXPECT_TRUE(fs::exists(folder / others)) << others << " is somebody else's";
}

TEST(Dump, one_that_is_told_to_stop_or_cannot_be_written_leaves_nothing) {
    test::Served site;
    test::Scratch scratch;
    const std::atomic<bool> stop{true};
    const auto now = *registry::parse_now("2021-11-01");
    EXPECT_FALSE(dump::make(site.database(), scratch / "dumps", now, stop));
    EXPECT_TRUE(folders_in(scratch / "dumps").empty());
    std::ofstream(scratch / "file") << "in the way";
    const std::atomic<bool> go_on{false};
    EXPECT_ANY_THROW(static_cast<void>(dump::make(site.database(), scratch / "file", now, go_on)));
    EXPECT_TRUE(dump::dumps_in(scratch / "nowhere", identity_of(site.database())).empty());
}

TEST(Dump, one_that_fails_is_reported_once_and_the_page_says_so) {
    test::Served store;
    test::Scratch scratch;
    std::ofstream(scratch / "file") << "in the way";
    std::mutex mutex;
    std::vector<std::string> reported;
    dump::Shelf shelf(
        store.database(), scratch / "file", [] { return *registry::parse_now("2021-11-01"); },
        [&](const std::string& line) {
            const std::lock_guard lock(mutex);
            reported.push_back(line);
        });
    const auto edition = [&] {
        auto reader = store.database().read();
        return dump::edition_now(reader);
    }();
    EXPECT_TRUE(shelf.ask_for(edition));
    while (shelf.ask_for(edition)) std::this_thread::yield();
    EXPECT_TRUE(shelf.there().empty());
    const std::lock_guard lock(mutex);
    EXPECT_EQ(reported.size(), 1u);
}

TEST(Dump, a_damaged_manifest_is_no_dump) {
    for (const auto* text : {"", "{", "[]", "{}", R"({"edition":1})",
                             R"({"edition":"a","revision":1,"made_at":"","changed_at":"","files":[{}]})",
                             R"({"edition":"a","revision":-1,"made_at":"","changed_at":"","files":[]})"})
        EXPECT_FALSE(dump::read_manifest(text)) << text;
    const dump::Dump whole{"a-1", 1, "2021-11-01T00:00:00Z", "", {{"f", "text/plain", "00", 7}}, false};
    const auto again = dump::read_manifest(dump::write_manifest(whole));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->edition, "a-1");
    EXPECT_EQ(again->files.at(0).size, 7u);
}

TEST(Dump, the_help_says_in_every_language_that_a_title_may_look_like_a_formula) {
    test::Served site;
    for (const auto& [lang, word] : {std::pair{"nl", "formule"}, {"fr", "formule"}, {"de", "Formel"}, {"en", "formula"}}) {
        const auto page = site.get(std::string{"/help?lang="} + lang);
        const auto section = page.body->find("id=\"spreadsheets\"");
        ASSERT_NE(section, std::string::npos) << lang;
        EXPECT_NE(page.body->find(word, section), std::string::npos) << lang;
    }
}
