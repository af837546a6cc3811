// Several processes, one folder of dumps: nobody loses what he has made, nothing of anybody else's is
// touched, and what is taken down goes from it at once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <thread>

#include "registry/store/documents.hpp"
#include "registry/store/snapshot.hpp"
#include "registry/store/taken_down.hpp"
#include "server/dump/folder.hpp"
#include "server/dump/shelf.hpp"
#include "tests/server/over_samples.hpp"
#include "tests/server/pages_made.hpp"

namespace fs = std::filesystem;
namespace dump = server::dump;
namespace store = registry::store;
using test::header_of;

namespace {

const auto now = *registry::parse_now("2021-11-01");
const std::atomic<bool> go_on{false};

// A store with a site that offers dumps, and the folder they lie in.
struct Offering {
    test::Scratch scratch;
    test::Served made;
    std::vector<std::string> reported;
    std::mutex mutex;
    server::Site site{made.database(), settings()};

    server::SiteSettings settings() {
        server::SiteSettings given;
        given.base_url = "https://placet.test";
        given.now = [] { return now; };
        given.dumps = folder();
        given.report = [this](const std::string& line) {
            const std::lock_guard lock(mutex);
            reported.push_back(line);
        };
        return given;
    }
    fs::path folder() const { return scratch / "dumps"; }
    server::Response get(const std::string& target) { return site.answer({"GET", target, {}, {}}); }
    // Until something else than "come back later" is said.
    server::Response wait_for(const std::string& target) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{2};
        auto answer = get(target);
        for (; answer.status == 503 && std::chrono::steady_clock::now() < until; answer = get(target))
            std::this_thread::yield();
        return answer;
    }
    std::string identity() {
        auto reader = made.database().read();
        return store::stamp(reader).identity;
    }
    std::string edition() {
        auto reader = made.database().read();
        return dump::edition_now(reader);
    }
    void take_down(bool down = true) {
        auto writer = made.database().write();
        const auto document = store::document_by_key(writer, made.sha256);
        ASSERT_TRUE(document);
        const auto run = store::begin_run(writer, "record", "", "take-down", now);
        store::set_taken_down(writer, run, document->id, down, "a court has said so");
        writer.commit();
    }
};

}  // namespace

TEST(DumpFolder, two_who_make_one_edition_at_once_both_have_it) {
    Offering offering;
    store::Database other(offering.made.database().file());  // as another process opens it
    std::optional<dump::Dump> first, second;
    std::thread one([&] { first = dump::make(offering.made.database(), offering.folder(), now, go_on); });
    std::thread two([&] { second = dump::make(other, offering.folder(), now, go_on); });
    one.join(), two.join();
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->found, second->found) << "one has made it, the other has found it";
    EXPECT_EQ(first->files.at(0).sha256, second->files.at(0).sha256);
    const auto there = dump::dumps_in(offering.folder(), offering.identity());
    ASSERT_EQ(there.size(), 1u);
    for (const auto& file : there[0].files)
        EXPECT_EQ(fs::file_size(offering.folder() / there[0].edition / file.name), file.size);
}

