// How often one client may send a form: so many a minute and so many an hour, by two buckets that fill with
// time. In memory, bounded: when too many clients are held, who has been away longest is forgotten.
#pragma once
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "registry/store/subscriptions.hpp"

namespace server {

class Rates {
public:
    explicit Rates(std::int64_t a_minute, std::int64_t an_hour, std::size_t most_clients = 20'000)
        : minute_(a_minute), hour_(an_hour), most_(most_clients) {}

    // 0: go on, and it was counted; else the seconds to wait. A clock that goes back adds nothing.
    std::int64_t wait(std::string_view client, registry::Instant now);
    std::size_t clients() const;

private:
    struct Client {
        std::string name;
        double minute = 0, hour = 0;  // forms that may still be sent
        registry::Instant at = 0;
    };
    const std::int64_t minute_, hour_;
    const std::size_t most_;
    mutable std::mutex mutex_;
    std::list<Client> clients_;  // who came last, first
    std::unordered_map<std::string_view, std::list<Client>::iterator> found_;
};

// Whose form it is: an IPv4 address, of IPv6 the /64, which is one household or host. What is no address is
// its own name, at most 64 bytes of it.
std::string client_of(std::string_view address);

}  // namespace server
