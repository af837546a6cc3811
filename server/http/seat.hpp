// Who of several threads serves a connection.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>

#include "server/http/connection.hpp"

namespace server {

// A connection sits on a seat. Several threads may be told of one connection at once; who claims its seat
// serves it, the others leave a note. Seats stay where they are; a new connection in one is a new
// generation, so that what was told of the one before goes nowhere.
class Seat {
public:
    enum class Claim { ours, noted, past };
    Claim claim(std::uint32_t generation) {
        auto now = state_.load(std::memory_order_relaxed);
        for (;;) {
            if (now >> 2 != generation) return Claim::past;
            if ((now & 3) == noted) return Claim::noted;
            const bool free = (now & 3) == idle;
            if (state_.compare_exchange_weak(now, now - (now & 3) + (free ? busy : noted),
                                             std::memory_order_acq_rel))
                return free ? Claim::ours : Claim::noted;
        }
    }
    // False, and still ours, when there is a note: something happened meanwhile.
    bool release() {
        auto now = whole(busy);
        if (state_.compare_exchange_strong(now, whole(idle), std::memory_order_acq_rel)) return true;
        state_.exchange(whole(busy), std::memory_order_acq_rel);
        return false;
    }
    // With what was noted forgotten: who is told of everything anew needs no notes.
    void release_anew() { state_.exchange(whole(idle), std::memory_order_acq_rel); }
    // Under the listener's lock.
    void move_in(std::unique_ptr<Connection> fresh) {
        connection = std::move(fresh);
        state_.store(whole(idle), std::memory_order_release);
    }
    void move_out() {
        connection.reset();
        ++generation_;
        state_.store(whole(busy), std::memory_order_release);
    }
    std::uint32_t generation() const { return generation_; }
    std::unique_ptr<Connection> connection;

private:
    static constexpr std::uint64_t idle = 0, busy = 1, noted = 2;
    std::uint64_t whole(std::uint64_t what) const { return (std::uint64_t{generation_} << 2) + what; }
    std::uint32_t generation_ = 1;
    std::atomic<std::uint64_t> state_{whole(busy)};
};

}  // namespace server
