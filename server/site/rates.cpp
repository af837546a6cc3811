#include "server/site/rates.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace server {

std::int64_t Rates::wait(std::string_view client, registry::Instant now) {
    if (minute_ <= 0 || hour_ <= 0) return 0;
    const std::lock_guard lock(mutex_);
    const auto known = found_.find(client);
    if (known == found_.end()) {
        if (clients_.size() >= most_) {
            found_.erase(clients_.back().name);
            clients_.pop_back();
        }
        clients_.push_front(
            {std::string{client}, static_cast<double>(minute_), static_cast<double>(hour_), now});
        found_.emplace(clients_.front().name, clients_.begin());
    } else {
        clients_.splice(clients_.begin(), clients_, known->second);
    }
    auto& one = clients_.front();
    const auto passed = static_cast<double>(std::max<registry::Instant>(0, now - one.at));
    const double a_second = static_cast<double>(minute_) / 60.0,
                 a_second_of_hour = static_cast<double>(hour_) / 3600.0;
    one.minute = std::min(static_cast<double>(minute_), one.minute + passed * a_second);
    one.hour = std::min(static_cast<double>(hour_), one.hour + passed * a_second_of_hour);
    one.at = now;  // a clock that was ahead and was put right fills from there on
    if (one.minute >= 1 && one.hour >= 1) {
        one.minute -= 1;
        one.hour -= 1;
        return 0;
    }
    const double left = std::max((1 - one.minute) / a_second, (1 - one.hour) / a_second_of_hour);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(left - 1e-6)));
}

std::size_t Rates::clients() const {
    const std::lock_guard lock(mutex_);
    return clients_.size();
}

std::string client_of(std::string_view address) {
    constexpr std::size_t longest = 64, network = 8, mapped_at = 12;
    const std::string text{address.substr(0, longest)};
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (IN6_IS_ADDR_V4MAPPED(reinterpret_cast<const in6_addr*>(bytes.data()))) {
        ::inet_ntop(AF_INET, bytes.data() + mapped_at, out.data(), out.size());
        return out.data();
    }
    std::memset(bytes.data() + network, 0, bytes.size() - network);
    ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
    return std::string{out.data()} + "/64";
}

}  // namespace server
