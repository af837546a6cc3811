// Forms while the store is being written, and by whom they are sent too often; links that end all a message
// came by.
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <vector>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/message.hpp"
#include "registry/alerts/token.hpp"
#include "registry/store/imports.hpp"
#include "tests/server/following.hpp"
#include "tests/server/over_samples.hpp"

using test::body_of;
using test::Following;
using test::header_of;
namespace alerts = registry::alerts;
namespace store = registry::store;

namespace {

using namespace std::chrono_literals;

const std::string reader_address = "jan.peeters@example.org";
const std::string operator_token(40, 'o');
const test::Fields wish{{"scope", "party"}, {"key", "be"}, {"address", "a@example.org"}};

const std::vector<std::string> languages{"nl", "fr", "de", "en"};

server::FormSettings hurried(std::chrono::milliseconds patience) {
    return {.behind_proxy = false,
            .a_minute = 1000,
            .an_hour = 1000,
            .patience = patience,
            .operator_token = operator_token};
}

// A reader of ten things, and a message that tells of changes under five of them and in one sum of five more.
struct Told {
    std::int64_t message = 0;
    std::string path;
};
Told message_by_ten(Following& site) {
    site.followed(reader_address);
    for (const auto* party : {"be", "fr", "de", "nl", "lu", "it", "es", "pt", "ie", "at"})
        EXPECT_EQ(site.follow(reader_address, {{"scope", "party"}, {"key", party}}).status, 202) << party;
    for (const auto& each : site.confirm_paths(reader_address)) EXPECT_EQ(site.post(each, {}).status, 200);
    auto writer = site.database().write();
    const auto who = store::subscriber_by_address(writer, reader_address);
    registry::Outgoing sent;
    sent.kind = registry::Letter::alert, sent.subscriber = who->id;
    sent.made_at = sent.due_at = alerts::seconds(site.now());
    Told told;
    told.message = store::post(writer, sent);
    const auto all = store::subscriptions_of(writer, who->id);
    EXPECT_EQ(all.size(), 11u);
    // The first is of something else, and stays.
    for (std::size_t k = 1; k < all.size(); ++k) {
        if (k % 2)
            for (const std::int64_t change : {1, 2}) store::tell(writer, all[k].id, change, told.message, 0);
        else
            store::summarise(writer, {all[k].id, 1, 3}, told.message);
    }
    told.path = "/subscriptions/stop/" +
                alerts::message_token(store::alerting_if_any(writer)->key, told.message);
    writer.commit();
    return told;
}

std::size_t followed_now(Following& site) {
    auto reader = site.database().read();
    const auto who = store::subscriber_by_address(reader, reader_address);
    return who ? store::subscriptions_of(reader, who->id).size() : 0;
}

}  // namespace

TEST(Forms, are_refused_soon_while_somebody_writes_the_store_and_taken_afterwards) {
    Following site(hurried(1ms));
    site.followed(reader_address);
    const std::vector<std::pair<std::string, test::Fields>> all{
        {"/subscriptions", wish},
        {site.manage_path(reader_address), {{"do", "heard"}}},
        {site.stop_path(reader_address), {}},
        {"/operator/" + operator_token, {{"do", "release"}, {"import", "1"}}}};
    {
        const auto import = site.database().write();
        for (const auto& [path, form] : all) {
            const auto refused = site.post(path, form);
            EXPECT_EQ(refused.status, 503) << path;
            EXPECT_EQ(header_of(refused, "Retry-After"), "2") << path;
        }
    }
    EXPECT_EQ(site.post(all[0].first, all[0].second).status, 202);
    EXPECT_EQ(site.post(all[2].first, all[2].second).status, 200);
    EXPECT_EQ(site.reported, std::vector<std::string>{}) << "to be asked to wait is no error of ours";
}

