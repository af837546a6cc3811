#include <gtest/gtest.h>

#include "registry/alerts/token.hpp"
#include "registry/base/bytes.hpp"
#include "tests/registry/alerts/town.hpp"

namespace {

using namespace registry;
using test::Town;

constexpr std::string_view noon = "2020-02-01T12:00:00Z";

alerts::Wish wish_of(Town& town, const std::string& address, std::string_view key = "be") {
    auto reader = town.read();
    alerts::Wish wish;
    wish.selector = alerts::read_selector(reader, "party", key).value();
    wish.address = address;
    return wish;
}

alerts::Asked ask(Town& town, const alerts::Wish& wish, std::string_view at = noon) {
    auto writer = town.database().write();
    const auto asked = alerts::subscribe(writer, wish, Town::at(at));
    writer.commit();
    return asked.value();
}

std::string link(Town& town, alerts::Purpose purpose, const std::string& nonce) {
    return alerts::token(town.settings().key, purpose, nonce);
}

Subscriber whose(Town& town, std::string_view address) {
    auto reader = town.read();
    return store::subscriber_by_address(reader, address).value();
}

bool confirm(Town& town, const std::string& token, std::string_view at = noon) {
    auto writer = town.database().write();
    const bool done = alerts::confirm(writer, token, Town::at(at));
    writer.commit();
    return done;
}

alerts::Tended tend(Town& town, std::string_view at) {
    auto writer = town.database().write();
    const auto done = alerts::tend(writer, Town::at(at));
    writer.commit();
    return done;
}

std::size_t letters(Town& town, Letter kind) {
    std::size_t count = 0;
    for (const auto& each : town.outbox()) count += each.kind == kind;
    return count;
}

}  // namespace

TEST(People, nobody_is_told_before_the_address_is_confirmed_to_be_his) {
    Town town;
    const auto asked = ask(town, wish_of(town, "Anna@Example.org"));
    EXPECT_TRUE(asked.waits_for_confirmation);
    EXPECT_FALSE(asked.asked_too_often);
    EXPECT_EQ(letters(town, Letter::confirm), 1u);
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_TRUE(town.told(asked.subscription).empty());

    const auto anna = whose(town, "anna@example.org");
    EXPECT_FALSE(confirm(town, link(town, alerts::Purpose::manage, anna.nonce)))
        << "a link of another purpose";
    EXPECT_TRUE(confirm(town, link(town, alerts::Purpose::confirm, anna.nonce)));
    EXPECT_TRUE(confirm(town, link(town, alerts::Purpose::confirm, anna.nonce)))
        << "pressing twice is no mistake";
    town.page("IV-2", "2020-02-03", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_EQ(town.told(asked.subscription), std::vector<std::string>{"fact mtdsg-iv-2 be signed"});
}

TEST(People, the_state_of_things_is_sent_once_to_who_asked_for_it) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    wish.wants_state = true;
    ask(town, wish);
    ask(town, wish_of(town, "anna@example.org", "fr"));
    EXPECT_EQ(letters(town, Letter::state), 0u) << "not before it is confirmed";
    const auto token = link(town, alerts::Purpose::confirm, whose(town, "anna@example.org").nonce);
    confirm(town, token);
    confirm(town, token);
    EXPECT_EQ(letters(town, Letter::state), 1u);
}

TEST(People, five_confirmations_are_sent_to_an_address_a_day_and_no_more) {
    Town town;
    for (const auto* party : {"be", "fr", "de", "it", "es"})
        EXPECT_FALSE(ask(town, wish_of(town, "anna@example.org", party)).asked_too_often);
    EXPECT_TRUE(ask(town, wish_of(town, "ANNA@example.org", "nl")).asked_too_often);
    EXPECT_EQ(letters(town, Letter::confirm), 5u);
    EXPECT_FALSE(ask(town, wish_of(town, "bert@example.org", "nl")).asked_too_often);
    EXPECT_FALSE(ask(town, wish_of(town, "anna@example.org", "nl"), "2020-02-02T00:00:01Z").asked_too_often);
    EXPECT_EQ(letters(town, Letter::confirm), 7u);
}

