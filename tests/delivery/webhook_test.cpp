#include "server/delivery/webhook.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "registry/base/bytes.hpp"
#include "server/delivery/https.hpp"
#include "tests/delivery/stand_in.hpp"

using namespace server::delivery;
using Went = Outcome::Went;

namespace {

registry::Endpoint endpoint(std::string url) {
    registry::Endpoint one;
    one.url = std::move(url);
    one.secret = *registry::from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return one;
}

WebhookSettings here(std::chrono::milliseconds timeout = std::chrono::seconds{5}) {
    WebhookSettings settings;
    settings.loopback = true;
    settings.timeout = timeout;
    return settings;
}

Outcome post_to(const test::StandIn& receiver, const WebhookSettings& settings = here()) {
    return post(settings, endpoint(receiver.url()), "msg_1", 1614265330, R"({"test": 2432232314})");
}

}  // namespace

// The example of the specification's own libraries.
TEST(Webhook, signs_as_standard_webhooks_says) {
    EXPECT_EQ(signature(endpoint({}), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
              "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Webhook, both_secrets_sign_until_the_former_one_has_run_out) {
    auto one = endpoint({});
    one.former_secret = "the former", one.former_until = 2000;
    const auto both = signature(one, "m", 1999, "x"), alone = signature(one, "m", 2000, "x");
    EXPECT_EQ(both.find(' '), both.rfind(' '));
    ASSERT_NE(both.find(' '), std::string::npos);
    EXPECT_EQ(alone.find(' '), std::string::npos);
    EXPECT_TRUE(both.starts_with("v1,"));
    EXPECT_EQ(both.substr(both.find(' ') + 1, 3), "v1,");
}

TEST(Webhook, sends_the_three_headers_and_the_payload_as_it_is) {
    test::StandIn receiver(test::answering("HTTP/1.1 204 No Content\r\n\r\n"));
    EXPECT_EQ(post_to(receiver).went, Went::sent);
    const auto heard = receiver.heard().at(0);
    for (const auto* each : {"POST /hook HTTP/1.1\r\n", "\r\nwebhook-id: msg_1\r\n",
                             "\r\nwebhook-timestamp: 1614265330\r\n", "\r\nwebhook-signature: v1,",
                             "\r\nContent-Type: application/json\r\n", "\r\n\r\n{\"test\": 2432232314}"})
        EXPECT_NE(heard.find(each), std::string::npos) << each;
}

TEST(Webhook, what_is_answered_decides_what_becomes_of_it) {
    const auto went = [](const std::string& status_and_headers) {
        test::StandIn receiver(test::answering("HTTP/1.1 " + status_and_headers + "\r\n\r\n"));
        return post_to(receiver);
    };
    EXPECT_EQ(went("200 OK").went, Went::sent);
    EXPECT_EQ(went("202 Accepted\r\nContent-Length: 5").went, Went::sent);
    EXPECT_EQ(went("410 Gone").went, Went::gone);
    for (const auto* each :
         {"400 Bad", "401 No", "404 Not Found", "422 No", "500 Oops", "502 Bad", "503 Busy"})
        EXPECT_EQ(went(each).went, Went::later) << each;
    const auto redirect = went("302 Found\r\nLocation: http://127.0.0.1:1/");
    EXPECT_EQ(redirect.went, Went::later);
    EXPECT_NE(redirect.why.find("redirect"), std::string::npos);
    EXPECT_EQ(went("308 Moved\r\nLocation: https://hooks.example.org/").went, Went::later);
    EXPECT_EQ(went("100 Continue\r\n\r\nHTTP/1.1 200 OK").went, Went::sent);
    EXPECT_EQ(went("429 Slow\r\nRetry-After: 120").not_before, 120);
    EXPECT_EQ(went("503 Busy\r\nRetry-After: 999999999").not_before, 86'400);
}

TEST(Webhook, retry_after_is_read_in_both_its_forms) {
    const auto seconds = [](const std::string& value) {
        const auto reply = read_reply("HTTP/1.1 429 x\r\nRetry-After: " + value + "\r\n\r\n", 784111777);
        return reply ? reply->retry_after : -1;
    };
    EXPECT_EQ(seconds("30"), 30);
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:50:37 GMT"), 60);
    EXPECT_EQ(seconds("Sun, 06 Nov 1994 08:00:00 GMT"), 0);
    EXPECT_EQ(seconds("-5"), 0);
    EXPECT_EQ(seconds("soon"), 0);
}

TEST(Webhook, who_says_nothing_or_drips_is_left_when_the_time_is_up) {
    const auto drip = [](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        test::read_request(connection);
        test::say(connection, "HTTP/1.1 200 OK\r\nX: ");
        while (!self.ending() && connection.sendBytes("a", 1) == 1)
            connection.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_ERROR);
    };
    const auto silent = [](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        char ignored[256];
        while (!self.ending())
            if (connection.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ) &&
                connection.receiveBytes(ignored, sizeof ignored) <= 0)
                return;
    };
    for (const auto& act : {test::StandIn::Act{drip}, test::StandIn::Act{silent}}) {
        test::StandIn receiver(act);
        const auto begun = std::chrono::steady_clock::now();
        const auto outcome = post_to(receiver, here(std::chrono::milliseconds{300}));
        EXPECT_EQ(outcome.went, Went::later);
        EXPECT_EQ(outcome.why, "did not answer in time");
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{4});
    }
}

