#include <gtest/gtest.h>

#include "server/http/message.hpp"

using namespace server;
using Pairs = std::vector<std::pair<std::string, std::string>>;
using Words = std::vector<std::string>;

namespace {

std::optional<Target> read(std::string_view target) {
    Target out;
    out.segments = {"untouched"};
    if (read_target(target, out)) return out;
    EXPECT_EQ(out.segments, Words{"untouched"}) << "a refused target leaves nothing behind";
    return std::nullopt;
}

}  // namespace

TEST(Target, the_path_is_decoded_segment_by_segment) {
    EXPECT_EQ(read("/")->segments, Words{});
    EXPECT_EQ(read("/instruments/opcat")->segments, (Words{"instruments", "opcat"}));
    EXPECT_EQ(read("/a%2Fb/c")->segments, (Words{"a/b", "c"}));
    EXPECT_EQ(read("/C%C3%B4te")->segments, Words{"C\u00f4te"});
    EXPECT_EQ(read("/a+b")->segments, Words{"a+b"});
    EXPECT_EQ(read("/dump/")->segments, (Words{"dump", ""}));
    EXPECT_EQ(read("/be.2018/...")->segments, (Words{"be.2018", "..."}));
}

TEST(Target, the_query_is_decoded_in_order) {
    const auto target = read("/lookup?id=MTDSG%20IV-9-b&q=a+b&q=&flag&=x&&last=%C3%A9%3D%26");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->segments, Words{"lookup"});
    EXPECT_EQ(
        target->query,
        (Pairs{
            {"id", "MTDSG IV-9-b"}, {"q", "a b"}, {"q", ""}, {"flag", ""}, {"", "x"}, {"last", "\u00e9=&"}}));
    EXPECT_EQ(read("/?a=b?c=d/../e")->query, (Pairs{{"a", "b?c=d/../e"}}));
    EXPECT_EQ(read("/?a=x%09y")->query, (Pairs{{"a", "x\ty"}}));
}

TEST(Target, what_is_not_valid_is_no_target) {
    for (const std::string_view bad :
         {"",           "a",      "*",           "http://a/b", "//",        "//a",    "/a//b", "/a//",
          "/.",         "/..",    "/a/../b",     "/a/./b",     "/%2e%2E/b", "/.%2e",  "/a%",   "/a%2",
          "/a%zz",      "/a%%20", "/a?b=%",      "/a%00",      "/a%0Ab",    "/a%09",  "/a%7F", "/a?b=%0D",
          "/a?b=%00",   "/a b",   "/a\tb",       "/a\nb",      "/a#b",      "/a?b#c", "/%FF",  "/%C0%AF",
          "/%ED%A0%80", "/%C3",   "/a?b=%E2%82", "/%C2%85",    "/a?%C2%9Fx"})
        EXPECT_FALSE(read(bad)) << bad;
}

TEST(Target, segments_and_parameters_are_bounded) {
    std::string path, query = "/?a";
    for (int i = 0; i < 16; ++i) path += "/x";
    EXPECT_TRUE(read(path));
    EXPECT_FALSE(read(path + "/x"));
    for (int i = 1; i < 64; ++i) query += "&a";
    EXPECT_EQ(read(query)->query.size(), 64u);
    EXPECT_FALSE(read(query + "&a"));
}

TEST(Target, what_percent_writes_is_read_back) {
    for (const std::string text : {"MTDSG IV-9-b", "a/b?c#d&e=f+g%h", "C\u00f4te d\u2019Ivoire", "~._-"}) {
        EXPECT_EQ(read("/x/" + percent(text))->segments.back(), text);
        EXPECT_EQ(read("/?q=" + percent(text))->query[0].second, text);
    }
    EXPECT_EQ(percent("a b/\u00e9"), "a%20b%2F%C3%A9");
}

TEST(Headers, names_have_no_case) {
    Headers headers{{"Content-Type", "text/html"}};
    EXPECT_TRUE(headers.contains("content-TYPE"));
    EXPECT_FALSE(headers.contains("content-typ"));
    EXPECT_FALSE(headers.emplace("CONTENT-TYPE", "x").second);
    EXPECT_TRUE(CaseLess{}("[", "{") && CaseLess{}("@", "`")) << "only letters have a case";
}
