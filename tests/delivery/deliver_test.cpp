#include "server/delivery/deliver.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "server/delivery/compose.hpp"
#include "tests/delivery/world.hpp"

using namespace server::delivery;
using registry::Posted;
using test::World;
using Went = Outcome::Went;

namespace {

constexpr registry::Instant gather = 600, a_day = 86'400;

// A reader of "pact", one change, and time enough for it to be due.
struct OneDue : World {
    OneDue() {
        subscribes("reader@example.org");
        signs("fr");
        wait(gather);
    }
};

}  // namespace

TEST(Deliver, tells_each_once_and_then_no_more) {
    World world;
    world.subscribes("a@example.org");
    world.subscribes("b@example.org");
    world.signs("fr");
    EXPECT_EQ(world.deliver().sent, 0u) << "it gathers first";
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 2u);
    EXPECT_EQ(world.deliver().sent, 0u);
    std::set<std::string> to, ids;
    for (const auto& each : world.mails) to.insert(each.to), ids.insert(each.message_id);
    EXPECT_EQ(to, (std::set<std::string>{"a@example.org", "b@example.org"}));
    EXPECT_EQ(ids.size(), 2u);
    EXPECT_EQ(world.in_state(Posted::sent).size(), 2u);
}

TEST(Deliver, what_was_not_taken_is_tried_again_up_the_ladder_under_the_same_number_and_then_given_up) {
    OneDue world;
    world.mail_goes = {Went::later, "451 try later"};
    std::vector<registry::Instant> waits;
    for (int i = 0; i < 20; ++i) {
        const auto done = world.deliver();
        if (done.dead) break;
        ASSERT_EQ(done.later, 1u);
        const auto waiting = world.in_state(Posted::retry).at(0);
        waits.push_back(waiting.due_at - world.clock());
        world.wait(waits.back() - 1);
        EXPECT_EQ(world.deliver().later, 0u) << "too early";
        world.wait(1);
    }
    const std::vector<registry::Instant> least{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400};
    ASSERT_EQ(waits.size(), least.size());
    for (std::size_t i = 0; i < least.size(); ++i) {
        EXPECT_GE(waits[i], least[i]);
        EXPECT_LE(waits[i], least[i] + least[i] / 5);
    }
    const auto dead = world.in_state(Posted::dead);
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].error, "451 try later");
    for (const auto& each : world.mails) EXPECT_EQ(each.message_id, world.mails[0].message_id);
    EXPECT_EQ(world.mails.size(), 10u);
    // An editor's word brings it back.
    {
        auto writer = world.database().write();
        registry::store::try_again(writer, dead[0].id, world.clock());
        writer.commit();
    }
    world.mail_goes = {};
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_EQ(world.mails.back().message_id, world.mails[0].message_id);
}

TEST(Deliver, a_receiver_who_asks_to_be_left_alone_is) {
    World world;
    world.hooks("https://hooks.example.org/");
    world.signs("fr");
    world.wait(gather);
    world.hook_goes = {Went::later, "answered 429", 4000};
    world.deliver();
    EXPECT_GE(world.in_state(Posted::retry).at(0).due_at, world.clock() + 4000);
}

TEST(Deliver, the_ladder_has_an_end_and_chance_makes_it_later_only) {
    EXPECT_FALSE(wait_after(10, 0));
    EXPECT_FALSE(wait_after(1000, 0));
    std::set<registry::Instant> waits;
    for (unsigned chance = 0; chance < 1000; ++chance) {
        const auto wait = *wait_after(3, chance);
        EXPECT_GE(wait, 1800);
        EXPECT_LE(wait, 2160);
        waits.insert(wait);
    }
    EXPECT_GT(waits.size(), 100u);
}

TEST(Deliver, an_address_that_does_not_exist_gets_nothing_more) {
    OneDue world;
    world.mail_goes = {Went::gone, "550 5.1.1 unknown"};
    const auto done = world.deliver();
    EXPECT_EQ(done.dead, 1u);
    EXPECT_EQ(done.bounced, 1u);
    world.signs("de");
    world.wait(gather);
    world.deliver();
    EXPECT_EQ(world.mails.size(), 1u);
}

