#include "server/delivery/guard.hpp"

#include <arpa/inet.h>

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

namespace server::delivery {
namespace {

using V4 = std::array<std::uint8_t, 4>;
using V6 = std::array<std::uint8_t, 16>;

template <std::size_t n>
struct Block {
    std::array<std::uint8_t, n> address;
    unsigned bits;
    bool holds(const std::array<std::uint8_t, n>& one) const {
        for (unsigned bit = 0; bit < bits; bit += 8) {
            const unsigned left = std::min(8u, bits - bit);
            const auto mask = static_cast<std::uint8_t>(0xff00u >> left);
            if ((one[bit / 8] & mask) != (address[bit / 8] & mask)) return false;
        }
        return true;
    }
};

// IANA IPv4 Special-Purpose Address Registry (RFC 6890), and multicast (RFC 5771).
constexpr std::array not_public_v4{
    Block<4>{{0, 0, 0, 0}, 8},       Block<4>{{10, 0, 0, 0}, 8},     Block<4>{{100, 64, 0, 0}, 10},
    Block<4>{{127, 0, 0, 0}, 8},     Block<4>{{169, 254, 0, 0}, 16}, Block<4>{{172, 16, 0, 0}, 12},
    Block<4>{{192, 0, 0, 0}, 24},    Block<4>{{192, 0, 2, 0}, 24},   Block<4>{{192, 31, 196, 0}, 24},
    Block<4>{{192, 52, 193, 0}, 24}, Block<4>{{192, 88, 99, 0}, 24}, Block<4>{{192, 168, 0, 0}, 16},
    Block<4>{{192, 175, 48, 0}, 24}, Block<4>{{198, 18, 0, 0}, 15},  Block<4>{{198, 51, 100, 0}, 24},
    Block<4>{{203, 0, 113, 0}, 24},  Block<4>{{224, 0, 0, 0}, 4},    Block<4>{{240, 0, 0, 0}, 4}};

// Of IPv6 only what is given out as global unicast (RFC 4291) is public, without what is special in it.
constexpr Block<16> global_unicast{{0x20}, 3};
constexpr std::array not_public_v6{Block<16>{{0x20, 0x01, 0x00}, 23},        // protocols: Teredo, ORCHID, …
                                   Block<16>{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
                                   Block<16>{{0x26, 0x20, 0x00, 0x4f, 0x80}, 48},  // AS112
                                   Block<16>{{0x3f, 0xff, 0x00}, 20}};             // documentation (RFC 9637)
// IPv6 that stands for an IPv4 address, and where in it that one lies.
struct Wraps {
    Block<16> block;
    std::size_t at;
};
constexpr std::array wrapped{
    Wraps{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},  // mapped (RFC 4291)
    Wraps{{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},                    // NAT64 (RFC 6052)
    Wraps{{{0x20, 0x02}, 16}, 2}};                                // 6to4 (RFC 3056)

template <class Bytes>
std::optional<Bytes> read_ip(int family, std::string_view text) {
    Bytes bytes{};
    const std::string ended{text};
    if (ended.size() != std::strlen(ended.c_str())) return std::nullopt;
    if (inet_pton(family, ended.c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

bool is_public_v4(const V4& one) {
    return std::none_of(not_public_v4.begin(), not_public_v4.end(),
                        [&](const auto& each) { return each.holds(one); });
}

V4 inside(const V6& one, std::size_t at) { return {one[at], one[at + 1], one[at + 2], one[at + 3]}; }

bool is_public_v6(const V6& one) {
    for (const auto& each : wrapped)
        if (each.block.holds(one)) return is_public_v4(inside(one, each.at));
    return global_unicast.holds(one) && std::none_of(not_public_v6.begin(), not_public_v6.end(),
                                                     [&](const auto& each) { return each.holds(one); });
}

bool is_ip(std::string_view text) {
    return read_ip<V4>(AF_INET, text).has_value() || read_ip<V6>(AF_INET6, text).has_value();
}

// Names that mean the machine itself or its own network, wherever they are asked (RFC 6761, 6762, 8375,
// 9476).
bool is_local_name(std::string_view host) {
    while (host.ends_with('.')) host.remove_suffix(1);
    if (host.find('.') == std::string_view::npos) return true;
    for (const std::string_view ending :
         {"localhost", "local", "internal", "home.arpa", "lan", "intranet", "corp", "home"})
        if (host == ending || (host.ends_with(ending) && host[host.size() - ending.size() - 1] == '.'))
            return true;
    return false;
}

bool is_host_name(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    std::size_t label = 0;
    for (const char c : host) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.' ? label == 0 : !letter) return false;
        label = c == '.' ? 0 : label + 1;
        if (label > 63) return false;
    }
    return true;
}

// inet_aton() takes 127.1, 0x7f.1 and 2130706433 for addresses, and so do resolvers.
bool looks_like_number(std::string_view host) {
    const auto last = host.substr(host.rfind('.') + 1);
    return !last.empty() && (last.starts_with("0x") || std::all_of(last.begin(), last.end(), [](char c) {
                                 return c >= '0' && c <= '9';
                             }));
}

}  // namespace

std::string Destination::host_header() const {
    auto text = host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (port != (tls ? 443 : 80)) text += ":" + std::to_string(port);
    return text;
}

registry::Result<Destination> take_apart(std::string_view url) {
    if (url.empty()) return registry::problem("no address is given: https://… is wanted", "url");
    if (url.size() > 2000) return registry::problem("the address is longer than 2000 bytes", "url");
    for (const char c : url)
        if (c <= 0x20 || c >= 0x7f || c == '\\')
            return registry::problem(
                "the address holds a blank, a control character or a letter beyond ASCII: "
                "a name of other letters is written as xn--…, others as %…",
                "url");
    try {
        const Poco::URI uri{std::string{url}};
        Destination to;
        to.tls = uri.getScheme() == "https";
        if (!to.tls && uri.getScheme() != "http")
            return registry::problem("the address must begin with https://", "url");
        if (!uri.getUserInfo().empty() || url.substr(0, url.find('/', 8)).find('@') != std::string_view::npos)
            return registry::problem("the address must not hold a user name or password", "url");
        if (!uri.getFragment().empty()) return registry::problem("the address must not hold a \"#\"", "url");
        to.host = uri.getHost();
        std::transform(to.host.begin(), to.host.end(), to.host.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (to.host.starts_with('[') && to.host.ends_with(']'))
            to.host = to.host.substr(1, to.host.size() - 2);
        if (!is_ip(to.host) && (!is_host_name(to.host) || looks_like_number(to.host)))
            return registry::problem("the address names no host", "url");
        to.port = uri.getPort();
        if (to.port == 0) return registry::problem("the address has port 0", "url");
        to.target = uri.getPathAndQuery();
        if (!to.target.starts_with('/')) to.target = "/" + to.target;
        return to;
    } catch (const Poco::Exception&) {
        return registry::problem("this is no web address", "url");
    }
}

registry::Result<std::string> read_endpoint(std::string_view url, const WebhookSettings& settings) {
    const auto to = take_apart(url);
    if (!to) return tl::unexpected(to.error());
    const bool loopback = settings.loopback && (to->host == "localhost" || is_loopback(to->host));
    if (!to->tls && !loopback) return registry::problem("the address must begin with https://", "url");
    if (!loopback && (is_ip(to->host) ? !is_public(to->host) : is_local_name(to->host)))
        return registry::problem("the address leads into a private network", "url");
    return (to->tls ? "https://" : "http://") + to->host_header() + to->target;
}

bool is_public(std::string_view ip_address) {
    if (const auto v4 = read_ip<V4>(AF_INET, ip_address)) return is_public_v4(*v4);
    if (const auto v6 = read_ip<V6>(AF_INET6, ip_address)) return is_public_v6(*v6);
    return false;
}

bool is_loopback(std::string_view ip_address) {
    if (const auto v4 = read_ip<V4>(AF_INET, ip_address)) return (*v4)[0] == 127;
    const auto v6 = read_ip<V6>(AF_INET6, ip_address);
    if (!v6) return false;
    if (wrapped[0].block.holds(*v6)) return (*v6)[12] == 127;
    V6 one{};
    one[15] = 1;
    return *v6 == one;
}

bool may_be_reached(const WebhookSettings& settings, bool tls, std::string_view ip_address) {
    if (is_loopback(ip_address)) return settings.loopback;
    return tls && is_public(ip_address);
}

}  // namespace server::delivery
