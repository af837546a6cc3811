// placet deliver and placet outbox, without a process and without a way out.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <sstream>

#include "registry/alerts/token.hpp"
#include "registry/store/outbox.hpp"
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
    Ran run(std::vector<std::string> rest, const std::string& text = {}) {
        std::vector<std::string> all{
            "--db", (scratch_ / "r.db").string(), "--now", "2026-11-22T12:00:00Z", "--format", "json"};
        all.insert(all.end(), rest.begin(), rest.end());
        std::istringstream in{text};
        std::ostringstream out, err;
        server::program::Streams streams{in, out, err};
        const int code = server::program::run(std::move(all), streams);
        return {code, out.str(), err.str()};
    }

    std::filesystem::path file() const { return scratch_ / "r.db"; }

private:
    test::Scratch scratch_;
};

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
bool one_line(const std::string& text) { return text.ends_with('\n') && text.find('\n') + 1 == text.size(); }

}  // namespace

TEST(Outbox, settings_are_kept_and_nonsense_is_refused) {
    Program placet;
    const auto made = placet.run(
        {"outbox", "settings", "--gather", "0", "--hold-above", "7", "--base-url", "https://placet.test/"});
    EXPECT_EQ(made.code, 0) << made.err;
    rapidjson::Document read;
    read.Parse(placet.run({"outbox", "settings"}).out.c_str());
    EXPECT_EQ(read[0]["gather"].GetInt(), 0);
    EXPECT_EQ(read[0]["hold_above"].GetInt(), 7);
    EXPECT_STREQ(read[0]["base_url"].GetString(), "https://placet.test");
    for (const auto& wrong : std::vector<std::vector<std::string>>{{"--gather", "-1"},
                                                                   {"--hold-above", "0"},
                                                                   {"--most-lines", "many"},
                                                                   {"--hub", "hub"},
                                                                   {"--base-url", "ftp://x"},
                                                                   {"--base-url", "https://x?q=1"},
                                                                   {"--hub", "ftp://hub.example"}}) {
        auto all = wrong;
        all.insert(all.begin(), {"outbox", "settings"});
        const auto ran = placet.run(all);
        EXPECT_EQ(ran.code, 64) << wrong[0];
        EXPECT_TRUE(one_line(ran.err)) << ran.err;
    }
}

TEST(Outbox, shows_what_waits_with_addresses_masked_and_retries_only_what_was_given_up) {
    Program placet;
    const auto asked = placet.run(
        {"subscribe", "--to", "instrument:be-kh-sentenced-persons", "--mail", "somebody@example.org"});
    ASSERT_EQ(asked.code, 0) << asked.err;
    const auto shown = placet.run({"outbox", "list"});
    rapidjson::Document read;
    read.Parse(shown.out.c_str());
    ASSERT_EQ(read.Size(), 1u) << shown.out;
    EXPECT_STREQ(read[0]["kind"].GetString(), "confirm");
    EXPECT_STREQ(read[0]["state"].GetString(), "waiting");
    EXPECT_FALSE(says(shown.out, "somebody@example.org"));
    EXPECT_TRUE(says(read[0]["to"].GetString(), "@"));
    const auto counts = placet.run({"outbox"});
    EXPECT_TRUE(says(counts.out, "\"waiting\"")) << counts.out;
    for (const auto& wrong : std::vector<std::vector<std::string>>{{"retry", "1"},
                                                                   {"retry", "99"},
                                                                   {"release", "1"},
                                                                   {"drop", "1"},
                                                                   {"list", "--state", "lost"},
                                                                   {"retry"}}) {
        auto all = wrong;
        all.insert(all.begin(), "outbox");
        const auto ran = placet.run(all);
        EXPECT_EQ(ran.code, 64) << wrong[0];
        EXPECT_TRUE(one_line(ran.err)) << ran.err;
    }
}

TEST(DeliverCommand, says_in_one_line_what_is_missing) {
    Program placet;
    placet.run({"subscribe", "--to", "all", "--mail", "somebody@example.org"});
    const auto refused = [&](std::vector<std::string> rest, std::string_view why, int code = 64) {
        rest.insert(rest.begin(), {"deliver", "--once"});
        const auto ran = placet.run(rest);
        EXPECT_EQ(ran.code, code) << ran.err;
        EXPECT_TRUE(one_line(ran.err)) << ran.err;
        EXPECT_TRUE(says(ran.err, why)) << ran.err;
    };
    refused({}, "--smtp HOST:PORT");
    for (const auto* base : {"ftp://x", "placet.example", "https://x?q=1", "https://u:p@x"})
        refused({"--smtp", "localhost:25", "--mail-from", "a@b.test", "--base-url", base}, "--base-url");
    refused({"--smtp", "localhost:99999", "--mail-from", "a@b.test"}, "HOST:PORT");
    refused({"--smtp", "localhost:25"}, "--mail-from");
    refused({"--smtp", "localhost:25", "--mail-from", "nobody"}, "--mail-from");
    refused({"--smtp", "localhost:25", "--mail-from", "a@b.test", "--mail-bounces",
             std::string(33, 'b') + "@b.test"},
            "32 bytes");
    refused({"--smtp", "localhost:25", "--mail-from", "a@b.test", "--smtp-user", "u"}, "go together");
    refused({"--smtp", "localhost:25", "--mail-from", "a@b.test", "--smtp-user", "u", "--smtp-password-file",
             "/not/there"},
            "password", 74);
    refused({"--smtp", "localhost:25", "--mail-from", "a@b.test", "--smtp-tls", "maybe"}, "smtp-tls");
    refused({"--webhooks"}, "--base-url");
}

TEST(DeliverCommand, takes_in_what_came_back_from_a_file_or_standard_input) {
    Program placet;
    placet.run({"subscribe", "--to", "all", "--mail", "somebody@example.org"});
    std::string code;
    {
        registry::store::Database store(placet.file());
        auto writer = store.write();
        const auto taken = registry::store::claim(writer, "x", 4'000'000'000, 60, 1);
        code = registry::alerts::bounce_code(registry::store::alerting(writer).key, taken.at(0).id);
        writer.commit();
    }
    const std::string back =
        "To: bounces+" + code +
        "@placet.test\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\n\n--b\n\nsorry\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nAction: failed\nStatus: "
        "5.1.1\nDiagnostic-Code: smtp; 550 <somebody@example.org> unknown\n\n--b--\n";
    const auto ran = placet.run({"deliver", "--bounce", "-"}, back);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(says(ran.out, "\"bounces\": 1")) << ran.out;
    EXPECT_FALSE(says(ran.out, "somebody@example.org")) << ran.out;
    EXPECT_EQ(placet.run({"deliver", "--bounce", "-"}, "hello").code, 64);
    const auto again = placet.run({"deliver", "--bounce", "-"}, back);
    EXPECT_EQ(again.code, 64);
    EXPECT_TRUE(says(again.err, "came back before") && one_line(again.err)) << again.err;
    auto forged = back;
    forged.replace(forged.find("@placet") - 1, 1, code.ends_with('0') ? "1" : "0");
    const auto refused = placet.run({"deliver", "--bounce", "-"}, forged);
    EXPECT_EQ(refused.code, 64);
    EXPECT_TRUE(says(refused.err, "not made") && one_line(refused.err)) << refused.err;
    EXPECT_EQ(placet.run({"deliver", "--bounce", "-"}, "To: bounces+1@placet.test\n\nsorry").code, 64);
}
