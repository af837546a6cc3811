// The listener beside slow, silent and greedy clients. Deadlines are short here, so that what is to happen
// happens soon; nothing is asserted about how soon.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <ctime>
#include <functional>
#include <thread>
#include <vector>

#include "server/http/listen.hpp"
#include "tests/server/http_client.hpp"

using namespace server;
using namespace http_test;

namespace {

const std::string rest = " HTTP/1.1\r\nHost: a\r\n";
constexpr std::size_t large = 32u << 20;

Response answer(const Request& request) {
    static const auto big = std::make_shared<const std::string>(large, 'x');
    Response response;
    response.body =
        request.target == "/large" ? big : std::make_shared<const std::string>("hello " + request.body);
    return response;
}

// Room for `more` further descriptors; false where the system does not allow it.
bool descriptors_for(rlim_t more) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t wanted = more + 256;
    if (limit.rlim_cur >= wanted) return true;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted;
}

// Goes on sending, a byte now and again, until the other side has had enough; gives what was said.
Reply drip(Client& client, const std::string& begin, char with) {
    client.send(begin);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!client.ready_within(5ms) && std::chrono::steady_clock::now() < until)
        if (!client.send(std::string(1, with))) break;
    return client.read();
}

}  // namespace

TEST(Patience, a_reader_is_answered_beside_200_dripping_and_1000_idle_clients) {
    if (!descriptors_for(2 * 1300)) GTEST_SKIP() << "skipped: too few descriptors allowed";
    const Listener listener("127.0.0.1", 0, answer,
                            Limits{.header_deadline = 60s, .idle = 60s, .workers = 2});
    std::vector<Client> idle, dripping;
    idle.reserve(1000);
    for (int i = 0; i < 1000; ++i) {
        idle.emplace_back(listener.port());
        if (i % 2 == 0) continue;  // half say nothing, half have asked once and stay
        ASSERT_EQ(idle.back().get("/").status, 200);
    }
    for (int i = 0; i < 200; ++i) {
        dripping.emplace_back(listener.port());
        dripping.back().send(i % 2 ? "GET / HT" : "POST /" + rest + "Content-Length: 1000\r\n\r\nhalf");
    }
    ASSERT_TRUE(comes_true([&] { return listener.connections() == 1200; }));
    for (int round = 0; round < 10; ++round) {
        for (auto& client : dripping) client.send("x");
        Client reader(listener.port());
        EXPECT_EQ(reader.get("/").body, "hello ") << round;
        EXPECT_EQ(idle[static_cast<std::size_t>(round)].get("/").status, 200)
            << "an idle one is served when it asks";
    }
}

TEST(Patience, a_header_that_drips_has_one_deadline_from_its_first_byte) {
    const Listener listener("127.0.0.1", 0, answer,
                            Limits{.header_deadline = 60ms, .idle = 90s, .workers = 1});
    Client client(listener.port());
    const auto reply = drip(client, "GET / HTTP/1.1\r\nHost: a\r\nX: ", 'x');
    EXPECT_EQ(reply.status, 408);
    EXPECT_EQ(reply.headers.at("Connection"), "close");
    EXPECT_TRUE(client.ends());
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
}

TEST(Patience, a_body_that_drips_has_one_deadline) {
    const Listener listener("127.0.0.1", 0, answer,
                            Limits{.header_deadline = 90s, .body_deadline = 60ms, .idle = 90s, .workers = 1});
    Client client(listener.port());
    EXPECT_EQ(drip(client, "POST /" + rest + "Content-Length: 60000\r\n\r\n", 'x').status, 408);
    EXPECT_TRUE(client.ends());
    Client called(listener.port());
    EXPECT_EQ(
        drip(called, "POST /" + rest + "Content-Length: 60000\r\nExpect: 100-continue\r\n\r\n", 'x').status,
        100);
    EXPECT_EQ(drip(called, "", 'x').status, 408);
}

TEST(Patience, half_a_header_without_more_is_told_and_closed) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.header_deadline = 50ms});
    std::vector<Client> clients;
    for (int i = 0; i < 20; ++i) {
        clients.emplace_back(listener.port());
        clients.back().send("GET / HTTP/1.1\r\nHo");
    }
    for (auto& client : clients) {
        EXPECT_EQ(client.read().status, 408);
        EXPECT_TRUE(client.ends());
    }
}

TEST(Patience, idle_connections_are_closed_without_a_word) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.idle = 50ms});
    Client silent(listener.port()), once(listener.port());
    EXPECT_EQ(once.get("/").status, 200);
    EXPECT_TRUE(silent.ends());
    EXPECT_TRUE(once.ends());
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
}

