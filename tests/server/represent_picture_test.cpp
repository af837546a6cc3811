// A picture by itself: as a file, and on somebody else's page.
#include <gtest/gtest.h>

#include "tests/server/pages_made.hpp"

namespace {

std::string header(const server::Response& response, std::string_view name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string{} : found->second;
}

}  // namespace

TEST(PictureAlone, its_own_style_is_allowed_by_its_digest_and_by_nothing_wider) {
    // Of "a > b" by hand: printf 'a > b' | openssl dgst -sha256 -binary | base64
    EXPECT_EQ(server::style_source({"<svg><style>a &gt; b</style></svg>"}),
              "'sha256-HGQk2acgn4Ftsb/kyKCWPb+l6XIf/gzzrpwP/HEpwMQ='");
    EXPECT_EQ(server::style_source({"<svg></svg>"}), "");
}

TEST(PictureAlone, a_roads_picture_is_a_file_to_save) {
    test::Served site;
    const auto response = site.get("/instruments/test/be.svg");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "Content-Type"), "image/svg+xml");
    EXPECT_EQ(header(response, "Content-Disposition"), "attachment; filename=\"placet-instruments-test-be.svg\"");
    pugi::xml_document tree;
    ASSERT_TRUE(tree.load_string(response.body->c_str()));
    EXPECT_STREQ(tree.child("svg").attribute("xmlns").value(), "http://www.w3.org/2000/svg");
    EXPECT_NE(header(response, "Content-Security-Policy").find("style-src 'self' 'sha256-"), std::string::npos);
}

TEST(PictureAlone, only_what_is_embedded_may_be_framed_and_it_holds_no_form) {
    test::Served site;
    const auto response = site.get("/embed/instruments/test/be");
    ASSERT_EQ(response.status, 200) << *response.body;
    const auto policy = header(response, "Content-Security-Policy");
    EXPECT_NE(policy.find("frame-ancestors *"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
    EXPECT_EQ(header(response, "Set-Cookie"), "");
    const auto tree = test::parsed(*response.body);
    EXPECT_EQ(test::count(*response.body, "<form"), 0u);
    EXPECT_EQ(test::count(*response.body, "<script"), 0u);
    const std::string link = tree.select_node("//footer//a").node().attribute("href").value();
    EXPECT_TRUE(link.starts_with("https://placet.test/")) << link;
    EXPECT_TRUE(tree.select_node("//svg"));
    EXPECT_NE(header(site.get("/instruments/test/be"), "Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos);
}
