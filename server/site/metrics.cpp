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

void Metrics::count(std::string_view pattern, int status, std::chrono::nanoseconds took, std::uint64_t bytes) {
    const auto seconds = std::chrono::duration<double>(took).count();
    const auto at = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    const std::lock_guard lock(mutex_);
    ++requests_[{pattern, status}];
    ++seconds_[static_cast<std::size_t>(at)];
    seconds_sum_ += seconds;
    bytes_ += bytes;
}

std::string Metrics::text(const Gauges& now) const {
    std::string out;
    auto to = std::back_inserter(out);
    {
        const std::lock_guard lock(mutex_);
        head(out, "placet_requests_total", "counter", "Requests answered, by pattern of the address and status.");
        for (const auto& [key, number] : requests_)
            fmt::format_to(to, "placet_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                           key.first.empty() ? "none" : key.first, key.second, number);
        head(out, "placet_request_seconds", "histogram", "Time from a whole request to its answer, not yet sent.");
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            sum += seconds_[i];
            fmt::format_to(to, "placet_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i], sum);
        }
        sum += seconds_.back();
        fmt::format_to(to, "placet_request_seconds_bucket{{le=\"+Inf\"}} {0}\n", sum);
        fmt::format_to(to, "placet_request_seconds_sum {:.9f}\nplacet_request_seconds_count {}\n", seconds_sum_,
                       sum);
        one(out, "placet_response_bytes_total", "counter", "Bytes of bodies answered.", bytes_);
    }
    one(out, "placet_kept_hits_total", "counter", "Bodies found among those kept.", now.kept_hits);
    one(out, "placet_kept_misses_total", "counter", "Bodies that had to be written.", now.kept_misses);
    one(out, "placet_kept_bytes", "gauge", "Bytes of kept bodies.", now.kept_bytes);
    one(out, "placet_kept_entries", "gauge", "Bodies kept.", now.kept_entries);
    if (now.knows_connections)
        one(out, "placet_open_connections", "gauge", "Connections open to the listener.", now.connections);
    one(out, "placet_revision", "gauge", "Revision of the registry.", now.revision);
    return out;
}

}  // namespace server