TEST(Forms, that_are_not_taken_say_so_in_every_language_to_send_them_again) {
    Following site(hurried(1ms));
    site.followed(reader_address);
    const auto import = site.database().write();
    const std::map<std::string, std::string> again{
        {"nl", "Wat u invulde, is niet ontvangen: stuur het formulier over enkele ogenblikken opnieuw."},
        {"fr", "renvoyez le formulaire dans quelques instants."},
        {"de", "Ihre Eingaben wurden nicht angenommen: senden Sie das Formular in einigen Augenblicken noch einmal."},
        {"en", "What you typed was not taken: send the form again in a moment."}};
    for (const auto& [lang, words] : again) {
        const auto refused =
            site.post("/subscriptions?lang=" + lang, wish, "192.0.2.1", {{"Accept", "text/html"}});
        EXPECT_EQ(refused.status, 503);
        EXPECT_NE(test::words(body_of(refused)).find(words), std::string::npos) << body_of(refused);
    }
}

// What a browser says of where a form comes from, and what of it is taken.
TEST(Forms, sent_by_a_page_of_another_site_are_not_taken_and_those_of_programs_are) {
    struct Case {
        server::Headers headers;
        int status;
        const char* why;
    };
    const std::vector<Case> cases{
        {{}, 202, "a program says neither"},
        {{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "null"}}, 202, "our own page, which hides where it is"},
        {{{"Sec-Fetch-Site", "none"}}, 202, "typed by the reader"},
        {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}}, 403, "another site"},
        {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "null"}}, 403, "another site in a sandbox"},
        {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://placet.test"}}, 403, "the browser knows best"},
        {{{"Origin", "https://evil.example"}}, 403, "an older browser, another site"},
        {{{"Origin", "https://placet.test.evil.example"}}, 403, "begins as ours"},
        {{{"Origin", "http://placet.test"}}, 403, "not by https"},
        {{{"Origin", "placet.test"}}, 403, "no origin"},
        {{{"Origin", "https://Placet.test"}}, 202, "an older browser, this site"},
        {{{"Origin", "http://127.0.0.1:8080"}, {"Host", "127.0.0.1:8080"}}, 202, "by the address it was asked at"},
        {{{"Origin", "http://evil.example"}, {"Host", "127.0.0.1:8080"}}, 403, "by another"},
        {{{"Origin", "null"}}, 202, "an older browser, a page of ours that hides where it is"}};
    Following site(hurried(1s));
    for (const auto& each : cases)
        EXPECT_EQ(site.post("/subscriptions", wish, "192.0.2.1", each.headers).status, each.status) << each.why;
    site.followed(reader_address);
    const server::Headers foreign{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://mail.example"}};
    EXPECT_EQ(site.post(site.manage_path(reader_address), {{"do", "stop-all"}}, "192.0.2.1", foreign).status, 403);
    ASSERT_TRUE(site.knows(reader_address));
    EXPECT_EQ(site.post("/operator/" + operator_token, {{"do", "again"}}, "192.0.2.1", foreign).status, 403);
    EXPECT_EQ(site.post(site.stop_path(reader_address), {{"List-Unsubscribe", "One-Click"}}, "192.0.2.1", foreign)
                  .status,
              200)
        << "one click in a mail program on the web";
    EXPECT_FALSE(site.knows(reader_address));
}

TEST(Forms, of_another_site_are_refused_in_words_to_people_and_as_a_problem_to_programs) {
    Following site;
    const server::Headers foreign{{"Sec-Fetch-Site", "cross-site"}};
    for (const auto& lang : languages) {
        auto headers = foreign;
        headers["Accept"] = "text/html";
        const auto page = site.post("/subscriptions?lang=" + lang, wish, "192.0.2.1", headers);
        EXPECT_EQ(page.status, 403);
        EXPECT_EQ(header_of(page, "Content-Language"), lang);
        EXPECT_EQ(test::words(body_of(page)).find("pages."), std::string::npos) << body_of(page);
    }
    auto headers = foreign;
    headers["Accept"] = "application/json";
    const auto problem = site.post("/subscriptions", wish, "192.0.2.1", headers);
    EXPECT_EQ(problem.status, 403);
    EXPECT_EQ(header_of(problem, "Content-Type"), "application/problem+json");
    EXPECT_NE(body_of(problem).find("/problems/cross-site"), std::string::npos);
    EXPECT_EQ(site.get("/problems/cross-site").status, 200);
}