TEST(Patience, bodies_on_their_way_hold_no_worker) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.workers = 1});
    std::vector<Client> posting;
    for (int i = 0; i < 50; ++i) {
        posting.emplace_back(listener.port());
        posting.back().send("POST /" + rest + "Content-Length: 8\r\n\r\nha");
    }
    Client reader(listener.port());
    EXPECT_EQ(reader.get("/").body, "hello ");
    for (auto& client : posting) client.send("lf");
    EXPECT_EQ(reader.get("/").body, "hello ");
    for (auto& client : posting) EXPECT_EQ(client.ask("full").body, "hello halffull");
}

TEST(Patience, a_slow_reader_of_a_large_answer_holds_no_worker_and_gets_it_all) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.workers = 1});
    std::vector<Client> slow;
    for (int i = 0; i < 5; ++i) {
        slow.emplace_back(listener.port(), 4096);
        slow.back().send("GET /large" + rest + "\r\n");
        EXPECT_TRUE(slow.back().ready_within(patience));
    }
    Client reader(listener.port());
    for (int i = 0; i < 10; ++i) EXPECT_EQ(reader.get("/").body, "hello ");
    const auto reply = slow.front().read();
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.body == std::string(large, 'x'));
    EXPECT_EQ(slow.front().get("/").body, "hello ") << "and is kept alive";
}

TEST(Patience, a_reader_that_takes_nothing_is_given_up) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.write_deadline = 100ms, .workers = 1});
    Client client(listener.port(), 4096);
    client.send("GET /large" + rest + "\r\n");
    EXPECT_TRUE(client.ready_within(patience));
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
    EXPECT_LT(client.rest().size(), large);
}

TEST(Patience, a_reader_that_takes_a_little_now_and_again_is_given_up) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.write_deadline = 400ms, .workers = 1});
    Client client(listener.port(), 4096);
    client.send("GET /large" + rest + "\r\n");
    EXPECT_TRUE(client.ready_within(patience));
    const auto until = std::chrono::steady_clock::now() + patience;
    char little[2048];  // at most 0.4 MB a second, where 0.64 are asked
    while (listener.connections() > 0 && std::chrono::steady_clock::now() < until) {
        ::poll(nullptr, 0, 5);  // the slowness itself is what is tested
        [[maybe_unused]] const auto got = ::recv(client.fd(), little, sizeof little, MSG_DONTWAIT);
    }
    EXPECT_EQ(listener.connections(), 0u);
}

TEST(Patience, who_asks_without_reading_the_answers_is_given_up) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.write_deadline = 100ms, .workers = 1});
    Client client(listener.port(), 4096);
    std::string many;
    for (int i = 0; i < 200; ++i) many += "GET /large" + rest + "\r\n";
    client.send(many);
    EXPECT_TRUE(client.ready_within(patience));
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
    Client reader(listener.port());
    EXPECT_EQ(reader.get("/").body, "hello ");
}

TEST(Patience, connections_past_the_limit_are_closed_at_once) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.connections = 3});
    std::vector<Client> in;
    for (int i = 0; i < 3; ++i) {
        in.emplace_back(listener.port());
        EXPECT_EQ(in.back().get("/").status, 200);
    }
    Client out(listener.port());
    EXPECT_TRUE(out.ends_somehow());
    EXPECT_EQ(in.front().get("/").status, 200);
    in.pop_back();
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 2; }));
    Client next(listener.port());
    EXPECT_EQ(next.get("/").status, 200);
}

TEST(Patience, without_descriptors_it_waits_and_does_not_spin) {
    const Listener listener("127.0.0.1", 0, answer,
                            Limits{.idle = 400ms, .workers = 2});  // looks again each 100 ms
    Client waiting;
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    auto none = before;
    none.rlim_cur =
        static_cast<rlim_t>(waiting.fd()) + 1;  // the listener's descriptors are below, the next is not had
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    waiting.connect(listener.port());
    waiting.send("GET /" + rest + "\r\n");
    timespec used_before{}, used_after{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used_before);
    EXPECT_FALSE(waiting.ready_within(300ms));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used_after);
    const auto used = (used_after.tv_sec - used_before.tv_sec) * 1000 +
                      (used_after.tv_nsec - used_before.tv_nsec) / 1'000'000;
    EXPECT_LT(used, 30) << "ms of processor for 300 ms of waiting";
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(waiting.read().body, "hello ") << "let in as soon as there is room again";
}

TEST(Patience, many_clients_at_once_each_get_their_own_answers) {
    const Listener listener("127.0.0.1", 0, answer, Limits{.workers = 4});
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int round = 0; round < 20; ++round) {
                Client client(listener.port());
                for (int i = 0; i < 10; ++i) {
                    const auto mine = std::to_string(t) + "-" + std::to_string(round * 10 + i);
                    const auto reply =
                        client.ask("POST /" + rest + "Content-Length: " + std::to_string(mine.size()) +
                                   "\r\n\r\n" + mine);
                    right += reply.body == "hello " + mine;
                }
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 8 * 20 * 10);
}
