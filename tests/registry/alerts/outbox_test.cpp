#include <gtest/gtest.h>

#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;

constexpr Instant noon = 1'583'409'600;  // 2020-03-05

// One message due at noon, and the change it is of.
std::int64_t post_one(Town& town) {
    auto writer = town.database().write();
    store::alerting(writer);
    Subscriber one;
    one.nonce = "n" + std::to_string(town.outbox().size()), one.address = one.nonce + "@example.org";
    store::add_subscriber(writer, one);
    Outgoing letter;
    letter.kind = Letter::stale, letter.subscriber = one.id, letter.made_at = letter.due_at = noon;
    const auto id = store::post(writer, letter);
    writer.commit();
    return id;
}

}  // namespace

TEST(Outbox, gives_a_message_to_one_only_until_the_time_he_has_for_it_is_over) {
    Town town;
    const auto id = post_one(town);
    auto writer = town.database().write();
    EXPECT_EQ(store::next_due(writer), noon);
    EXPECT_TRUE(store::claim(writer, "one", noon - 1, 60, 10).empty());
    ASSERT_EQ(store::claim(writer, "one", noon, 60, 10).size(), 1u);
    EXPECT_TRUE(store::claim(writer, "two", noon + 59, 60, 10).empty());
    EXPECT_EQ(store::next_due(writer), noon + 60);
    const auto again = store::claim(writer, "two", noon + 60, 60, 10);
    ASSERT_EQ(again.size(), 1u) << "whoever died leaves it to others";
    EXPECT_EQ(again[0].id, id);
    EXPECT_EQ(again[0].tries, 1) << "nobody knows of a failure: it is the same attempt";
    EXPECT_FALSE(store::mark_sent(writer, id, "one", noon + 61)) << "he has it no longer";
    EXPECT_FALSE(store::mark_retry(writer, id, "one", noon, "")) << "he has it no longer";
    EXPECT_TRUE(store::mark_sent(writer, id, "two", noon + 61));
    EXPECT_FALSE(store::mark_dead(writer, id, "two", "late"));
    EXPECT_EQ(store::outgoing(writer, id)->sent_at, noon + 61);
    EXPECT_TRUE(store::claim(writer, "one", noon + 1'000'000, 60, 10).empty());
}

TEST(Outbox, a_clock_that_was_ahead_and_came_back_loses_no_message) {
    Town town;
    post_one(town);
    auto writer = town.database().write();
    constexpr Instant year = 365 * 86'400;
    ASSERT_EQ(store::claim(writer, "one", noon + year, 60, 10).size(), 1u);
    EXPECT_EQ(store::claim(writer, "two", noon, 60, 10).size(), 1u) << "nobody takes it for a year";
    const auto one = store::gathering(writer, 1, std::nullopt, Pace::at_once, noon + year, noon + year + 600);
    EXPECT_EQ(store::gathering(writer, 1, std::nullopt, Pace::at_once, noon, noon + 600), one);
    EXPECT_EQ(store::outgoing(writer, one)->due_at, noon + 600);
}

TEST(Outbox, nothing_waits_for_longer_than_its_pace_allows_however_far_a_clock_was_ahead) {
    Town town;
    post_one(town);
    auto writer = town.database().write();
    constexpr Instant year = 365 * 86'400, gather = 600;
    const auto due_of = [](Instant now) {
        return store::DueOf{alerts::due(Pace::at_once, now, gather), alerts::due(Pace::daily, now, gather),
                            alerts::due(Pace::weekly, now, gather)};
    };
    const auto gathered = [&](Pace pace) {
        const auto ahead = noon + year;
        return store::gathering(writer, 1, std::nullopt, pace, ahead, alerts::due(pace, ahead, gather));
    };
    const auto daily = gathered(Pace::daily), weekly = gathered(Pace::weekly);
    Outgoing letter;
    letter.kind = Letter::confirm, letter.subscriber = 1, letter.made_at = noon, letter.due_at = noon + year;
    const auto confirm = store::post(writer, letter);
    EXPECT_EQ(store::mend_due(writer, noon, due_of(noon)), 3u);
    EXPECT_EQ(store::outgoing(writer, daily)->due_at, alerts::due(Pace::daily, noon, gather));
    EXPECT_EQ(store::outgoing(writer, weekly)->due_at, alerts::due(Pace::weekly, noon, gather));
    EXPECT_LE(store::outgoing(writer, confirm)->due_at, noon + gather);
    // What waits as it should is left alone, then and later.
    EXPECT_EQ(store::mend_due(writer, noon, due_of(noon)), 0u);
    EXPECT_EQ(store::mend_due(writer, noon + 3'600, due_of(noon + 3'600)), 0u);
}

TEST(Outbox, what_was_not_tried_keeps_its_tries) {
    Town town;
    const auto id = post_one(town);
    auto writer = town.database().write();
    store::claim(writer, "one", noon, 60, 10);
    EXPECT_TRUE(store::mark_retry(writer, id, "one", noon, "no answer"));
    for (int round = 0; round < 50; ++round) {
        const auto at = noon + round * 300;
        ASSERT_EQ(store::claim(writer, "one", at, 60, 10).at(0).tries, 2);
        EXPECT_FALSE(store::mark_untried(writer, id, "two", at + 300, "down")) << "it is not his";
        EXPECT_TRUE(store::mark_untried(writer, id, "one", at + 300, "down"));
        EXPECT_EQ(store::outgoing(writer, id)->tries, 1);
        EXPECT_TRUE(store::claim(writer, "one", at + 299, 60, 10).empty());
    }
    EXPECT_EQ(store::outgoing(writer, id)->error, "down");
}