TEST(People, a_stranger_who_types_an_address_fills_no_more_than_fifty_rows) {
    Town town;
    std::vector<std::string> parties;
    for (const auto& each : Vocabulary::built_in().parties())
        if (parties.size() < 60) parties.push_back(each.id);
    for (const auto& each : parties) ask(town, wish_of(town, "anna@example.org", each));
    auto reader = town.read();
    const auto anna = store::subscriber_by_address(reader, "anna@example.org").value();
    EXPECT_EQ(store::subscriptions_of(reader, anna.id).size(), 50u);
}

TEST(People, what_is_confirmed_nobody_changes_by_typing_the_address) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    const auto first = ask(town, wish);
    confirm(town, link(town, alerts::Purpose::confirm, whose(town, "anna@example.org").nonce));
    wish.pace = Pace::weekly;
    const auto again = ask(town, wish);
    EXPECT_EQ(again.subscription, first.subscription);
    EXPECT_TRUE(again.waits_for_confirmation) << "the answer does not tell that the address is known";
    auto reader = town.read();
    EXPECT_EQ(store::subscription(reader, first.subscription)->pace, Pace::at_once);
}

TEST(People, what_is_not_confirmed_in_seven_days_is_gone_with_the_address) {
    Town town;
    ask(town, wish_of(town, "anna@example.org"));
    ask(town, wish_of(town, "bert@example.org"));
    confirm(town, link(town, alerts::Purpose::confirm, whose(town, "bert@example.org").nonce));
    ask(town, wish_of(town, "bert@example.org", "fr"));
    EXPECT_EQ(tend(town, "2020-02-08T12:00:00Z").purged, 0u);
    EXPECT_EQ(tend(town, "2020-02-08T12:00:01Z").purged, 2u);
    auto reader = town.read();
    EXPECT_FALSE(store::subscriber_by_address(reader, "anna@example.org"));
    const auto bert = store::subscriber_by_address(reader, "bert@example.org").value();
    EXPECT_EQ(store::subscriptions_of(reader, bert.id).size(), 1u) << "what he had confirmed stays";
    for (const auto& each : town.outbox())
        EXPECT_EQ(each.subscriber, bert.id) << "nothing waits for who is gone";
}

TEST(People, who_stops_is_gone_from_every_table) {
    Town town;
    const auto one = town.watch("party", "be", "anna@example.org"),
               two = town.watch("party", "fr", "anna@example.org");
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    ASSERT_EQ(town.outbox().size(), 1u);
    const auto stop = [&](std::int64_t id) {
        auto writer = town.database().write();
        const auto token = alerts::token(store::alerting(writer).key, alerts::Purpose::stop,
                                         store::subscription(writer, id)->nonce);
        alerts::stop(writer, alerts::by_stop_token(writer, token).value(), Town::at(noon));
        writer.commit();
        return token;
    };
    const auto token = stop(one);
    EXPECT_TRUE(town.outbox().empty()) << "what waited for it alone is not sent";
    auto reader = town.read();
    EXPECT_FALSE(alerts::by_stop_token(reader, token));
    EXPECT_TRUE(store::subscriber_by_address(reader, "anna@example.org")) << "France is watched still";
    stop(two);
    auto after = town.read();
    EXPECT_FALSE(store::subscriber_by_address(after, "anna@example.org"))
        << "with the last one the address goes";
    EXPECT_EQ(store::delivery_counts(after, Day{}).at(0).n, 2);
}

TEST(People, who_stops_one_of_two_reasons_still_hears_by_the_other) {
    Town town;
    const auto one = town.watch("party", "be", "anna@example.org");
    town.watch("all", "", "anna@example.org");
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    auto writer = town.database().write();
    alerts::stop(writer, store::subscription(writer, one).value(), Town::at(noon));
    const auto taken = store::claim(writer, "x", alerts::seconds(Town::at("2020-03-01")), 60, 10);
    ASSERT_EQ(taken.size(), 1u);
    const auto message = alerts::message(writer, taken[0]);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->reasons.size(), 1u);
}

