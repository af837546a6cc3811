// What people do with subscriptions, each in one transaction of the caller's: ask, confirm, change, stop; and
// what time does: purging, asking again, ending.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    std::string secret;            // of a webhook an operator vouches for: "whsec_…", shown once
};
// A mail address is one local part and one domain without control characters, at most 254 bytes (RFC 5321
// 4.5.3.1); the problem says what is wrong. At most five confirmations an address and UTC day. Whether an
// address is known here is never told by the answer.
Result<Asked> subscribe(store::Writer&, const Wish&, const Now&);
// What came of a confirmation: the subscription of the link first, then those that were confirmed with it.
struct Confirmed {
    std::int64_t subscriber = 0;
    std::vector<Subscription> subscriptions;
    std::vector<Endpoint> endpoints;  // nobody had confirmed them before: their secrets are shown now, and never
                                      // again. Whoever only typed an address has seen none
};
// The link is of one subscription: it is wanted, and the address is his who says so. Nothing else is confirmed
// with it but those in `also` that wait at the same address. They count from now, the state of things is sent
// to those who asked for it, and their endpoints are called again if they had ended. None: no such link, or it
// has ended.
std::optional<Confirmed> confirm(store::Writer&, std::string_view token, const Now&,
                                 const std::vector<std::int64_t>& also = {});
std::optional<Subscription> by_confirm_token(store::Reader&, std::string_view token);
// Confirmed, and its messages arrive: its address takes mail, its endpoint is called. There is nothing to ask.
bool stands(store::Reader&, const Subscription&);
std::string secret_text(const Endpoint&);  // "whsec_…" (Standard Webhooks 1.0.0)
std::optional<Subscriber> by_manage_token(store::Reader&, std::string_view token);
std::optional<Subscription> by_stop_token(store::Reader&, std::string_view token);  // of one subscription
std::optional<Subscription> by_feed_token(store::Reader&, std::string_view token);
bool is_of_ended_feed(store::Reader&, std::string_view token);  // made here, of a feed or calendar that has gone
void stop(store::Writer&, const Subscription&, const Now&);
void stop_all(store::Writer&, const Subscriber&, const Now&);
void heard(store::Writer&, Subscriber, const Now&);         // he is still there
Endpoint new_secret(store::Writer&, Endpoint, const Now&);  // the former one signs too for a day
void send_test(store::Writer&, const Subscription&, const Now&);
// An address said no, for good (SMTP 5xx): the third time nothing more is sent to it. One that comes longer
// than `bounce_fades` after the one before counts as the first again.
constexpr int bounces_that_stop = 3;
constexpr Instant bounce_fades = 30 * a_day;
void bounced(store::Writer&, std::int64_t subscriber, std::string_view why, const Now&);
// The same from a delivery status notification (RFC 3464), by the code in the address it came to (token.hpp),
// once for each message. The problem says why nothing has changed: no code of ours, no such message any more,
// one that was never sent, one that came back before.
Result<Subscriber> came_back(store::Writer&, std::string_view code, std::string_view why, const Now&);
// The private feeds or calendars of these subscribers were fetched: they are still there, written down once a
// UTC day. Gives how many were.
std::size_t fetched(store::Writer&, const std::vector<std::int64_t>& subscribers, const Now&);

// Purges what was not confirmed in 7 days, asks who has not been heard of for a year whether he still wants
// it, and 30 days later ends what was not answered. Of private feeds nobody can be asked: one that was not
// fetched for as long as both together ends.
struct Tended {
    std::size_t purged = 0, asked = 0, ended = 0, forgotten = 0;  // forgotten: addresses that asked for nothing
};
Tended tend(store::Writer&, const Now&);

}  // namespace registry::alerts
