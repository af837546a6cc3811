// Following things of the registry by its forms: asked, confirmed, managed, ended; and what must never
// happen.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "registry/alerts/token.hpp"
#include "tests/server/following.hpp"
#include "tests/server/over_samples.hpp"

using test::body_of;
using test::Following;
using test::header_of;

namespace {

const std::string reader_address = "jan.peeters@example.org";

constexpr std::string_view news = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<registry xmlns="urn:placet:exchange:1" source="editor" title="News" language="en">
  <document source="be-gazette" title="Gazette of the day" language="nl" published="2021-10-20">
    <statement instrument="MTDSG:I-1" party="be" entity="be-fed" milestone="published" when="2021-10-20"/>
  </document>
</registry>
)xml";

bool is_private(const server::Response& response) {
    return header_of(response, "Cache-Control") == "no-store" &&
           header_of(response, "Referrer-Policy") == "no-referrer" &&
           header_of(response, "Access-Control-Allow-Origin").empty() &&
           header_of(response, "ETag").empty() && header_of(response, "Link").empty() &&
           !header_of(response, "Content-Security-Policy").empty();
}

// One bit of one letter.
std::string forged(std::string text, std::size_t at) {
    text[at] = static_cast<char>(text[at] ^ 1);
    return text;
}

std::string path_in(const std::string& text, const std::string& begins) {
    const std::regex link("(" + begins + "[0-9a-f]{32}-[A-Za-z0-9_-]{32})");
    std::smatch found;
    return std::regex_search(text, found, link) ? found[1].str() : std::string{};
}

}  // namespace

TEST(Subscribing, the_form_says_in_words_what_is_followed_and_offers_what_needs_no_address) {
    Following site;
    for (const auto* lang : {"nl", "fr", "de", "en"}) {
        const auto form = site.get("/subscriptions/new?scope=track&key=test/be&lang=" + std::string{lang});
        ASSERT_EQ(form.status, 200) << body_of(form);
        const auto said = test::words(body_of(form));
        EXPECT_NE(said.find(std::string{lang} == "fr" ? "Traité de l'essai" : std::string{test::hostile}),
                  std::string::npos)
            << said;
        EXPECT_EQ(said.find("pages."), std::string::npos) << lang << " " << said;
        EXPECT_EQ(body_of(form).find("<script>alert"), std::string::npos);
        EXPECT_TRUE(is_private(form));
    }
    for (const auto* address : {"/changes.atom?instrument=test&party=be", "/instruments/test/be.ics"}) {
        EXPECT_NE(body_of(site.get("/subscriptions/new?scope=track&key=test/be&lang=en"))
                      .find(test::count(address, "?") ? "/changes.atom?" : address),
                  std::string::npos);
        EXPECT_EQ(site.get(address).status, 200) << address;
    }
    EXPECT_NE(header_of(site.get("/subscriptions/new?scope=party&key=be"), "Content-Security-Policy")
                  .find("form-action 'self'"),
              std::string::npos);
}

TEST(Subscribing, every_page_that_shows_a_thing_or_a_list_leads_to_its_form_and_others_do_not) {
    Following site;
    const std::vector<std::pair<std::string, std::string>> pages{
        {"/instruments/test", "scope=instrument&key=test"},
        {"/instruments/test/be", "scope=track&key=test%2Fbe"},
        {"/instruments/test/timeline", "scope=instrument&key=test"},
        {"/instruments/test/changes", "scope=instrument&key=test"},
        {"/parties/be", "scope=party&key=be"},
        {"/parties/be/awaits", "scope=list&key=%2Fparties%2Fbe%2Fawaits"},
        {"/entities/be-wal", "scope=entity&key=be-wal"},
        {"/rules/R3", "scope=rule&key=R3"},
        {"/stalled?party=be&sort=party", "scope=list&key=%2Fstalled%3Fparty%3Dbe"},
        {"/instruments?q=torture", "scope=list&key=%2Finstruments%3Fq%3Dtorture"},
        {"/search?q=torture", "scope=list&key=%2Fsearch%3Fq%3Dtorture"},
        {"/changes", "scope=all"},
        {"/changes?kind=opened", "scope=list&key=%2Fchanges%3Fkind%3Dopened"}};
    for (const auto& [page, form] : pages) {
        const auto shown = site.get(page);
        ASSERT_EQ(shown.status, 200) << page;
        std::string href = "/subscriptions/new?" + form, written = href;
        for (auto at = written.find('&'); at != std::string::npos; at = written.find('&', at + 5))
            written.replace(at, 1, "&amp;");
        EXPECT_NE(body_of(shown).find("\"" + written), std::string::npos)
            << page << " does not lead to " << href;
        EXPECT_EQ(site.get(href).status, 200) << href << "\n" << body_of(site.get(href)).substr(0, 400);
    }
    for (const auto* page : {"/help", "/sources", "/stalled?newly=30"})
        EXPECT_EQ(body_of(site.get(page)).find("/subscriptions/new?"), std::string::npos) << page;
}

