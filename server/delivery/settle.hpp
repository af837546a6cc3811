// What became of what was taken to be sent: marked in the store, with what it says of the receiver.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "registry/store/outbox.hpp"
#include "server/delivery/deliver.hpp"

namespace server::delivery {

// For several threads at once. Whatever they have to mark at one moment is marked in one transaction; each
// returns when its own is on disk, so that what went out and is not marked is never more than one message a
// thread.
class Settling {
public:
    using Steady = std::chrono::steady_clock;
    Settling(registry::store::Database& database, const Post& post) : database_(database), post_(post) {}

    // It has gone out and must be marked, or it goes out again: tried for as long as it is ours, and then
    // thrown. `at_home`: it was not tried, since its receiver has ended.
    void settle(const registry::Outgoing&, const Outcome&, Steady::time_point ours, bool at_home = false);
    void nothing_to_say(const registry::Outgoing&);
    // Taken and not begun: anybody may take it at once, and it was not tried.
    void give_back(const std::vector<const registry::Outgoing*>&);

    // Something that went out could not be marked at once: nothing more is to be begun until give_back().
    bool is_stuck() const { return stuck_; }
    void say(const std::string& line);
    void count(std::size_t Delivered::*what);
    const Delivered& done() const { return done_; }

private:
    struct Fate;
    void mark_together(Fate&);
    void mark_all(const std::vector<Fate*>&);
    void mark_one(registry::store::Writer&, Fate&, const registry::Now&);
    std::string mark(registry::store::Writer&, const registry::Outgoing&, const Outcome&,
                     registry::Instant now);
    void tell(const Fate&);

    registry::store::Database& database_;
    const Post& post_;
    std::atomic<bool> stuck_ = false;
    std::mutex mutex_;  // of what follows
    std::condition_variable marked_;
    std::vector<Fate*> waiting_;
    bool marking_ = false;  // somebody is, for all who waited when he began
    std::mutex saying_;
    Delivered done_;
};

}  // namespace server::delivery
