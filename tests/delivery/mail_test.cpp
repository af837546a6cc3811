#include "server/delivery/mail.hpp"

#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MessageHeader.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "tests/delivery/stand_in.hpp"

using namespace server::delivery;
using Went = Outcome::Went;

namespace {

SmtpSettings settings() {
    SmtpSettings made;
    made.host = "127.0.0.1";
    made.tls = SmtpSettings::Tls::never;
    made.from = "Placet <alerts@placet.test>";
    made.bounces = "bounces@placet.test";
    made.timeout = std::chrono::seconds{5};
    return made;
}

Mail a_mail() {
    Mail mail;
    mail.to = "reader@example.org";
    mail.subject = "OPCAT – Belgium: finding R7 opened (stalled)";
    mail.text = "Été\n.\n..two dots\nFrom here\nlong " + std::string(300, 'x') + "\ntrailing blank \n";
    mail.html = "<p>Été</p>\n";
    mail.language = "en";
    mail.message_id = "17.abc@placet.test";
    mail.date = "Sun, 22 Nov 2026 12:00:00 +0000";
    mail.stop_url = "https://placet.test/subscriptions/stop/abc";
    mail.list_id = "alerts.placet.test";
    mail.bounce_code = "9-0123456789abcdef0123";
    return mail;
}

std::string header_of(const std::string& message) { return message.substr(0, message.find("\r\n\r\n") + 2); }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", at)) {
        lines.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

// A mail server that says what it is told to at each command; `at` RCPT, DATA and so on.
test::StandIn::Act mail_server(std::string rcpt, std::string after_data, std::string greeting = "220 here") {
    return [=](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        test::say(connection, greeting + "\r\n");
        std::string heard;
        for (;;) {
            const auto line = test::read_line(connection);
            const auto is = [&](std::string_view command) { return line.starts_with(command); };
            if (is("EHLO"))
                test::say(connection, "250-here\r\n250 8BITMIME\r\n");
            else if (is("MAIL"))
                heard = line + "\n", test::say(connection, "250 ok\r\n");
            else if (is("RCPT"))
                heard += line + "\n", test::say(connection, rcpt + "\r\n");
            else if (is("DATA")) {
                test::say(connection, "354 go on\r\n");
                for (auto part = test::read_line(connection); part != "."; part = test::read_line(connection))
                    heard += part + "\n";
                self.keep(heard);
                test::say(connection, after_data + "\r\n");
            } else if (is("QUIT")) {
                test::say(connection, "221 bye\r\n");
                return;
            } else
                test::say(connection, "250 ok\r\n");
        }
    };
}

Outcome sent_to(test::StandIn& server, const Mail& mail = a_mail()) {
    auto with = settings();
    with.port = server.port();
    return Mailer(with).send(mail);
}

}  // namespace

TEST(Mime, is_ascii_in_lines_that_every_server_takes) {
    const auto message = mime(settings(), a_mail());
    for (const char c : message) ASSERT_TRUE(c == '\r' || c == '\n' || (c >= 0x20 && c < 0x7f));
    const auto lines = lines_of(message);
    EXPECT_GT(lines.size(), 20u);
    for (const auto& line : lines) {
        EXPECT_LE(line.size(), 78u) << line;
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    }
    for (std::size_t at = message.find('\n'); at != std::string::npos; at = message.find('\n', at + 1))
        EXPECT_EQ(message[at - 1], '\r');
}

TEST(Mime, carries_what_mail_programs_look_for) {
    const auto header = header_of(mime(settings(), a_mail()));
    for (const auto* each :
         {"From: \"Placet\" <alerts@placet.test>\r\n", "To: <reader@example.org>\r\n",
          "Message-ID: <17.abc@placet.test>\r\n", "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n",
          "List-Id: <alerts.placet.test>\r\n",
          "List-Unsubscribe: <https://placet.test/subscriptions/stop/abc>\r\n",
          "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "Precedence: bulk\r\n",
          "Auto-Submitted: auto-generated\r\n", "Content-Language: en\r\n", "MIME-Version: 1.0\r\n"})
        EXPECT_NE(header.find(each), std::string::npos) << each << header;
    auto confirm = a_mail();
    confirm.stop_url.clear();
    EXPECT_EQ(mime(settings(), confirm).find("List-Unsubscribe"), std::string::npos);
}

