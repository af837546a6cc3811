#include "server/site/fetches.hpp"

#include <exception>
#include <utility>
#include <vector>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/people.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

using registry::a_day;
constexpr std::size_t most_waiting = 10'000;  // others are noted at their next fetch
constexpr auto between_writes = std::chrono::minutes{1};
constexpr auto patience = std::chrono::milliseconds{50};  // whoever fetches waits for it

}  // namespace

Fetches::Fetches(registry::store::Database& database, std::function<registry::Now()> now,
                 std::function<void(const std::string&)> report)
    : database_(database), now_(std::move(now)), report_(std::move(report)) {}

Fetches::~Fetches() { write(waiting_); }

void Fetches::note(const registry::Subscriber& whose) noexcept {
    try {
        if (whose.heard_at / a_day == registry::alerts::seconds(now_()) / a_day) return;
        std::set<std::int64_t> due;
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() < most_waiting) waiting_.insert(whose.id);
            if (Clock::now() < next_) return;
            next_ = Clock::now() + between_writes;
            due.swap(waiting_);
        }
        write(due);
    } catch (const std::exception& error) {
        report_(std::string{"a fetch could not be noted: "} + error.what());
    }
}

void Fetches::write(const std::set<std::int64_t>& whose) noexcept {
    if (whose.empty()) return;
    try {
        if (auto writer = database_.write_soon(patience)) {
            if (registry::alerts::fetched(*writer, {whose.begin(), whose.end()}, now_()) > 0)
                writer->commit_unseen();
            return;
        }
        const std::lock_guard lock(mutex_);
        for (const auto each : whose)
            if (waiting_.size() < most_waiting) waiting_.insert(each);
    } catch (const std::exception& error) {
        report_(std::string{"who fetched his feed could not be written down: "} + error.what());
    }
}

}  // namespace server
