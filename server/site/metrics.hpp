// What the site counts of its own work, as Prometheus reads it (text format 0.0.4). Labels are patterns of
// the route table and statuses, never anything a client sent, so that their number is bounded.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/store/outbox.hpp"

namespace server {

class Metrics {
public:
    // The answers of one pattern and status; stays where it is.
    using Tally = std::atomic<std::uint64_t>;
    // `pattern` lives as long as the program: a route's, or empty for what no route took.
    Tally& tally(std::string_view pattern, int status);
    // Without a lock.
    void count(Tally&, std::chrono::nanoseconds took, std::uint64_t bytes);
    void count(std::string_view pattern, int status, std::chrono::nanoseconds took, std::uint64_t bytes) {
        count(tally(pattern, status), took, bytes);
    }

    struct Gauges {  // as they are now
        std::uint64_t kept_hits = 0, kept_misses = 0, kept_bytes = 0, kept_entries = 0;
        std::uint64_t connections = 0, revision = 0;
        bool knows_connections = false;
        std::uint64_t streams = 0, events = 0;  // /changes/stream: followed now, events said so far
    };
    std::string text(const Gauges&) const;

private:
    static constexpr std::array<double, 9> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 2.5};
    mutable std::mutex mutex_;  // of the map, not of what it holds
    std::map<std::pair<std::string_view, int>, Tally> requests_;
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> seconds_{};  // the last: longer than all bounds
    std::atomic<std::uint64_t> nanoseconds_{0}, bytes_{0};
};

// What waits to be sent and what became of it, in the same format. `oldest_due`: of what is due by `now`.
std::string delivery_text(const registry::store::QueueCounts&, const std::vector<registry::store::DeliveryCount>&,
                          registry::Instant now);

}  // namespace server
