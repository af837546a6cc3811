// Who asked to be told of what, and by which way. A person's address stands in one row only and goes with the
// last thing he asked for; nothing here is in a public copy. Secret links: registry/alerts/token.hpp.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/model/language.hpp"
#include "registry/model/names.hpp"
#include "registry/rules/rule.hpp"
#include "registry/store/database.hpp"

namespace registry {

using Instant = std::int64_t;  // whole seconds since 1970-01-01T00:00:00Z
inline constexpr Instant a_day = 86'400;

enum class Watched { instrument, party, track, entity, rule, subject, list, all };
template <>
struct Names<Watched> {
    static constexpr std::array table{std::pair{Watched::instrument, std::string_view{"instrument"}},
                                      std::pair{Watched::party, std::string_view{"party"}},
                                      std::pair{Watched::track, std::string_view{"track"}},
                                      std::pair{Watched::entity, std::string_view{"entity"}},
                                      std::pair{Watched::rule, std::string_view{"rule"}},
                                      std::pair{Watched::subject, std::string_view{"subject"}},
                                      std::pair{Watched::list, std::string_view{"list"}},
                                      std::pair{Watched::all, std::string_view{"all"}}};
};
enum class Channel { mail, webhook, feed };
template <>
struct Names<Channel> {
    static constexpr std::array table{std::pair{Channel::mail, std::string_view{"mail"}},
                                      std::pair{Channel::webhook, std::string_view{"webhook"}},
                                      std::pair{Channel::feed, std::string_view{"feed"}}};
};
enum class Pace { at_once, daily, weekly };
template <>
struct Names<Pace> {
    static constexpr std::array table{std::pair{Pace::at_once, std::string_view{"at-once"}},
                                      std::pair{Pace::daily, std::string_view{"daily"}},
                                      std::pair{Pace::weekly, std::string_view{"weekly"}}};
};

// What is asked for. `key` is canonical: made by registry/alerts/select.hpp.
struct Selector {
    Watched scope = Watched::all;
    std::string key;  // "opcat"; "opcat/be"; "R3"; an address of this site: "/stalled?party=be"
    std::vector<std::string> kinds;      // of change (change_kinds, in that order); empty: all
    Severity at_least = Severity::none;  // of findings; other kinds of change are not narrowed by it
    bool operator==(const Selector&) const = default;
};

struct Subscriber {
    std::int64_t id = 0;
    std::string nonce, address;  // address empty: private feeds only
    Lang lang = Lang::en;
    Instant made_at = 0, heard_at = 0;
    std::optional<Instant> confirmed_at, asked_at, stale_asked_at, stopped_at, bounced_at;
    int asks = 0, bounces = 0;
    std::string bounce;
};

struct Endpoint {
    std::int64_t id = 0, subscriber = 0;
    std::string url, secret, former_secret;  // secrets as bytes
    std::optional<Instant> former_until, failing_since, ended_at;
    int failures = 0;  // one after the other
    std::string ended_because;
};

struct Subscription {
    std::int64_t id = 0;
    std::string nonce;
    std::int64_t subscriber = 0;
    std::optional<std::int64_t> endpoint;
    Selector selector;
    Channel channel = Channel::mail;
    Pace pace = Pace::at_once;  // webhooks and feeds: at once
    Instant made_at = 0;
    std::optional<Instant> confirmed_at;
    bool wants_state = false;
    std::int64_t from_change = 0;
};

}  // namespace registry

namespace registry::store {

// One row of settings; made with a fresh key from the system's own source of chance when first asked for.
struct Alerting {
    std::string key;
    std::int64_t fanned_out = 0;
    std::int64_t hold_above = 500;
    Instant gather = 600;
    std::int64_t most_lines = 50;
    std::string base_url, hub;
};
Alerting alerting(Writer&);
std::optional<Alerting> alerting_if_any(Reader&);  // none: nobody ever subscribed here
void put_alerting(Writer&, const Alerting&);       // the key is kept as it is

// Nonces are made by the caller (16 random bytes as hex). Ids are set on return.
void add_subscriber(Writer&, Subscriber&);
void put_subscriber(Writer&, const Subscriber&);
void drop_subscriber(Writer&, std::int64_t id);  // with everything of his
// How often somebody's row went since the store's log was last emptied (Database::empty_log): what stood in
// it may still be there. `wiped`: emptied after that many; who went meanwhile waits for the next time.
std::int64_t forgotten(Reader&);
void wiped(Writer&, std::int64_t forgotten);
void note_gone(Writer&);  // by who deletes such a row
std::optional<Subscriber> subscriber(Reader&, std::int64_t id);
std::optional<Subscriber> subscriber_by_nonce(Reader&, std::string_view nonce);
std::optional<Subscriber> subscriber_by_address(Reader&,
                                                std::string_view address);  // upper and lower case alike

void add_endpoint(Writer&, Endpoint&);
void put_endpoint(Writer&, const Endpoint&);
std::optional<Endpoint> endpoint(Reader&, std::int64_t id);
std::vector<Endpoint> endpoints_of(Reader&, std::int64_t subscriber);

// The one there is already, when the same was asked for before by the same way; its pace is then the new one.
struct AddedSubscription {
    std::int64_t id = 0;
    bool fresh = false;
};
AddedSubscription add_subscription(Writer&, Subscription&);
void confirm_subscription(Writer&, std::int64_t id, Instant at);  // if it waits: it counts from now
void put_pace(Writer&, std::int64_t subscription, Pace);
// The row, its ledger and what waits for it alone; with the last one its subscriber and his address.
void drop_subscription(Writer&, std::int64_t id);
void end_subscriptions(Writer&, std::int64_t subscriber);  // all of his; he is kept until he has been told
std::size_t drop_who_asks_nothing(Writer&);  // and to whom nothing waits to be sent: addresses go. How many
std::optional<Subscription> subscription(Reader&, std::int64_t id);
std::optional<Subscription> subscription_by_nonce(Reader&, std::string_view nonce);
std::vector<Subscription> subscriptions_of(Reader&, std::int64_t subscriber);

// Confirmed ones that can be reached (no address that mail comes back from, no endpoint that has ended), for
// matching: by scope and key, by id; and those of lists, by address and id.
std::vector<Subscription> subscriptions_to(Reader&, Watched, std::string_view key);
std::vector<Subscription> list_subscriptions(Reader&);
bool has_subscriptions(Reader&);  // any confirmed one
bool has_list_subscriptions(Reader&);

// Of those that wait at an address, save that one: the oldest of which no letter asked, else the oldest.
std::optional<std::int64_t> oldest_unconfirmed(Reader&, std::int64_t subscriber, std::int64_t but_for);

// For operators: in order of id, after that id.
std::vector<Subscription> all_subscriptions(Reader&, std::int64_t after, std::size_t limit);

// Follows an instrument or party that has become another, in tracks and lists too. Whoever has both keeps one
// of them, with the ledger of both.
void rename_in_subscriptions(Writer&, Watched, std::string_view from, std::string_view to);

// Unconfirmed since before `before`: rows and addresses go. Gives how many.
std::size_t purge_unconfirmed(Writer&, Instant before);
// Subscribers with an address from whom nothing has been heard since, not yet asked; and those asked before
// `asked_before` who have not answered.
std::vector<std::int64_t> silent_since(Reader&, Instant before, std::size_t limit);
std::vector<std::int64_t> unanswered_since(Reader&, Instant asked_before, std::size_t limit);
// Those without an address, who have private feeds only, from whom nothing has been heard since.
std::vector<std::int64_t> unfetched_since(Reader&, Instant before, std::size_t limit);

}  // namespace registry::store
