// Which addresses a message may be sent to. Nobody's own network is reached by naming it in a subscription.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/base/result.hpp"

namespace server::delivery {

struct WebhookSettings {
    bool loopback = false;  // http and loopback addresses too: for tests and a receiver on the same machine
    std::string ca_file;    // whom to trust; empty: the system's
    std::chrono::milliseconds timeout{15000};  // from the name to the last byte
    // The IP addresses of a name; not set: the system's resolver.
    std::function<std::vector<std::string>(const std::string&)> resolve{};
};

// Where a message goes, taken apart.
struct Destination {
    bool tls = true;
    std::string host;  // lower case; of an IPv6 address without brackets
    unsigned short port = 443;
    std::string target;  // path and query
    std::string host_header() const;
};
registry::Result<Destination> take_apart(std::string_view url);

// Whether such an address may be given: https, no user information, no fragment, a host that is neither a
// name nor an address of a private network. Gives it as it is to be kept. The name is not resolved here.
registry::Result<std::string> read_endpoint(std::string_view url, const WebhookSettings&);

// Not loopback, link-local, private, shared, multicast, reserved, nor one of these inside IPv6 (RFC 6890 and
// the registries it made). What is no IP address is not public.
bool is_public(std::string_view ip_address);
bool is_loopback(std::string_view ip_address);
// Public, or loopback where that is allowed; http to loopback only.
bool may_be_reached(const WebhookSettings&, bool tls, std::string_view ip_address);

}  // namespace server::delivery
