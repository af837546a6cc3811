// Private feeds and calendars that are fetched: a sign that somebody still wants them.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "registry/model/now.hpp"
#include "registry/store/subscriptions.hpp"

namespace server {

// Gathers whose they were and writes it down for all of them together, at most once a minute, so that a GET
// costs next to nothing. What was not written when the process was killed is written at the next fetch.
// Thread-safe.
class Fetches {
public:
    Fetches(registry::store::Database&, std::function<registry::Now()>,
            std::function<void(const std::string&)> report);
    ~Fetches();  // writes what is left
    // He was there; nothing is done where that is known of today (UTC).
    void note(const registry::Subscriber&) noexcept;

private:
    void write(const std::set<std::int64_t>& whose) noexcept;

    registry::store::Database& database_;
    const std::function<registry::Now()> now_;
    const std::function<void(const std::string&)> report_;
    std::mutex mutex_;  // of what follows
    std::set<std::int64_t> waiting_;
    std::chrono::steady_clock::time_point next_{};
};

}  // namespace server
