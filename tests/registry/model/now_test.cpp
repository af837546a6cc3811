#include "registry/model/now.hpp"

#include <gtest/gtest.h>

namespace {

using namespace registry;

TEST(Now, a_day_is_its_noon) {
    const auto now = parse_now("2026-11-22");
    ASSERT_TRUE(now);
    EXPECT_EQ(now->today, parse_day("2026-11-22"));
    EXPECT_EQ(now->instant, "2026-11-22T12:00:00Z");
}

TEST(Now, an_instant_is_kept_in_universal_time) {
    EXPECT_EQ(parse_now("2026-11-22T02:43:18Z")->instant, "2026-11-22T02:43:18Z");
    EXPECT_EQ(parse_now("2026-11-22t02:43:18.250z")->instant, "2026-11-22T02:43:18Z");
    const auto brussels = parse_now("2026-01-01T00:30:00+01:00");
    ASSERT_TRUE(brussels);
    EXPECT_EQ(brussels->instant, "2025-12-31T23:30:00Z");
    EXPECT_EQ(brussels->today, parse_day("2025-12-31"));
    EXPECT_EQ(parse_now("2026-11-22T23:00:00-05:30")->instant, "2026-11-23T04:30:00Z");
}

TEST(Now, anything_else_is_refused) {
    for (const auto* text :
         {"", "now", "2026-11", "2026-11-31", "2026-11-22T", "2026-11-22T02:43Z", "2026-11-22T02:43:18",
          "2026-11-22T24:00:00Z", "2026-11-22T02:60:18Z", "2026-11-22T02:43:18+1", "2026-11-22T02:43:18.Z",
          "2026-11-22T02:43:18Zx", "2026-11-22 ", "2026-11-22T2:43:18Z"})
        EXPECT_FALSE(parse_now(text)) << text;
}

TEST(Now, the_clock_s_moment_is_one_that_can_be_read) {
    const auto now = now_from_clock();
    const auto read = parse_now(now.instant);
    ASSERT_TRUE(read) << now.instant;
    EXPECT_EQ(read->today, now.today);
    EXPECT_EQ(read->instant, now.instant);
}

}  // namespace
