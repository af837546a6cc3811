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

// The link in the letter that asks about this one.
std::string confirm_link(Town& town, std::int64_t subscription) {
    auto reader = town.read();
    return link(town, alerts::Purpose::confirm, store::subscription(reader, subscription).value().nonce);
}

Subscriber whose(Town& town, std::string_view address) {
    auto reader = town.read();
    return store::subscriber_by_address(reader, address).value();
}

bool confirm(Town& town, const std::string& token, std::string_view at = noon) {
    auto writer = town.database().write();
    const auto done = alerts::confirm(writer, token, Town::at(at));
    writer.commit();
    return done.has_value();
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
    EXPECT_FALSE(confirm(town, link(town, alerts::Purpose::confirm, anna.nonce)))
        << "of nothing he asked for";
    EXPECT_TRUE(confirm(town, confirm_link(town, asked.subscription)));
    EXPECT_TRUE(confirm(town, confirm_link(town, asked.subscription))) << "pressing twice is no mistake";
    town.page("IV-2", "2020-02-03", {{"Belgium", "signed", "2020-01-10"}});
    EXPECT_EQ(town.told(asked.subscription), std::vector<std::string>{"fact mtdsg-iv-2 be signed"});
}

TEST(People, the_state_of_things_is_sent_once_to_who_asked_for_it) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    wish.wants_state = true;
    const auto token = confirm_link(town, ask(town, wish).subscription);
    const auto other = confirm_link(town, ask(town, wish_of(town, "anna@example.org", "fr")).subscription);
    EXPECT_EQ(letters(town, Letter::state), 0u) << "not before it is confirmed";
    confirm(town, other);
    EXPECT_EQ(letters(town, Letter::state), 0u) << "not before it is confirmed itself";
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
    const auto all = store::subscriptions_of(reader, anna.id);
    ASSERT_EQ(all.size(), 50u);
    EXPECT_EQ(all.back().selector.key, parties.back()) << "the newest waits";
    for (std::size_t k = 0; k < 5; ++k)
        EXPECT_EQ(all[k].selector.key, parties[k]) << "a letter went out about it";
    EXPECT_EQ(all[5].selector.key, parties[15]) << "of the others the oldest made room";
}

TEST(People, what_is_confirmed_nobody_changes_by_typing_the_address) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    const auto first = ask(town, wish);
    confirm(town, confirm_link(town, first.subscription));
    wish.pace = Pace::weekly;
    const auto again = ask(town, wish);
    EXPECT_EQ(again.subscription, first.subscription);
    EXPECT_TRUE(again.waits_for_confirmation) << "the answer does not tell that the address is known";
    auto reader = town.read();
    EXPECT_EQ(store::subscription(reader, first.subscription)->pace, Pace::at_once);
}

TEST(People, who_asks_again_for_what_no_longer_reaches_him_is_asked_again) {
    Town town;
    const auto wish = wish_of(town, "anna@example.org");
    const auto first = ask(town, wish);
    confirm(town, confirm_link(town, first.subscription));
    const auto is_asked = [&] {
        ask(town, wish);
        auto reader = town.read();
        const auto letter = store::messages_to(reader, first.subscriber, 0, 1).at(0);
        EXPECT_EQ(letter.kind, Letter::confirm);
        return alerts::message(reader, letter).has_value();
    };
    EXPECT_FALSE(is_asked()) << "asked before it was confirmed";
    {
        auto writer = town.database().write();
        for (int n = 0; n < 3; ++n)
            alerts::bounced(writer, first.subscriber, "550 no such user", Town::at(noon));
        writer.commit();
    }
    EXPECT_TRUE(is_asked());
    confirm(town, confirm_link(town, first.subscription));
    EXPECT_FALSE(whose(town, "anna@example.org").stopped_at) << "mail goes to it again";
}

TEST(People, what_is_not_confirmed_in_seven_days_is_gone_with_the_address) {
    Town town;
    ask(town, wish_of(town, "anna@example.org"));
    const auto berts = ask(town, wish_of(town, "bert@example.org"));
    confirm(town, confirm_link(town, berts.subscription));
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
}