TEST(Mime, no_line_of_the_header_is_longer_than_mail_may_be) {
    for (std::size_t length = 900; length < 1100; ++length) {
        auto mail = a_mail();
        mail.stop_url = "https://placet.test/" + std::string(length, 'x');
        const auto header = header_of(mime(settings(), mail));
        for (const auto& line : lines_of(header)) EXPECT_LE(line.size(), 998u) << length;
        const bool fits = 1 + 2 + mail.stop_url.size() <= 998;  // a blank, "<" and ">"
        EXPECT_EQ(header.find("<" + mail.stop_url + ">\r\n") != std::string::npos, fits) << length;
        EXPECT_EQ(header.find("List-Unsubscribe-Post") != std::string::npos, fits) << length;
    }
}

TEST(Mime, is_the_same_however_often_it_is_made) {
    EXPECT_EQ(mime(settings(), a_mail()), mime(settings(), a_mail()));
}

TEST(Mime, no_header_can_be_broken_by_what_stands_in_it) {
    auto mail = a_mail();
    const std::string evil = "x\r\nBcc: victim@example.org\r\n\r\nbody";
    mail.subject = mail.language = mail.message_id = mail.date = mail.stop_url = mail.list_id = mail.to =
        evil;
    auto with = settings();
    with.from = "Evil\r\nBcc: victim@example.org <a@b.test>";
    const auto header = header_of(mime(with, mail));
    std::size_t names = 0;
    for (const auto& line : lines_of(header)) {
        EXPECT_FALSE(line.starts_with("Bcc")) << header;
        names += !line.starts_with(' ');
    }
    EXPECT_EQ(names, 13u) << header;
}

TEST(Mime, encoded_words_hold_whole_letters) {
    auto mail = a_mail();
    mail.subject.clear();
    for (int i = 0; i < 60; ++i) mail.subject += "é€𝄞";
    const auto header = header_of(mime(settings(), mail));
    const auto begin = header.find("Subject: ") + 9;
    std::string decoded;
    for (auto at = header.find("=?UTF-8?B?", begin); at != std::string::npos;
         at = header.find("=?UTF-8?B?", at + 1)) {
        const auto word = registry::from_base64(header.substr(at + 10, header.find("?=", at) - at - 10));
        ASSERT_TRUE(word);
        EXPECT_TRUE(registry::is_utf8(*word));
        decoded += *word;
    }
    EXPECT_EQ(decoded, mail.subject);
    mail.subject = "=?UTF-8?Q?not_ours?=";
    EXPECT_EQ(mime(settings(), mail).find(mail.subject), std::string::npos);
}

TEST(Smtp, hands_the_message_over_dot_for_dot) {
    test::StandIn server(mail_server("250 ok", "250 queued"));
    const auto outcome = sent_to(server);
    EXPECT_EQ(outcome.went, Went::sent) << outcome.why;
    auto expected = mime(settings(), a_mail());
    std::string stuffed;
    for (auto& line : lines_of(expected)) stuffed += (line.starts_with('.') ? "." : "") + line + "\n";
    const auto heard = server.heard().at(0);
    EXPECT_EQ(
        heard,
        "MAIL FROM:<bounces+9-0123456789abcdef0123@placet.test>\nRCPT TO:<reader@example.org>\n" + stuffed);
    EXPECT_NE(heard.find("\n..\n"), std::string::npos);
}

TEST(Smtp, keeps_the_connection_for_several_messages) {
    std::atomic<int> connections = 0;
    const auto act = mail_server("250 ok", "250 queued");
    test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        ++connections;
        act(connection, self);
    });
    auto with = settings();
    with.port = server.port();
    Mailer mailer(with);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(mailer.send(a_mail()).went, Went::sent);
    EXPECT_EQ(connections, 1);
    EXPECT_EQ(server.heard().size(), 3u);
}

