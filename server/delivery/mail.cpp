#include "server/delivery/mail.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "server/delivery/smtp_line.hpp"

namespace server::delivery {
namespace {

namespace net = Poco::Net;
using Went = Outcome::Went;

struct Failed : std::runtime_error {
    Failed(Went how, const std::string& why, bool about_the_address = false)
        : std::runtime_error(why), went(how), of_the_address(about_the_address) {}
    Went went;
    bool of_the_address;
};

// What the server said, in one line and without anybody's address.
std::string said(const std::string& response) {
    return registry::alerts::masked_in(registry::clean(response.substr(0, 300)));
}

// "5.1.1" after the reply code (RFC 3463); empty: not said.
std::string enhanced(const std::string& response) {
    if (response.size() < 9 || response[5] != '.') return {};
    const auto end = response.find_first_not_of("0123456789.", 4);
    return response.substr(4, end == std::string::npos ? end : end - 4);
}

// No such mailbox, or one that has been shut: RFC 3463 X.1.*, X.2.1; without such a code 550, 551, 553.
bool nobody_there(int status, const std::string& response) {
    const auto code = enhanced(response);
    if (code.empty()) return status == 550 || status == 551 || status == 553;
    return code == "5.1.1" || code == "5.1.2" || code == "5.1.3" || code == "5.1.6" || code == "5.1.10" ||
           code == "5.2.1";
}

// RFC 3463 X.1.*: whatever it was said of, it is about an address.
bool about_an_address(const std::string& response) { return response.find(" 5.1.") != std::string::npos; }

// The words of a line of EHLO's answer that begins so.
std::vector<std::string> offered(const std::string& answer, std::string_view keyword) {
    for (auto line : registry::split(answer, '\n')) {
        if (line.size() <= 4) continue;
        line.remove_prefix(4);
        std::vector<std::string> words;
        std::string upper{registry::trim(line)};
        std::transform(upper.begin(), upper.end(), upper.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        std::replace(upper.begin(), upper.end(), '=', ' ');
        for (const auto word : registry::split(upper, ' ')) words.emplace_back(word);
        if (!words.empty() && words.front() == keyword) return words;
    }
    return {};
}

bool holds(const std::vector<std::string>& words, std::string_view one) {
    return std::find(words.begin(), words.end(), one) != words.end();
}

// Where nobody can listen the plain ways are the surest; elsewhere the password itself is not sent if that
// can be.
net::SMTPClientSession::LoginMethod way_in(const std::vector<std::string>& ways, bool secure) {
    using Session = net::SMTPClientSession;
    if (!secure && holds(ways, "CRAM-MD5")) return Session::AUTH_CRAM_MD5;
    if (holds(ways, "PLAIN")) return Session::AUTH_PLAIN;
    if (holds(ways, "LOGIN")) return Session::AUTH_LOGIN;
    if (holds(ways, "CRAM-MD5")) return Session::AUTH_CRAM_MD5;
    throw Failed(Went::later, "the mail server offers no login this program knows (PLAIN, LOGIN, CRAM-MD5)");
}

std::string ehlo(smtp::Line& line, const std::string& me) {
    std::string answer;
    if (line.ask("EHLO " + me, answer) / 100 == 2) return answer;
    if (const auto status = line.ask("HELO " + me, answer); status / 100 != 2)
        throw Failed(Went::later, "the mail server does not greet back: " + said(answer));
    return {};
}

void log_in(smtp::Line& line, const SmtpSettings& settings, const std::string& me, const std::string& answer,
            bool secure) {
    if (settings.user.empty()) return;
    if (!secure && settings.tls != SmtpSettings::Tls::never)
        throw Failed(Went::later, "the mail server offers no STARTTLS, and a password is not sent without");
    const auto method = way_in(offered(answer, "AUTH"), secure);
    try {
        line.login(me, method, settings.user, settings.password);
    } catch (const net::SMTPException&) {
        throw Failed(Went::later, "the mail server did not take user and password");
    }
}

}  // namespace

struct Mailer::Session {
    using Steady = std::chrono::steady_clock;

    explicit Session(const SmtpSettings& settings)
        : line(smtp::connected(settings.host, settings.port, settings.timeout)) {
        line.reply_within(settings.timeout);
        line.open();
        auto me = address_in(settings.from);
        me = me.substr(me.rfind('@') + 1);
        auto answer = ehlo(line, me);
        bool secure = false;
        if (settings.tls != SmtpSettings::Tls::never) {
            std::string response;
            if (!offered(answer, "STARTTLS").empty()) {
                if (line.ask("STARTTLS", response) != 220)
                    throw Failed(Went::later, "the mail server refused STARTTLS: " + said(response));
                line.secure(settings.host, smtp::trust(settings.ca_file));
                answer = ehlo(line, me);
                secure = true;
            } else if (settings.tls == SmtpSettings::Tls::required) {
                throw Failed(Went::later, "the mail server offers no STARTTLS");
            }
        }
        log_in(line, settings, me, answer, secure);
    }
    ~Session() {
        constexpr std::chrono::seconds courtesy{2};
        if (!usable) return;
        try {
            line.reply_within(courtesy);
            line.close();
        } catch (...) {  // QUIT is a courtesy
        }
    }

