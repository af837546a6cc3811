// Takes what is due, sends it, marks it. Several processes may do so on one store.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "registry/catalogue/catalogue.hpp"
#include "registry/model/now.hpp"
#include "registry/store/outbox.hpp"
#include "server/delivery/mail.hpp"
#include "server/delivery/webhook.hpp"

namespace server::delivery {

// The ways out, so that a test can stand in for them. `mail` and `webhook` are asked by several threads at
// once, `hub` by the one that delivers.
struct Ways {
    std::function<Outcome(const Mail&)> mail;  // not set: mail waits
    // Not set: webhooks wait.
    std::function<Outcome(const registry::Endpoint&, std::string_view id, registry::Instant,
                          std::string_view payload)>
        webhook;
    std::function<Outcome(std::string_view hub, std::string_view topic)> hub;
};

struct Post {
    std::string base_url;   // empty: as the registry's own settings say
    std::string report_to;  // where readers send errors (server/site.hpp)
    std::string who;        // names this process and run in claims
    registry::Instant lease = 300;
    std::size_t at_once = 100;     // taken in one go
    std::size_t threads = 8;       // webhooks on their way together
    std::size_t mail_threads = 4;  // mails, each by a connection of its own
    registry::Catalogue* catalogue =
        nullptr;  // kept from round to round, for letters about lists; null: none is
    std::function<registry::Now()> now;
    std::function<void(const std::string&)> report;  // one line, addresses masked
};

struct Delivered {
    std::size_t sent = 0, later = 0, dead = 0, empty = 0, bounced = 0, pings = 0;
};
// One round: catches the log up from the watermark, tends (purge, ask, end), then sends all that is due until
// nothing is. Returns when nothing is due or `stop` says so.
Delivered deliver(registry::store::Database&, const Ways&, const Post&,
                  const std::function<bool()>& stop = {});

// When to try again after so many failures: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h (Standard
// Webhooks 1.0.0), each up to a fifth later by chance; none: given up.
std::optional<registry::Instant> wait_after(int tries, unsigned chance);
// When to try again where nothing went that way at all (our own mail server is down): as often as it takes.
constexpr registry::Instant wait_while_shut = 300;

}  // namespace server::delivery