TEST(Outbox, what_failed_is_tried_again_when_due_and_a_dead_letter_when_an_operator_says_so) {
    Town town;
    const auto id = post_one(town);
    auto writer = town.database().write();
    store::claim(writer, "one", noon, 60, 10);
    EXPECT_TRUE(store::mark_retry(writer, id, "one", noon + 300, "no answer"));
    EXPECT_EQ(store::outgoing(writer, id)->error, "no answer");
    EXPECT_TRUE(store::claim(writer, "one", noon + 299, 60, 10).empty());
    ASSERT_EQ(store::claim(writer, "one", noon + 300, 60, 10).size(), 1u);
    EXPECT_TRUE(store::mark_dead(writer, id, "one", "gone"));
    EXPECT_EQ(store::messages_in(writer, "dead", 0, 10).size(), 1u);
    EXPECT_EQ(store::next_due(writer), std::nullopt);
    store::try_again(writer, id, noon + 400);
    const auto taken = store::claim(writer, "one", noon + 400, 60, 10);
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(taken[0].tries, 1) << "from the foot of the ladder";
}

TEST(Outbox, puts_what_is_due_to_one_person_by_one_way_into_one_message) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("party", "de", "a@example.org", "fact", {}, Pace::at_once);
    town.watch("party", "it", "a@example.org", "fact", {}, Pace::daily);
    town.watch_by_webhook("party", "it", "a@example.org", "https://example.org/hook");
    town.page("IV-1", "2020-03-05T23:00:00Z",
              {{"Germany", "signed", "2020-03-01"}, {"Italy", "signed", "2020-03-01"}});
    ASSERT_EQ(town.outbox().size(), 3u);
    auto writer = town.database().write();
    const auto taken = store::claim(writer, "one", alerts::seconds(Town::at("2020-03-06T06:00:00Z")), 60, 10);
    ASSERT_EQ(taken.size(), 2u) << "mail and webhook are two ways";
    const auto& mail = taken[0].endpoint ? taken[1] : taken[0];
    EXPECT_EQ(store::told_in(writer, mail.id).size(), 2u);
    EXPECT_EQ(town.outbox().size(), 3u) << "nothing is committed yet";
    writer.commit();
    EXPECT_EQ(town.outbox().size(), 2u);
}

TEST(Outbox, once_tried_a_message_keeps_what_it_says) {
    Town town;
    town.page("IV-1", "2020-02-01", {{"Belgium", "signed", "2020-01-10"}});
    town.watch("all", "", "a@example.org", "fact");
    town.page("IV-1", "2020-03-05T01:00:00Z", {{"Germany", "signed", "2020-03-01"}});
    const auto later = alerts::seconds(Town::at("2020-03-05T02:00:00Z"));
    {
        auto writer = town.database().write();
        const auto taken = store::claim(writer, "one", later, 60, 10);
        ASSERT_EQ(taken.size(), 1u);
        store::mark_retry(writer, taken[0].id, "one", later + 5, "no answer");
        writer.commit();
    }
    town.page("IV-1", "2020-03-05T03:00:00Z",
              {{"Germany", "signed", "2020-03-01"}, {"Italy", "signed", "2020-03-01"}});
    auto writer = town.database().write();
    const auto taken = store::claim(writer, "one", later + 86'400, 60, 10);
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(store::told_in(writer, taken[0].id).size(), 1u);
    EXPECT_EQ(store::told_in(writer, taken[1].id).size(), 1u);
}

TEST(Outbox, a_hub_is_told_again_when_it_was_asked_for_while_somebody_was_telling_it) {
    Town town;
    auto writer = town.database().write();
    store::ask_for_ping(writer, "/changes.atom", noon);
    store::ask_for_ping(writer, "/changes.atom", noon + 5);
    EXPECT_TRUE(store::due_pings(writer, noon - 1, 10).empty());
    const auto due = store::due_pings(writer, noon, 10);
    ASSERT_EQ(due.size(), 1u);
    store::ask_for_ping(writer, "/changes.atom", noon + 6);
    store::ping_done(writer, due[0]);
    const auto again = store::due_pings(writer, noon + 6, 10);
    ASSERT_EQ(again.size(), 1u);
    store::ping_failed(writer, again[0].topic, noon + 60, "no answer");
    EXPECT_TRUE(store::due_pings(writer, noon + 59, 10).empty());
    EXPECT_EQ(store::due_pings(writer, noon + 60, 10).at(0).tries, 1);
    store::ping_done(writer, store::due_pings(writer, noon + 60, 10).at(0));
    EXPECT_TRUE(store::due_pings(writer, noon + 1'000, 10).empty());
}

TEST(Outbox, what_matching_and_claiming_ask_goes_by_an_index) {
    Town town;
    for (const auto* party : {"be", "fr", "de", "it"})
        for (int n = 0; n < 25; ++n)
            town.watch("party", party, std::to_string(n) + "@example.org", {}, {}, Pace::weekly);
    town.page("IV-1", "2020-03-05",
              {{"Belgium", "signed", "2020-03-01"}, {"France", "signed", "2020-03-01"}});
    auto writer = town.database().write();
    const auto before = store::work_of(writer).scanned;
    store::subscriptions_to(writer, Watched::party, "be");
    store::list_subscriptions(writer);
    store::has_list_subscriptions(writer);
    store::claim(writer, "one", alerts::seconds(Town::at("2020-04-01")), 60, 100);
    store::next_due(writer);
    store::silent_since(writer, noon - 100, 10);
    const auto one = store::subscriptions_to(writer, Watched::party, "be").at(0);
    store::told_to(writer, one.id, 0, 10);
    store::message_about(writer, one.subscriber, std::nullopt, 1);
    store::messages_to(writer, one.subscriber, 0, 10);
    EXPECT_LE(store::work_of(writer).scanned - before, 5u);
}