TEST(People, what_is_being_sent_when_its_reason_ends_has_nothing_left_to_say) {
    Town town;
    const auto one = town.watch("party", "be", "anna@example.org");
    town.watch("party", "fr", "anna@example.org");
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    auto writer = town.database().write();
    const auto taken = store::claim(writer, "x", alerts::seconds(Town::at("2020-03-01")), 60, 10);
    ASSERT_EQ(taken.size(), 1u);
    alerts::stop(writer, store::subscription(writer, one).value(), Town::at(noon));
    EXPECT_FALSE(alerts::message(writer, taken[0]));
    EXPECT_TRUE(store::mark_empty(writer, taken[0].id, "x"));
}

TEST(People, who_was_not_heard_of_for_a_year_is_asked_and_thirty_days_later_ended) {
    Town town;
    const auto id = town.watch("party", "be", "anna@example.org");  // 2020-01-01, noon
    town.watch_by_feed("party", "be");
    EXPECT_EQ(tend(town, "2020-12-31T12:00:00Z").asked, 0u);
    EXPECT_EQ(tend(town, "2020-12-31T12:00:01Z").asked, 1u);
    EXPECT_EQ(tend(town, "2021-01-01").asked, 0u) << "asked once";
    EXPECT_EQ(letters(town, Letter::stale), 1u);
    {
        auto writer = town.database().write();
        alerts::heard(writer, whose(town, "anna@example.org"), Town::at("2021-01-02"));
        writer.commit();
    }
    EXPECT_EQ(tend(town, "2021-02-15").ended, 0u) << "he answered";
    EXPECT_EQ(tend(town, "2022-01-03").asked, 1u);
    EXPECT_EQ(tend(town, "2022-02-02T12:00:00Z").ended, 0u);
    EXPECT_EQ(tend(town, "2022-02-02T12:00:01Z").ended, 1u);
    {
        auto reader = town.read();
        EXPECT_FALSE(store::subscription(reader, id));
        EXPECT_TRUE(store::subscriber_by_address(reader, "anna@example.org")) << "until he has been told";
    }
    EXPECT_EQ(tend(town, "2022-02-03").ended, 0u);
    {
        auto writer = town.database().write();
        for (const auto& each : store::claim(writer, "x", alerts::seconds(Town::at("2022-02-03")), 60, 10)) {
            EXPECT_TRUE(each.kind != Letter::ended || alerts::message(writer, each));
            store::mark_sent(writer, each.id, "x", 1);
        }
        writer.commit();
    }
    tend(town, "2022-02-04");
    auto reader = town.read();
    EXPECT_FALSE(store::subscriber_by_address(reader, "anna@example.org"));
    EXPECT_EQ(store::queue_counts(reader).subscriptions.at("feed"), 1)
        << "a feed without an address is left alone";
}

