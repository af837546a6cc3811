// kill -9 at any moment of an import leaves the store as it was before or as it is after.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <random>

#include "registry/model/vocabulary.hpp"
#include "tests/registry/intake/whole_store.hpp"
#include "tests/support/scratch.hpp"

namespace {

using namespace test;
using registry::store::Database;
using Clock = std::chrono::steady_clock;

StatusPage large(const char* as_of, int year) {
    StatusPage page;
    page.as_of = as_of;
    page.title = std::string{"A treaty as it stood on "} + as_of;
    for (const auto& party : registry::Vocabulary::built_in().parties())
        for (const auto* milestone : {"signed", "deposited"})
            page.rows.push_back({party.id, milestone, std::to_string(year) + "-03-05"});
    return page;
}

struct State {
    std::uint64_t revision = 0;
    std::map<std::string, std::int64_t> counts;
    std::string exported;
    bool operator==(const State&) const = default;
};
State state_of(const std::filesystem::path& file) {
    Database database(file);
    auto reader = database.read();
    return {reader.revision(), row_counts(reader), registry::export_all(reader)};
}

[[noreturn]] void import_and_leave(const std::filesystem::path& file) {
    try {
        Database database(file);
        take(database, batch_of(large("2018-01-01", 2004)), "2018");
    } catch (...) {
        _exit(1);
    }
    _exit(0);
}

// The kernel sends this process SIGKILL then, whatever it is doing.
void be_killed_after(long microseconds) {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    timer_t timer{};
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) _exit(2);
    const itimerspec when{{}, {microseconds / 1000000, 1 + microseconds % 1000000 * 1000}};
    if (timer_settime(timer, 0, &when, nullptr) != 0) _exit(2);
}

}  // namespace

TEST(Kill, at_twenty_random_moments_leaves_the_store_before_or_after) {
    const Scratch scratch;
    const auto file = [&](const std::string& name) { return scratch / (name + ".db"); };
    {
        Database database(file("before"));
        take(database, batch_of(large("2015-01-01", 2003)), "2015");
    }
    const auto before = state_of(file("before"));
    std::filesystem::copy_file(file("before"), file("after"));
    const auto began = Clock::now();
    if (const auto child = fork(); child == 0)
        import_and_leave(file("after"));
    else
        waitpid(child, nullptr, 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    const auto after = state_of(file("after"));
    ASSERT_EQ(after.revision, before.revision + 1);

    std::mt19937 draw(20261122);
    std::uniform_int_distribution<long> moment(0, whole + whole / 10);
    int unfinished = 0;
    for (int round = 0; round < 20; ++round) {
        const auto name = "round-" + std::to_string(round);
        std::filesystem::copy_file(file("before"), file(name));
        const auto wait = moment(draw);
        const auto child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            be_killed_after(wait);
            import_and_leave(file(name));
        }
        waitpid(child, nullptr, 0);
        const auto state = state_of(file(name));
        EXPECT_TRUE(state == before || state == after) << "killed after " << wait << " of " << whole << " us";
        unfinished += state == before;
        {
            Database again(file(name));
            take(again, batch_of(large("2018-01-01", 2004)), "2018");
        }
        EXPECT_EQ(state_of(file(name)).exported, after.exported) << "and it can be taken in again";
    }
    EXPECT_GT(unfinished, 0) << "no import was interrupted: the test tests nothing";
}
