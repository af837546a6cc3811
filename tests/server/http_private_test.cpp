// Who sent a form, and what is told of secret addresses.
#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "server/http/cors.hpp"
#include "server/http/listen.hpp"
#include "server/http/secure.hpp"
#include "tests/server/http_client.hpp"

TEST(Private, a_form_is_known_by_the_address_it_came_from) {
    std::mutex mutex;
    std::vector<std::string> clients, reported;
    const server::Listener listener(
        "127.0.0.1", 0,
        [&](const server::Request& request) -> server::Response {
            const std::lock_guard lock(mutex);
            clients.push_back(request.method + " " + request.client);
            if (request.body == "break") throw std::runtime_error("broken");
            return {};
        },
        {},
        [&](std::string_view line) {
            const std::lock_guard lock(mutex);
            reported.emplace_back(line);
        });
    http_test::Client client(listener.port());
    const std::string head =
        "POST /subscriptions/manage/a-secret HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: "
        "203.0.113.9\r\nContent-Length: ";
    client.send(head + "2\r\n\r\nok");
    EXPECT_EQ(client.read("POST").status, 200);
    client.send(head + "5\r\n\r\nbreak");
    EXPECT_EQ(client.read("POST").status, 500);
    const std::lock_guard lock(mutex);
    EXPECT_EQ(clients, (std::vector<std::string>{"POST 127.0.0.1", "POST 127.0.0.1"}));
    ASSERT_EQ(reported.size(), 1u);
    EXPECT_EQ(reported[0].find("a-secret"), std::string::npos) << reported[0];
    EXPECT_NE(reported[0].find("broken"), std::string::npos);
}

TEST(Private, nothing_private_is_kept_shared_or_handed_on) {
    server::Headers headers{{"Cache-Control", "no-cache"},
                            {"ETag", "\"1\""},
                            {"Last-Modified", "x"},
                            {"Link", "<x>; rel=canonical"}};
    server::secure(headers);
    server::share(headers);
    server::keep_private(headers);
    EXPECT_EQ(headers["Cache-Control"], "no-store");
    EXPECT_EQ(headers["Referrer-Policy"], "no-referrer");
    for (const auto* gone :
         {"ETag", "Last-Modified", "Link", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"})
        EXPECT_FALSE(headers.contains(gone)) << gone;
    EXPECT_TRUE(headers.contains("Content-Security-Policy"));
}

TEST(Private, a_secret_address_is_one_however_it_is_written) {
    for (const auto* target :
         {"/subscriptions/manage/x", "/%73ubscriptions/manage/x", "/operator/x", "/subscriptions"}) {
        server::Target read;
        ASSERT_TRUE(server::read_target(target, read));
        EXPECT_TRUE(server::is_secret(read)) << target;
        EXPECT_EQ(server::for_report(target).find("x"), std::string::npos) << target;
    }
    server::Target read;
    ASSERT_TRUE(server::read_target("/stalled?on=2020-01-01", read));
    EXPECT_FALSE(server::is_secret(read));
    EXPECT_EQ(server::for_report("/stalled?on=2020-01-01"), "/stalled?on=2020-01-01");
    EXPECT_EQ(server::for_report("/"), "/");
    EXPECT_EQ(server::for_report("/?q=x"), "/?q=x");
}