TEST(Deliver, three_refusals_stop_an_address) {
    OneDue world;
    world.mail_goes = {Went::refused, "552 5.2.2 full", 0, false, true};
    for (const auto* party : {"de", "nl", "it", "es"}) {
        world.deliver();
        world.signs(party);
        world.wait(gather);
    }
    EXPECT_EQ(world.mails.size(), 3u);
}

TEST(Deliver, what_a_message_holds_being_refused_says_nothing_of_the_address) {
    OneDue world;
    world.mail_goes = {Went::refused, "552 5.3.4 too large"};
    for (const auto* party : {"de", "nl", "it", "es"}) {
        EXPECT_EQ(world.deliver().bounced, 0u);
        world.signs(party);
        world.wait(gather);
    }
    EXPECT_EQ(world.mails.size(), 4u);
    EXPECT_EQ(world.in_state(Posted::dead).size(), 4u);
}

TEST(Deliver, an_address_that_takes_mail_again_has_its_refusals_forgotten) {
    OneDue world;
    const auto bounces = [&] {
        auto reader = world.database().read();
        return registry::store::subscriber(reader, 1)->bounces;
    };
    const Outcome full{Went::refused, "552 5.2.2 full", 0, false, true};
    for (const auto& [party, other] : {std::pair{"de", "at"}, {"nl", "fi"}, {"it", "se"}, {"es", "dk"}}) {
        world.mail_goes = full;
        EXPECT_EQ(world.deliver().bounced, 1u);
        EXPECT_EQ(bounces(), 1);
        world.signs(party);
        world.wait(gather);
        world.mail_goes = {};
        EXPECT_EQ(world.deliver().sent, 1u);
        EXPECT_EQ(bounces(), 0);
        world.signs(other);
        world.wait(gather);
    }
}

// A relay takes mail for whoever it is and says later that it could not be handed over.
TEST(Deliver, a_notification_is_not_gainsaid_by_a_relay_that_takes_the_next_mail) {
    OneDue world;
    for (const auto* party : {"de", "nl", "it", "es"}) {
        world.deliver();
        {
            auto writer = world.database().write();
            registry::alerts::bounced(writer, 1, "5.1.1 smtp; 550 unknown", world.now());
            writer.commit();
        }
        world.signs(party);
        world.wait(gather);
    }
    EXPECT_EQ(world.mails.size(), 3u);
}

TEST(Deliver, while_our_own_mail_server_is_down_letters_wait_and_none_is_given_up) {
    OneDue world;
    world.mail_goes = {Went::later, "no connection", 0, true};
    for (int hour = 0; hour < 24 * 14; ++hour) {
        world.deliver();
        EXPECT_TRUE(world.in_state(Posted::dead).empty());
        const auto waiting = world.in_state(Posted::retry);
        ASSERT_EQ(waiting.size(), 1u);
        EXPECT_EQ(waiting[0].tries, 0);
        EXPECT_EQ(waiting[0].due_at, world.clock() + wait_while_shut);
        EXPECT_EQ(waiting[0].error, "no connection");
        world.wait(3600);
    }
    {
        auto reader = world.database().read();
        for (const auto& each : registry::store::delivery_counts(reader, {}))
            EXPECT_EQ(each.n, 0) << each.outcome;
    }
    world.mail_goes = {};
    EXPECT_EQ(world.deliver().sent, 1u);
}

