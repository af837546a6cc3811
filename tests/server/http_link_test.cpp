// Links in headers, and reading from other sites.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "server/http/cors.hpp"
#include "server/http/framing.hpp"
#include "server/http/link.hpp"
#include "server/http/problem.hpp"

using namespace server;

TEST(Link, a_value_is_an_address_in_brackets_with_its_relation) {
    EXPECT_EQ(link_value("/a?b=c", "next"), "</a?b=c>; rel=\"next\"");
    EXPECT_EQ(link_value("https://a/b", "alternate", "type=\"text/csv\""),
              "<https://a/b>; rel=\"alternate\"; type=\"text/csv\"");
}

TEST(Link, what_is_no_address_never_gets_into_the_header) {
    for (const auto* odd : {"", "/a>; rel=evil", "/a b", "/a\r\nX: y", "/\"", "/a\x7F"})
        EXPECT_EQ(link_value(odd, "next"), "") << odd;
    EXPECT_EQ(link_value("/a", "next", "title=\"\r\n\""), "");
}

TEST(Link, the_header_is_bounded_and_keeps_what_comes_first) {
    const std::string many(1500, 'x');
    const auto header = link_header({link_value("/first", "next"), link_value("/" + many, "a"),
                                     link_value("/" + many, "b"), link_value("/" + many, "c")});
    EXPECT_TRUE(header.starts_with("</first>; rel=\"next\", ")) << header.substr(0, 60);
    EXPECT_LE(header.size(), 4096u);
    EXPECT_EQ(header.find("rel=\"c\""), std::string::npos);
    EXPECT_EQ(link_header({"", link_value("/a", "b"), ""}), "</a>; rel=\"b\"");
}

TEST(Cors, a_preflight_is_answered_and_a_plain_options_too) {
    const auto plain = options({"OPTIONS", "/", {}, {}}, "GET, HEAD, OPTIONS");
    EXPECT_EQ(plain.status, 204);
    EXPECT_EQ(plain.headers.at("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_FALSE(plain.headers.contains("Access-Control-Allow-Origin"));
    const auto preflight = options(
        {"OPTIONS", "/", {{"Origin", "https://other.example"}, {"Access-Control-Request-Method", "GET"}}, {}},
        "GET, HEAD, OPTIONS, POST");
    EXPECT_EQ(preflight.headers.at("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(preflight.headers.at("Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS")
        << "other sites read, they do not write";
    EXPECT_NE(preflight.headers.at("Access-Control-Allow-Headers").find("Accept-Datetime"), std::string::npos);
    EXPECT_FALSE(preflight.headers.contains("Access-Control-Allow-Credentials"));
    EXPECT_TRUE(is_sendable(preflight));
}

TEST(Problem, says_what_is_to_be_had_instead_in_body_and_header) {
    const auto response = problem_response(
        {406, "not-acceptable", {}, {}, "Accept", {}, {{"https://a/x.json", "application/json"}}}, "https://a");
    EXPECT_EQ(response.headers.at("Link"), "<https://a/x.json>; rel=\"alternate\"; type=\"application/json\"");
    EXPECT_EQ(response.headers.at("Access-Control-Allow-Origin"), "*");
    rapidjson::Document body;
    body.Parse(response.body->c_str());
    ASSERT_TRUE(body.IsObject() && body["available"].IsArray());
    EXPECT_STREQ(body["available"][0]["type"].GetString(), "application/json");
    EXPECT_STREQ(body["available"][0]["href"].GetString(), "https://a/x.json");
}
