// Answers that stand ready beside those that are worked out: who waits for whom, and what is sent.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <future>
#include <thread>
#include <vector>

#include "server/http/listen.hpp"
#include "tests/server/http_client.hpp"

using namespace server;
using namespace http_test;

namespace {

const std::string rest = " HTTP/1.1\r\nHost: a\r\n";

Response text(std::string body) {
    Response response;
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

std::shared_ptr<const Response> ready(std::string body) {
    auto response = text(std::move(body));
    response.headers["Content-Type"] = "text/plain";
    response.written = std::make_shared<const std::string>(written_headers(response));
    return std::make_shared<const Response>(std::move(response));
}

// The same from a file in memory, where it is what is sent: the body says something else.
std::shared_ptr<const Response> ready_from_file(const std::string& body) {
    static const auto sheets = OpenFile::in_memory();
    auto response = text("not this");
    response.file = sheets;
    response.from = *sheets->append(body);
    response.length = body.size();
    response.written = std::make_shared<const std::string>(written_headers(response));
    return std::make_shared<const Response>(std::move(response));
}

// Works on until it is let go; everybody else may look at how many are at it.
struct Gate {
    std::promise<void> opened;
    std::shared_future<void> open{opened.get_future()};
    std::atomic<int> inside{0}, most{0};
    Response operator()(const Request& request) {
        const int now = ++inside;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        open.wait();
        --inside;
        return text("worked out " + request.target);
    }
};

std::string of_letters(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i * 7919 % 26);
    return text;
}

}  // namespace

TEST(Ready, what_stands_ready_is_given_while_everybody_works_something_out) {
    Gate gate;
    const auto page = ready("at once");
    const Listener listener(
        "127.0.0.1", 0, [&](const Request& request) { return gate(request); }, Limits{.workers = 2}, {},
        [&](const HeadView& head) { return head.target == "/ready" ? page : nullptr; });
    std::vector<Client> slow;
    for (int i = 0; i < 6; ++i) {
        slow.emplace_back(listener.port());
        slow.back().send("GET /" + std::to_string(i) + rest + "\r\n");
    }
    ASSERT_TRUE(comes_true([&] { return gate.inside == 2; }));
    Client reader(listener.port());
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(reader.get("/ready").body, "at once");
        EXPECT_EQ(Client(listener.port()).get("/ready").body, "at once") << "new ones are let in too";
    }
    EXPECT_EQ(gate.inside, 2);
    for (auto& client : slow) EXPECT_FALSE(client.ready_within(0ms));
    gate.opened.set_value();
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(slow[static_cast<std::size_t>(i)].read().body, "worked out /" + std::to_string(i));
    EXPECT_EQ(gate.most, 2) << "no more at once than allowed";
}

TEST(Ready, one_clients_requests_are_answered_in_order_ready_or_not) {
    const auto page = ready("at once");
    const Listener listener(
        "127.0.0.1", 0, [](const Request& request) { return text(request.target); }, {}, {},
        [&](const HeadView& head) { return head.target == "/ready" ? page : nullptr; });
    Client client(listener.port());
    std::string all;
    for (int i = 0; i < 300; ++i)
        all += "GET /" + std::to_string(i) + rest + "\r\nGET /ready" + rest + "\r\n";
    std::thread sender([&] { EXPECT_TRUE(client.send(all)); });
    for (int i = 0; i < 300; ++i) {
        ASSERT_EQ(client.read().body, "/" + std::to_string(i));
        ASSERT_EQ(client.read().body, "at once");
    }
    sender.join();
}

TEST(Ready, header_lines_and_the_end_of_the_connection_are_as_for_any_answer) {
    const auto page = ready("at once");
    const Listener listener(
        "127.0.0.1", 0, [](const Request&) { return text("worked out"); }, {}, {},
        [&](const HeadView&) { return page; });
    Client client(listener.port());
    const auto reply = client.get("/");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("Content-Length"), "7");
    EXPECT_EQ(reply.headers.at("Content-Type"), "text/plain");
    EXPECT_EQ(reply.headers.count("Date"), 1u);
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: close\r\n\r\n").body,
              "at once");
    EXPECT_TRUE(client.ends());
    Client old(listener.port());
    EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").headers.at("Connection"), "close");
    EXPECT_TRUE(old.ends());
    Client posting(listener.port());
    EXPECT_EQ(posting.ask("POST /" + rest + "Content-Length: 2\r\n\r\nhi").body, "worked out")
        << "what brings a body is never answered without it";
}