// It has gone out; then the store cannot be written for a while.
TEST(Deliver, what_went_out_is_marked_as_soon_as_that_can_be_done_and_the_rest_waits_for_it) {
    World world;
    for (const auto* each : {"a@example.org", "b@example.org", "c@example.org"}) world.subscribes(each);
    world.signs("fr");
    world.wait(gather);
    const auto run = [&](const char* sql) {
        auto writer = world.database().write();
        registry::store::Query(writer, sql).run();
        writer.commit();
    };
    run("CREATE TRIGGER locked BEFORE UPDATE OF state ON outbox WHEN new.state = 'sent' BEGIN SELECT "
        "RAISE(ABORT, 'locked'); END");
    auto post = world.post("this process");
    int attempts = 0;
    std::size_t sent_meanwhile = 0;
    post.now = [&] {
        if (!world.mails.empty() && ++attempts == 4) {
            sent_meanwhile = world.mails.size();
            run("DROP TRIGGER locked");
        }
        return world.now();
    };
    EXPECT_EQ(server::delivery::deliver(world.database(), world.ways(), post).sent, 3u);
    EXPECT_GE(attempts, 4);
    EXPECT_EQ(sent_meanwhile, 1u);
    std::set<std::string> to;
    for (const auto& each : world.mails) to.insert(each.to);
    EXPECT_EQ(to.size(), 3u);
    EXPECT_EQ(world.mails.size(), 3u) << "none twice";
}

TEST(Deliver, what_cannot_be_marked_while_it_is_ours_ends_the_round_and_nothing_else_is_sent) {
    World world;
    for (const auto* each : {"a@example.org", "b@example.org"}) world.subscribes(each);
    world.signs("fr");
    world.wait(gather);
    {
        auto writer = world.database().write();
        registry::store::Query(writer,
                               "CREATE TRIGGER locked BEFORE UPDATE OF state ON outbox WHEN new.state = "
                               "'sent' BEGIN SELECT RAISE(ABORT, 'locked'); END")
            .run();
        writer.commit();
    }
    auto post = world.post("this process");
    post.lease = 1;
    EXPECT_THROW(server::delivery::deliver(world.database(), world.ways(), post), std::runtime_error);
    EXPECT_EQ(world.mails.size(), 1u);
}

TEST(Deliver, a_message_has_the_same_number_whatever_base_a_process_was_started_with) {
    OneDue world;
    const auto sent_by = [&](const std::string& base) {
        auto post = world.post(base);
        post.base_url = base;
        world.mail_goes = {Went::later, "451"};
        server::delivery::deliver(world.database(), world.ways(), post);
        world.wait(a_day);
        return world.mails.back();
    };
    const auto one = sent_by("https://one.test"), other = sent_by("http://127.0.0.1:8080");
    EXPECT_EQ(world.mails.size(), 2u);
    EXPECT_EQ(one.message_id, other.message_id);
    EXPECT_EQ(one.list_id, other.list_id);
    EXPECT_TRUE(one.message_id.ends_with(".invalid")) << one.message_id;
    EXPECT_EQ(host_of_ids("https://placet.example:8443", "abc"), "placet.example");
    EXPECT_EQ(host_of_ids("", "abc"), "placet-abc.invalid");
}

// It died after it was sent and before it was marked, or before it was sent: nobody can know.
TEST(Deliver, what_another_took_and_did_not_finish_is_sent_when_its_lease_has_run_out_under_the_same_number) {
    OneDue world;
    {
        auto writer = world.database().write();
        const auto taken = registry::store::claim(writer, "one that died", world.clock(), 300, 10);
        ASSERT_EQ(taken.size(), 1u);
        writer.commit();
    }
    EXPECT_EQ(world.deliver().sent, 0u);
    world.signs("de");  // it no longer gathers: this goes into another
    world.wait(299);
    EXPECT_EQ(world.deliver().sent, 0u);
    world.wait(1);
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_EQ(world.mails.size(), 1u);
    EXPECT_NE(world.mails[0].text.find("France"), std::string::npos);
    EXPECT_EQ(world.mails[0].text.find("Germany"), std::string::npos);
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_NE(world.mails[1].message_id, world.mails[0].message_id);
}

