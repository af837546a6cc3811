// The row of those whose answers have to be worked out: first come, first served, so many at once.
#pragma once
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "server/http/connection.hpp"

namespace server {

// Thread-safe.
class Turns {
public:
    explicit Turns(std::size_t at_once) : most_(at_once) {}

    void wait_for_one(std::size_t seat) {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(seat);
    }

    struct Turn {
        std::size_t seat;
        bool more;  // another one could be worked out beside it
    };
    // None: nobody waits, or enough are at it. After each, done().
    std::optional<Turn> next() {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty() || at_work_ == most_ || (end_ && Clock::now() > *end_)) return std::nullopt;
        const auto seat = waiting_.front();
        waiting_.pop_front();
        ++at_work_;
        return Turn{seat, !waiting_.empty() && at_work_ < most_};
    }
    void done() {
        const std::lock_guard lock(mutex_);
        --at_work_;
    }
    // From then on nobody gets a turn any more.
    void none_after(Clock::time_point end) {
        const std::lock_guard lock(mutex_);
        end_ = end;
    }

private:
    std::mutex mutex_;
    std::deque<std::size_t> waiting_;
    std::size_t at_work_ = 0;
    const std::size_t most_;
    std::optional<Clock::time_point> end_;
};

}  // namespace server
