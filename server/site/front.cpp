#include "server/site/front.hpp"

#include <atomic>
#include <mutex>
#include <unordered_map>

#include "server/http/framing.hpp"

namespace server {
namespace {

constexpr std::string_view deciding[] = {"Accept", "Accept-Encoding", "Accept-Language"};

// None of these may be there: each changes an answer in its own way.
constexpr std::string_view going_the_long_way[] = {"Accept-Datetime", "If-Match", "If-Modified-Since",
                                                   "If-None-Match",   "If-Range", "If-Unmodified-Since",
                                                   "Origin",          "Prefer",   "Range"};

// A NUL stands in none of the parts.
std::string key_of(const Request& request) {
    std::string key;
    key.reserve(256);
    key += request.target;
    for (const auto name : deciding) {
        key += '\0';
        if (const auto found = request.headers.find(name); found != request.headers.end())
            key += found->second;
    }
    return key;
}

}  // namespace

struct Front::Shelf {
    explicit Shelf(std::size_t most) : bound(most) {}

    const std::size_t bound;
    mutable std::mutex mutex;
    Standing standing;
    std::unordered_map<std::string, Found> by_key;
    std::size_t bytes = 0;
    std::atomic<std::uint64_t> hits{0};

    void clear() {
        by_key.clear();
        bytes = 0;
    }
};

Front::Front(std::size_t bytes) : shelf_(std::make_unique<Shelf>(bytes)) {}
Front::~Front() = default;

bool Front::takes(const Request& request) {
    if (request.method != "GET" || !request.body.empty()) return false;
    for (const auto name : going_the_long_way)
        if (request.headers.find(name) != request.headers.end()) return false;
    return true;
}

std::optional<Front::Found> Front::find(const Request& request, const Standing& standing) {
    const auto key = key_of(request);
    const std::lock_guard lock(shelf_->mutex);
    if (!(shelf_->standing == standing)) return std::nullopt;
    const auto found = shelf_->by_key.find(key);
    if (found == shelf_->by_key.end()) return std::nullopt;
    shelf_->hits.fetch_add(1, std::memory_order_relaxed);
    return found->second;
}

void Front::keep(const Request& request, const Standing& standing, const Response& response,
                 std::string_view pattern) {
    if (response.status != 200 || response.file || !is_sendable(response)) return;
    auto key = key_of(request);
    auto kept = response;
    kept.written = std::make_shared<const std::string>(written_headers(response));
    const auto weight = 512 + 2 * key.size() + 3 * kept.written->size() + kept.body->size();
    const std::lock_guard lock(shelf_->mutex);
    if (weight > shelf_->bound / 8) return;
    if (!(shelf_->standing == standing)) {
        // One that took long and stood on what is past by now clears nothing.
        const auto& held = shelf_->standing;
        if (standing.revision < held.revision || standing.today < held.today) return;
        shelf_->clear();
        shelf_->standing = standing;
    }
    if (shelf_->bytes + weight > shelf_->bound) shelf_->clear();
    if (shelf_->by_key
            .insert_or_assign(std::move(key),
                              Found{std::make_shared<const Response>(std::move(kept)), pattern})
            .second)
        shelf_->bytes += weight;
}

std::uint64_t Front::hits() const { return shelf_->hits.load(std::memory_order_relaxed); }

}  // namespace server
