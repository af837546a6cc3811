#include "server/site/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace server {
namespace {

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void one(std::string& out, std::string_view name, std::string_view type, std::string_view help,
         std::uint64_t value) {
    head(out, name, type, help);
    fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

}  // namespace

Metrics::Tally& Metrics::tally(std::string_view pattern, int status) {
    const std::lock_guard lock(mutex_);
    return requests_[{pattern, status}];
}

void Metrics::count(Tally& tally, std::chrono::nanoseconds took, std::uint64_t bytes) {
    constexpr auto relaxed = std::memory_order_relaxed;  // sums are read one by one
    const auto seconds = std::chrono::duration<double>(took).count();
    const auto at = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    tally.fetch_add(1, relaxed);
    seconds_[static_cast<std::size_t>(at)].fetch_add(1, relaxed);
    nanoseconds_.fetch_add(static_cast<std::uint64_t>(took.count()), relaxed);
    bytes_.fetch_add(bytes, relaxed);
}

std::string Metrics::text(const Gauges& now) const {
    std::string out;
    auto to = std::back_inserter(out);
    {
        const std::lock_guard lock(mutex_);
        head(out, "placet_requests_total", "counter",
             "Requests answered, by pattern of the address and status.");
        for (const auto& [key, number] : requests_)
            fmt::format_to(to, "placet_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                           key.first.empty() ? "none" : key.first, key.second, number.load());
        head(out, "placet_request_seconds", "histogram",
             "Time from a whole request to its answer, not yet sent.");
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            sum += seconds_[i].load();
            fmt::format_to(to, "placet_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i], sum);
        }
        sum += seconds_.back().load();
        fmt::format_to(to, "placet_request_seconds_bucket{{le=\"+Inf\"}} {0}\n", sum);
        fmt::format_to(to, "placet_request_seconds_sum {:.9f}\nplacet_request_seconds_count {}\n",
                       static_cast<double>(nanoseconds_.load()) * 1e-9, sum);
        one(out, "placet_response_bytes_total", "counter", "Bytes of bodies answered.", bytes_.load());
    }
    one(out, "placet_kept_hits_total", "counter", "Bodies found among those kept.", now.kept_hits);
    one(out, "placet_kept_misses_total", "counter", "Bodies that had to be written.", now.kept_misses);
    one(out, "placet_kept_bytes", "gauge", "Bytes of kept bodies.", now.kept_bytes);
    one(out, "placet_kept_entries", "gauge", "Bodies kept.", now.kept_entries);
    if (now.knows_connections)
        one(out, "placet_open_connections", "gauge", "Connections open to the listener.", now.connections);
    one(out, "placet_streams", "gauge", "Clients that follow the log as it grows.", now.streams);
    one(out, "placet_stream_events_total", "counter", "Events written to those who follow the log.", now.events);
    one(out, "placet_revision", "gauge", "Revision of the registry.", now.revision);
    return out;
}

std::string delivery_text(const registry::store::QueueCounts& counts,
                          const std::vector<registry::store::DeliveryCount>& became, registry::Instant now) {
    std::string out;
    auto to = std::back_inserter(out);
    const auto whole = [](std::int64_t n) { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, n)); };
    head(out, "placet_outbox", "gauge", "Messages by state.");
    for (const auto& [state, name] : registry::Names<registry::Posted>::table) {
        const auto found = counts.messages.find(name);
        fmt::format_to(to, "placet_outbox{{state=\"{}\"}} {}\n", name, found == counts.messages.end() ? 0 : found->second);
    }
    head(out, "placet_subscriptions", "gauge", "Confirmed subscriptions by channel.");
    for (const auto& [channel, name] : registry::Names<registry::Channel>::table) {
        const auto found = counts.subscriptions.find(name);
        fmt::format_to(to, "placet_subscriptions{{channel=\"{}\"}} {}\n", name,
                       found == counts.subscriptions.end() ? 0 : found->second);
    }
    one(out, "placet_subscriptions_unconfirmed", "gauge", "Subscriptions nobody has confirmed yet.", whole(counts.unconfirmed));
    one(out, "placet_held_imports", "gauge", "Imports that wait for an editor's word.", whole(counts.held_imports));
    one(out, "placet_oldest_due_seconds", "gauge", "How long the oldest message has been due; 0: nothing is.",
        whole(counts.oldest_due ? now - *counts.oldest_due : 0));
    std::map<std::pair<std::string_view, std::string_view>, std::int64_t> sums;
    for (const auto& each : became) sums[{each.channel, each.outcome}] += each.n;
    head(out, "placet_deliveries_total", "counter", "What became of messages, by channel.");
    for (const auto& [key, n] : sums)
        fmt::format_to(to, "placet_deliveries_total{{channel=\"{}\",outcome=\"{}\"}} {}\n", key.first, key.second, n);
    return out;
}

}  // namespace server
