// A message of the outbox as it is handed to a way out.
#pragma once
#include <optional>
#include <string>

#include "registry/catalogue/catalogue.hpp"
#include "registry/model/now.hpp"
#include "registry/store/outbox.hpp"
#include "server/delivery/mail.hpp"

namespace server::delivery {

struct Stationery {
    std::string base_url, report_to;  // as in Post
    std::string identity;             // of the registry: part of every id
    std::string host;                 // right side of Message-IDs (host_of_ids)
    registry::Now now;
    registry::Catalogue& catalogue;  // from which lists are answered
};
struct Composed {
    Mail mail;                                   // unless it goes to an endpoint
    std::optional<registry::Endpoint> endpoint;  // goes there
    std::string webhook_id, payload;
    std::string cannot;  // why it cannot go where it should: its receiver has ended
};
// None: nothing is left to say.
std::optional<Composed> compose(registry::store::Reader&, const registry::Outgoing&, const Stationery&);

// Right side of Message-IDs, the same in every process on one store, whatever base it was started with: of the
// address stored with the registry; where none is, made of its identity under a name that is nobody's (RFC 2606).
std::string host_of_ids(std::string_view stored_base, std::string_view identity);
std::string host_in(std::string_view base_url);
std::string mail_date(registry::Instant);  // "Sun, 22 Nov 2026 12:00:00 +0000" (RFC 5322 3.3)

}  // namespace server::delivery