TEST(Subscribing, a_finding_is_followed_by_its_track) {
    Following site;
    const auto list = body_of(site.get("/instruments/test/be"));
    const std::regex finding(R"re(/findings/([a-z0-9.-]+)")re");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(list, found, finding));
    const auto page = site.get("/findings/" + found[1].str());
    ASSERT_EQ(page.status, 200);
    EXPECT_NE(body_of(page).find("/subscriptions/new?scope=track&amp;key=test%2Fbe"), std::string::npos);
}

TEST(Subscribing, what_cannot_be_followed_is_refused_with_its_name) {
    Following site;
    EXPECT_EQ(site.get("/subscriptions/new?scope=instrument&key=nothing").status, 400);
    EXPECT_EQ(site.get("/subscriptions/new?scope=weather&key=x").status, 400);
    EXPECT_EQ(site.get("/subscriptions/new?scope=list&key=/help").status, 400);
    EXPECT_EQ(site.get("/subscriptions/new?scope=all&severity=x").status, 400)
        << "a parameter it does not know";
    EXPECT_EQ(header_of(site.get("/subscriptions/new"), "Location"), "/help/alerts");
    const auto refused = site.get("/subscriptions/new.json?scope=weather&key=x");
    EXPECT_NE(body_of(refused).find("\"track\""), std::string::npos) << body_of(refused);
}