TEST(Smtp, a_server_that_wants_no_more_by_one_connection_gets_the_rest_by_another) {
    // After one message each connection says 421 at the next one's MAIL, RCPT or DATA, or closes without a
    // word.
    for (const std::string at : {"MAIL", "RCPT", "DATA", "nothing"}) {
        std::atomic<int> connections = 0;
        test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn& self) {
            ++connections;
            test::say(connection, "220 here\r\n");
            for (bool taken = false;;) {
                if (taken && at == "nothing") return;
                const auto line = test::read_line(connection);
                if (taken && line.starts_with(at)) return test::say(connection, "421 4.7.0 enough\r\n");
                if (!line.starts_with("DATA")) {
                    test::say(connection, "250 ok\r\n");
                    continue;
                }
                test::say(connection, "354 go on\r\n");
                while (test::read_line(connection) != ".") {
                }
                self.keep("one");
                taken = true;
                test::say(connection, "250 queued\r\n");
            }
        });
        auto with = settings();
        with.port = server.port();
        Mailer mailer(with);
        for (int i = 0; i < 3; ++i) {
            const auto outcome = mailer.send(a_mail());
            EXPECT_EQ(outcome.went, Went::sent) << at << " " << i << " " << outcome.why;
        }
        EXPECT_EQ(server.heard().size(), 3u) << at;
        EXPECT_EQ(connections, 3) << at;
    }
}

TEST(Smtp, a_server_that_goes_in_the_middle_of_a_reply_is_a_failed_try) {
    // Half a banner, half of what EHLO is answered with, half a reply: and then nothing more comes.
    for (const std::string at : {"banner", "EHLO", "MAIL", "DATA"}) {
        test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn&) {
            if (at == "banner") return test::say(connection, "220-wait");
            test::say(connection, "220 here\r\n");
            for (;;) {
                const auto line = test::read_line(connection);
                if (line.empty()) return;
                if (line.starts_with(at)) return test::say(connection, "250-size 1000\r\n25");
                test::say(connection, line.starts_with("DATA") ? "354 go on\r\n" : "250 ok\r\n");
            }
        });
        auto with = settings();
        with.port = server.port();
        const auto outcome = Mailer(with).send(a_mail());
        EXPECT_EQ(outcome.went, Went::later) << at << " " << outcome.why;
    }
}

TEST(Smtp, a_reply_without_an_end_is_not_waited_for) {
    test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        test::say(connection, "220 here\r\n");
        if (test::read_line(connection).empty()) return;
        const std::string line = "250-" + std::string(1000, 'x') + "\r\n";
        try {
            while (!self.ending()) test::say(connection, line);
        } catch (const Poco::Exception&) {
            self.keep("gone");
        }
    });
    auto with = settings();
    with.port = server.port();
    const auto outcome = Mailer(with).send(a_mail());
    EXPECT_EQ(outcome.went, Went::later) << outcome.why;
}

TEST(Smtp, a_refusal_stands_though_the_server_hangs_up_behind_it) {
    test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn&) {
        test::say(connection, "220 here\r\n");
        for (;;) {
            const auto line = test::read_line(connection);
            if (line.empty()) return;
            if (line.starts_with("RCPT")) return test::say(connection, "550 5.1.1 nobody\r\n");
            test::say(connection, "250 ok\r\n");
        }
    });
    auto with = settings();
    with.port = server.port();
    const auto outcome = Mailer(with).send(a_mail());
    EXPECT_EQ(outcome.went, Went::gone) << outcome.why;
    EXPECT_EQ(server.heard().size(), 0u);
}