TEST(DumpFolder, what_another_process_is_making_is_left_alone_and_taken_away_once_it_is_killed) {
    Offering offering;
    const auto identity = offering.identity();
    const auto part = offering.folder() / (identity + "-7.part");
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t maker = ::fork();
    if (maker == 0) {
        const auto turn = dump::Turn::if_free(offering.folder());
        fs::create_directories(part);
        const char told = turn ? 'y' : 'n';
        if (::write(ready[1], &told, 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }
    char told = 0;
    ASSERT_EQ(::read(ready[0], &told, 1), 1);
    ASSERT_EQ(told, 'y');
    dump::tidy(offering.folder(), identity, 2);
    EXPECT_TRUE(fs::exists(part)) << "its maker is at work";
    EXPECT_FALSE(dump::Turn::if_free(offering.folder()));
    ASSERT_EQ(::kill(maker, SIGKILL), 0);
    ASSERT_EQ(::waitpid(maker, nullptr, 0), maker);
    ::close(ready[0]), ::close(ready[1]);
    ASSERT_TRUE(dump::make(offering.made.database(), offering.folder(), now, go_on));
    EXPECT_FALSE(fs::exists(part)) << "left behind by one that was killed";
}

TEST(DumpFolder, whoever_waits_for_his_turn_can_be_told_to_stop) {
    Offering offering;
    const auto turn = dump::Turn::if_free(offering.folder());
    ASSERT_TRUE(turn);
    std::atomic<bool> stop{false};
    std::optional<dump::Dump> made;
    std::thread waits([&] { made = dump::make(offering.made.database(), offering.folder(), now, stop); });
    stop = true;
    waits.join();
    EXPECT_FALSE(made);
}

TEST(DumpFolder, one_that_could_not_be_made_is_tried_again_after_a_while) {
    test::Served served;
    test::Scratch scratch;
    std::ofstream(scratch / "dumps") << "in the way";
    std::atomic<int> reported = 0;
    dump::Shelf shelf(
        served.database(), scratch / "dumps", [] { return now; }, [&](const std::string&) { ++reported; },
        std::chrono::seconds{0});
    auto reader = served.database().read();
    const auto edition = dump::edition_now(reader);
    ASSERT_TRUE(shelf.ask_for(edition));
    while (reported == 0) std::this_thread::yield();
    fs::remove(scratch / "dumps");
    while (shelf.ask_for(edition)) std::this_thread::yield();
    ASSERT_EQ(shelf.there().size(), 1u) << "without a new revision";
}

TEST(DumpFolder, a_failure_is_503_and_says_when_to_ask_again) {
    Offering offering;
    std::ofstream(offering.folder()) << "in the way";
    static_cast<void>(offering.get("/dump"));
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    auto answer = offering.get("/dump");
    for (; answer.status == 202 && std::chrono::steady_clock::now() < until; answer = offering.get("/dump"))
        std::this_thread::yield();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(header_of(answer, "Retry-After"), "30");
    const auto latest = offering.get("/dump/latest/placet.sqlite");
    EXPECT_EQ(latest.status, 503);
    EXPECT_EQ(header_of(latest, "Retry-After"), "30");
}

TEST(DumpFolder, who_asks_only_for_the_latest_has_it_made) {
    Offering offering;
    const auto first = offering.get("/dump/latest/placet.sqlite");
    EXPECT_EQ(first.status, 503);
    EXPECT_EQ(header_of(first, "Retry-After"), "30");
    auto answer = offering.wait_for("/dump/latest/placet.sqlite");
    ASSERT_EQ(answer.status, 302);
    EXPECT_EQ(header_of(answer, "Location"), "/dump/" + offering.edition() + "/placet.sqlite");
    // And the next one after the registry has changed.
    offering.take_down(), offering.take_down(false);
    EXPECT_EQ(offering.get("/dump/latest/no-such.file").status, 404);
    answer = offering.wait_for("/dump/latest/placet.sqlite");
    EXPECT_EQ(header_of(answer, "Location"), "/dump/" + offering.edition() + "/placet.sqlite");
}

TEST(DumpFolder, another_stores_dumps_are_neither_offered_nor_taken_away) {
    Offering one, two;
    ASSERT_TRUE(dump::make(one.made.database(), two.folder(), now, go_on));
    ASSERT_EQ(two.wait_for("/dump/latest/placet.sqlite").status, 302);
    EXPECT_EQ(two.get("/dump/" + one.edition() + "/placet.sqlite").status, 404);
    dump::tidy(two.folder(), two.identity(), 0);
    EXPECT_EQ(dump::dumps_in(two.folder(), one.identity()).size(), 1u);
    EXPECT_TRUE(dump::dumps_in(two.folder(), two.identity()).empty());
}

TEST(DumpFolder, what_is_made_by_another_process_is_found) {
    Offering offering;
    store::Database other(offering.made.database().file());
    const auto made = dump::make(other, offering.folder(), now, go_on);
    ASSERT_TRUE(made);
    EXPECT_EQ(offering.get("/dump/" + made->edition + "/placet.sqlite").status, 200);
    EXPECT_EQ(offering.get("/dump/latest/placet.sqlite").status, 302) << "none has to be made";
}

TEST(DumpFolder, one_that_holds_what_was_taken_down_since_is_given_to_nobody_any_more) {
    Offering offering;
    const auto before = header_of(offering.wait_for("/dump/latest/placet.sqlite"), "Location");
    ASSERT_EQ(offering.get(before).status, 200);
    EXPECT_EQ(header_of(offering.get(before), "Cache-Control"), "public, no-cache");
    const auto edition = offering.edition();
    ASSERT_EQ(offering.get("/documents/" + offering.made.sha256 + "/original").status, 200);
    offering.take_down();
    EXPECT_EQ(offering.get(before).status, 404) << "the first that is asked for";
    EXPECT_FALSE(fs::exists(offering.folder() / edition));
    const auto original = offering.get("/documents/" + offering.made.sha256 + "/original");
    EXPECT_EQ(original.status, 410);
    EXPECT_NE(original.body->find("1 November 2021, because: a court has said so"), std::string::npos)
        << *original.body;
    const auto page = offering.get("/documents/" + offering.made.sha256 + ".json");
    EXPECT_NE(page.body->find("\"taken_down_because\":\"a court has said so\""), std::string::npos)
        << *page.body;
    // Put back, it is public again, and no dump is taken away for that.
    const auto without = header_of(offering.wait_for("/dump/latest/placet.sqlite"), "Location");
    offering.take_down(false);
    EXPECT_EQ(offering.get(without).status, 200);
    EXPECT_EQ(offering.get("/documents/" + offering.made.sha256 + "/original").status, 200);
}

TEST(Ready, a_registry_whose_file_was_removed_or_replaced_is_not_ready_and_says_so) {
    Offering offering;
    EXPECT_EQ(offering.get("/readyz").status, 200);
    const auto file = offering.made.database().file();
    fs::rename(file, offering.scratch / "elsewhere.db");
    const auto removed = offering.get("/readyz");
    EXPECT_EQ(removed.status, 503);
    EXPECT_NE(removed.body->find("removed or replaced"), std::string::npos) << *removed.body;
    { const store::Database another(offering.scratch / "another.db"); }
    fs::rename(offering.scratch / "another.db", file);
    EXPECT_EQ(offering.get("/readyz").status, 503) << "another file under the same name";
    fs::rename(offering.scratch / "elsewhere.db", file);
    EXPECT_EQ(offering.get("/readyz").status, 200);
}