TEST(Deliver, what_went_out_and_is_not_marked_is_never_more_than_one_mail_a_thread) {
    World world;
    constexpr std::size_t people = 60;
    for (std::size_t i = 0; i < people; ++i) world.subscribes(std::to_string(i) + "@example.org");
    world.signs("fr");
    world.wait(gather);
    auto post = world.post("this process");
    post.mail_threads = 3;
    std::mutex mutex;
    std::size_t handed = 0, together = 0, most_together = 0, most_unmarked = 0;
    Ways ways;
    ways.mail = [&](const Mail&) -> Outcome {
        {
            const std::lock_guard lock(mutex);
            most_together = std::max(most_together, ++together);
            most_unmarked = std::max(most_unmarked, ++handed - world.in_state(Posted::sent).size());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
        const std::lock_guard lock(mutex);
        --together;
        return {};
    };
    EXPECT_EQ(deliver(world.database(), ways, post).sent, people);
    EXPECT_EQ(handed, people);
    EXPECT_GT(most_together, 1u) << "several at once";
    EXPECT_LE(most_together, 3u);
    EXPECT_LE(most_unmarked, 3u);
    EXPECT_EQ(world.in_state(Posted::sent).size(), people);
}

TEST(Deliver, of_an_address_that_went_no_byte_stays_in_the_store) {
    World world;
    const std::string address = "very-particular-reader@somewhere.example";
    const auto asked = world.subscribes(address);
    world.signs("fr");
    world.wait(gather);
    world.deliver();
    const auto holds = [&] {
        int files = 0;
        for (const auto* end : {"", "-wal"}) {
            std::ifstream in(world.database().file().string() + end, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            files += bytes.find(address) != std::string::npos;
        }
        return files;
    };
    EXPECT_GT(holds(), 0);
    {
        auto writer = world.database().write();
        registry::alerts::stop(writer, *registry::store::subscription(writer, asked.subscription),
                               world.now());
        writer.commit_unseen();
    }
    EXPECT_GT(holds(), 0) << "the log beside the file holds it still";
    {
        // Who reads is not waited for: the next round does it.
        auto reader = world.database().read();
        world.deliver();
        EXPECT_GT(holds(), 0);
    }
    world.deliver();
    EXPECT_EQ(holds(), 0);
    const auto before = world.written();
    world.deliver();
    EXPECT_EQ(world.written(), before) << "done once";
}

TEST(Deliver, two_that_deliver_from_one_store_never_send_the_same) {
    World world;
    constexpr int people = 60;
    for (int i = 0; i < people; ++i) {
        world.subscribes("reader" + std::to_string(i) + "@example.org");
        world.hooks("https://hooks.example.org/" + std::to_string(i),
                    "owner" + std::to_string(i) + "@example.org");
    }
    world.signs("fr");
    world.wait(gather);
    std::vector<std::jthread> both;
    for (const auto* who : {"one", "other"})
        both.emplace_back([&world, who] {
            auto post = world.post(who);
            post.at_once = 5;
            server::delivery::deliver(world.database(), world.ways(), post);
        });
    both.clear();
    std::map<std::string, int> seen;
    for (const auto& each : world.mails) ++seen[each.to];
    for (const auto& each : world.posted) ++seen[each.url];
    EXPECT_EQ(seen.size(), 2u * people);
    for (const auto& [whom, times] : seen) EXPECT_EQ(times, 1) << whom;
}

TEST(Deliver, a_clock_that_jumps_neither_sends_again_nor_hangs) {
    OneDue world;
    const auto right = world.clock();
    world.set_clock(right + 400 * a_day);
    EXPECT_EQ(world.deliver().sent, 2u) << "what was due, and the question whether it is still wanted";
    world.set_clock(right - 400 * a_day);
    EXPECT_EQ(world.deliver().sent, 0u);
    world.set_clock(right);
    EXPECT_EQ(world.deliver().sent, 0u);
    // Put off by a clock that was ahead.
    world.signs("de");
    world.wait(gather);
    world.set_clock(right + 30 * a_day);
    world.mail_goes = {Went::later, "451"};
    EXPECT_EQ(world.deliver().later, 1u);
    world.set_clock(right + 2 * gather);
    world.mail_goes = {};
    EXPECT_EQ(world.deliver().sent, 1u) << "not in thirty days";
    // Taken by a clock that was ahead, and not finished.
    world.signs("nl");
    {
        auto writer = world.database().write();
        ASSERT_EQ(registry::store::claim(writer, "died", world.clock() + 90 * a_day, 300, 10).size(), 1u);
        writer.commit();
    }
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 1u);
}

TEST(Deliver, after_an_outage_all_that_happened_is_one_message) {
    World world;
    world.subscribes("reader@example.org");
    for (const auto* party : {"fr", "de", "nl", "it", "es", "pt"}) {
        world.signs(party);
        world.wait(3 * a_day);
    }
    EXPECT_EQ(world.deliver().sent, 1u);
    ASSERT_EQ(world.mails.size(), 1u);
    for (const auto* party : {"France", "Germany", "Netherlands", "Italy", "Spain", "Portugal"})
        EXPECT_NE(world.mails[0].text.find(party), std::string::npos) << party;
}

TEST(Deliver, above_the_cap_changes_are_counted_and_not_lost) {
    World world;
    world.subscribes("reader@example.org");
    world.settings(gather, 2);
    for (const auto* party : {"fr", "de", "nl", "it", "es"}) world.signs(party);
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_NE(world.mails.at(0).text.find("more changes are not shown here"), std::string::npos)
        << world.mails[0].text;
}

TEST(Deliver, a_change_that_was_logged_and_not_looked_at_is_caught_up_once) {
    World world;
    world.subscribes("reader@example.org");
    world.signs("fr");
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 1u);
    // As if whoever logged it had died before: looked at again, told before.
    {
        auto writer = world.database().write();
        auto settings = registry::store::alerting(writer);
        settings.fanned_out = 0;
        registry::store::put_alerting(writer, settings);
        writer.commit();
    }
    world.deliver();
    world.wait(gather);
    EXPECT_EQ(world.deliver().sent, 0u);
    EXPECT_EQ(world.mails.size(), 1u);
}

