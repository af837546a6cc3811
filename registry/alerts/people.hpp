// What people do with subscriptions, each in one transaction of the caller's: ask, confirm, change, stop; and
// what time does: purging, asking again, ending.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "registry/base/result.hpp"
#include "registry/model/now.hpp"
#include "registry/store/outbox.hpp"

namespace registry::alerts {

struct Wish {
    Selector selector;
    Channel channel = Channel::mail;
    Pace pace = Pace::at_once;
    std::string address;  // of mail; of a webhook the address of who answers for it; of a feed empty
    std::string url;      // of a webhook, checked by the caller (server/delivery/guard.hpp)
    Lang lang = Lang::en;
    bool wants_state = false;
    bool confirmed = false;  // an operator vouches for it: no confirmation is asked
};
struct Asked {
    std::int64_t subscriber = 0, subscription = 0;
    bool waits_for_confirmation = false;
    bool asked_too_often = false;  // the confirmation was sent often enough today: it is not sent again
    std::string feed_token;        // of a feed: shown at once
    std::string secret;            // of a new webhook: "whsec_…", shown once
};
// A mail address is one local part and one domain without control characters, at most 254 bytes (RFC 5321
// 4.5.3.1); the problem says what is wrong. At most five confirmations an address and UTC day. Whether an
// address is known here is never told by the answer.
Result<Asked> subscribe(store::Writer&, const Wish&, const Now&);
// The address is his: everything that waited for it counts from now, and the state of things is sent to those
// who asked for it. False: no such link, or it has ended.
bool confirm(store::Writer&, std::string_view token, const Now&);
std::optional<Subscriber> by_manage_token(store::Reader&, std::string_view token);
std::optional<Subscription> by_stop_token(store::Reader&, std::string_view token);  // of one subscription
std::optional<Subscription> by_feed_token(store::Reader&, std::string_view token);
void stop(store::Writer&, const Subscription&, const Now&);
void stop_all(store::Writer&, const Subscriber&, const Now&);
void heard(store::Writer&, Subscriber, const Now&);         // he is still there
Endpoint new_secret(store::Writer&, Endpoint, const Now&);  // the former one signs too for a day
void send_test(store::Writer&, const Subscription&, const Now&);
// An address said no, for good (SMTP 5xx, or a delivery status notification, RFC 3464): the third time
// nothing more is sent to it.
void bounced(store::Writer&, std::int64_t subscriber, std::string_view why, const Now&);

// Purges what was not confirmed in 7 days, asks who has not been heard of for a year whether he still wants
// it, and 30 days later ends what was not answered.
struct Tended {
    std::size_t purged = 0, asked = 0, ended = 0, forgotten = 0;  // forgotten: addresses that asked for nothing
};
Tended tend(store::Writer&, const Now&);

}  // namespace registry::alerts