TEST(Ready, what_is_refused_is_not_even_looked_for) {
    std::atomic<int> asked{0};
    const auto page = ready("at once");
    const Listener listener(
        "127.0.0.1", 0, [](const Request&) { return text("worked out"); }, {}, {},
        [&](const HeadView&) {
            ++asked;
            return page;
        });
    for (const std::string bad :
         {"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
        Client client(listener.port());
        EXPECT_EQ(client.ask(bad).status, 400) << bad;
        EXPECT_TRUE(client.ends());
    }
    EXPECT_EQ(asked, 0);
}

TEST(Ready, a_body_from_a_file_in_memory_comes_whole_to_slow_and_quick_readers) {
    const auto large = of_letters(3'000'017), small = of_letters(5'001);
    const auto large_page = ready_from_file(large), small_page = ready_from_file(small);
    const Listener listener(
        "127.0.0.1", 0, [](const Request&) { return text("worked out"); }, Limits{.workers = 1}, {},
        [&](const HeadView& head) { return head.target == "/large" ? large_page : small_page; });
    Client slow(listener.port(), 4096), quick(listener.port());
    slow.send("GET /large" + rest + "\r\n");
    EXPECT_TRUE(slow.ready_within(patience));
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(quick.get("/small").body == small);
    EXPECT_TRUE(quick.get("/large").body == large);
    EXPECT_TRUE(slow.read().body == large);
    EXPECT_TRUE(slow.get("/small").body == small) << "and is kept alive";
}

TEST(Ready, clients_that_leave_raise_no_signal_nor_when_the_listener_goes) {
    ASSERT_NE(std::signal(SIGPIPE, SIG_DFL), SIG_ERR);  // would end the program
    const auto page = ready_from_file(of_letters(6'000'000));
    auto listener = std::make_unique<Listener>(
        "127.0.0.1", 0, [](const Request&) { return text("worked out"); }, Limits{}, Report{},
        [&](const HeadView&) { return page; });
    std::vector<Client> staying;
    for (int i = 0; i < 20; ++i) {
        Client client(listener->port(), 4096);
        client.send("GET /" + rest + "\r\n");
        EXPECT_TRUE(client.ready_within(patience));
        if (i % 2) staying.push_back(std::move(client));
    }
    EXPECT_TRUE(comes_true([&] { return listener->connections() == staying.size(); }));
    std::thread goes([&] { listener.reset(); });
    staying.clear();
    goes.join();
}

TEST(Ready, bytes_put_in_a_file_in_memory_stay_where_they_are) {
    const auto file = OpenFile::in_memory();
    ASSERT_TRUE(file);
    const auto first = of_letters(5'000);
    const auto at = file->append(first), empty = file->append(""), then = file->append("second");
    ASSERT_TRUE(at && empty && then);
    EXPECT_EQ(*then % 4096, 0u);
    EXPECT_GE(*then, *at + first.size());
    std::string got(first.size(), '\0');
    ASSERT_EQ(::pread(file->fd(), got.data(), got.size(), static_cast<off_t>(*at)), 5'000);
    EXPECT_EQ(got, first);
    got.resize(6);
    ASSERT_EQ(::pread(file->fd(), got.data(), got.size(), static_cast<off_t>(*then)), 6);
    EXPECT_EQ(got, "second");
}

TEST(Ready, many_clients_asking_and_leaving_each_get_their_own) {
    const auto page = ready(of_letters(20'000));
    const auto filed = ready_from_file(of_letters(20'000));
    const Listener listener(
        "127.0.0.1", 0, [](const Request& request) { return text(request.target); }, Limits{.workers = 3}, {},
        [&](const HeadView& head) {
            return head.target == "/ready" ? page : head.target == "/filed" ? filed : nullptr;
        });
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&, t] {
            for (int round = 0; round < 20; ++round) {
                Client client(listener.port());
                for (int i = 0; i < 10; ++i) {
                    const auto mine = "/" + std::to_string(t * 1000 + round * 10 + i);
                    client.send("GET " + mine + rest + "\r\nGET /ready" + rest + "\r\nGET /filed" + rest +
                                "\r\n");
                    right += client.read().body == mine;
                    right += client.read().body == *page->body;
                    right += client.read().body == *page->body;
                }
                client.send("GET /ready" + rest + "\r\n");  // and leaves
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 6 * 20 * 10 * 3);
    EXPECT_TRUE(comes_true([&] { return listener.connections() == 0; }));
}