TEST(Smtp, what_the_server_may_have_taken_is_not_sent_by_another_connection_at_once) {
    std::atomic<int> connections = 0;
    test::StandIn server([&](Poco::Net::StreamSocket& connection, test::StandIn& self) {
        ++connections;
        test::say(connection, "220 here\r\n");
        for (bool taken = false;;) {
            const auto line = test::read_line(connection);
            test::say(connection, line.starts_with("DATA") ? "354 go on\r\n" : "250 ok\r\n");
            if (!line.starts_with("DATA")) continue;
            while (test::read_line(connection) != ".") {
            }
            self.keep("one");
            if (taken) return;  // and nobody knows
            taken = true;
            test::say(connection, "250 queued\r\n");
        }
    });
    auto with = settings();
    with.port = server.port();
    Mailer mailer(with);
    EXPECT_EQ(mailer.send(a_mail()).went, Went::sent);
    const auto outcome = mailer.send(a_mail());
    EXPECT_EQ(outcome.went, Went::later);
    EXPECT_FALSE(outcome.way_is_shut);
    EXPECT_EQ(server.heard().size(), 2u);
    EXPECT_EQ(connections, 1);
}

TEST(Smtp, replies_are_told_apart_by_what_they_say_of_whom) {
    const auto went = [](const std::string& rcpt, const std::string& data = "250 ok") {
        test::StandIn server(mail_server(rcpt, data));
        return sent_to(server);
    };
    EXPECT_EQ(went("450 4.2.1 busy").went, Went::later);
    EXPECT_EQ(went("451 greylisted").went, Went::later);
    EXPECT_EQ(went("550 5.1.1 no such user").went, Went::gone);
    EXPECT_EQ(went("550 no such user").went, Went::gone);
    EXPECT_EQ(went("550 5.7.1 rejected by policy").went, Went::refused);
    EXPECT_EQ(went("552 5.2.2 mailbox full").went, Went::refused);
    EXPECT_EQ(went("250 ok", "554 5.6.0 not this").went, Went::refused);
    EXPECT_EQ(went("250 ok", "452 4.3.1 no room").went, Went::later);
    // Of the address is what is said of it, and not of what the message holds.
    EXPECT_TRUE(went("552 5.2.2 mailbox full").of_the_address);
    EXPECT_TRUE(went("250 ok", "550 5.1.10 does not take mail").of_the_address);
    EXPECT_FALSE(went("250 ok", "554 5.6.0 not this").of_the_address);
    EXPECT_FALSE(went("250 ok", "552 5.3.4 too large").of_the_address);
    EXPECT_FALSE(went("250 ok", "550 5.7.1 by policy").of_the_address);
    EXPECT_FALSE(went("450 4.2.1 busy").of_the_address);
    EXPECT_EQ(went("550 5.1.1 <reader@example.org> unknown").why.find("reader@example.org"),
              std::string::npos);
}

TEST(Smtp, what_is_wrong_with_the_server_is_not_laid_on_the_receiver) {
    test::StandIn closed(mail_server("250 ok", "250 ok", "554 go away"));
    const auto outcome = sent_to(closed);
    EXPECT_EQ(outcome.went, Went::later);
    EXPECT_TRUE(outcome.way_is_shut);
    // Nor what it says of the sender.
    test::StandIn choosy([](Poco::Net::StreamSocket& connection, test::StandIn&) {
        test::say(connection, "220 here\r\n");
        for (auto line = test::read_line(connection); !line.starts_with("QUIT");
             line = test::read_line(connection))
            test::say(connection, line.starts_with("MAIL") ? "550 5.1.8 bad sender\r\n" : "250 ok\r\n");
    });
    const auto sender = sent_to(choosy);
    EXPECT_EQ(sender.went, Went::later);
    EXPECT_TRUE(sender.way_is_shut);
    EXPECT_FALSE(sender.of_the_address);
    auto tls = settings();
    test::StandIn plain(mail_server("250 ok", "250 ok"));
    tls.port = plain.port();
    tls.tls = SmtpSettings::Tls::required;
    const auto refused = Mailer(tls).send(a_mail());
    EXPECT_EQ(refused.went, Went::later);
    EXPECT_NE(refused.why.find("STARTTLS"), std::string::npos);
    EXPECT_TRUE(plain.heard().empty());
    // A password is not sent where everybody can read it.
    tls.tls = SmtpSettings::Tls::when_offered;
    tls.user = "u", tls.password = "p";
    EXPECT_NE(Mailer(tls).send(a_mail()).why.find("password"), std::string::npos);
    EXPECT_TRUE(plain.heard().empty());
}

