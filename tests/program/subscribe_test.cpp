// placet subscribe and placet subscriptions.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <sstream>

#include "server/program/program.hpp"
#include "tests/support/scratch.hpp"

namespace {

struct Ran {
    int code = 0;
    std::string out, err;
};

class Program {
public:
    Program() { EXPECT_LE(run({"import", "samples/cambodia.xml"}).code, 1); }
    Ran run(std::vector<std::string> rest, const std::string& format = "json") {
        std::vector<std::string> all{
            "--db", (scratch_ / "r.db").string(), "--now", "2026-11-22T12:00:00Z", "--format", format};
        all.insert(all.end(), rest.begin(), rest.end());
        std::istringstream in;
        std::ostringstream out, err;
        server::program::Streams streams{in, out, err};
        const int code = server::program::run(std::move(all), streams);
        return {code, out.str(), err.str()};
    }
    rapidjson::Document rows(std::vector<std::string> rest) {
        rapidjson::Document read;
        const auto ran = run(std::move(rest));
        EXPECT_EQ(ran.code, 0) << ran.err;
        read.Parse(ran.out.c_str());
        EXPECT_TRUE(read.IsArray()) << ran.out;
        return read;
    }

private:
    test::Scratch scratch_;
};

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
bool one_line(const std::string& text) { return text.ends_with('\n') && text.find('\n') + 1 == text.size(); }

constexpr auto treaty = "be-kh-sentenced-persons";

}  // namespace

TEST(Subscribe, by_mail_waits_for_its_confirmation_and_shows_no_address_whole) {
    Program placet;
    const auto asked = placet.rows({"subscribe", "--to", std::string{"track:"} + treaty + "/Belgium",
                                    "--mail", "somebody@example.org", "--pace", "weekly"});
    EXPECT_STREQ(asked[0]["confirmed"].GetString(), "no");
    EXPECT_EQ(std::string{asked[0]["key"].GetString()}, std::string{treaty} + "/be");
    const auto id = std::to_string(asked[0]["subscription"].GetInt64());
    for (const auto* format : {"text", "json", "csv"}) {
        const auto listed = placet.run({"subscriptions"}, format);
        EXPECT_EQ(listed.code, 0);
        EXPECT_FALSE(says(listed.out, "somebody@")) << listed.out;
        EXPECT_TRUE(says(listed.out, "s…@e….org")) << listed.out;
        EXPECT_TRUE(says(listed.out, "weekly"));
    }
    EXPECT_EQ(placet.run({"subscriptions", "test", id}).code, 64) << "not confirmed yet";
    const auto confirmed = placet.rows({"subscriptions", "confirm", id});
    EXPECT_STREQ(confirmed[0]["confirmed"].GetString(), "2026-11-22T12:00:00Z");
    EXPECT_EQ(placet.run({"subscriptions", "test", id}).code, 0);
    const auto shown = placet.rows({"subscriptions", "show", id});
    EXPECT_STREQ(shown[0]["last_state"].GetString(), "waiting");
    const auto stopped = placet.rows({"subscriptions", "stop", id});
    EXPECT_STREQ(stopped[0]["subscriber_kept"].GetString(), "no") << "the address goes with the last one";
    EXPECT_EQ(placet.rows({"subscriptions"}).Size(), 0u);
}

TEST(Subscribe, a_webhook_gives_its_secret_and_a_feed_its_address_once) {
    Program placet;
    const auto hook =
        placet.rows({"subscribe", "--list", "/stalled?party=Belgium", "--webhook",
                     "https://hooks.example.org/in", "--owner", "somebody@example.org", "--confirmed"});
    EXPECT_TRUE(says(hook[0]["secret"].GetString(), "whsec_"));
    EXPECT_STREQ(hook[0]["key"].GetString(), "/stalled?party=be");
    const auto waits = placet.rows({"subscribe", "--to", "all", "--webhook",
                                    "https://hooks.example.org/other", "--owner", "somebody@example.org"});
    EXPECT_STREQ(waits[0]["secret"].GetString(), "") << "nobody has confirmed that it is his";
    const auto number = std::to_string(waits[0]["subscription"].GetInt64());
    const auto confirmed = placet.rows({"subscriptions", "confirm", number});
    ASSERT_EQ(confirmed.Size(), 1u);
    EXPECT_TRUE(says(confirmed[0]["secret"].GetString(), "whsec_"));
    EXPECT_STREQ(placet.rows({"subscriptions", "confirm", number})[0]["secret"].GetString(), "") << "once";
    EXPECT_EQ(placet.run({"subscriptions", "stop", number}).code, 0);
    const auto again = placet.run({"subscriptions"});
    EXPECT_FALSE(says(again.out, "whsec_"));
    EXPECT_TRUE(says(again.out, "hooks.example.org"));
    EXPECT_FALSE(says(again.out, "/in\"")) << "an endpoint's path may be a secret";
    const auto feed = placet.rows(
        {"subscribe", "--to", "all", "--feed", "--kinds", "opened,worsened", "--at-least", "severe"});
    EXPECT_TRUE(says(feed[0]["feed"].GetString(), "/subscriptions/feed/"));
    EXPECT_STREQ(feed[0]["confirmed"].GetString(), "yes");
    const auto all = placet.rows({"subscriptions", "list"});
    ASSERT_EQ(all.Size(), 2u);
    EXPECT_STREQ(all[1]["at_least"].GetString(), "severe");
    EXPECT_EQ(all[1]["kinds"].Size(), 2u);
    EXPECT_EQ(
        placet.rows({"subscriptions", "list", "--after", std::to_string(all[0]["id"].GetInt64())}).Size(),
        1u);
    EXPECT_EQ(placet.run({"subscriptions", "test", std::to_string(all[1]["id"].GetInt64())}).code, 64)
        << "a feed is fetched";
    const auto gone =
        placet.rows({"subscriptions", "forget", std::to_string(all[0]["subscriber"].GetInt64())});
    EXPECT_EQ(gone[0]["stopped"].GetInt64(), 1);
    EXPECT_EQ(placet.rows({"subscriptions"}).Size(), 1u);
}

