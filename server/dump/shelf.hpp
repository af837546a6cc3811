// The dumps a site offers, and the one that is being made: in a thread of its own, one at a time, so that no
// request waits for it.
#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "registry/model/now.hpp"
#include "registry/store/database.hpp"
#include "server/dump/make.hpp"
#include "server/http/message.hpp"

namespace server::dump {

// How long after one could not be made it is not tried again: what a reader is told to wait.
inline constexpr std::chrono::seconds pause_after_failure{30};

class Shelf {
public:
    // `folder` empty: this site offers no dumps. `report` is told what went wrong, one line, by any thread.
    Shelf(registry::store::Database&, std::filesystem::path folder, std::function<registry::Now()> now,
          std::function<void(const std::string&)> report, std::chrono::seconds pause = pause_after_failure);
    ~Shelf();  // tells the one that is being made to stop, and waits for it

    bool offers() const { return !folder_.empty(); }
    std::vector<Dump> there() const;  // newest first, at most two

    // Has the dump of that edition made, unless it is there, or one is being made, or it could not be made
    // less than `pause` ago. True while one is being made. What another process has made is found.
    bool ask_for(const std::string& edition);
    // Of earlier revisions than this none is given any more, and they go from the folder: documents in them
    // have been taken down.
    void withdraw_before(std::uint64_t revision);

    // Its file, by names the shelf itself has given; null: none such.
    struct Found {
        std::shared_ptr<const OpenFile> file;
        File about;
    };
    std::optional<Found> find(std::string_view edition, std::string_view name);

private:
    void make_one();
    void look_again();  // under the lock

    registry::store::Database& database_;
    const std::filesystem::path folder_;
    const std::function<registry::Now()> now_;
    const std::function<void(const std::string&)> report_;
    const std::chrono::seconds pause_;
    std::string identity_;  // of the store
    mutable std::mutex mutex_;
    std::vector<Dump> there_;
    std::chrono::steady_clock::time_point not_before_{};  // when one may be made again after a failure
    std::uint64_t withdrawn_before_ = 0;
    bool making_ = false;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace server::dump
