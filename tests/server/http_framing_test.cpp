#include <gtest/gtest.h>

#include <random>

#include "server/http/framing.hpp"

using namespace server;

namespace {

constexpr HeadLimits limits{200, 1000};

tl::expected<Head, Refusal> head(std::string_view block) { return read_head(block, limits); }

struct Refused {
    const char* why;
    std::string block;
    int status;
};
const std::string get = "GET / HTTP/1.1\r\n";
const std::string host = "Host: a\r\n";
const std::vector<Refused> refused{
    {"no host", get + "\r\n", 400},
    {"two hosts", get + host + "Host: b\r\n\r\n", 400},
    {"two equal hosts", get + host + host + "\r\n", 400},
    {"two hosts in HTTP/1.0", "GET / HTTP/1.0\r\n" + host + host + "\r\n", 400},
    {"a list of hosts", get + "Host: a, b\r\n\r\n", 400},
    {"a user in the host", get + "Host: u@a\r\n\r\n", 400},
    {"two lengths", get + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
    {"two equal lengths", get + host + "Content-Length: 1\r\ncontent-length: 1\r\n\r\n", 400},
    {"a list of lengths", get + host + "Content-Length: 1, 1\r\n\r\n", 400},
    {"a negative length", get + host + "Content-Length: -1\r\n\r\n", 400},
    {"a length with a sign", get + host + "Content-Length: +1\r\n\r\n", 400},
    {"a hexadecimal length", get + host + "Content-Length: 0x10\r\n\r\n", 400},
    {"an empty length", get + host + "Content-Length:\r\n\r\n", 400},
    {"length and coding", get + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"coding and length", get + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400},
    {"coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"two codings", get + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n", 400},
    {"a chunked body", get + host + "Transfer-Encoding: Chunked\r\n\r\n", 411},
    {"an unknown coding", get + host + "Transfer-Encoding: xchunked\r\n\r\n", 501},
    {"a coding list", get + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
    {"a blank before the colon", get + "Host : a\r\n\r\n", 400},
    {"a tab before the colon", get + host + "Content-Length\t: 3\r\n\r\n", 400},
    {"no name", get + host + ": x\r\n\r\n", 400},
    {"no colon", get + host + "Content-Length\r\n\r\n", 400},
    {"a folded header", get + host + "X: a\r\n b\r\n\r\n", 400},
    {"a first header folded", get + " Host: a\r\n\r\n", 400},
    {"a carriage return in a value", get + host + "X: a\rb\r\n\r\n", 400},
    {"a line feed in a value", get + host + "X: a\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"a NUL in a value", get + host + std::string("X: a\0b\r\n\r\n", 10), 400},
    {"a NUL in a name", get + host + std::string("X\0: b\r\n\r\n", 9), 400},
    {"an escape in a value", get + host + "X: \x1b[2J\r\n\r\n", 400},
    {"no version", "GET /\r\n" + host + "\r\n", 400},
    {"two blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
    {"a blank in the target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"no target", "GET  HTTP/1.1\r\n" + host + "\r\n", 400},
    {"a small version", "GET / http/1.1\r\n" + host + "\r\n", 400},
    {"a version of two digits", "GET / HTTP/1.10\r\n" + host + "\r\n", 400},
    {"HTTP/2", "PRI * HTTP/2.0\r\n\r\n", 505},
    {"HTTP/0.9 by number", "GET / HTTP/0.9\r\n\r\n", 505},
    {"an empty first line", "\r\n" + get + host + "\r\n", 400},
    {"a target that is no path", "GET index HTTP/1.1\r\n" + host + "\r\n", 400},
    {"an authority alone", "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n", 501},
    {"a star for GET", "GET * HTTP/1.1\r\n" + host + "\r\n", 400},
    {"no authority", "GET http:///a HTTP/1.1\r\n" + host + "\r\n", 400},
    {"another scheme", "GET ftp://a/b HTTP/1.1\r\n" + host + "\r\n", 400},
    {"a method with a slash", "G/T / HTTP/1.1\r\n" + host + "\r\n", 400},
    {"a long target", "GET /" + std::string(200, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
    {"a large body", get + host + "Content-Length: 1001\r\n\r\n", 413},
    {"a length past every number", get + host + "Content-Length: 99999999999999999999999\r\n\r\n", 413},
    {"another expectation", get + host + "Expect: the-moon\r\n\r\n", 417},
};

}  // namespace

TEST(Framing, what_two_readers_could_understand_differently_is_refused) {
    for (const auto& [why, block, status] : refused) {
        const auto read = head(block);
        ASSERT_FALSE(read.has_value()) << why;
        EXPECT_EQ(read.error().status, status) << why;
        EXPECT_FALSE(read.error().detail.empty()) << why;
    }
}

TEST(Framing, a_plain_request_is_read_whole) {
    const auto read = head(
        "POST /a%2Fb?c=d HTTP/1.1\r\nHost: placet.example:8080\r\naccept:text/html\r\n"
        "Accept: \t application/json \t\r\nCookie: a=1\r\nCookie: b=2\r\nEmpty:\r\n"
        "Content-Length: 1000\r\nExpect: 100-Continue\r\n\r\n");
    ASSERT_TRUE(read.has_value()) << read.error().detail;
    EXPECT_EQ(read->request.method, "POST");
    EXPECT_EQ(read->request.target, "/a%2Fb?c=d");
    EXPECT_EQ(read->request.headers.at("HOST"), "placet.example:8080");
    EXPECT_EQ(read->request.headers.at("Accept"), "text/html, application/json");
    EXPECT_EQ(read->request.headers.at("Cookie"), "a=1; b=2");
    EXPECT_EQ(read->request.headers.at("Empty"), "");
    EXPECT_EQ(read->length, 1000u);
    EXPECT_TRUE(read->keep_alive);
    EXPECT_TRUE(read->expects_continue);
    EXPECT_FALSE(read->old);
}

TEST(Framing, encoded_words_in_a_value_stay_as_they_are) {
    const auto read = head(get + host + "Origin: =?UTF-8?Q?a=0D=0ASet-Cookie:_x=3D1?=\r\n\r\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->request.headers.at("Origin"), "=?UTF-8?Q?a=0D=0ASet-Cookie:_x=3D1?=");
}

TEST(Framing, the_connection_stays_open_as_the_version_and_the_client_say) {
    const auto kept = [](const std::string& line, const std::string& connection) {
        return head(line + host + connection + "\r\n").value().keep_alive;
    };
    EXPECT_TRUE(kept(get, ""));
    EXPECT_FALSE(kept(get, "Connection: close\r\n"));
    EXPECT_FALSE(kept(get, "Connection: Upgrade , CLOSE\r\n"));
    EXPECT_FALSE(kept(get, "Connection: keep-alive, close\r\n"));
    EXPECT_TRUE(kept(get, "Connection: closed\r\n"));
    EXPECT_FALSE(kept("GET / HTTP/1.0\r\n", ""));
    EXPECT_TRUE(kept("GET / HTTP/1.0\r\n", "Connection: Keep-Alive\r\n"));
}

TEST(Framing, an_absolute_target_loses_scheme_and_authority) {
    const auto target = [](const std::string& method, const std::string& sent) {
        return head(method + " " + sent + " HTTP/1.1\r\n" + host + "\r\n").value().request.target;
    };
    EXPECT_EQ(target("GET", "http://b.example/c?d"), "/c?d");
    EXPECT_EQ(target("GET", "HTTPS://b.example"), "/");
    EXPECT_EQ(target("OPTIONS", "*"), "*");
}

TEST(Framing, HTTP_1_0_needs_no_host) {
    const auto read = head("GET / HTTP/1.0\r\n\r\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->old);
}

TEST(Framing, a_hundred_headers_are_enough) {
    std::string block = get + host;
    for (int i = 0; i < 99; ++i) block += "X" + std::to_string(i) + ": y\r\n";
    EXPECT_TRUE(head(block + "\r\n").has_value());
    const auto read = head(block + "One: more\r\n\r\n");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().status, 431);
}

TEST(Framing, the_end_of_the_block_is_found_however_it_is_cut) {
    const std::string body("\0\n\n\r\n\r\n", 7);
    const std::string block = get + host + "\r\n";
    const auto all = block + body;
    for (std::size_t cut = 0; cut <= all.size(); ++cut) {
        const auto first = find_block_end(std::string_view(all).substr(0, cut), 0);
        ASSERT_FALSE(first.broken) << cut;
        ASSERT_EQ(first.at, cut < block.size() ? 0 : block.size()) << cut;
        if (first.at) continue;
        const auto then = find_block_end(all, cut);
        EXPECT_EQ(then.at, block.size()) << cut;
        EXPECT_FALSE(then.broken) << cut;
    }
}

TEST(Framing, whatever_comes_is_refused_or_read_into_clean_parts) {
    const std::string good =
        "POST /a?b HTTP/1.1\r\nHost: a\r\nX-Y: z, z\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n";
    const std::string odd = "\r\n\t :,;/%\x7f\xff\x80" + std::string(1, '\0') + "aA09=?";
    std::mt19937 random(11);
    int read_well = 0;
    for (int round = 0; round < 30'000; ++round) {
        auto block = good;
        for (auto changes = random() % 4; changes > 0; --changes) {
            const auto at = random() % block.size();
            switch (random() % 3) {
                case 0:
                    block[at] = odd[random() % odd.size()];
                    break;
                case 1:
                    block.insert(at, 1, odd[random() % odd.size()]);
                    break;
                default:
                    block.erase(at, 1 + random() % 3);
            }
            if (block.empty()) break;
        }
        const auto end = find_block_end(block, 0);
        ASSERT_TRUE(end.at == 0 || std::string_view(block).substr(0, end.at).ends_with("\r\n\r\n"));
        const auto read = head(std::string_view(block).substr(0, end.at));
        if (!read) {
            ASSERT_GE(read.error().status, 400);
            continue;
        }
        ++read_well;
        ASSERT_LE(read->length, limits.body_bytes);
        ASSERT_FALSE(read->request.target.empty());
        ASSERT_EQ(read->request.target.find_first_of(std::string("\r\n \0\t", 5)), std::string::npos);
        for (const auto& [name, value] : read->request.headers)
            ASSERT_EQ((name + value).find_first_of(std::string("\r\n\0", 3)), std::string::npos) << block;
    }
    EXPECT_GT(read_well, 7'000);
    EXPECT_LT(read_well, 29'000);
}

TEST(Framing, a_block_that_can_no_longer_end_is_told_at_once) {
    EXPECT_TRUE(find_block_end("GET / HTTP/1.1\nHost", 0).broken);
    EXPECT_TRUE(find_block_end("\n", 0).broken);
    EXPECT_TRUE(find_block_end(std::string_view("GET /\0", 6), 3).broken);
    EXPECT_FALSE(find_block_end("GET / HTTP/1.1\r", 0).broken);
}

TEST(Framing, an_answer_is_written_with_its_length_and_date) {
    Response response;
    response.headers = {{"Content-Type", "text/plain"},
                        {"content-length", "7"},
                        {"Date", "never"},
                        {"Transfer-Encoding", "chunked"}};
    response.body = std::make_shared<const std::string>("hello");
    EXPECT_EQ(head_of(response, {"D", true, false}),
              "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(head_of(response, {"D", false, true}),
              "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
              "Connection: close\r\n\r\n");
    EXPECT_NE(head_of(response, {"D", true, true}).find("Connection: keep-alive\r\n"), std::string::npos);
    response.status = 304;
    EXPECT_EQ(head_of(response, {"D", true, false}),
              "HTTP/1.1 304 Not Modified\r\nDate: D\r\nContent-Type: text/plain\r\n\r\n");
}

TEST(Framing, an_answer_that_would_break_its_own_lines_is_not_sent) {
    Response response;
    response.headers["Location"] = "/ok";
    EXPECT_TRUE(is_sendable(response));
    response.headers["Location"] = "/a\r\nSet-Cookie: x=1";
    EXPECT_FALSE(is_sendable(response));
    response.headers = {{"Bad name", "x"}};
    EXPECT_FALSE(is_sendable(response));
    response.headers.clear();
    response.status = 100;
    EXPECT_FALSE(is_sendable(response));
    response.status = 200;
    response.body = nullptr;
    EXPECT_FALSE(is_sendable(response));
}