TEST(Forms, wait_one_at_a_time_and_others_are_told_to_come_back) {
    Following site(hurried(30s));
    auto import = std::make_unique<store::Writer>(site.database().write());
    std::promise<int> first;
    auto refused = first.get_future();
    std::atomic<bool> is_told{false};
    const auto send = [&] {
        const auto status = site.post("/subscriptions", wish).status;
        if (!is_told.exchange(true)) first.set_value(status);
        return status;
    };
    auto one = std::async(std::launch::async, send), other = std::async(std::launch::async, send);
    const bool soon = refused.wait_for(20s) == std::future_status::ready;
    import.reset();
    ASSERT_TRUE(soon) << "both wait";
    EXPECT_EQ(refused.get(), 503);
    EXPECT_EQ(one.get() + other.get(), 503 + 202);
}

TEST(Forms, behind_a_link_that_opens_nothing_wait_for_nobody) {
    Following site(hurried(30s));
    site.followed(reader_address);
    const auto import = site.database().write();
    for (const auto* path : {"/subscriptions/stop/x", "/subscriptions/stop/m1-x", "/subscriptions/manage/x",
                             "/subscriptions/confirm/x", "/operator/x"}) {
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_EQ(site.post(path, {}).status, 404) << path;
        EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s) << path;
    }
}

TEST(Forms, of_one_click_and_of_the_operator_are_bounded_six_times_as_widely) {
    for (const auto& path : {std::string{"/subscriptions/stop/x"}, "/operator/" + operator_token}) {
        Following site({.behind_proxy = false, .a_minute = 2, .an_hour = 3, .operator_token = operator_token});
        for (int i = 0; i < 12; ++i) EXPECT_NE(site.post(path, {{"do", "x"}}).status, 429) << path << i;
        const auto held = site.post(path, {{"do", "x"}});
        EXPECT_EQ(held.status, 429) << path;
        EXPECT_EQ(header_of(held, "Retry-After"), "5");
        EXPECT_NE(site.post(path, {{"do", "x"}}, "192.0.2.2").status, 429) << "others are not held up";
        EXPECT_EQ(site.post("/subscriptions", wish).status, 202) << "counted apart";
        site.at("2021-10-12T12:01:00Z");
        for (int i = 0; i < 12; ++i) EXPECT_NE(site.post(path, {{"do", "x"}}).status, 429) << path << i;
    }
}

TEST(Stopping, one_link_of_a_message_ends_all_it_came_by_however_many_and_nothing_else) {
    Following site(hurried(1s));
    site.followed("else@example.org", {{"scope", "party"}, {"key", "be"}});
    const auto told = message_by_ten(site);
    ASSERT_EQ(followed_now(site), 11u);
    const auto asked = site.get(told.path + "?lang=en");
    ASSERT_EQ(asked.status, 200) << body_of(asked);
    for (const auto* each : {"everything of Belgium", "everything of Austria", "everything of Spain"})
        EXPECT_NE(body_of(asked).find(each), std::string::npos) << each;
    EXPECT_EQ(followed_now(site), 11u) << "asking ends nothing";
    const auto click = [&] {
        return site.send(told.path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").status;
    };
    EXPECT_EQ(click(), 200);
    EXPECT_EQ(followed_now(site), 1u);
    EXPECT_EQ(click(), 200) << "again";
    EXPECT_EQ(followed_now(site), 1u);
    EXPECT_NE(site.stop_path("else@example.org"), "") << "of somebody else nothing is ended";
    EXPECT_EQ(site.get(told.path).status, 404) << "nothing is left to ask";
}

TEST(Stopping, a_message_is_not_guessed_from_its_number) {
    Following site(hurried(1s));
    const auto told = message_by_ten(site);
    for (std::size_t at = told.path.rfind('/') + 1; at < told.path.size(); ++at) {
        auto forged = told.path;
        forged[at] = forged[at] == '2' ? '3' : '2';
        EXPECT_EQ(site.get(forged).status, 404) << forged;
        EXPECT_EQ(site.post(forged, {}).status, 404) << forged;
    }
    EXPECT_EQ(followed_now(site), 11u);
}
