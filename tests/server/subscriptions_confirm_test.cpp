// Saying yes by the link of a letter: to one thing, named with its way; to others only where they are ticked.
// And what is changed and seen on the page of who follows.
#include <gtest/gtest.h>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"
#include "tests/server/following.hpp"
#include "tests/server/over_samples.hpp"

using test::body_of;
using test::Following;
using test::header_of;
namespace store = registry::store;

namespace {

const std::string jan = "jan.peeters@example.org";
const std::string hook = "https://hooks.example.org/in/secret-path";

const server::FormSettings unbounded{.behind_proxy = false, .a_minute = 1000, .an_hour = 1000};

void ask(Following& site, test::Fields more) { ASSERT_EQ(site.follow(jan, std::move(more)).status, 202); }

std::vector<registry::Subscription> his(Following& site) {
    auto reader = site.database().read();
    const auto whose = store::subscriber_by_address(reader, jan);
    return whose ? store::subscriptions_of(reader, whose->id) : std::vector<registry::Subscription>{};
}

std::size_t confirmed(Following& site) {
    std::size_t n = 0;
    for (const auto& each : his(site)) n += each.confirmed_at.has_value();
    return n;
}

registry::Endpoint endpoint_of(Following& site) {
    auto reader = site.database().read();
    return store::endpoints_of(reader, store::subscriber_by_address(reader, jan)->id).front();
}

void end_endpoint(Following& site) {
    auto writer = site.database().write();
    auto one = store::endpoints_of(writer, store::subscriber_by_address(writer, jan)->id).front();
    one.ended_at = registry::alerts::seconds(site.now()), one.ended_because = "410";
    store::put_endpoint(writer, one);
    writer.commit();
}

bool says(const server::Response& response, const std::string& words) {
    return test::words(body_of(response)).find(words) != std::string::npos;
}

}  // namespace

TEST(Confirming, names_the_thing_its_way_and_day_and_confirms_nothing_else) {
    Following site;
    ask(site, {{"channel", "webhook"}, {"url", hook}});  // by a stranger
    site.at("2021-10-13T12:00:00Z");
    ask(site, {{"scope", "party"}, {"key", "be"}, {"pace", "weekly"}});
    const auto question = site.get(site.confirm_path(jan) + "?lang=en");
    ASSERT_EQ(question.status, 200);
    const auto said = test::words(body_of(question));
    const auto form = said.find("Also confirm");
    ASSERT_NE(form, std::string::npos) << said;
    for (const auto* each : {"everything of Belgium", "by e-mail, weekly", "13 October 2021"})
        EXPECT_LT(said.find(each), form) << each << " in " << said;
    for (const auto* each : {"by webhook to hooks.example.org, asked on 12 October 2021", hook.c_str()})
        EXPECT_GT(said.find(each), form) << each << " in " << said;
    EXPECT_NE(said.find(hook), std::string::npos);
    EXPECT_EQ(test::count(body_of(question), "type=\"checkbox\""), 1u);
    EXPECT_EQ(test::count(body_of(question), "checked"), 0u) << "nothing is chosen beforehand";

    const auto done = site.post(site.confirm_path(jan) + "?lang=en", {});
    ASSERT_EQ(done.status, 200);
    EXPECT_TRUE(says(done, "everything of Belgium"));
    EXPECT_EQ(body_of(done).find("hooks.example.org"), std::string::npos);
    EXPECT_EQ(body_of(done).find("whsec_"), std::string::npos);
    EXPECT_FALSE(his(site).at(0).confirmed_at) << "the stranger's webhook";
    EXPECT_TRUE(his(site).at(1).confirmed_at);
    EXPECT_TRUE(says(site.get(site.manage_path(jan) + "?lang=en"), "not confirmed yet"));
}

