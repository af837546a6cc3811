// How forms are taken, as the operator wants it: bounds on one client, and where messages may go.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "server/delivery/guard.hpp"

namespace server {

struct FormSettings {
    bool behind_proxy =
        false;  // the client is the last address in X-Forwarded-For, which the proxy put there
    std::int64_t a_minute = 10, an_hour = 60;  // of one client (of IPv6 a /64); 0: no bound
    // So long a form waits for whoever is writing the store, and one form at a time; then: 503.
    std::chrono::milliseconds patience{1000};
    std::string operator_token{};          // of /operator/{token}, at least 32 letters; empty: no such page
    delivery::WebhookSettings webhooks{};  // which addresses may be given
};

}  // namespace server
