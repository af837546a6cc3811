// One message by mail (RFC 5322, MIME) over SMTP (RFC 5321).
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "server/delivery/sent.hpp"

namespace server::delivery {

struct SmtpSettings {
    std::string host;
    unsigned short port = 25;
    enum class Tls { required, when_offered, never } tls = Tls::required;  // STARTTLS (RFC 3207)
    std::string ca_file;         // whom to trust; empty: the system's
    std::string user, password;  // AUTH (RFC 4954), only after STARTTLS unless tls is never; empty: none
    std::string from;            // "Placet <alerts@example.org>"
    std::string bounces;         // envelope sender; "+{code}" of the message is put before its "@" (VERP)
    std::chrono::seconds timeout{30};
};

struct Mail {
    std::string to, subject, text, html;  // UTF-8
    std::string language;                 // Content-Language
    std::string message_id;               // without brackets; the same however often it is sent
    std::string date;                     // RFC 5322, of when the message was made
    std::string stop_url;     // List-Unsubscribe and List-Unsubscribe-Post (RFC 2369, 8058); empty: neither
    std::string list_id;      // RFC 2919
    std::string bounce_code;  // of this message (registry/alerts/token.hpp); empty: none
};

// The message as it is sent, CR LF, lines of at most 998 bytes (RFC 5322 2.1.1), ASCII throughout; the same
// for the same mail. No header can be broken by what stands in it.
std::string mime(const SmtpSettings&, const Mail&);
// Whether that can be written as one address in a command of SMTP (RFC 5321 4.1.2; no SMTPUTF8).
bool is_mail_address(std::string_view);
// "alerts@example.org" of "Placet <alerts@example.org>".
std::string address_in(std::string_view mailbox);
// Who gets what comes back: "bounces+17-0123456789abcdef0123@example.org".
std::string envelope_sender(const SmtpSettings&, const Mail&);

// For several threads at once: as many connections as messages are on their way together, each kept for the
// next ones. Never throws.
class Mailer {
public:
    explicit Mailer(SmtpSettings);
    ~Mailer();
    Outcome send(const Mail&);

private:
    struct Session;
    std::unique_ptr<Session> take();  // one that is kept, if any
    void keep(std::unique_ptr<Session>);
    SmtpSettings settings_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Session>> idle_;
};

// What a delivery status notification (RFC 3464) says: that a message was refused for good, and why. Anybody
// may have written it: the code is to be checked (alerts::came_back). None: it says no such thing, is not
// one, or came to no address with a code.
struct Bounce {
    std::string code, why;
};
std::optional<Bounce> read_bounce(std::string_view message);
// Whether a bounce's reason was read so: it begins with a status (RFC 3463, "5.1.1"); a mail server's own
// reply begins with its code ("550").
bool is_by_notification(std::string_view why);

}  // namespace server::delivery