TEST(Confirming, a_webhook_is_named_by_its_host_and_its_whole_address) {
    Following site;
    ask(site, {{"channel", "webhook"}, {"url", hook}});
    const auto question = site.get(site.confirm_path(jan) + "?lang=nl");
    EXPECT_TRUE(says(question, "per webhook naar hooks.example.org")) << body_of(question);
    EXPECT_TRUE(says(question, hook));
    const auto answer = body_of(site.get(site.confirm_path(jan) + ".json"));
    rapidjson::Document read;
    read.Parse(answer.c_str());
    ASSERT_TRUE(read.IsObject() && read.HasMember("asked_for")) << answer;
    EXPECT_EQ(std::string{read["asked_for"]["webhook"].GetString()}, hook);
    EXPECT_NE(answer.find("\"2021-10-12\""), std::string::npos) << answer;
}

TEST(Confirming, only_what_is_ticked_is_confirmed_with_it_and_only_of_the_same_address) {
    Following site(unbounded);
    for (const auto* party : {"be", "fr", "de"}) ask(site, {{"scope", "party"}, {"key", party}});
    ASSERT_EQ(site.follow("else@example.org").status, 202);
    const auto ids = his(site);
    std::int64_t elses = 0;
    {
        auto reader = site.database().read();
        const auto other = store::subscriber_by_address(reader, "else@example.org");
        elses = store::subscriptions_of(reader, other->id).front().id;
    }
    const auto path = site.confirm_paths(jan).front();
    for (const auto* wrong : {"x", "-1", "1e3", "99999999999999999999"}) {
        EXPECT_EQ(site.post(path, {{"also", wrong}}).status, 400) << wrong;
        EXPECT_EQ(confirmed(site), 0u);
    }
    const auto done =
        site.post(path + "?lang=en",
                  {{"also", std::to_string(ids[2].id)}, {"also", std::to_string(elses)}, {"also", "4711"}});
    ASSERT_EQ(done.status, 200);
    EXPECT_TRUE(his(site).at(0).confirmed_at && his(site).at(2).confirmed_at);
    EXPECT_FALSE(his(site).at(1).confirmed_at);
    EXPECT_TRUE(says(done, "everything of Germany")) << body_of(done);
    EXPECT_FALSE(says(done, "everything of France"));
    auto reader = site.database().read();
    EXPECT_FALSE(store::subscription(reader, elses)->confirmed_at) << "of somebody else";
}

TEST(Confirming, what_is_confirmed_already_says_so_and_leads_to_managing) {
    Following site;
    site.followed(jan);
    ask(site, {{"scope", "party"}, {"key", "be"}});
    const auto page = site.get(site.confirm_paths(jan).front() + "?lang=en");
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "This is confirmed"));
    EXPECT_EQ(body_of(page).find("method=\"post\" action=\"/subscriptions/confirm"), std::string::npos);
    EXPECT_NE(body_of(page).find(site.manage_path(jan)), std::string::npos);
    EXPECT_EQ(confirmed(site), 1u);
}

TEST(Confirming,
     an_endpoint_that_had_ended_is_called_again_by_saying_yes_to_what_goes_there_and_by_nothing_else) {
    Following site;
    site.followed(jan, {{"channel", "webhook"}, {"url", hook}});
    end_endpoint(site);
    site.followed(jan, {{"scope", "party"}, {"key", "be"}});
    EXPECT_TRUE(endpoint_of(site).ended_at) << "that went by mail";
    ask(site, {{"channel", "webhook"}, {"url", hook}});
    const auto path = site.confirm_paths(jan).front();
    EXPECT_TRUE(says(site.get(path + "?lang=en"), "Do you want this?")) << "it stands, but nothing is told";
    EXPECT_TRUE(endpoint_of(site).ended_at);
    const auto done = site.post(path, {});
    EXPECT_FALSE(endpoint_of(site).ended_at);
    EXPECT_EQ(body_of(done).find("whsec_"), std::string::npos) << "its owner has its secret";
}