TEST(Deliver, an_import_that_is_held_goes_out_on_an_editors_word_as_one_summary) {
    World world;
    world.subscribes("reader@example.org");
    world.settings(gather, 50, 1);
    world.signs("fr");
    world.signs("de");
    auto held = world.in_state(Posted::held);
    if (held.empty()) GTEST_SKIP() << "skipped: an import of this registry is one change and is not held";
    world.wait(gather);
    world.deliver();
    EXPECT_TRUE(world.mails.empty() || world.mails[0].subject.find("Summary") == std::string::npos);
    const auto before = world.mails.size();
    {
        auto writer = world.database().write();
        EXPECT_TRUE(registry::store::decide(writer, *held[0].import, "released", world.clock()));
        writer.commit();
    }
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_NE(world.mails.at(before).subject.find("Summary"), std::string::npos)
        << world.mails[before].subject;
}

TEST(Deliver, an_endpoint_that_wants_nothing_more_ends_and_its_owner_is_told) {
    World world;
    world.hooks("https://hooks.example.org/secret-path");
    world.signs("fr");
    world.wait(gather);
    world.hook_goes = {Went::gone, "answered 410"};
    const auto done = world.deliver();
    EXPECT_EQ(done.dead, 1u);
    EXPECT_EQ(done.sent, 1u);
    ASSERT_EQ(world.mails.size(), 1u);
    EXPECT_EQ(world.mails[0].to, "owner@example.org");
    EXPECT_NE(world.mails[0].subject.find("hooks.example.org"), std::string::npos);
    EXPECT_EQ(world.mails[0].text.find("secret-path"), std::string::npos);
    world.signs("de");
    world.wait(gather);
    world.deliver();
    EXPECT_EQ(world.posted.size(), 1u);
    EXPECT_EQ(world.mails.size(), 1u);
}

