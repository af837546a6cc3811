// The dumps a site offers, and the one that is being made: in a thread of its own, one at a time, so that no
// request waits for it.
#pragma once
#include <atomic>
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

class Shelf {
public:
    // `folder` empty: this site offers no dumps. `report` is told what went wrong, one line, by any thread.
    Shelf(registry::store::Database&, std::filesystem::path folder, std::function<registry::Now()> now,
          std::function<void(const std::string&)> report);
    ~Shelf();  // tells the one that is being made to stop, and waits for it

    bool offers() const { return !folder_.empty(); }
    std::vector<Dump> there() const;  // newest first, at most two

    // Has the dump of that edition made, unless it is there, or one is being made, or the making of this one
    // has failed. True while one is being made.
    bool ask_for(const std::string& edition);

    // Its file, by names the shelf itself has given; null: none such.
    struct Found {
        std::shared_ptr<const OpenFile> file;
        File about;
    };
    std::optional<Found> find(std::string_view edition, std::string_view name) const;

private:
    void make_one();

    registry::store::Database& database_;
    const std::filesystem::path folder_;
    const std::function<registry::Now()> now_;
    const std::function<void(const std::string&)> report_;
    mutable std::mutex mutex_;
    std::vector<Dump> there_;
    std::string failed_;  // edition that could not be made
    bool making_ = false;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace server::dump