TEST(Confirming, the_secret_of_an_endpoint_is_nobodys_before_and_no_second_asker_changes_it) {
    Following site;
    const test::Fields form{{"channel", "webhook"}, {"url", hook}};
    ask(site, form);
    const auto secret = endpoint_of(site).secret;
    const auto again = site.follow(jan, form);  // by somebody else
    EXPECT_EQ(body_of(again).find("whsec_"), std::string::npos);
    EXPECT_EQ(endpoint_of(site).secret, secret);
    const auto shown = registry::alerts::secret_text(endpoint_of(site));
    EXPECT_EQ(body_of(site.get(site.confirm_path(jan))).find("whsec_"), std::string::npos);
    EXPECT_EQ(body_of(site.get(site.manage_path(jan))).find("value=\"secret\""), std::string::npos);
    EXPECT_EQ(site.post(site.manage_path(jan), {{"do", "secret"}, {"endpoint", "1"}}).status, 400);
    EXPECT_EQ(endpoint_of(site).secret, secret);
    const auto done = site.post(site.confirm_path(jan), {});
    EXPECT_EQ(test::count(body_of(done), shown), 1u);
    ask(site, {{"channel", "webhook"}, {"url", hook}, {"scope", "party"}, {"key", "be"}});
    EXPECT_EQ(endpoint_of(site).secret, secret);
    EXPECT_EQ(body_of(site.post(site.confirm_path(jan), {})).find("whsec_"), std::string::npos)
        << "shown once";
}

TEST(Confirming, strangers_who_type_an_address_shut_its_owner_out_of_nothing) {
    Following site(unbounded);
    ask(site, {});
    const auto owners = site.confirm_path(jan);
    const auto& parties = registry::Vocabulary::built_in().parties();
    for (std::size_t k = 0; k < 70; ++k) ask(site, {{"scope", "party"}, {"key", parties[k].id}});
    EXPECT_EQ(his(site).size(), 50u);
    EXPECT_EQ(his(site).back().selector.key, parties[69].id) << "what is asked last waits";
    EXPECT_EQ(site.post(owners, {}).status, 200) << "the link somebody was sent goes on to work";
    EXPECT_TRUE(his(site).front().confirmed_at);
}

TEST(Managing, the_language_is_changed_and_letters_go_in_it_from_then_on) {
    Following site;
    site.followed(jan);
    const auto path = site.manage_path(jan);
    const auto lang = [&] {
        auto reader = site.database().read();
        return store::subscriber_by_address(reader, jan)->lang;
    };
    site.at("2022-01-01T00:00:00Z");
    ASSERT_EQ(site.post(path, {{"do", "language"}, {"language", "de"}}).status, 303);
    EXPECT_EQ(lang(), registry::Lang::de);
    EXPECT_NE(body_of(site.get(path)).find("value=\"de\" lang=\"de\" selected"), std::string::npos);
    {
        auto reader = site.database().read();
        EXPECT_EQ(store::subscriber_by_address(reader, jan)->heard_at, registry::alerts::seconds(site.now()));
    }
    EXPECT_EQ(site.post(path, {{"do", "language"}, {"language", "tlh"}}).status, 400);
    EXPECT_EQ(site.post(path, {{"do", "language"}}).status, 400);
    EXPECT_EQ(lang(), registry::Lang::de);
    const auto feed = site.follow("", {{"channel", "feed"}});
    EXPECT_EQ(feed.status, 200);
}

TEST(Managing, an_old_fact_that_was_told_is_said_to_be_added_to_the_record) {
    Following site;
    site.followed(jan);
    site.at("2021-10-21T12:00:00Z");
    site.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="Old" language="en">
  <document source="be-gazette" title="Gazette of the day" language="nl" published="2010-10-20">
    <statement instrument="MTDSG:I-1" party="be" entity="be-fed" milestone="published" when="2010-10-20"/>
  </document>
</registry>
)xml",
                 "old.xml");
    const auto page = site.get(site.manage_path(jan) + "?lang=en");
    EXPECT_TRUE(says(page, "added to the record")) << test::words(body_of(page));
}