    // Over and over: one message each. `begun`: the server has heard of it; `handed`: it may have it.
    void send(const std::string& from, const std::string& to, const std::string& message, bool& begun,
              bool& handed) {
        std::string response;
        const auto expect = [&](int status, int wanted, auto permanent, bool at_rcpt = false) {
            if (status / 100 == wanted) return;
            const bool about = status / 100 == 5 && (at_rcpt || (begun && about_an_address(response)));
            const auto how = status / 100 == 5 ? permanent(status) : Went::later;
            const auto words = said(response);
            if (status == 421) throw net::NetException("the mail server closes");
            // Whatever becomes of the connection, what it said of the message stands.
            try {
                std::string ignored;
                line.ask("RSET", ignored);
            } catch (const Poco::Exception&) {
                usable = false;
            }
            throw Failed(how, words.empty() ? "the mail server said nothing to be understood" : words, about);
        };
        // What is said of the sender is about us, and not about whom it is for: nothing goes this way.
        auto status = line.ask("MAIL FROM:<" + from + ">", response);
        expect(status, 2, [](int) { return Went::later; });
        begun = true;
        status = line.ask("RCPT TO:<" + to + ">", response);
        expect(
            status, 2, [&](int code) { return nobody_there(code, response) ? Went::gone : Went::refused; },
            true);
        status = line.ask("DATA", response);
        expect(status, 3, [](int) { return Went::refused; });
        handed = true;
        std::istringstream in(message);  // dots are doubled and the end is marked by what sends it
        try {
            line.sendMessage(in);
        } catch (const net::SMTPException& error) {
            response = error.message();
            const auto code = error.code();
            if (code / 100 == 5) throw Failed(Went::refused, said(response), about_an_address(response));
            throw Failed(Went::later, said(response));
        }
    }

    smtp::Line line;
    bool usable = true;
    Steady::time_point last_used = Steady::now();
};

Mailer::Mailer(SmtpSettings settings) : settings_(std::move(settings)) {}
Mailer::~Mailer() = default;

Outcome Mailer::send(const Mail& mail) {
    const auto from = envelope_sender(settings_, mail);
    if (!is_mail_address(mail.to))
        return {Went::refused, "this is no address mail can be sent to", 0, false, true};
    if (!is_mail_address(from))
        return {
            Went::later,
            "the sender's address is no mail address, or its name is too long: --mail-from, --mail-bounces",
            0, true};
    const auto message = mime(settings_, mail);
    auto session = take();
    for (bool kept = session != nullptr;; kept = false) {
        bool begun = false, handed = false;
        try {
            if (!session) session = std::make_unique<Session>(settings_);
            session->send(from, mail.to, message, begun, handed);
            keep(std::move(session));
            return {};
        } catch (const Failed& failed) {
            if (begun && session->usable) keep(std::move(session));
            return {failed.went, failed.what(), 0, !begun, failed.of_the_address};
        } catch (const net::SSLException&) {
            return {Went::later,
                    "the mail server's certificate is not valid for it, or no secure connection came about",
                    0, true};
        } catch (const Poco::Exception& error) {
            if (session) session->usable = false;
            session.reset();
            // A kept connection may have been closed, for being idle or after so many messages (421): while
            // the server cannot have the message, it goes by a new one.
            if (kept && !handed) continue;
            return {Went::later, "the connection to the mail server failed: " + std::string{error.name()}, 0,
                    !begun};
        } catch (const std::exception& error) {
            return {Went::later, error.what(), 0, !begun};
        }
    }
}

void Mailer::keep(std::unique_ptr<Session> session) {
    session->last_used = Session::Steady::now();
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(session));
}

// One that was idle for long may have been cut off without a word: it is ended, and another one opened.
std::unique_ptr<Mailer::Session> Mailer::take() {
    constexpr std::chrono::seconds too_long{60};
    const std::lock_guard lock(mutex_);
    while (!idle_.empty()) {
        auto session = std::move(idle_.back());
        idle_.pop_back();
        if (Session::Steady::now() - session->last_used < too_long) return session;
        session->usable = false;
    }
    return nullptr;
}

}  // namespace server::delivery