TEST(Webhook, an_answer_is_read_no_further_than_its_bound) {
    test::StandIn endless([](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        test::read_request(connection);
        test::say(connection, "HTTP/1.1 200 OK\r\n");
        while (!self.ending()) test::say(connection, "X-Long: " + std::string(1000, 'x') + "\r\n");
    });
    const auto outcome = post_to(endless);
    EXPECT_EQ(outcome.went, Went::later);
    EXPECT_NE(outcome.why.find("16 kB"), std::string::npos) << outcome.why;
    test::StandIn nonsense(test::answering("SSH-2.0-OpenSSH\r\n\r\n"));
    EXPECT_EQ(post_to(nonsense).went, Went::later);
    test::StandIn closing(
        [](Poco::Net::StreamSocket& connection, test::StandIn&) { test::read_request(connection); });
    EXPECT_EQ(post_to(closing).went, Went::later);
}

TEST(Webhook, a_name_that_leads_into_a_private_network_is_never_connected_to) {
    test::StandIn receiver(test::answering("HTTP/1.1 200 OK\r\n\r\n"));
    auto settings = here();
    const auto to = [&](std::vector<std::string> addresses, const std::string& url) {
        settings.resolve = [addresses](const std::string&) { return addresses; };
        return post(settings, endpoint(url), "m", 1, "{}");
    };
    const auto port = std::to_string(receiver.port());
    settings.loopback = false;
    for (const auto* each :
         {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1"}) {
        const auto outcome = to({each}, "https://hooks.example.org:" + port + "/");
        EXPECT_EQ(outcome.went, Went::refused) << each;
        EXPECT_NE(outcome.why.find("not public"), std::string::npos) << outcome.why;
    }
    // One public address beside it does not make it good.
    EXPECT_EQ(to({"1.1.1.1", "127.0.0.1"}, "https://hooks.example.org:" + port + "/").went, Went::refused);
    // Asked once: a second answer that differs changes nothing, since nobody asks for it.
    settings.loopback = true;
    int asked = 0;
    settings.resolve = [&asked](const std::string&) {
        return std::vector<std::string>{++asked == 1 ? "127.0.0.1" : "10.0.0.1"};
    };
    EXPECT_EQ(post(settings, endpoint("http://localhost:" + port + "/"), "m", 1, "{}").went, Went::sent);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(to({}, "https://hooks.example.org/").went, Went::later);
    EXPECT_EQ(receiver.heard().size(), 1u);
}

TEST(Webhook, no_reason_names_the_address_or_the_secret) {
    test::StandIn receiver(test::answering("HTTP/1.1 500 x\r\n\r\n"));
    const auto outcome = post(here(), endpoint(receiver.url("/secret-path?token=abc")), "m", 1, "{}");
    EXPECT_EQ(outcome.why.find("secret"), std::string::npos);
    EXPECT_EQ(outcome.why.find("127.0.0.1"), std::string::npos);
    EXPECT_EQ(outcome.why, "answered 500");
}

TEST(Webhook, an_endpoint_where_nobody_listens_is_tried_later) {
    unsigned short port = 0;
    {
        test::StandIn gone(test::answering(""));
        port = gone.port();
    }
    EXPECT_EQ(post(here(), endpoint("http://127.0.0.1:" + std::to_string(port) + "/"), "m", 1, "{}").went,
              Went::later);
}

TEST(Webhook, the_hub_is_told_which_feed_has_something_new) {
    test::StandIn hub(test::answering("HTTP/1.1 202 Accepted\r\n\r\n"));
    EXPECT_EQ(ping(here(), hub.url("/hub"), "https://placet.test/changes.atom").went, Went::sent);
    const auto heard = hub.heard().at(0);
    EXPECT_TRUE(heard.ends_with("\r\n\r\nhub.mode=publish&hub.url=https%3A%2F%2Fplacet.test%2Fchanges.atom"))
        << heard;
}
