// Answers given again at once are the answers that the long way gives.
#include <gtest/gtest.h>
#include <unistd.h>

#include "registry/exchange/exchange_xml.hpp"
#include "registry/intake/intake.hpp"
#include "server/http/framing.hpp"
#include "server/site/front.hpp"
#include "tests/server/pages_made.hpp"

using server::Front;
using test::Served;

namespace {

const server::Headers plain{{"Host", "placet.test"}, {"Accept-Language", "en"}};

server::Response thrice(Served& site, const std::string& target) {
    site.get(target, plain);
    site.get(target, plain);  // from the kept bodies, and put in front
    return site.get(target, plain);
}

// One more instrument, taken in by somebody else who has the file open.
void take_in_from_outside(Served& site) {
    const std::string xml =
        R"(<registry xmlns="urn:placet:exchange:1" source="editor" title="More" language="en">
        <instrument id="one-more" kind="convention"><title lang="en">One more convention</title></instrument></registry>)";
    auto batch = registry::read_exchange(xml, "more.xml");
    ASSERT_TRUE(batch);
    registry::store::Database other(site.database().file());
    registry::take_in(other, {"more.xml", "exchange", xml, *std::move(batch)},
                      *registry::parse_now("2021-10-12"));
}

server::Request asking(server::Headers headers, std::string method = "GET") {
    server::Request request;
    request.method = std::move(method);
    request.target = "/";
    request.headers = std::move(headers);
    return request;
}

}  // namespace

TEST(SiteFront, gives_the_same_bytes_and_headers_as_the_long_way) {
    Served site;
    for (const std::string target : {"/", "/instruments", "/stalled.json", "/changes.atom"}) {
        const auto first = site.get(target, plain);
        const auto again = thrice(site, target);
        ASSERT_EQ(first.status, 200) << target;
        EXPECT_TRUE(again.written) << target << " was not given at once";
        EXPECT_EQ(*first.body, *again.body) << target;
        EXPECT_EQ(first.headers, again.headers) << target;
        ASSERT_TRUE(again.written);
        EXPECT_EQ(server::head_of(first, {"now", true, false}), server::head_of(again, {"now", true, false}));
    }
}

TEST(SiteFront, what_another_process_commits_is_seen_by_the_next_request) {
    Served site;
    const auto before = thrice(site, "/instruments.json");
    EXPECT_EQ(before.body->find("one-more"), std::string::npos);
    take_in_from_outside(site);
    const auto after = site.get("/instruments.json", plain);
    EXPECT_NE(after.body->find("one-more"), std::string::npos);
    EXPECT_NE(before.headers.at("ETag"), after.headers.at("ETag"));
}

TEST(SiteFront, another_day_is_another_answer) {
    Served site("2021-10-12");
    const auto before = thrice(site, "/stalled.json");
    site.on("2023-10-12");
    EXPECT_NE(before.headers.at("ETag"), site.get("/stalled.json", plain).headers.at("ETag"));
}

TEST(SiteFront, another_language_coding_or_format_is_another_answer) {
    Served site;
    const auto english = thrice(site, "/");
    EXPECT_NE(*english.body, *site.get("/", {{"Accept-Language", "nl"}}).body);
    EXPECT_NE(*english.body, *site.get("/", {{"Accept-Language", "en"}, {"Accept-Encoding", "gzip"}}).body);
    EXPECT_NE(*english.body,
              *site.get("/", {{"Accept-Language", "en"}, {"Accept", "application/json"}}).body);
}

TEST(SiteFront, a_condition_is_judged_though_the_answer_stands_ready) {
    Served site;
    const auto ready = thrice(site, "/");
    auto headers = plain;
    headers["If-None-Match"] = ready.headers.at("ETag");
    EXPECT_EQ(site.get("/", headers).status, 304);
}

TEST(SiteFront, only_a_plain_get_is_answered_at_once) {
    EXPECT_TRUE(Front::takes(asking({{"Host", "a"}, {"Accept", "*/*"}, {"User-Agent", "b"}})));
    EXPECT_FALSE(Front::takes(asking({}, "HEAD")));
    EXPECT_FALSE(Front::takes(asking({}, "OPTIONS")));
    for (const auto* name :
         {"If-None-Match", "if-modified-since", "Range", "If-Range", "Accept-Datetime", "Origin"})
        EXPECT_FALSE(Front::takes(asking({{name, "x"}}))) << name;
}