TEST(Managing, what_waits_is_still_to_come_and_each_line_names_its_treaty) {
    Following site;
    site.followed(jan);
    site.at("2021-10-21T12:00:00Z");
    site.take_in(R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="New" language="en">
  <document source="be-gazette" title="Gazette of the day" language="nl" published="2021-10-20">
    <statement instrument="MTDSG:I-1" party="be" entity="be-fed" milestone="published" when="2021-10-20"/>
  </document>
</registry>
)xml",
                 "new.xml");
    const auto page = body_of(site.get(site.manage_path(jan) + "?lang=en"));
    const auto coming = page.find("What is still to come"), sent = page.find("What was sent to you");
    ASSERT_TRUE(coming != std::string::npos && coming < sent) << page;
    const auto line = page.find(" – Belgium: ", coming);
    EXPECT_TRUE(line != std::string::npos && line < sent) << page;
    EXPECT_NE(page.find("Nothing yet.", sent), std::string::npos) << page;
}

TEST(Managing, an_address_that_does_not_exist_is_said_to_be_that_and_one_time_is_one) {
    Following site;
    site.followed(jan);
    const auto bounce = [&](int times, bool stopped) {
        auto writer = site.database().write();
        auto one = *store::subscriber_by_address(writer, jan);
        one.bounces = times;
        if (stopped) one.stopped_at = registry::alerts::seconds(site.now());
        store::put_subscriber(writer, one);
        writer.commit();
        return site.get(site.manage_path(jan) + "?lang=en");
    };
    EXPECT_TRUE(says(bounce(1, false), "A message to your address came back."));
    const auto gone = bounce(1, true);
    EXPECT_TRUE(says(gone, "this address does not exist. So nothing more is sent to it."));
    EXPECT_FALSE(says(gone, "came back"));
    EXPECT_TRUE(says(bounce(3, true), "came back 3 times. So nothing more"));
}

TEST(Managing, lists_are_named_in_words) {
    Following site(unbounded);
    const std::vector<std::pair<std::string, std::vector<std::string>>> lists{
        {"/stalled?party=be&rule=R3", {"No recorded movement", "of Belgium", "R3"}},
        {"/stalled?severity=severe&certainty=certain", {"No recorded movement", "severe", "certain"}},
        {"/instruments?party=be&status=signed-not-bound", {"Instruments", "Belgium"}},
        {"/search?q=torture", {"Search", "torture"}},
        {"/changes?kind=opened&party=be&instrument=test", {"Changes", "Belgium"}},
        {"/parties/be/awaits?entity=be-wal", {"Belgium: next steps by entity", "Walloon"}},
        {"/parties/be/ready-for-deposit", {"Belgium: ready for deposit"}},
        {"/parties/be?status=signed", {"Instruments", "Belgium"}},
        {"/entities/be-wal", {"Walloon"}}};
    for (const auto& [address, words] : lists) {
        const auto form = site.get("/subscriptions/new?lang=en&scope=list&key=" + server::percent(address));
        ASSERT_EQ(form.status, 200) << address;
        const auto said = test::words(body_of(form));
        for (const auto& each : words) EXPECT_NE(said.find(each), std::string::npos) << each << "\n" << said;
        EXPECT_EQ(said.find(address.substr(0, 9)), std::string::npos) << said;
        EXPECT_EQ(said.find("pages."), std::string::npos) << said;
    }
}

TEST(Managing, no_file_is_named_by_its_secret_address) {
    Following site;
    site.followed(jan);
    const auto name = header_of(site.get(site.calendar_path(jan) + ".ics"), "Content-Disposition");
    EXPECT_EQ(name, "attachment; filename=\"placet.ics\"");
    EXPECT_EQ(header_of(site.get("/parties/be.ics"), "Content-Disposition"),
              "attachment; filename=\"placet-parties-be.ics\"");
}
