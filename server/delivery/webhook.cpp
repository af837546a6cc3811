#include "server/delivery/webhook.hpp"

#include "registry/base/bytes.hpp"
#include "server/delivery/https.hpp"
#include "server/http/message.hpp"

namespace server::delivery {
namespace {

std::string one_signature(std::string_view secret, const std::string& said) {
    return "v1," + registry::base64(registry::hmac_sha256(secret, said));
}

Outcome outcome_of(const Reply& reply) {
    using Went = Outcome::Went;
    if (reply.status == 0) return {reply.never ? Went::refused : Went::later, reply.why};
    const auto answered = "answered " + std::to_string(reply.status);
    if (reply.status >= 200 && reply.status < 300) return {Went::sent, {}};
    if (reply.status >= 300 && reply.status < 400)
        // Never followed, and no end of it: whoever moved the endpoint may mend it.
        return {Went::later, answered + ": a redirect, and redirects are not followed", reply.retry_after};
    if (reply.status == 410) return {Went::gone, answered + ": nothing more is wanted there"};
    return {Went::later, answered, reply.retry_after};
}

}  // namespace

std::string signature(const registry::Endpoint& endpoint, std::string_view id, registry::Instant at,
                      std::string_view payload) {
    auto said = std::string{id} + "." + std::to_string(at) + ".";
    said += payload;
    auto text = one_signature(endpoint.secret, said);
    if (!endpoint.former_secret.empty() && endpoint.former_until && at < *endpoint.former_until)
        text += " " + one_signature(endpoint.former_secret, said);
    return text;
}

Outcome post(const WebhookSettings& settings, const registry::Endpoint& endpoint, std::string_view id,
             registry::Instant now, std::string_view payload) {
    return outcome_of(post_once(settings, endpoint.url,
                                {{"Content-Type", "application/json"},
                                 {"webhook-id", std::string{id}},
                                 {"webhook-timestamp", std::to_string(now)},
                                 {"webhook-signature", signature(endpoint, id, now, payload)}},
                                payload));
}

Outcome ping(const WebhookSettings& settings, std::string_view hub, std::string_view topic) {
    const auto body = "hub.mode=publish&hub.url=" + percent(topic);
    return outcome_of(
        post_once(settings, hub, {{"Content-Type", "application/x-www-form-urlencoded"}}, body));
}

}  // namespace server::delivery
