// Private feeds and calendars that are fetched keep going.
#include "server/site/fetches.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "registry/alerts/fan_out.hpp"
#include "tests/server/following.hpp"

using test::body_of;
using test::Following;

namespace {

std::string feed_of(Following& site) {
    const auto text = body_of(site.follow("", {{"channel", "feed"}}));
    const auto at = text.find("/subscriptions/feed/");
    return at == std::string::npos ? std::string{} : text.substr(at, 20 + 65);
}

}  // namespace

TEST(Fetches, of_a_private_feed_or_a_calendar_are_a_sign_of_life_written_down_once_a_day) {
    Following site;
    site.followed("anna@example.org");
    const auto feed = feed_of(site);
    const auto calendar = site.calendar_path("anna@example.org");
    const auto heard_of = [&](std::int64_t id) {
        auto reader = site.database().read();
        return registry::store::subscriber(reader, id)->heard_at;
    };
    const auto asked = heard_of(1);
    site.at("2021-10-13T08:00:00Z");
    ASSERT_EQ(site.get(calendar).status, 200);
    EXPECT_EQ(heard_of(1) - asked, 20 * 3600);
    // The second that comes within a minute is written with the next ones.
    ASSERT_EQ(site.get(feed + ".atom").status, 200);
    EXPECT_EQ(heard_of(2), asked);
    site.at("2021-10-13T09:00:00Z");
    ASSERT_EQ(site.get(calendar).status, 200);
    EXPECT_EQ(heard_of(1) - asked, 20 * 3600) << "of today it is known";
}

TEST(Fetches, that_come_together_are_written_together_and_what_is_left_at_the_end) {
    Following site({.behind_proxy = false, .a_minute = 1000, .an_hour = 1000});
    for (int i = 0; i < 30; ++i) ASSERT_EQ(site.follow("", {{"channel", "feed"}}).status, 200);
    const auto others = [&](registry::Instant at) {
        auto reader = site.database().read();
        int n = 0;
        for (std::int64_t id = 1; id <= 30; ++id)
            n += registry::store::subscriber(reader, id)->heard_at == at;
        return n;
    };
    site.at("2021-10-14T08:00:00Z");
    const auto now = registry::alerts::seconds(site.now());
    {
        server::Fetches fetches(
            site.database(), [&] { return site.now(); },
            [](const std::string& said) { ADD_FAILURE() << said; });
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                for (std::int64_t id = 1 + t; id <= 30; id += 3) {
                    registry::Subscriber one;
                    one.id = id;
                    fetches.note(one);
                }
            });
        threads.clear();
        EXPECT_GE(others(now), 1);
        EXPECT_LT(others(now), 30) << "not one by one";
    }
    EXPECT_EQ(others(now), 30);
}
