// Nobody can hold the server up with one question.
#include <gtest/gtest.h>

#include <atomic>

#include "registry/store/patience.hpp"
#include "registry/store/snapshot.hpp"
#include "server/site.hpp"
#include "tests/server/pages_made.hpp"

namespace {

using registry::store::Query;

server::SiteSettings settings() {
    server::SiteSettings given;
    given.base_url = "https://placet.test";
    given.now = [] { return *registry::parse_now("2021-10-12"); };
    given.kept_bytes = 0;
    return given;
}

server::Response get(server::Site& site, std::string target, std::string accept = "text/html") {
    server::Request request;
    request.target = std::move(target);
    request.headers["Accept"] = std::move(accept);
    return site.answer(request);
}

}  // namespace

TEST(Patience, a_reader_whose_time_is_over_gives_up_between_rows_and_within_one) {
    test::Served served;
    auto reader = served.database().read();
    const auto long_ago = std::chrono::steady_clock::now() - std::chrono::seconds{1};
    registry::store::within(reader, {long_ago});
    constexpr auto rows = "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n LIMIT 100000) SELECT k FROM n";
    constexpr auto none =
        "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n LIMIT 10000000) SELECT k FROM n WHERE k < 0";
    int seen = 0;
    EXPECT_THROW(
        {
            Query all(reader, rows);
            for (all.bind(); all.step();) ++seen;
        },
        registry::store::TooLong);
    EXPECT_LT(seen, 1000);
    EXPECT_THROW(Query(reader, none).run(), registry::store::TooLong);
    const registry::store::Unhurried unhurried(reader);
    int all_of_them = 0;
    Query again(reader, rows);
    for (again.bind(); again.step();) ++all_of_them;
    EXPECT_EQ(all_of_them, 100000);
}

TEST(Patience, a_connection_given_back_is_in_no_hurry) {
    test::Served served;
    registry::store::within(*std::make_unique<registry::store::Reader>(served.database().read()),
                            {std::chrono::steady_clock::now() - std::chrono::seconds{1}});
    auto reader = served.database().read();
    Query many(reader, "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n LIMIT 1000) SELECT k FROM n");
    int seen = 0;
    for (many.bind(); many.step();) ++seen;
    EXPECT_EQ(seen, 1000);
}

TEST(Patience, what_takes_too_long_is_refused_with_words_and_an_hour_to_come_back) {
    test::Served served;
    auto given = settings();
    given.patience = std::chrono::milliseconds{0};
    server::Site site(served.database(), std::move(given));
    bool refused = false;
    for (const auto* target : {"/stalled?known=2021-10-12", "/changes", "/between?from=2000-01-01&to=2021-10-12"}) {
        const auto response = get(site, target);
        if (response.status != 503) continue;
        refused = true;
        EXPECT_EQ(response.headers.at("Retry-After"), "60");
        EXPECT_NE(response.body->find("judged anew"), std::string::npos) << *response.body;
        EXPECT_NE(get(site, target, "application/json").body->find("/problems/too-long"), std::string::npos);
    }
    EXPECT_TRUE(refused);
}

TEST(Patience, a_server_that_stops_gives_up_what_it_is_working_out) {
    test::Served served;
    std::atomic<bool> stop{true};
    auto given = settings();
    given.stop = &stop;
    server::Site site(served.database(), std::move(given));
    EXPECT_EQ(get(site, "/stalled?known=2021-10-12").status, 503);
    stop = false;
    EXPECT_EQ(get(site, "/stalled?known=2021-10-12").status, 200);
}
