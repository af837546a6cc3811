#include <gtest/gtest.h>

#include "server/http/router.hpp"

using namespace server;

namespace {

using Page = Route<int>;
constexpr Page routes[] = {
    {"/", 0},
    {"/instruments", 1},
    {"/instruments/{instrument}", 2},
    {"/instruments/{instrument}/timeline", 3},
    {"/instruments/{instrument}/{party}", 4},
    {"/parties/{a}/with/{b}", 5},
    {"/subscriptions", 6},
    {"/subscriptions", 7, "POST"},
    {"/openapi.json", 8},
    {"/static/{file}", 9, "GET", Suffix::kept},
    {"/dump/", 10},
    {"/subscriptions/{token}", 11, "DELETE"},
};
const std::vector<std::string_view> formats{"json", "atom", "csv"};

Match<int> find(std::string_view method, std::string_view target) {
    static const Router<int> router(routes, formats);
    Target read;
    EXPECT_TRUE(read_target(target, read)) << target;
    return router.find(method, read);
}
int page(std::string_view target) {
    const auto match = find("GET", target);
    return match.outcome == Outcome::found ? match.route->handler : -1;
}

}  // namespace

TEST(Router, each_path_finds_its_route) {
    EXPECT_EQ(page("/"), 0);
    EXPECT_EQ(page("/instruments"), 1);
    EXPECT_EQ(page("/instruments/opcat"), 2);
    EXPECT_EQ(page("/parties/be/with/nl"), 5);
    EXPECT_EQ(page("/instruments/opcat/be/x"), -1);
    EXPECT_EQ(page("/nothing"), -1);
    const auto match = find("GET", "/parties/be/with/nl?on=2018");
    EXPECT_EQ(match.params["a"], "be");
    EXPECT_EQ(match.params["b"], "nl");
    EXPECT_THROW(match.params["c"], std::out_of_range);
}

TEST(Router, a_written_segment_beats_a_name) {
    EXPECT_EQ(page("/instruments/opcat/timeline"), 3);
    EXPECT_EQ(page("/instruments/opcat/be"), 4);
    EXPECT_EQ(page("/instruments/opcat/timeline.json"), 3);
}

TEST(Router, a_suffix_counts_on_the_last_segment_only_and_only_when_it_is_a_format) {
    auto match = find("GET", "/instruments/opcat.json");
    EXPECT_EQ(match.params["instrument"], "opcat");
    EXPECT_EQ(match.suffix, "json");
    match = find("GET", "/instruments/opcat.2018");
    EXPECT_EQ(match.params["instrument"], "opcat.2018");
    EXPECT_EQ(match.suffix, "");
    match = find("GET", "/instruments/a.json/be.csv");
    EXPECT_EQ(match.params["instrument"], "a.json");
    EXPECT_EQ(match.params["party"], "be");
    EXPECT_EQ(match.suffix, "csv");
    match = find("GET", "/instruments/.json");
    EXPECT_EQ(match.params["instrument"], ".json") << "a name is never empty";
    match = find("GET", "/instruments.atom");
    EXPECT_EQ(match.route->handler, 1);
    EXPECT_EQ(match.suffix, "atom");
    match = find("GET", "/instruments/opcat.JSON");
    EXPECT_EQ(match.suffix, "");
}

TEST(Router, a_route_may_keep_the_suffix) {
    auto match = find("GET", "/static/data.json");
    EXPECT_EQ(match.params["file"], "data.json");
    EXPECT_EQ(match.suffix, "");
    match = find("GET", "/openapi.json");
    EXPECT_EQ(match.route->handler, 8);
    EXPECT_EQ(match.suffix, "");
    EXPECT_EQ(page("/openapi"), -1);
}

TEST(Router, methods_are_told_apart_and_told) {
    EXPECT_EQ(find("HEAD", "/instruments/opcat").route->handler, 2);
    EXPECT_EQ(find("POST", "/subscriptions").route->handler, 7);
    auto match = find("POST", "/instruments/opcat");
    EXPECT_EQ(match.outcome, Outcome::not_allowed);
    EXPECT_EQ(match.allow, "GET, HEAD, OPTIONS");
    match = find("PUT", "/subscriptions");
    EXPECT_EQ(match.outcome, Outcome::not_allowed);
    EXPECT_EQ(match.allow, "GET, HEAD, POST, OPTIONS");
    match = find("GET", "/subscriptions/x");
    EXPECT_EQ(match.outcome, Outcome::not_allowed);
    EXPECT_EQ(match.allow, "DELETE, OPTIONS");
    match = find("get", "/");
    EXPECT_EQ(match.outcome, Outcome::not_allowed) << "methods have a case";
    match = find("OPTIONS", "/subscriptions");
    EXPECT_EQ(match.outcome, Outcome::options);
    EXPECT_EQ(match.allow, "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(find("OPTIONS", "/nothing").outcome, Outcome::not_found);
}

TEST(Router, a_name_does_not_take_what_is_written_out_for_another_method) {
    constexpr Page mixed[] = {{"/a/{x}", 1, "POST"}, {"/a/timeline", 2}};
    const Router<int> router(mixed, formats);
    const auto match = router.find("POST", Target{{"a", "timeline"}, {}});
    EXPECT_EQ(match.outcome, Outcome::not_allowed);
    EXPECT_EQ(match.allow, "GET, HEAD, OPTIONS");
}

TEST(Router, a_slash_too_many_is_moved) {
    EXPECT_EQ(find("GET", "/instruments/").outcome, Outcome::moved);
    EXPECT_EQ(find("HEAD", "/instruments/opcat/").outcome, Outcome::moved);
    EXPECT_EQ(find("POST", "/subscriptions/").outcome, Outcome::not_found);
    EXPECT_EQ(find("GET", "/nothing/").outcome, Outcome::not_found);
    EXPECT_EQ(page("/dump/"), 10);
    EXPECT_EQ(find("GET", "/dump").outcome, Outcome::not_found);
}

TEST(Router, routes_that_collide_or_are_badly_written_are_faults) {
    const auto faults = [](std::vector<Paths::Row> rows) { return Paths::faults(rows, formats).size(); };
    const auto row = [](std::string_view pattern, std::string_view method = "GET") {
        return Paths::Row{pattern, method, Suffix::read};
    };
    EXPECT_EQ(faults(Router<int>::rows(routes)), 0u);
    EXPECT_EQ(faults({row("/a"), row("/a")}), 1u);
    EXPECT_EQ(faults({row("/a"), row("/a", "POST")}), 0u);
    EXPECT_EQ(faults({row("/a/{x}"), row("/a/{y}")}), 1u);
    EXPECT_EQ(faults({row("/a/{x}"), row("/a/b")}), 0u);
    EXPECT_EQ(faults({row("/a"), row("/a.json")}), 1u);
    EXPECT_EQ(faults({row("/a.json"), row("/a")}), 1u);
    EXPECT_EQ(faults({row("/a"), row("/a.txt")}), 0u);
    for (const std::string_view bad : {"", "a", "/a//b", "/{}", "/a{x}", "/{x}/{x}", "/a?b", "/{x"})
        EXPECT_EQ(faults({row(bad)}), 1u) << bad;
    EXPECT_EQ(faults({row("/a", "HEAD")}), 1u);
    constexpr Page twice[] = {{"/a/{x}", 1}, {"/a/{y}", 2}};
    EXPECT_THROW(Router<int>(twice, formats), std::logic_error);
}
