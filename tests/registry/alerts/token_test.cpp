#include "registry/alerts/token.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <set>

namespace {
using namespace registry::alerts;
}

TEST(Token, leads_back_to_its_nonce_for_its_own_key_and_purpose_only) {
    const std::string key(32, 'k'), nonce = fresh_nonce();
    ASSERT_EQ(nonce.size(), 32u);
    const auto made = token(key, Purpose::stop, nonce);
    EXPECT_EQ(made.size(), 65u);
    EXPECT_EQ(made.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(nonce_in(key, Purpose::stop, made), nonce);
    for (const auto other : {Purpose::confirm, Purpose::manage, Purpose::feed})
        EXPECT_FALSE(nonce_in(key, other, made));
    EXPECT_FALSE(nonce_in(std::string(32, 'l'), Purpose::stop, made));
}

TEST(Token, with_any_letter_changed_leads_nowhere) {
    const std::string key(32, 'k'), made = token(key, Purpose::manage, fresh_nonce());
    for (std::size_t at = 0; at < made.size(); ++at) {
        auto wrong = made;
        wrong[at] = wrong[at] == 'a' ? 'b' : 'a';
        EXPECT_FALSE(nonce_in(key, Purpose::manage, wrong)) << at;
    }
    for (const auto& wrong : {std::string{}, made.substr(1), made + "a", made.substr(0, 33),
                              std::string(65, '-'), std::string(1'000'000, 'a')})
        EXPECT_FALSE(nonce_in(key, Purpose::manage, wrong));
}

TEST(Token, nonces_do_not_come_twice) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(fresh_nonce()).second);
}

TEST(Token, of_a_message_leads_to_its_number_for_its_own_key_and_in_one_spelling_only) {
    const std::string key(32, 'k');
    for (const std::int64_t message : {std::int64_t{1}, std::int64_t{42}, std::int64_t{9'000'000'000}}) {
        const auto made = message_token(key, message);
        EXPECT_EQ(message_in(key, made), message);
        EXPECT_FALSE(message_in(std::string(32, 'l'), made));
        EXPECT_FALSE(nonce_in(key, Purpose::stop, made));
        for (std::size_t at = 0; at < made.size(); ++at) {
            auto wrong = made;
            wrong[at] = wrong[at] == '7' ? '8' : '7';
            EXPECT_FALSE(message_in(key, wrong)) << at;
        }
        auto padded = made;
        EXPECT_FALSE(message_in(key, padded.insert(1, "0")));
    }
    for (const auto& wrong : {std::string{}, std::string{"m"}, std::string{"m-"}, std::string{"m1-"},
                              "m" + std::string(40, '9') + "-x", std::string(1'000'000, 'm'), message_token(key, -1)})
        EXPECT_FALSE(message_in(key, wrong));
}

TEST(Token, of_a_bounce_is_short_and_read_in_upper_and_lower_case_for_its_own_key_and_message_only) {
    const std::string key(32, 'k');
    for (const std::int64_t message : {std::int64_t{1}, std::int64_t{42}, std::int64_t{9'999'999'999}}) {
        const auto made = bounce_code(key, message);
        EXPECT_LE(made.size(), 31u) << "with a name of 32 bytes and a \"+\" a local part has 64";
        EXPECT_EQ(made.find_first_not_of("0123456789abcdef-"), std::string::npos) << made;
        auto upper = made;
        for (auto& each : upper) each = static_cast<char>(std::toupper(each));
        EXPECT_EQ(bounced_message(key, made), message);
        EXPECT_EQ(bounced_message(key, upper), message);
        EXPECT_FALSE(bounced_message(std::string(32, 'l'), made));
        EXPECT_FALSE(bounced_message(key, std::to_string(message + 1) + made.substr(made.find('-'))));
        EXPECT_FALSE(bounced_message(key, "0" + made));
        EXPECT_FALSE(message_in(key, "m" + made));
        for (std::size_t at = 0; at < made.size(); ++at) {
            auto wrong = made;
            wrong[at] = wrong[at] == '7' ? '8' : '7';
            EXPECT_FALSE(bounced_message(key, wrong)) << at;
        }
    }
    for (const auto& wrong : {std::string{}, std::string{"17"}, std::string{"17-"}, std::string{"-"},
                              std::string(40, '9') + "-x", std::string(1'000'000, '1'), bounce_code(key, -1)})
        EXPECT_FALSE(bounced_message(key, wrong));
}

TEST(Masked, shows_of_an_address_its_first_letters_and_the_last_label) {
    EXPECT_EQ(masked("jan@example.org"), "j…@e….org");
    EXPECT_EQ(masked("élise@exemple.be"), "é…@e….be");
    EXPECT_EQ(masked("root@localhost"), "r…@l…");
    EXPECT_EQ(masked("nothing"), "n…");
    EXPECT_EQ(masked(""), "");
    EXPECT_EQ(masked_in("550 <jan@example.org>: mailbox of jan@example.org is full"),
              "550 <j…@e….org>: mailbox of j…@e….org is full");
    EXPECT_EQ(masked_in("no address here"), "no address here");
}