TEST(SiteFront, an_answer_that_stood_on_an_older_revision_neither_stays_nor_clears) {
    Front front(1u << 20);
    const auto request = asking({});
    server::Response response;
    response.body = std::make_shared<const std::string>("new");
    const auto day = *registry::parse_day("2021-10-12");
    front.keep(request, {7, day}, response, "/");
    response.body = std::make_shared<const std::string>("old");
    front.keep(request, {6, day}, response, "/");
    const auto found = front.find(request, {7, day});
    ASSERT_TRUE(found);
    EXPECT_EQ(*found->response->body, "new");
    EXPECT_FALSE(front.find(request, {6, day}));
    EXPECT_FALSE(front.find(request, {7, day + std::chrono::days{1}}));
    EXPECT_EQ(front.hits(), 1u);
}

TEST(SiteFront, a_larger_body_lies_in_a_file_too_the_same_bytes) {
    Front front(1u << 20);
    const auto day = *registry::parse_day("2021-10-12");
    std::vector<std::string> bodies;
    for (int i = 0; i < 5; ++i)
        bodies.push_back(std::string(10'000 + static_cast<std::size_t>(i), static_cast<char>('a' + i)));
    bodies.push_back("small");
    auto request = asking({});
    for (const auto& body : bodies) {
        request.target = "/" + body.substr(0, 1);
        server::Response response;
        response.body = std::make_shared<const std::string>(body);
        front.keep(request, {1, day}, response, "/");
    }
    for (const auto& body : bodies) {
        request.target = "/" + body.substr(0, 1);
        const auto found = front.find(request, {1, day});
        ASSERT_TRUE(found);
        const auto& response = *found->response;
        EXPECT_EQ(*response.body, body);
        EXPECT_EQ(response.bytes(), body.size());
        EXPECT_NE(response.written->find("Content-Length: " + std::to_string(body.size()) + "\r\n"),
                  std::string::npos);
        if (body == "small") continue;
        ASSERT_TRUE(response.file);
        std::string got(body.size(), '\0');
        ASSERT_EQ(::pread(response.file->fd(), got.data(), got.size(), static_cast<off_t>(response.from)),
                  static_cast<ssize_t>(body.size()));
        EXPECT_EQ(got, body);
    }
}

TEST(SiteFront, reads_what_decides_from_the_bytes_as_from_the_request) {
    server::HeadView view;
    const auto key = [&](const std::string& lines) {
        const auto block = "GET /a?b=c HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
        EXPECT_TRUE(server::view_head(block, {8192, 65536}, view));
        const auto of_bytes = Front::key_of(view);
        const auto request = server::read_head(block, {8192, 65536})->request;
        const auto of_request = Front::key_of(request);
        // Of one header sent twice only the bytes tell; the request has them joined.
        if (of_bytes) {
            EXPECT_EQ(of_bytes, of_request) << lines;
        }
        return of_bytes.has_value();
    };
    EXPECT_TRUE(key(""));
    EXPECT_TRUE(key("ACCEPT: text/html\r\naccept-language: nl\r\nAccept-Encoding: gzip\r\nCookie: a=b\r\n"));
    EXPECT_FALSE(key("Accept: text/html\r\nAccept: text/csv\r\n"));
    EXPECT_FALSE(key("if-NONE-match: \"x\"\r\n"));
    EXPECT_FALSE(key("Range: bytes=0-1\r\n"));
}

TEST(SiteFront, holds_no_more_than_its_bound) {
    Front front(64u << 10);
    server::Response response;
    response.body = std::make_shared<const std::string>(std::string(4000, 'x'));
    const auto day = *registry::parse_day("2021-10-12");
    auto request = asking({});
    std::size_t held = 0;
    for (int i = 0; i < 100; ++i) {
        request.target = "/" + std::to_string(i);
        front.keep(request, {1, day}, response, "/");
    }
    for (int i = 0; i < 100; ++i) {
        request.target = "/" + std::to_string(i);
        held += front.find(request, {1, day}) ? 1 : 0;
    }
    EXPECT_GT(held, 0u);
    EXPECT_LE(held, 16u);
}
