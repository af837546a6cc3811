// The operator's page, what Prometheus reads of deliveries, and what may stand in a log.
#include <gtest/gtest.h>

#include "registry/alerts/fan_out.hpp"
#include "registry/store/imports.hpp"
#include "server/http/secure.hpp"
#include "server/site/rates.hpp"
#include "tests/server/following.hpp"
#include "tests/server/over_samples.hpp"

using test::body_of;
using test::Following;
using test::header_of;
namespace store = registry::store;

namespace {

const std::string token = "an-operators-own-token-of-this-test-0001";
const std::string reader_address = "jan.peeters@example.org";

server::FormSettings with_operator() {
    return {.behind_proxy = false, .a_minute = 1000, .an_hour = 1000, .operator_token = token};
}

// A message that was given up, to the first subscriber.
std::int64_t given_up(Following& site) {
    auto writer = site.database().write();
    const auto one = store::subscriber_by_address(writer, reader_address);
    registry::Outgoing message;
    message.kind = registry::Letter::alert, message.subscriber = one->id;
    message.made_at = message.due_at = registry::alerts::seconds(site.now());
    const auto id = store::post(writer, message);
    store::claim(writer, "test", message.due_at, 60, 100);
    EXPECT_TRUE(store::mark_dead(writer, id, "test", "550 no such user <jan.peeters@example.org>"));
    writer.commit();
    return id;
}

}  // namespace

TEST(Operator, there_is_no_such_page_without_a_token_or_with_another_one) {
    Following none;
    EXPECT_EQ(none.get("/operator/" + token).status, 404);
    EXPECT_EQ(none.get("/operator/").status, 404);
    Following site(with_operator());
    EXPECT_EQ(site.get("/operator/" + token).status, 200);
    auto wrong = token;
    wrong.back() = '2';
    EXPECT_EQ(site.get("/operator/" + wrong).status, 404);
    EXPECT_EQ(site.get("/operator/" + token + "x").status, 404);
    EXPECT_EQ(site.post("/operator/" + wrong, {{"do", "again"}}).status, 404);
    Following weak({.behind_proxy = false, .a_minute = 10, .an_hour = 60, .operator_token = "short"});
    EXPECT_EQ(weak.get("/operator/short").status, 404);
}

TEST(Operator, sees_what_waits_and_tries_again_what_was_given_up_without_seeing_an_address) {
    Following site(with_operator());
    site.followed(reader_address);
    const auto id = given_up(site);
    const auto page = site.get("/operator/" + token);
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(page, "Referrer-Policy"), "no-referrer");
    const auto said = test::words(body_of(page));
    EXPECT_EQ(body_of(page).find(reader_address), std::string::npos) << said;
    EXPECT_NE(said.find("j…@e….org"), std::string::npos) << said;
    EXPECT_NE(said.find("550"), std::string::npos);
    EXPECT_EQ(site.post("/operator/" + token, {{"do", "again"}, {"message", std::to_string(id + 7)}}).status,
              400);
    EXPECT_EQ(site.post("/operator/" + token, {{"do", "again"}, {"message", std::to_string(id)}}).status,
              303);
    auto reader = site.database().read();
    EXPECT_NE(store::outgoing(reader, id)->state, registry::Posted::dead);
}

TEST(Operator, releases_or_drops_an_import_that_is_held) {
    Following site(with_operator());
    std::int64_t import = 0;
    {
        auto writer = site.database().write();
        import = store::begin_run(writer, "file", "large.xml", "exchange", site.now()).id;
        store::HeldImport held;
        held.import = import, held.changes = 900, held.messages = 3;
        held.state = "held", held.held_at = registry::alerts::seconds(site.now());
        store::hold_import(writer, held);
        writer.commit();
    }
    const auto page = site.get("/operator/" + token);
    EXPECT_NE(test::words(body_of(page)).find("900"), std::string::npos);
    EXPECT_EQ(site.post("/operator/" + token, {{"do", "release"}, {"import", std::to_string(import)}}).status,
              303);
    auto reader = site.database().read();
    EXPECT_EQ(store::held_imports(reader, true, 10).front().state, "released");
    EXPECT_EQ(site.post("/operator/" + token, {{"do", "drop"}, {"import", std::to_string(import)}}).status,
              400)
        << "it waits no longer";
}

TEST(Operator, prometheus_reads_queues_subscriptions_and_outcomes) {
    Following site;
    const auto before = body_of(site.get("/metrics"));
    EXPECT_NE(before.find("placet_held_imports 0"), std::string::npos) << before;
    site.followed(reader_address);
    given_up(site);
    {
        auto writer = site.database().write();
        store::count_delivery(writer, site.now().today, "mail", "sent", 3);
        writer.commit();
    }
    const auto text = body_of(site.get("/metrics"));
    for (const auto* line :
         {"placet_outbox{state=\"dead\"} 1\n", "placet_subscriptions{channel=\"mail\"} 1\n",
          "placet_deliveries_total{channel=\"mail\",outcome=\"sent\"} 3\n",
          "# TYPE placet_deliveries_total counter\n", "placet_oldest_due_seconds "})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
    EXPECT_EQ(text.find("example"), std::string::npos);
    EXPECT_EQ(text.find("/subscriptions/confirm/" + std::string{"0"}), std::string::npos);
}

TEST(Operator, a_log_holds_no_secret_address) {
    EXPECT_EQ(server::for_report("/subscriptions/manage/0123-abc.json?before=7"), "/subscriptions/…");
    EXPECT_EQ(server::for_report("/subscriptions?lang=nl"), "/subscriptions");
    EXPECT_EQ(server::for_report("/operator/secret"), "/operator/…");
    EXPECT_EQ(server::for_report("//operator/secret"), "/…") << "whatever another reader would make of it";
    EXPECT_EQ(server::for_report("/stalled?party=be"), "/stalled?party=be");
    EXPECT_EQ(server::for_report("/%73ubscriptions/manage/x"), "/…");
}

TEST(Rates, forget_the_client_who_has_been_away_longest_when_there_are_too_many) {
    server::Rates rates(1, 10, 3);
    for (const auto* client : {"a", "b", "c"}) EXPECT_EQ(rates.wait(client, 100), 0);
    EXPECT_EQ(rates.wait("a", 101), 59);
    EXPECT_EQ(rates.wait("d", 101), 0);
    EXPECT_EQ(rates.clients(), 3u);
    EXPECT_GT(rates.wait("a", 102), 0) << "it was here lately";
    EXPECT_EQ(rates.wait("b", 102), 0) << "forgotten";
}

TEST(Rates, a_clock_that_was_ahead_gives_nothing_when_it_is_put_right_and_keeps_nobody_waiting) {
    server::Rates rates(1, 10);
    EXPECT_EQ(rates.wait("a", 1'000'000'000), 0) << "years ahead";
    EXPECT_EQ(rates.wait("a", 10), 60) << "put right";
    EXPECT_EQ(rates.wait("a", 69), 1);
    EXPECT_EQ(rates.wait("a", 70), 0) << "a minute later";
}

TEST(Rates, a_household_is_one_client) {
    EXPECT_EQ(server::client_of("2001:db8:1:2:3::9"), server::client_of("2001:db8:1:2:ffff::1"));
    EXPECT_NE(server::client_of("2001:db8:1:2::1"), server::client_of("2001:db8:1:3::1"));
    EXPECT_EQ(server::client_of("::ffff:192.0.2.9"), "192.0.2.9");
    EXPECT_LE(server::client_of(std::string(5000, 'x')).size(), 64u);
}