TEST(Smtp, an_address_that_is_none_never_reaches_a_command) {
    test::StandIn server(mail_server("250 ok", "250 ok"));
    for (const auto* each : {"", "nobody", "a@b@c.test", "a b@c.test", "a@c.test>\r\nRCPT TO:<x@y.test",
                             "<a@c.test>", "\xC3\xA9@c.test"}) {
        auto mail = a_mail();
        mail.to = each;
        EXPECT_EQ(sent_to(server, mail).went, Went::refused) << each;
    }
    EXPECT_TRUE(server.heard().empty());
}

namespace {

std::string notification(const std::string& groups, const std::string& to = "<bounces+17-0A1b2c@placet.test>",
                         const std::string& type = "delivery-status") {
    return "From: MAILER-DAEMON@mx.test\r\nTo: " + to +
           "\r\nSubject: failed\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=" + type +
           ";\r\n boundary=\"b1\"\r\n\r\nThis is MIME.\r\n--b1\r\nContent-Type: "
           "text/plain\r\n\r\nSorry.\r\n--b1\r\nContent-Type: "
           "message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\n" +
           groups + "\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nhello\r\n--b1--\r\n";
}
const std::string failed_group =
    "Final-Recipient: rfc822; reader@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: "
    "smtp; 550 5.1.1\r\n <reader@example.org> unknown\r\n";

}  // namespace

TEST(Bounces, say_whose_mail_was_refused_for_good_and_why) {
    for (const auto& message :
         {notification(failed_group), "From x@y Sun Nov 22\n" + notification(failed_group)}) {
        const auto bounce = read_bounce(message);
        ASSERT_TRUE(bounce);
        EXPECT_EQ(bounce->code, "17-0A1b2c");
        EXPECT_TRUE(bounce->why.starts_with("5.1.1 smtp; 550"));
        EXPECT_EQ(bounce->why.find("reader@example.org"), std::string::npos) << bounce->why;
    }
    auto plain_ends = notification(failed_group);
    std::erase(plain_ends, '\r');
    EXPECT_TRUE(read_bounce(plain_ends));
}

TEST(Bounces, what_is_delayed_or_relayed_or_no_notification_says_nothing) {
    EXPECT_FALSE(read_bounce(""));
    EXPECT_FALSE(read_bounce("Subject: out of office\r\nTo: bounces+17-0a@placet.test\r\n\r\nI am away"));
    EXPECT_FALSE(read_bounce(
        notification("Final-Recipient: rfc822; a@b.test\r\nAction: delayed\r\nStatus: 4.4.1\r\n")));
    EXPECT_FALSE(read_bounce(
        notification("Final-Recipient: rfc822; a@b.test\r\nAction: relayed\r\nStatus: 2.0.0\r\n")));
    for (const auto* to :
         {"bounces@placet.test", "bounces+x17-0a@placet.test", "bounces+17@placet.test",
          "bounces+17-@placet.test", "bounces+-0a@placet.test", "bounces+17-0a", "+", "17-0a@x"})
        EXPECT_FALSE(read_bounce(notification(failed_group, to))) << to;
    EXPECT_EQ(read_bounce(notification(failed_group, "<some+thing+17-0a@placet.test>"))->code, "17-0a");
    EXPECT_FALSE(
        read_bounce(notification(failed_group, "<bounces+17-0a@placet.test>", "disposition-notification")));
}

TEST(Bounces, hostile_input_is_no_bounce_and_does_no_harm) {
    const auto whole = notification(failed_group);
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) (void)read_bounce(whole.substr(0, cut));
    EXPECT_FALSE(read_bounce(std::string(3 << 20, '-')));
    EXPECT_FALSE(read_bounce(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"\r\nTo: a+1-0a@b\r\n\r\n" +
        std::string(100'000, '\n')));
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "X: y\r\n";
    EXPECT_FALSE(read_bounce(many + whole));
    EXPECT_FALSE(read_bounce(std::string("\0\xff\xfe", 3)));
}