TEST(Deliver, an_owner_is_told_once_that_his_endpoint_has_taken_nothing_for_a_day) {
    World world;
    world.hooks("https://hooks.example.org/");
    world.signs("fr");
    world.wait(gather);
    world.hook_goes = {Went::later, "answered 500"};
    for (int hour = 0; hour < 45; ++hour) {  // the eighth attempt at the latest, whatever chance says
        world.deliver();
        world.wait(3600);
    }
    ASSERT_EQ(world.mails.size(), 1u);
    EXPECT_NE(world.mails[0].text.find("answered 500"), std::string::npos);
    // It answers again, and what it missed arrives.
    world.hook_goes = {};
    world.wait(a_day);
    EXPECT_EQ(world.deliver().sent, 1u);
    auto reader = world.database().read();
    const auto endpoint = registry::store::endpoint(reader, 1);
    EXPECT_EQ(endpoint->failures, 0);
    EXPECT_FALSE(endpoint->failing_since);
}

TEST(Deliver, what_a_process_cannot_send_is_left_for_another) {
    World world;
    world.subscribes("reader@example.org");
    world.hooks("https://hooks.example.org/");
    world.signs("fr");
    world.wait(gather);
    world.with_mail = false;
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_TRUE(world.mails.empty());
    EXPECT_EQ(world.in_state(Posted::waiting).at(0).tries, 0);
    world.with_mail = true;
    EXPECT_EQ(world.deliver().sent, 1u);
}

TEST(Deliver, where_the_mail_server_is_not_reached_it_is_asked_once_a_round) {
    World world;
    for (int i = 0; i < 20; ++i) world.subscribes("reader" + std::to_string(i) + "@example.org");
    world.signs("fr");
    world.wait(gather);
    world.mail_goes = {Went::later, "no connection", 0, true};
    EXPECT_EQ(world.deliver().later, 20u);
    EXPECT_EQ(world.mails.size(), 1u);
}

TEST(Deliver, no_line_of_its_report_names_anybody) {
    OneDue world;
    world.mail_goes = {Went::later, "451 later"};
    world.deliver();
    ASSERT_FALSE(world.said.empty());
    for (const auto& each : world.said) EXPECT_EQ(each.find("reader@example.org"), std::string::npos) << each;
}

TEST(Deliver, the_hub_is_told_once_however_much_changed) {
    World world;
    world.subscribes("reader@example.org");
    world.settings(gather, 50, 500, "https://hub.example.org/");
    world.signs("fr");
    world.signs("de");
    EXPECT_EQ(world.deliver().pings, 1u);
    EXPECT_EQ(world.pinged, std::vector<std::string>{"https://placet.test/changes.atom"});
    EXPECT_EQ(world.deliver().pings, 0u);
}

TEST(Deliver, digests_go_out_in_the_morning) {
    World world;
    world.subscribes("daily@example.org", registry::Pace::daily);
    world.signs("fr");
    world.wait(16 * 3600);  // 04:00
    EXPECT_EQ(world.deliver().sent, 0u);
    world.wait(3600);
    EXPECT_EQ(world.deliver().sent, 1u);
    EXPECT_TRUE(world.mails.at(0).subject.starts_with("Daily digest")) << world.mails[0].subject;
}

TEST(Deliver, does_nothing_where_nobody_ever_subscribed) {
    World world;
    world.signs("fr");
    const auto before = world.written();
    world.deliver();
    EXPECT_EQ(world.written(), before);
    EXPECT_GT(before, 0u);
}

TEST(Deliver, a_round_with_nothing_to_do_writes_nothing) {
    OneDue world;
    world.deliver();
    const auto before = world.written();
    world.deliver();
    EXPECT_EQ(world.written(), before);
}

TEST(Deliver, the_date_of_a_mail_is_written_as_rfc_5322_wants) {
    EXPECT_EQ(mail_date(0), "Thu, 1 Jan 1970 00:00:00 +0000");
    EXPECT_EQ(mail_date(1'795'348'800), "Sun, 22 Nov 2026 12:00:00 +0000");
    EXPECT_EQ(host_in("https://placet.example:8443/x"), "placet.example");
    EXPECT_EQ(host_in(""), "localhost");
}
