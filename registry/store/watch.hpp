// Has anybody committed? Asked before every answer that is given again, so that it is to cost next to
// nothing.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "registry/store/connection.hpp"

namespace registry::store {

// A connection that only watches for commits. Used by one thread at a time.
class Watch {
public:
    explicit Watch(const std::string& file) : connection_(file) {}
    // The registry's, as of every commit that was finished before the call.
    std::uint64_t revision();

private:
    // The head of the WAL index (sqlite.org/walformat.html 2.2), by which SQLite's own readers see whether
    // they have everything: it counts the commits and sums up the last of them. It lies in memory shared by
    // all processes that have the file open, and is read there without a lock and without asking the system.
    static constexpr std::size_t words = 12;
    using Head = std::array<std::uint32_t, words>;
    std::optional<Head> head() const;
    void find_head();
    std::uint64_t read_revision();

    Connection connection_;
    std::uint32_t* shared_ = nullptr;  // null: the file has no such index, and SQLite is asked every time
    std::optional<Head> seen_;
    std::int64_t version_ = -1;
    std::uint64_t known_ = 0;
};

}  // namespace registry::store