TEST(Subscribe, what_is_wrong_is_said_in_one_line_with_what_is_allowed) {
    Program placet;
    struct Case {
        std::vector<std::string> arguments;
        std::string_view named;
    };
    const std::vector<Case> cases{
        {{"--mail", "a@example.org"}, "--to KIND:KEY"},
        {{"--to", "all", "--list", "/stalled", "--mail", "a@example.org"}, "once"},
        {{"--to", "all"}, "--feed"},
        {{"--to", "all", "--mail", "a@example.org", "--feed"}, "once"},
        {{"--to", "weather:belgium", "--feed"}, "instrument"},
        {{"--to", "instrument:nothing-of-that-name", "--feed"}, "nothing-of-that-name"},
        {{"--to", "rule:R99", "--feed"}, "R3"},
        {{"--list", "/help", "--feed"}, "/stalled"},
        {{"--to", "all", "--feed", "--kinds", "rain"}, "opened"},
        {{"--to", "all", "--feed", "--at-least", "awful"}, "severe"},
        {{"--to", "all", "--mail", "nobody"}, "NAME@DOMAIN"},
        {{"--to", "all", "--mail", "a@localhost"}, "dot"},
        {{"--to", "all", "--webhook", "https://db/", "--owner", "a@example.org"}, "private network"},
        {{"--to", "all", "--feed", "--state"}, "--state"},
        {{"--to", "all", "--feed", "--pace", "weekly"}, "--pace"},
        {{"--to", "all", "--webhook", "https://hooks.example.org/", "--owner", "a@example.org", "--pace",
          "daily"},
         "--pace"},
        {{"--to", "all", "--mail", "a@example.org\r\nBcc: b@example.org"}, "control"},
        {{"--to", "all", "--webhook", "https://hooks.example.org/"}, "--owner"},
        {{"--to", "all", "--mail", "a@example.org", "--owner", "b@example.org"}, "--webhook"},
        {{"--to", "all", "--webhook", "http://hooks.example.org/", "--owner", "a@example.org"}, "https"},
        {{"--to", "all", "--webhook", "https://10.0.0.1/", "--owner", "a@example.org"}, "--webhook"},
        {{"--to", "all", "--mail", "a@example.org", "--pace", "hourly"}, "daily"},
        {{"--to", "all", "--mail", "a@example.org", "--lang", "es"}, "nl"}};
    for (const auto& each : cases) {
        auto all = each.arguments;
        all.insert(all.begin(), "subscribe");
        const auto ran = placet.run(all);
        EXPECT_EQ(ran.code, 64) << each.named << "\n" << ran.out << ran.err;
        EXPECT_TRUE(one_line(ran.err)) << ran.err;
        EXPECT_TRUE(says(ran.err, each.named)) << each.named << " is not in: " << ran.err;
    }
    EXPECT_EQ(placet.rows({"subscriptions"}).Size(), 0u) << "nothing of it is kept";
    for (const auto* word : {"show", "stop", "confirm", "test", "forget"}) {
        const auto ran = placet.run({"subscriptions", word, "77"});
        EXPECT_EQ(ran.code, 64) << word;
        EXPECT_TRUE(one_line(ran.err) && says(ran.err, "77")) << ran.err;
        const auto no_number = placet.run({"subscriptions", word, "abc"});
        EXPECT_EQ(no_number.code, 64) << word;
        EXPECT_TRUE(one_line(no_number.err) && says(no_number.err, "wants a number, not \"abc\""))
            << no_number.err;
    }
}
