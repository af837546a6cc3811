// The listener on real loopback sockets: framing, order, sizes, endings.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http/conditional.hpp"
#include "server/http/listen.hpp"
#include "tests/server/http_client.hpp"

using namespace server;
using namespace http_test;

namespace {

Response text(std::string body) {
    Response response;
    response.headers["Content-Type"] = "text/plain";
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

// Answers with what it was asked, and remembers it.
struct Echo {
    std::mutex mutex;
    std::vector<Request> asked;
    std::vector<std::string> reports;

    Response operator()(const Request& request) {
        {
            const std::lock_guard lock(mutex);
            asked.push_back(request);
        }
        if (request.target == "/throw") throw std::runtime_error("secret of the inside");
        if (request.target == "/throw-int") throw 7;
        if (request.target == "/split") {
            auto response = text("x");
            response.headers["Location"] = "/a\r\nSet-Cookie: stolen=1";
            return response;
        }
        if (request.target == "/none")
            return {204, {}, std::make_shared<const std::string>("not to be sent")};
        if (request.target == "/unchanged")
            return {304, {{"ETag", "\"t\""}}, std::make_shared<const std::string>("no")};
        if (request.target == "/last") {
            auto response = text("bye");
            response.headers["connection"] = "Close";
            return response;
        }
        return text(request.method + " " + request.target + " " + request.body);
    }
    std::size_t count() {
        const std::lock_guard lock(mutex);
        return asked.size();
    }
};

struct Listening {
    explicit Listening(Limits limits = {})
        : listener(
              "127.0.0.1", 0, [this](const Request& request) { return echo(request); }, limits,
              [this](std::string_view line) {
                  const std::lock_guard lock(echo.mutex);
                  echo.reports.emplace_back(line);
              }) {}
    unsigned short port() const { return listener.port(); }
    Echo echo;
    Listener listener;
};

const std::string rest = " HTTP/1.1\r\nHost: a\r\n";

}  // namespace

TEST(Listener, a_request_is_answered_with_length_and_date) {
    Listening here;
    Client client(here.port());
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto reply = client.ask("GET /a?b=c" + rest + "X-Thing: 1\r\n\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "GET /a?b=c ");
    EXPECT_EQ(reply.headers.at("Content-Type"), "text/plain");
    EXPECT_EQ(reply.headers.at("Content-Length"), "11");
    const auto date = read_http_date(reply.headers.at("Date"));
    ASSERT_TRUE(date);
    EXPECT_GE(*date, before);
    EXPECT_LE(*date, before + patience);
    EXPECT_EQ(here.echo.asked.at(0).headers.at("x-thing"), "1");
}

TEST(Listener, one_connection_serves_many_requests) {
    Listening here;
    Client client(here.port());
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(client.get("/" + std::to_string(i)).body, "GET /" + std::to_string(i) + " ");
    EXPECT_EQ(here.listener.connections(), 1u);
}

TEST(Listener, ambiguous_requests_get_400_and_the_end_and_never_reach_the_site) {
    Listening here;
    const std::string smuggled = "GET /smuggled" + rest + "\r\n";
    for (const auto& [sent, status] : std::vector<std::pair<std::string, int>>{
             {"POST /" + rest + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + smuggled, 400},
             {"POST /" + rest + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
              400},
             {"POST /" + rest + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 411},
             {"POST /" + rest + "Transfer-Encoding: xchunked\r\n\r\n" + smuggled, 501},
             {"POST /" + rest + "Content-Length: -5\r\n\r\n" + smuggled, 400},
             {"GET / HTTP/1.1\r\n\r\n" + smuggled, 400},
             {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled, 400},
             {"GET / HTTP/1.1\r\nHost : a\r\n\r\n" + smuggled, 400},
             {"GET /" + rest + " folded: x\r\n\r\n" + smuggled, 400},
             {"GET /" + rest + std::string("X: \0\r\n\r\n", 8) + smuggled, 400},
             {"GET /" + rest + "X: a\rb\r\n\r\n" + smuggled, 400},
             {"GET / HTTP/1.1\nHost: a\n\n" + smuggled, 400},
             {"GET / HTTP/3.0\r\n\r\n" + smuggled, 505},
             {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n" + smuggled, 501},
             {"\x16\x03\x01\x02" + std::string("\0\x01", 2), 400},  // a TLS hello begins so
             {"\r\n\r\n" + smuggled, 400}}) {
        Client client(here.port());
        client.send(sent);
        const auto reply = client.read();
        EXPECT_EQ(reply.status, status) << sent;
        EXPECT_EQ(reply.headers.at("Connection"), "close") << sent;
        EXPECT_EQ(reply.headers.at("Content-Type"), "application/problem+json") << sent;
        EXPECT_TRUE(client.ends()) << sent;
    }
    EXPECT_EQ(here.echo.count(), 0u);
}

TEST(Listener, an_unread_body_is_never_the_next_request) {
    Listening here;
    Client client(here.port());
    const std::string body = "GET /smuggled" + rest + "\r\n";
    // The site looks at no body here; both requests come in one piece.
    client.send("POST /a" + rest + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body +
                "GET /b" + rest + "\r\n");
    EXPECT_EQ(client.read().body, "POST /a " + body);
    EXPECT_EQ(client.read().body, "GET /b ");
    EXPECT_EQ(client.get("/c").body, "GET /c ");
    EXPECT_EQ(here.echo.count(), 3u);
    EXPECT_EQ(here.echo.asked.at(0).body, body);
}

TEST(Listener, a_GET_may_bring_a_body) {
    Listening here;
    Client client(here.port());
    EXPECT_EQ(client.ask("GET /a" + rest + "Content-Length: 4\r\n\r\nbody").body, "GET /a body");
    EXPECT_EQ(client.get("/b").body, "GET /b ");
}

TEST(Listener, pipelined_requests_are_answered_in_order) {
    Listening here;
    Client client(here.port());
    client.send("GET /first" + rest + "\r\nPOST /second" + rest + "Content-Length: 2\r\n\r\nxyHEAD /third" +
                rest + "\r\nGET /four");
    EXPECT_EQ(client.read().body, "GET /first ");
    EXPECT_EQ(client.read().body, "POST /second xy");
    EXPECT_EQ(client.read("HEAD").headers.at("Content-Length"), "12");
    client.send("th" + rest + "\r\n");
    EXPECT_EQ(client.read().body, "GET /fourth ");
}

TEST(Listener, a_long_row_of_pipelined_requests_is_answered_to_the_last) {
    Listening here(Limits{.workers = 1});
    Client client(here.port());
    std::string all;
    for (int i = 0; i < 1000; ++i) all += "GET /" + std::to_string(i) + rest + "\r\n";
    std::thread sender([&] { EXPECT_TRUE(client.send(all)); });
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(client.read().body, "GET /" + std::to_string(i) + " ");
    sender.join();
}

TEST(Listener, an_answer_that_throws_is_500_and_the_connection_stays_sane) {
    Listening here;
    Client client(here.port());
    for (const auto* target : {"/throw", "/throw-int", "/split"}) {
        const auto reply = client.get(target);
        EXPECT_EQ(reply.status, 500) << target;
        EXPECT_EQ(reply.headers.at("Content-Type"), "application/problem+json");
        EXPECT_EQ(reply.body.find("secret"), std::string::npos) << "what failed inside is not told outside";
        EXPECT_FALSE(reply.headers.contains("Set-Cookie"));
        rapidjson::Document read;
        read.Parse(reply.body.c_str());
        ASSERT_TRUE(read.IsObject());
        EXPECT_EQ(read["status"].GetInt(), 500);
        EXPECT_EQ(client.get("/after").body, "GET /after ");
    }
    ASSERT_EQ(here.echo.reports.size(), 3u);
    EXPECT_NE(here.echo.reports[0].find("GET /throw: secret of the inside"), std::string::npos);
}

TEST(Listener, HEAD_has_the_length_and_no_body) {
    Listening here;
    Client client(here.port());
    client.send("HEAD /a" + rest + "\r\n");
    const auto reply = client.read("HEAD");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("Content-Length"), "8");
    EXPECT_EQ(client.get("/b").body, "GET /b ") << "nothing of a body came before";
}

TEST(Listener, answers_without_body_have_none) {
    Listening here;
    Client client(here.port());
    for (const auto& [target, status] : {std::pair{"/none", 204}, {"/unchanged", 304}}) {
        const auto reply = client.get(target);
        EXPECT_EQ(reply.status, status);
        EXPECT_FALSE(reply.headers.contains("Content-Length"));
        EXPECT_EQ(client.get("/b").body, "GET /b ");
    }
}

TEST(Listener, OPTIONS_of_the_whole_server_is_answered) {
    Listening here;
    Client client(here.port());
    EXPECT_EQ(client.ask("OPTIONS *" + rest + "\r\n").status, 204);
    EXPECT_EQ(here.echo.count(), 0u);
}

TEST(Listener, what_is_too_large_is_told_so) {
    Listening here(Limits{.header_bytes = 4096, .target_bytes = 1000, .body_bytes = 2000});
    const auto first = [&](const std::string& sent) {
        Client client(here.port());
        client.send(sent);
        const auto reply = client.read();
        EXPECT_TRUE(client.ends());
        return reply.status;
    };
    const std::string block = "GET /" + rest + "X: ";
    EXPECT_EQ(first(block + std::string(5000, 'x') + "\r\n\r\n"), 431);
    EXPECT_EQ(first(block + std::string(50'000, 'x')), 431) << "never whole";
    EXPECT_EQ(first("GET /" + std::string(1000, 'x') + rest + "\r\n"), 414);
    EXPECT_EQ(first("GET /" + std::string(50'000, 'x') + rest + "\r\n"), 414);
    EXPECT_EQ(first("POST /" + rest + "Content-Length: 2001\r\n\r\n"), 413);
    EXPECT_EQ(first("POST /" + rest + "Content-Length: 500000\r\n\r\n" + std::string(500'000, 'x')), 413)
        << "the answer arrives although the body is still on its way";
    EXPECT_EQ(here.echo.count(), 0u);

    Client client(here.port());
    const auto exact = 4096 - block.size() - 4;
    EXPECT_EQ(client.ask(block + std::string(exact, 'x') + "\r\n\r\n").status, 200)
        << "the limit itself is allowed";
    EXPECT_EQ(client.ask("POST /" + rest + "Content-Length: 2000\r\n\r\n" + std::string(2000, 'y')).status,
              200);
    EXPECT_EQ(here.echo.asked.back().body, std::string(2000, 'y'));
}

TEST(Listener, HTTP_1_0_closes_unless_asked_to_stay) {
    Listening here;
    Client closing(here.port());
    auto reply = closing.ask("GET /a HTTP/1.0\r\n\r\n");
    EXPECT_EQ(reply.body, "GET /a ");
    EXPECT_EQ(reply.headers.at("Connection"), "close");
    EXPECT_TRUE(closing.ends());

    Client staying(here.port());
    reply = staying.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(reply.headers.at("Connection"), "keep-alive");
    EXPECT_EQ(staying.ask("GET /b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, "GET /b ");
}

TEST(Listener, either_side_may_end_the_connection_after_an_answer) {
    Listening here;
    Client asks(here.port());
    EXPECT_EQ(asks.ask("GET /a" + rest + "Connection: close\r\n\r\nGET /b" + rest + "\r\n")
                  .headers.at("Connection"),
              "close");
    EXPECT_TRUE(asks.ends());
    Client is_told(here.port());
    const auto reply = is_told.get("/last");
    EXPECT_EQ(reply.body, "bye");
    EXPECT_EQ(reply.headers.at("Connection"), "close");
    EXPECT_TRUE(is_told.ends());
    EXPECT_EQ(here.echo.count(), 2u);
}

TEST(Listener, a_client_that_has_finished_sending_still_gets_its_answers) {
    Listening here;
    Client client(here.port());
    client.send("GET /a" + rest + "\r\nGET /b" + rest + "\r\n");
    client.finish_sending();
    EXPECT_EQ(client.read().body, "GET /a ");
    EXPECT_EQ(client.read().body, "GET /b ");
    EXPECT_TRUE(client.ends());
}

TEST(Listener, one_empty_line_before_a_request_is_passed_over) {
    Listening here;
    Client client(here.port());
    EXPECT_EQ(client.ask("POST /a" + rest + "Content-Length: 1\r\n\r\nx\r\nGET /b" + rest + "\r\n").body,
              "POST /a x");
    EXPECT_EQ(client.read().body, "GET /b ");
}

TEST(Listener, a_body_that_waits_for_100_is_called_for) {
    Listening here;
    Client client(here.port());
    client.send("POST /a" + rest + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    EXPECT_EQ(client.ask("body").body, "POST /a body");
    // Already there: no need to call for it.
    EXPECT_EQ(client.ask("POST /b" + rest + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\nbody").body,
              "POST /b body");
    // Too large: refused without calling.
    client.send("POST /c" + rest + "Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 413);
    EXPECT_TRUE(client.ends());
}

TEST(Listener, an_address_that_is_taken_or_wrong_is_told_in_one_line) {
    Listening here;
    const auto listen = [](const std::string& address, unsigned short port) -> std::string {
        try {
            const Listener second(address, port, [](const Request&) { return Response{}; });
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "no error";
    };
    const auto taken = listen("127.0.0.1", here.port());
    EXPECT_NE(taken.find(std::to_string(here.port())), std::string::npos) << taken;
    EXPECT_EQ(taken.find('\n'), std::string::npos);
    EXPECT_NE(listen("192.0.2.1", 0).find("192.0.2.1"), std::string::npos);  // TEST-NET, on no machine
    EXPECT_NE(listen("not an address", 0).find("not an address"), std::string::npos);
}

TEST(Listener, a_port_is_free_again_as_soon_as_the_listener_is_gone) {
    unsigned short port;
    {
        Listening here;
        port = here.port();
        Client client(port);
        EXPECT_EQ(client.ask("GET /a" + rest + "Connection: close\r\n\r\n").status, 200);
    }
    const Listener again("127.0.0.1", port, [](const Request&) { return text("again"); });
    Client client(port);
    EXPECT_EQ(client.get("/").body, "again");
}

TEST(Listener, it_listens_on_IPv6_too) {
    std::unique_ptr<Listener> listener;
    try {
        listener = std::make_unique<Listener>("::1", 0, [](const Request&) { return text("six"); });
    } catch (const std::runtime_error& error) {
        GTEST_SKIP() << "skipped: " << error.what();
    }
    EXPECT_NE(listener->port(), 0);
}

TEST(Listener, it_goes_while_connections_are_open) {
    std::vector<Client> clients;
    {
        Listening here;
        for (int i = 0; i < 20; ++i) {
            clients.emplace_back(here.port());
            if (i % 3 == 0) {
                EXPECT_EQ(clients.back().get("/").status, 200);
            }
            if (i % 3 == 1) clients.back().send("GET / HT");
            if (i % 3 == 2) clients.back().send("POST /" + rest + "Content-Length: 10\r\n\r\nhalf");
        }
        EXPECT_TRUE(comes_true([&] { return here.listener.connections() == 20; }));
    }
    for (auto& client : clients) EXPECT_TRUE(client.ends_somehow());
}

TEST(Listener, what_is_being_answered_when_it_goes_is_finished) {
    std::promise<void> asked, go_on;
    std::string large(8 << 20, 'x');
    auto listener = std::make_unique<Listener>(
        "127.0.0.1", 0,
        [&](const Request& request) {
            if (request.target == "/slow") {
                asked.set_value();
                go_on.get_future().wait();
            }
            return text(request.target == "/large" ? large : "done");
        },
        Limits{.workers = 2});
    Client slow(listener->port()), reader(listener->port());
    slow.send("GET /slow" + rest + "\r\n");
    asked.get_future().wait();
    reader.send("GET /large" + rest + "\r\n");
    EXPECT_TRUE(reader.ready_within(patience));  // half sent: the rest waits for the reader
    std::thread goes([&] { listener.reset(); });
    go_on.set_value();
    const auto reply = slow.read();
    EXPECT_EQ(reply.body, "done");
    EXPECT_EQ(reader.read().body.size(), large.size());
    EXPECT_TRUE(reader.ends());
    goes.join();
}