TEST(Subscribing, asking_by_mail_confirming_managing_and_stopping) {
    Following site;
    const auto asked = site.follow(reader_address, {{"pace", "daily"}});
    ASSERT_EQ(asked.status, 202) << body_of(asked);
    EXPECT_TRUE(is_private(asked));
    EXPECT_NE(test::words(body_of(asked)).find("j…@e….org"), std::string::npos);
    EXPECT_EQ(body_of(asked).find(reader_address), std::string::npos);
    EXPECT_EQ(path_in(body_of(asked), "/subscriptions/[a-z]+/"), "") << "a secret link is for the mail only";
    EXPECT_EQ(site.letters(registry::Letter::confirm), 1u);

    const auto confirm = site.confirm_path(reader_address);
    const auto question = site.get(confirm);
    ASSERT_EQ(question.status, 200);
    EXPECT_TRUE(is_private(question));
    EXPECT_NE(body_of(question).find("method=\"post\""), std::string::npos);
    EXPECT_EQ(body_of(question).find(reader_address), std::string::npos);
    EXPECT_EQ(site.get(confirm, {}, "HEAD").status, 200);
    {
        auto reader = site.database().read();
        EXPECT_FALSE(registry::store::subscriber_by_address(reader, reader_address)->confirmed_at)
            << "whoever only fetches the link has confirmed nothing";
    }
    const auto done = site.post(confirm, {});
    ASSERT_EQ(done.status, 200) << body_of(done);
    EXPECT_TRUE(is_private(done));
    const auto manage = path_in(body_of(done), "/subscriptions/manage/");
    ASSERT_EQ(manage, site.manage_path(reader_address));

    const auto mine = site.get(manage);
    ASSERT_EQ(mine.status, 200) << body_of(mine);
    EXPECT_TRUE(is_private(mine));
    EXPECT_EQ(body_of(mine).find(reader_address), std::string::npos);
    EXPECT_NE(body_of(mine).find("value=\"daily\" selected"), std::string::npos);
    const auto id = site.get(manage + ".json");
    rapidjson::Document read;
    read.Parse(body_of(id).c_str());
    ASSERT_TRUE(read.IsObject() && read["subscriptions"].Size() == 1) << body_of(id);
    const auto number = std::to_string(read["subscriptions"][0]["subscription"].GetInt64());
    EXPECT_EQ(std::string{read["subscriptions"][0]["key"].GetString()}, "test");
    ASSERT_EQ(read["coming"].Size(), 1u) << "the letter that asked is accounted for";
    EXPECT_EQ(std::string{read["coming"][0]["kind"].GetString()}, "confirm");

    const auto changed = site.post(manage, {{"do", "pace"}, {"subscription", number}, {"pace", "weekly"}});
    EXPECT_EQ(changed.status, 303);
    EXPECT_TRUE(is_private(changed));
    EXPECT_EQ(header_of(changed, "Location"), manage);
    EXPECT_NE(body_of(site.get(manage)).find("value=\"weekly\" selected"), std::string::npos);
    const auto stopped = site.post(manage, {{"do", "stop"}, {"subscription", number}});
    EXPECT_EQ(stopped.status, 200) << "nothing is left to lead back to";
    EXPECT_FALSE(site.knows(reader_address)) << "the address goes with the last thing followed";
    EXPECT_EQ(site.get(manage).status, 404);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(Subscribing, nobody_learns_from_the_answer_whether_an_address_is_known) {
    Following site;
    site.followed("known@example.org");
    const auto known = site.follow("known@example.org"), fresh = site.follow("kettle@example.org");
    EXPECT_EQ(known.status, fresh.status);
    EXPECT_EQ(body_of(known), body_of(fresh)) << "both are k…@e….org";
    for (int i = 0; i < 6; ++i)
        site.post("/subscriptions", {{"scope", "party"}, {"key", "be"}, {"address", "known@example.org"}},
                  "192.0.2.77");
    const auto often =
        site.post("/subscriptions",
                  {{"scope", "instrument"}, {"key", "test"}, {"address", "known@example.org"}}, "192.0.2.78");
    EXPECT_EQ(body_of(often), body_of(fresh));
}

TEST(Subscribing, a_link_forged_by_one_bit_opens_nothing_and_says_the_same_as_an_ended_one) {
    Following site;
    site.followed(reader_address);
    const auto feed = path_in(body_of(site.follow("", {{"channel", "feed"}})), "/subscriptions/feed/");
    ASSERT_NE(feed, "");
    for (const auto& path : {site.confirm_path(reader_address), site.manage_path(reader_address),
                             site.stop_path(reader_address), site.calendar_path(reader_address), feed}) {
        ASSERT_EQ(site.get(path).status, 200) << path;
        const auto begin = path.rfind('/') + 1;
        const auto never = body_of(site.get(path.substr(0, begin) + "x"));
        for (std::size_t at = begin; at < path.size(); ++at) {
            const auto answer = site.get(forged(path, at));
            ASSERT_EQ(answer.status, 404) << path << " " << at;
            ASSERT_EQ(body_of(answer), never) << at;
            EXPECT_TRUE(is_private(answer));
        }
        // A link for one purpose is none for another.
        for (const auto* other : {"confirm", "manage", "stop", "feed"}) {
            const auto moved = "/subscriptions/" + std::string{other} + "/" + path.substr(begin);
            if (moved != path) {
                EXPECT_EQ(site.get(moved).status, 404) << moved;
            }
        }
    }
    const auto token = site.manage_path(reader_address).substr(22);
    for (const auto* path : {"/subscriptions/confirm/", "/subscriptions/manage/", "/subscriptions/stop/"})
        EXPECT_EQ(site.post(path + forged(token, 40), {}).status, 404) << path;
    EXPECT_TRUE(site.knows(reader_address));
}

TEST(Subscribing, one_click_in_a_mail_program_ends_it_in_either_form_of_body_and_as_often_as_it_likes) {
    Following site;
    site.followed(reader_address);
    ASSERT_EQ(site.follow(reader_address, {{"scope", "party"}, {"key", "be"}}).status, 202);
    ASSERT_EQ(site.post(site.confirm_path(reader_address), {}).status, 200);
    const auto one = site.stop_path(reader_address, 0), other = site.stop_path(reader_address, 1);
    const auto manage = site.manage_path(reader_address);
    EXPECT_EQ(site.get(one).status, 200);
    EXPECT_NE(site.stop_path(reader_address, 1), "") << "asking ended nothing";
    const auto multipart = site.send(
        one + "?lang=nl",
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
        "multipart/form-data; boundary=b");
    EXPECT_EQ(multipart.status, 200) << body_of(multipart);
    EXPECT_TRUE(is_private(multipart));
    EXPECT_NE(body_of(multipart).find(manage), std::string::npos)
        << "there is another: offers to end that too";
    EXPECT_EQ(site.stop_path(reader_address, 1), "");
    EXPECT_EQ(site.send(one, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").status, 200)
        << "again";
    EXPECT_TRUE(site.knows(reader_address));
    EXPECT_EQ(site.send(other, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").status,
              200);
    EXPECT_FALSE(site.knows(reader_address));
    EXPECT_EQ(site.get(one).status, 404);
}

TEST(Subscribing, one_link_ends_all_that_a_letter_came_by) {
    Following site;
    site.followed(reader_address);
    ASSERT_EQ(site.follow(reader_address, {{"scope", "party"}, {"key", "be"}}).status, 202);
    ASSERT_EQ(site.post(site.confirm_path(reader_address), {}).status, 200);
    const auto both = site.stop_path(reader_address, 0) + "~" + site.stop_path(reader_address, 1).substr(20);
    EXPECT_EQ(site.get(both).status, 200);
    EXPECT_EQ(site.send(both, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").status, 200);
    EXPECT_FALSE(site.knows(reader_address));
}

TEST(Subscribing, nothing_of_another_person_is_reached_from_ones_own_link) {
    Following site;
    site.followed(reader_address);
    site.followed("else@example.org", {{"channel", "webhook"}, {"url", "https://hooks.example.org/in"}});
    std::int64_t subscription = 0, endpoint = 0;
    {
        auto reader = site.database().read();
        const auto other = registry::store::subscriber_by_address(reader, "else@example.org");
        subscription = registry::store::subscriptions_of(reader, other->id).front().id;
        endpoint = registry::store::endpoints_of(reader, other->id).front().id;
    }
    const auto mine = site.manage_path(reader_address);
    EXPECT_EQ(site.post(mine, {{"do", "stop"}, {"subscription", std::to_string(subscription)}}).status, 400);
    EXPECT_EQ(site.post(mine, {{"do", "secret"}, {"endpoint", std::to_string(endpoint)}}).status, 400);
    EXPECT_EQ(site.post(mine, {{"do", "everything"}}).status, 400);
    EXPECT_NE(site.stop_path("else@example.org"), "");
}

TEST(Subscribing, a_webhook_shows_its_secret_once_to_who_confirms_and_a_new_one_when_asked) {
    Following site;
    const std::string url = "https://hooks.example.org/in";
    const auto asked = site.follow(reader_address, {{"channel", "webhook"}, {"url", url}});
    ASSERT_EQ(asked.status, 202) << body_of(asked);
    EXPECT_EQ(body_of(asked).find("whsec_"), std::string::npos)
        << "whoever typed the address need not be its owner";
    const auto done = site.post(site.confirm_path(reader_address), {});
    EXPECT_EQ(test::count(body_of(done), "whsec_"), 1u);
    EXPECT_EQ(test::count(body_of(site.post(site.confirm_path(reader_address), {})), "whsec_"), 0u) << "once";
    const auto manage = site.manage_path(reader_address);
    EXPECT_EQ(test::count(body_of(site.get(manage)), "whsec_"), 0u);
    EXPECT_NE(body_of(site.get(manage)).find(url), std::string::npos);
    std::string endpoint, before;
    {
        auto reader = site.database().read();
        const auto one = registry::store::endpoints_of(
                             reader, registry::store::subscriber_by_address(reader, reader_address)->id)
                             .front();
        endpoint = std::to_string(one.id), before = one.secret;
    }
    const auto renewed = site.post(manage, {{"do", "secret"}, {"endpoint", endpoint}});
    EXPECT_EQ(renewed.status, 200);
    EXPECT_EQ(test::count(body_of(renewed), "whsec_"), 1u);
    {
        auto reader = site.database().read();
        const auto one = registry::store::endpoint(reader, std::stoll(endpoint));
        EXPECT_NE(one->secret, before);
        EXPECT_EQ(one->former_secret, before);
    }
    EXPECT_EQ(site.post(manage, {{"do", "test"}, {"endpoint", endpoint}}).status, 200);
    EXPECT_EQ(site.letters(registry::Letter::test), 1u);
}

TEST(Subscribing, no_webhook_goes_into_a_private_network_and_no_bad_address_is_taken) {
    Following site({.behind_proxy = false, .a_minute = 1000, .an_hour = 1000});
    for (const auto* url : {"http://hooks.example.org/", "https://127.0.0.1/", "https://10.1.2.3/",
                            "https://[::1]/", "https://localhost/", "https://db/", "https://db./x",
                            "https://user:pw@hooks.example.org/", "ftp://x", ""}) {
        const auto refused = site.follow(reader_address, {{"channel", "webhook"}, {"url", url}});
        EXPECT_EQ(refused.status, 422) << url;
        EXPECT_NE(body_of(refused).find("role=\"alert\""), std::string::npos);
        EXPECT_TRUE(is_private(refused));
    }
    for (const auto* address : {"", "nobody", "a b@example.org", "a@b@c.org", "<a@example.org>",
                                "a@example.org,b@example.org", "a@", "a@localhost"}) {
        const auto refused = site.follow(address);
        EXPECT_EQ(refused.status, 422) << address;
    }
    EXPECT_FALSE(site.knows(reader_address)) << "what is refused is undone";
    const auto long_one = std::string(300, 'a') + "@example.org";
    EXPECT_EQ(site.follow(long_one).status, 422);
    EXPECT_EQ(site.follow("<script>@example.org").status, 422);
    EXPECT_EQ(body_of(site.follow("<script>@example.org")).find("<script>@"), std::string::npos);
}

TEST(Subscribing, no_header_can_be_put_into_an_address) {
    Following site;
    for (const auto* address : {"a@example.org\r\nBcc: b@example.org", "a@example.org\nX: y",
                                "a@example.org%0d%0aBcc:b@example.org"}) {
        const auto refused = site.follow(address);
        EXPECT_TRUE(refused.status == 400 || refused.status == 422) << refused.status << " " << address;
    }
    EXPECT_EQ(site.letters(registry::Letter::confirm), 0u);
}

TEST(Subscribing, a_form_is_read_strictly) {
    Following site({.behind_proxy = false, .a_minute = 1000, .an_hour = 1000});
    const std::string good = "scope=instrument&key=test&address=a%40example.org",
                      type = "application/x-www-form-urlencoded";
    EXPECT_EQ(site.send("/subscriptions", good, type).status, 202);
    EXPECT_EQ(site.send("/subscriptions", good, type + "; charset=UTF-8").status, 202);
    for (const auto* other : {"application/json", "text/plain", "multipart/form-data; boundary=b", "",
                              "application/x-www-form-urlencoded2"}) {
        const auto refused = site.send("/subscriptions", good, other);
        EXPECT_EQ(refused.status, 415) << other;
        EXPECT_TRUE(is_private(refused)) << other;
    }
    EXPECT_EQ(site.send("/subscriptions", good + "&colour=red", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", good + "&address=b%40example.org", type).status, 400) << "twice";
    EXPECT_EQ(site.send("/subscriptions", good + "&kinds=fact&kinds=opened", type).status, 202)
        << "boxes may be several";
    EXPECT_EQ(site.send("/subscriptions", good + "&kinds=weather", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", good + "&channel=pigeon", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", good + "&pace=hourly", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", good + "&at-least=terrible", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", good + "&language=tlh", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", "scope=instrument&key=%FF", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", "", type).status, 400);
    EXPECT_EQ(site.send("/subscriptions?on=2020-01-01&nothing=1", good, type).status, 400);
    EXPECT_EQ(site.send("/subscriptions", "scope=list&key=%2Fstalled%3Fq%3D" + std::string(60'000, 'a'), type)
                  .status,
              400);
    EXPECT_EQ(site.reported, std::vector<std::string>{});
}

TEST(Subscribing, kinds_class_language_and_state_are_kept_as_asked) {
    Following site;
    ASSERT_EQ(site.send("/subscriptions?lang=fr",
                        "scope=list&key=%2Fstalled%3Fparty%3DBelgium&address=a%40example.org&kinds=opened&"
                        "kinds=worsened&at-least=severe&language=de&state=once&pace=weekly",
                        "application/x-www-form-urlencoded")
                  .status,
              202);
    auto reader = site.database().read();
    const auto whose = registry::store::subscriber_by_address(reader, "a@example.org");
    ASSERT_TRUE(whose);
    EXPECT_EQ(whose->lang, registry::Lang::de);
    const auto one = registry::store::subscriptions_of(reader, whose->id).front();
    EXPECT_EQ(one.selector.key, "/stalled?party=be");
    EXPECT_EQ(one.selector.kinds, (std::vector<std::string>{"opened", "worsened"}));
    EXPECT_EQ(one.selector.at_least, registry::Severity::severe);
    EXPECT_EQ(one.pace, registry::Pace::weekly);
    EXPECT_TRUE(one.wants_state);
}

TEST(Subscribing, one_client_sends_so_many_forms_and_others_are_not_held_up) {
    Following site({.behind_proxy = false, .a_minute = 3, .an_hour = 5});
    const test::Fields form{{"scope", "party"}, {"key", "be"}, {"address", "a@example.org"}};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(site.post("/subscriptions", form, "2001:db8:1:2:3::9").status, 202);
    const auto held = site.post("/subscriptions", form, "2001:db8:1:2:ffff::1");
    EXPECT_EQ(held.status, 429) << "the same /64";
    EXPECT_EQ(header_of(held, "Retry-After"), "20");
    EXPECT_TRUE(is_private(held));
    EXPECT_EQ(site.post("/subscriptions", form, "2001:db8:1:3::1").status, 202);
    EXPECT_EQ(site.post("/subscriptions", form, "::ffff:192.0.2.9").status, 202);
    site.at("2021-10-12T12:00:40Z");
    for (int i = 0; i < 2; ++i) EXPECT_EQ(site.post("/subscriptions", form, "2001:db8:1:2:3::9").status, 202);
    site.at("2021-10-12T12:03:00Z");
    const auto hour = site.post("/subscriptions", form, "2001:db8:1:2:3::9");
    EXPECT_EQ(hour.status, 429) << "five an hour";
    EXPECT_GT(std::stoi(header_of(hour, "Retry-After")), 60);
    EXPECT_EQ(site.get("/subscriptions/new?scope=all").status, 200) << "reading is not bounded";
}

TEST(Subscribing, behind_a_proxy_the_client_is_whom_the_proxy_names_last) {
    Following site({.behind_proxy = true, .a_minute = 1, .an_hour = 10});
    const test::Fields form{{"scope", "party"}, {"key", "be"}, {"address", "a@example.org"}};
    EXPECT_EQ(site.post("/subscriptions", form, "127.0.0.1", {{"X-Forwarded-For", "203.0.113.9, 192.0.2.1"}})
                  .status,
              202);
    EXPECT_EQ(site.post("/subscriptions", form, "127.0.0.1", {{"X-Forwarded-For", "203.0.113.8, 192.0.2.1"}})
                  .status,
              429)
        << "what the client says of itself does not count";
    EXPECT_EQ(site.post("/subscriptions", form, "127.0.0.1", {{"X-Forwarded-For", "203.0.113.9, 192.0.2.2"}})
                  .status,
              202);
    Following open({.behind_proxy = false, .a_minute = 1, .an_hour = 10});
    EXPECT_EQ(open.post("/subscriptions", form, "192.0.2.1", {{"X-Forwarded-For", "203.0.113.9"}}).status,
              202);
    EXPECT_EQ(open.post("/subscriptions", form, "192.0.2.1", {{"X-Forwarded-For", "203.0.113.8"}}).status,
              429);
}

TEST(Subscribing, a_private_feed_tells_what_was_recorded_since_with_stable_names) {
    Following site;
    const auto asked = site.follow("", {{"channel", "feed"}, {"scope", "track"}, {"key", "test/be"}});
    ASSERT_EQ(asked.status, 200) << body_of(asked);
    const auto feed = path_in(body_of(asked), "/subscriptions/feed/");
    ASSERT_NE(feed, "");
    const auto empty = site.get(feed + ".atom");
    ASSERT_EQ(empty.status, 200);
    EXPECT_EQ(test::count(body_of(empty), "<entry>"), 0u) << "what was there before is not news";
    site.at("2021-10-21T12:00:00Z");
    site.take_in(news, "news.xml");
    const auto told = site.get(feed + ".atom");
    EXPECT_EQ(header_of(told, "Content-Type"), "application/atom+xml; charset=utf-8");
    EXPECT_TRUE(is_private(told));
    const auto read = test::parsed(body_of(told));
    std::set<std::string> ids;
    for (const auto& entry : read.child("feed").children("entry")) {
        const std::string id = entry.child_value("id");
        EXPECT_TRUE(ids.insert(id).second);
        EXPECT_TRUE(id.starts_with("https://placet.test/changes/")) << id;
        EXPECT_EQ(site.get(id.substr(19)).status, 200);
    }
    EXPECT_FALSE(ids.empty());
    const std::string feed_id = read.child("feed").child_value("id");
    EXPECT_EQ(feed_id.find(feed.substr(20)), std::string::npos) << "its name does not hold the secret";
    EXPECT_EQ(body_of(site.get(feed + ".atom")), body_of(told)) << "the same bytes while nothing changes";
    EXPECT_EQ(site.get(feed).status, 200);
    EXPECT_EQ(site.get(feed + ".json").status, 200);
    EXPECT_EQ(site.get(feed + ".csv").status, 404);
    const auto stop = path_in(body_of(site.get(feed)), "/subscriptions/stop/");
    ASSERT_NE(stop, "");
    EXPECT_EQ(site.post(stop, {}).status, 200);
    for (const auto& path : {feed, feed + ".atom"}) {
        const auto ended = site.get(path, {{"Accept-Language", "nl"}});
        EXPECT_EQ(ended.status, 410) << "its code shows that it was one";
        EXPECT_TRUE(is_private(ended));
        EXPECT_NE(body_of(ended).find("Deze feed is beëindigd"), std::string::npos) << body_of(ended);
    }
    EXPECT_EQ(site.get(forged(feed, feed.size() - 1)).status, 404) << "and nobody else's is";
}

TEST(Subscribing, the_calendar_holds_the_days_ahead_of_what_is_followed_each_once) {
    Following site;
    site.followed(reader_address);
    ASSERT_EQ(site.follow(reader_address, {{"scope", "party"}, {"key", "be"}}).status, 202);
    ASSERT_EQ(site.post(site.confirm_path(reader_address), {}).status, 200);
    const auto path = site.calendar_path(reader_address);
    const auto page = site.get(path), file = site.get(path + ".ics");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(file.status, 200);
    EXPECT_TRUE(is_private(file));
    const auto of_party = body_of(site.get("/parties/be.ics"));
    EXPECT_GT(test::count(of_party, "BEGIN:VEVENT"), 0u);
    EXPECT_EQ(test::count(body_of(file), "BEGIN:VEVENT"), test::count(of_party, "BEGIN:VEVENT"))
        << "the one instrument is followed twice\n"
        << body_of(file) << of_party;
    EXPECT_EQ(site.get(site.manage_path(reader_address)).status, 200);
    EXPECT_EQ(path_in(body_of(page), "/subscriptions/manage/"), "")
        << "a calendar's address is handed to others";
}

TEST(Subscribing, only_addresses_with_a_form_take_one) {
    Following site;
    const auto refused = site.post("/stalled", {});
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(header_of(refused, "Allow"), "GET, HEAD, OPTIONS");
    const auto options = site.get("/subscriptions/manage/x", {{"Origin", "https://evil.example"}}, "OPTIONS");
    EXPECT_EQ(options.status, 204);
    EXPECT_NE(header_of(options, "Allow").find("POST"), std::string::npos);
    EXPECT_EQ(header_of(options, "Access-Control-Allow-Origin"), "") << "no other site may";
    EXPECT_EQ(site.get("/subscriptions/manage/x", {}, "DELETE").status, 405);
    EXPECT_EQ(site.get("/subscriptions").status, 301);
}

TEST(Subscribing, what_is_private_is_answered_anew_each_time) {
    Following site;
    site.followed(reader_address);
    const auto manage = site.manage_path(reader_address);
    const auto revision = site.database().revision();
    for (int i = 0; i < 4; ++i) EXPECT_EQ(site.get(manage, {{"If-None-Match", "*"}}).status, 200);
    ASSERT_EQ(site.post(manage, {{"do", "heard"}}).status, 303);
    EXPECT_EQ(site.database().revision(), revision) << "nothing public has changed: what is kept stays";
    ASSERT_EQ(site.post(manage, {{"do", "stop-all"}}).status, 200);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(site.get(manage).status, 404);
}

TEST(Subscribing, every_answer_in_every_language_is_in_words) {
    for (const auto* lang : {"nl", "fr", "de", "en"}) {
        Following site({.behind_proxy = false,
                        .a_minute = 1000,
                        .an_hour = 1000,
                        .operator_token = std::string(40, 'o')});
        const auto with = [&](const std::string& path) { return path + "?lang=" + lang; };
        std::vector<server::Response> all;
        all.push_back(site.get(with("/help/alerts")));
        all.push_back(site.post(with("/subscriptions"), {{"scope", "all"}, {"address", reader_address}}));
        all.push_back(site.post(with("/subscriptions"), {{"scope", "all"}, {"address", "wrong"}}));
        all.push_back(site.post(with("/subscriptions"), {{"scope", "subject"}, {"key", "nothing"}}));
        all.push_back(site.get(with(site.confirm_path(reader_address))));
        all.push_back(site.post(with(site.confirm_path(reader_address)), {}));
        all.push_back(site.get(with(site.manage_path(reader_address))));
        all.push_back(site.get(with(site.calendar_path(reader_address))));
        all.push_back(site.get(with("/operator/" + std::string(40, 'o'))));
        all.push_back(site.get(with(site.stop_path(reader_address))));
        all.push_back(site.post(with(site.stop_path(reader_address)), {}));
        all.push_back(site.get(with("/subscriptions/stop/x")));
        all.push_back(site.post(with("/subscriptions"), {{"scope", "all"}, {"channel", "feed"}}));
        for (const auto& each : all) {
            const auto said = test::words(body_of(each));
            EXPECT_EQ(header_of(each, "Content-Language"), lang);
            EXPECT_EQ(said.find("pages."), std::string::npos) << lang << " " << said;
            EXPECT_EQ(said.find("letters."), std::string::npos) << lang << " " << said;
            EXPECT_EQ(said.find('{'), std::string::npos) << lang << " " << said;
            EXPECT_EQ(body_of(each).find(reader_address), std::string::npos) << said;
        }
        EXPECT_EQ(site.reported, std::vector<std::string>{});
    }
}
