// One message to an endpoint: Standard Webhooks 1.0.0 over https. No redirect is followed, at most 15 s and
// 16 kB of answer are taken, and no connection is made to an address that is not public: looked at after the
// name was resolved and again on the connection itself, so that a name cannot lead elsewhere in between.
#pragma once
#include <string>
#include <string_view>

#include "registry/store/subscriptions.hpp"
#include "server/delivery/guard.hpp"
#include "server/delivery/sent.hpp"

namespace server::delivery {

// "v1,<base64>" for each secret that signs at that time, blanks between: HMAC-SHA-256 over
// id.timestamp.payload.
std::string signature(const registry::Endpoint&, std::string_view id, registry::Instant,
                      std::string_view payload);

// Any thread may do so at any time.
Outcome post(const WebhookSettings&, const registry::Endpoint&, std::string_view id, registry::Instant now,
             std::string_view payload);
// WebSub: hub.mode=publish. The same bounds.
Outcome ping(const WebhookSettings&, std::string_view hub, std::string_view topic);

}  // namespace server::delivery