TEST(People, an_address_from_which_mail_came_back_three_times_gets_no_more) {
    Town town;
    const auto id = town.watch("party", "be", "anna@example.org");
    const auto hook = town.watch_by_webhook("party", "be", "anna@example.org", "https://example.org/hook");
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    ASSERT_EQ(town.outbox().size(), 2u);
    const auto anna = whose(town, "anna@example.org").id;
    for (int n = 1; n <= 3; ++n) {
        auto writer = town.database().write();
        alerts::bounced(writer, anna, "550 5.1.1 <anna@example.org>: no such user", Town::at(noon));
        writer.commit();
        auto reader = town.read();
        EXPECT_EQ(store::messages_in(reader, "waiting", 0, 10).size(), n < 3 ? 2u : 1u)
            << "what waited for him by mail is not sent";
    }
    EXPECT_EQ(whose(town, "anna@example.org").bounce, "550 5.1.1 <a…@e….org>: no such user");
    town.page("IV-2", "2020-02-03", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_EQ(town.told(id).size(), 1u);
    EXPECT_EQ(town.told(hook).size(), 2u) << "the webhook goes on";
    EXPECT_EQ(tend(town, "2020-04-02").ended, 0u);
}

TEST(People, a_webhook_gets_a_secret_that_is_shown_once_and_a_new_one_signs_beside_the_former_for_a_day) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    wish.channel = Channel::webhook, wish.url = "https://example.org/hook", wish.confirmed = true;
    wish.pace = Pace::weekly;
    const auto first = ask(town, wish);
    ASSERT_TRUE(first.secret.starts_with("whsec_"));
    wish.selector = wish_of(town, "", "fr").selector;
    EXPECT_TRUE(ask(town, wish).secret.empty()) << "the same endpoint has its secret already";
    auto writer = town.database().write();
    EXPECT_EQ(store::subscription(writer, first.subscription)->pace, Pace::at_once);
    auto endpoint = store::endpoints_of(writer, first.subscriber).at(0);
    EXPECT_EQ(from_base64(first.secret.substr(6)).value(), endpoint.secret);
    EXPECT_EQ(endpoint.secret.size(), 32u);
    const auto now = alerts::new_secret(writer, endpoint, Town::at(noon));
    EXPECT_EQ(now.former_secret, endpoint.secret);
    EXPECT_NE(now.secret, endpoint.secret);
    EXPECT_EQ(now.former_until, alerts::seconds(Town::at(noon)) + 86'400);
    EXPECT_EQ(store::endpoint(writer, now.id)->secret, now.secret) << "whatever its bytes";
}

TEST(People, a_secret_seen_by_who_only_typed_the_address_is_worth_nothing_once_somebody_confirms_his_own) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    wish.channel = Channel::webhook, wish.url = "https://example.org/hook";
    const auto strangers = ask(town, wish).secret;
    const auto annas = ask(town, wish).secret;
    ASSERT_FALSE(annas.empty());
    EXPECT_NE(strangers, annas);
}

TEST(People, a_private_feed_needs_no_address_and_its_link_finds_it) {
    Town town;
    auto wish = wish_of(town, "");
    wish.channel = Channel::feed;
    const auto asked = ask(town, wish);
    EXPECT_FALSE(asked.waits_for_confirmation);
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    auto reader = town.read();
    const auto found = alerts::by_feed_token(reader, asked.feed_token);
    ASSERT_TRUE(found);
    const auto lines = alerts::told_lines(reader, *found, 0, 10);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].line.title, "Convention");
    EXPECT_TRUE(town.outbox().empty());
    auto wrong = asked.feed_token;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(alerts::by_feed_token(reader, wrong));
}

TEST(People, an_address_that_is_none_is_refused_in_words) {
    Town town;
    for (const auto* address :
         {"", "anna", "anna@", "@example.org", "a@b@c", "a b@example.org", "a@exa mple.org",
          "a\n@example.org", "anna@example..org", "anna@-example.org", ".a@example.org", "a@ex_ample.org",
          "<a@example.org>", "anna@exämple.org", "a,b@example.org"}) {
        auto writer = town.database().write();
        const auto asked = alerts::subscribe(writer, wish_of(town, address), Town::at(noon));
        ASSERT_FALSE(asked) << address;
        EXPECT_EQ(asked.error().where, "address");
        EXPECT_FALSE(asked.error().what.empty());
    }
    auto writer = town.database().write();
    const auto long_one = std::string(64, 'a') + "@" + std::string(63, 'b') + "." + std::string(63, 'c') +
                          "." + std::string(62, 'd');
    EXPECT_FALSE(alerts::subscribe(writer, wish_of(town, long_one), Town::at(noon))) << long_one.size();
    EXPECT_TRUE(alerts::subscribe(writer, wish_of(town, long_one.substr(0, 254)), Town::at(noon)));
}