TEST(People, a_private_feed_that_nobody_fetched_for_395_days_ends_and_its_link_is_still_known_as_ours) {
    Town town;
    auto wish = wish_of(town, "");
    wish.channel = Channel::feed;
    const auto asked = ask(town, wish);  // 2020-02-01, noon
    const auto fetch = [&](std::string_view at) {
        auto writer = town.database().write();
        const auto written = alerts::fetched(writer, {asked.subscriber, 4711}, Town::at(at));
        writer.commit();
        return written;
    };
    EXPECT_EQ(fetch("2020-02-01T23:59:59Z"), 0u) << "once a day, and he was there today";
    EXPECT_EQ(fetch("2020-12-01T08:00:00Z"), 1u);
    EXPECT_EQ(fetch("2020-12-01T20:00:00Z"), 0u);
    EXPECT_EQ(tend(town, "2021-12-31T08:00:00Z").ended, 0u) << "395 days after 2020-12-01";
    EXPECT_TRUE(town.outbox().empty()) << "nobody can be asked";
    {
        auto reader = town.read();
        EXPECT_TRUE(alerts::by_feed_token(reader, asked.feed_token));
    }
    EXPECT_EQ(tend(town, "2021-12-31T08:00:01Z").ended, 1u);
    auto reader = town.read();
    EXPECT_FALSE(alerts::by_feed_token(reader, asked.feed_token));
    EXPECT_TRUE(alerts::is_of_ended_feed(reader, asked.feed_token));
    auto wrong = asked.feed_token;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(alerts::is_of_ended_feed(reader, wrong));
    EXPECT_FALSE(store::subscriber(reader, asked.subscriber)) << "the rows are gone";
    const auto counts = store::delivery_counts(reader, {});
    ASSERT_EQ(counts.size(), 1u);
    EXPECT_EQ(counts[0].channel + " " + counts[0].outcome, "feed ended");
    EXPECT_EQ(counts[0].n, 1);
}

TEST(People, a_calendar_that_is_fetched_says_that_its_owner_is_still_there) {
    Town town;
    town.watch("party", "be", "anna@example.org");  // 2020-01-01
    EXPECT_EQ(tend(town, "2021-01-01").asked, 1u);
    auto writer = town.database().write();
    EXPECT_EQ(alerts::fetched(writer, {1}, Town::at("2021-01-02")), 1u);
    writer.commit();
    EXPECT_EQ(tend(town, "2021-03-01").ended, 0u);
    EXPECT_EQ(whose(town, "anna@example.org").stale_asked_at, std::nullopt);
}

namespace {

// What was gathered for her goes out now; the code in the address its notifications come back to.
std::string sent_code(Town& town) {
    auto writer = town.database().write();
    const auto taken = store::claim(writer, "x", alerts::seconds(Town::at("2040-01-01")), 60, 10);
    for (const auto& each : taken) store::mark_sent(writer, each.id, "x", 1);
    const auto key = store::alerting(writer).key;
    writer.commit();
    return alerts::bounce_code(key, taken.at(0).id);
}

Result<Subscriber> comes_back(Town& town, const std::string& code, std::string_view at) {
    auto writer = town.database().write();
    auto whose = alerts::came_back(writer, code, "5.1.1 smtp; 550 unknown", Town::at(at));
    writer.commit();
    return whose;
}

}  // namespace

