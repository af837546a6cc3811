#include "registry/store/watch.hpp"

#include <sqlite3.h>

namespace registry::store {

std::uint64_t Watch::revision() {
    // Before the question, so that a commit between the two is seen the next time.
    const auto now = head();
    if (now && now == seen_) return known_;
    known_ = read_revision();
    seen_ = now;
    if (!shared_) find_head();
    return known_;
}

// SQLite's own number changes with every commit but the connection's own, and this one makes none; the
// registry's is read again only then.
std::uint64_t Watch::read_revision() {
    const auto version = connection_.number("PRAGMA data_version");
    if (version == version_) return known_;
    const auto known = static_cast<std::uint64_t>(
        connection_.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revision'"));
    version_ = version;
    return known;
}

// A writer writes the second copy of the head and then the first: whoever finds the first as it was has
// missed no commit that is finished. One that is half written is like none seen so far.
std::optional<Watch::Head> Watch::head() const {
    if (!shared_) return std::nullopt;
    Head head{};
    for (std::size_t i = 0; i < words; ++i)
        head[i] = std::atomic_ref(shared_[i]).load(std::memory_order_acquire);
    return head;
}

// By way of SQLite's own handle: to open the file beside it and close it again would drop SQLite's locks on
// it (POSIX locks are the process's).
void Watch::find_head() {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(connection_.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        !file || !file->pMethods || file->pMethods->iVersion < 2 || !file->pMethods->xShmMap ||
        connection_.number("SELECT journal_mode = 'wal' FROM pragma_journal_mode") == 0)
        return;
    constexpr int first = 0, bytes = 32'768, only_what_is_there = 0;
    volatile void* at = nullptr;
    if (file->pMethods->xShmMap(file, first, bytes, only_what_is_there, &at) == SQLITE_OK && at)
        shared_ = static_cast<std::uint32_t*>(const_cast<void*>(at));
}

}  // namespace registry::store