TEST(Bounce, counts_once_a_message_that_was_sent_and_for_no_code_of_somebody_elses) {
    Town town;
    town.watch("party", "be", "anna@example.org");
    const auto anna = whose(town, "anna@example.org").id;
    town.page("IV-1", "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
    const auto message = town.outbox().at(0).id;
    const auto made = alerts::bounce_code(town.settings().key, message);
    const auto changes_nothing = [&](const std::string& code, const std::string& why) {
        const auto answer = comes_back(town, code, noon);
        ASSERT_FALSE(answer) << code;
        EXPECT_NE(answer.error().what.find(why), std::string::npos) << answer.error().what;
        auto reader = town.read();
        EXPECT_LE(store::subscriber(reader, anna)->bounces, 1);
    };
    changes_nothing(made, "never sent");
    changes_nothing(std::to_string(anna), "not made");
    auto forged = made;
    forged.back() = forged.back() == '0' ? '1' : '0';
    changes_nothing(forged, "not made");
    changes_nothing(alerts::bounce_code(std::string(32, 'x'), message), "not made");
    changes_nothing(alerts::bounce_code(town.settings().key, message + 1), "is gone");
    EXPECT_EQ(whose(town, "anna@example.org").bounces, 0);
    EXPECT_EQ(sent_code(town), made);
    const auto counted = comes_back(town, made, noon);
    ASSERT_TRUE(counted) << counted.error().what;
    EXPECT_EQ(counted->id, anna);
    EXPECT_EQ(counted->bounces, 1);
    changes_nothing(made, "before");
    EXPECT_EQ(whose(town, "anna@example.org").bounces, 1);
}

TEST(Bounce, more_than_thirty_days_after_the_one_before_is_the_first_again) {
    Town town;
    town.watch("party", "be", "anna@example.org");
    int treaty = 0;
    const auto bounces = [&](std::string_view at) {
        town.page("IV-" + std::to_string(++treaty), "2020-02-02", {{"Belgium", "signed", "2020-01-10"}});
        return comes_back(town, sent_code(town), at).value();
    };
    EXPECT_EQ(bounces("2020-02-03T00:00:00Z").bounces, 1);
    EXPECT_EQ(bounces("2020-03-04T00:00:00Z").bounces, 2) << "thirty days later";
    EXPECT_EQ(bounces("2020-04-03T00:00:01Z").bounces, 1) << "thirty days and a second";
    EXPECT_EQ(bounces("2021-04-03T00:00:00Z").bounces, 1);
    EXPECT_EQ(bounces("2022-04-03T00:00:00Z").bounces, 1);
    EXPECT_EQ(bounces("2022-04-04T00:00:00Z").bounces, 2);
    EXPECT_EQ(whose(town, "anna@example.org").stopped_at, std::nullopt);
    EXPECT_TRUE(bounces("2022-04-05T00:00:00Z").stopped_at);
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

TEST(People, who_only_typed_an_address_sees_no_secret_and_changes_none) {
    Town town;
    auto wish = wish_of(town, "anna@example.org");
    wish.channel = Channel::webhook, wish.url = "https://example.org/hook";
    const auto first = ask(town, wish);
    EXPECT_TRUE(first.secret.empty());
    const auto secret = [&] {
        auto reader = town.read();
        return store::endpoints_of(reader, first.subscriber).at(0).secret;
    };
    const auto before = secret();
    EXPECT_TRUE(ask(town, wish).secret.empty());
    EXPECT_EQ(secret(), before);
    auto writer = town.database().write();
    const auto token = alerts::token(store::alerting(writer).key, alerts::Purpose::confirm,
                                     store::subscription(writer, first.subscription)->nonce);
    const auto done = alerts::confirm(writer, token, Town::at(noon)).value();
    ASSERT_EQ(done.endpoints.size(), 1u);
    EXPECT_EQ(alerts::secret_text(done.endpoints[0]), "whsec_" + base64(before));
    EXPECT_TRUE(alerts::confirm(writer, token, Town::at(noon))->endpoints.empty()) << "shown once";
}

TEST(People, a_link_confirms_the_thing_it_was_sent_for_and_of_the_rest_what_is_named) {
    Town town;
    const auto one = ask(town, wish_of(town, "anna@example.org", "be"));
    const auto two = ask(town, wish_of(town, "anna@example.org", "fr"));
    auto strange = wish_of(town, "anna@example.org", "de");
    strange.channel = Channel::webhook, strange.url = "https://example.org/hook";
    const auto three = ask(town, strange);
    const auto elses = ask(town, wish_of(town, "bert@example.org", "be"));
    const auto stands = [&](const alerts::Asked& asked) {
        auto reader = town.read();
        return store::subscription(reader, asked.subscription)->confirmed_at.has_value();
    };
    EXPECT_TRUE(confirm(town, confirm_link(town, one.subscription)));
    EXPECT_TRUE(stands(one));
    EXPECT_FALSE(stands(two) || stands(three) || stands(elses));
    {
        auto writer = town.database().write();
        const auto token = alerts::token(store::alerting(writer).key, alerts::Purpose::confirm,
                                         store::subscription(writer, two.subscription)->nonce);
        const auto done = alerts::confirm(writer, token, Town::at(noon), {elses.subscription, 4711}).value();
        EXPECT_EQ(done.subscriptions.size(), 1u);
        writer.commit();
    }
    EXPECT_TRUE(stands(two));
    EXPECT_FALSE(stands(three) || stands(elses)) << "of another address nothing is confirmed";
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
          "<a@example.org>", "anna@exämple.org", "a,b@example.org", "anna@localhost"}) {
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
