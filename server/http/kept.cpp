#include "server/http/kept.hpp"

#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace server {
namespace {

// Everything that may differ, none running into the next: a NUL cannot stand in any of them.
std::string key_of(std::string_view address, const Edition& edition) {
    std::string key(address);
    for (const auto* part : {&edition.day, &edition.language, &edition.format, &edition.on, &edition.known,
                             &edition.published, &edition.coding, &edition.program, &edition.store}) {
        key += '\0';
        key += *part;
    }
    key += '\0';
    key += std::to_string(edition.revision);
    return key;
}

std::size_t weight_of(const std::string& key, const Finished& finished) {
    constexpr std::size_t bookkeeping = 256;  // nodes and counters
    std::size_t bytes = bookkeeping + 2 * key.size();
    if (finished.plain.body) bytes += finished.plain.body->size();
    if (finished.packed) bytes += finished.packed->size();
    for (const auto& [name, value] : finished.plain.headers) bytes += name.size() + value.size() + 64;
    return bytes;
}

}  // namespace

struct Kept::Shelf {
    struct Entry {
        std::string key;
        std::shared_ptr<const Finished> finished;
        std::size_t weight;
    };
    explicit Shelf(std::size_t most) : bound(most) {}

    void drop(std::list<Entry>::iterator entry) {
        counts.bytes -= entry->weight;
        by_key.erase(entry->key);
        entries.erase(entry);
    }

    const std::size_t bound;
    mutable std::mutex mutex;
    std::list<Entry> entries;                                                 // last asked for in front
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;  // views of the entries' keys
    Counts counts;
};

Kept::Kept(std::size_t bytes) : shelf_(std::make_unique<Shelf>(bytes)) {}
Kept::~Kept() = default;

std::shared_ptr<const Finished> Kept::find(std::string_view address, const Edition& edition) {
    const auto key = key_of(address, edition);
    const std::lock_guard lock(shelf_->mutex);
    const auto found = shelf_->by_key.find(key);
    if (found == shelf_->by_key.end()) {
        ++shelf_->counts.misses;
        return nullptr;
    }
    ++shelf_->counts.hits;
    shelf_->entries.splice(shelf_->entries.begin(), shelf_->entries, found->second);
    return found->second->finished;
}

std::shared_ptr<const Finished> Kept::keep(std::string_view address, const Edition& edition,
                                           Finished finished) {
    auto key = key_of(address, edition);
    const auto weight = weight_of(key, finished);
    auto shared = std::make_shared<const Finished>(std::move(finished));
    if (weight > shelf_->bound / 8) return shared;

    const std::lock_guard lock(shelf_->mutex);
    if (const auto old = shelf_->by_key.find(key); old != shelf_->by_key.end()) shelf_->drop(old->second);
    shelf_->entries.push_front({std::move(key), shared, weight});
    shelf_->by_key.emplace(shelf_->entries.front().key, shelf_->entries.begin());
    shelf_->counts.bytes += weight;
    while (shelf_->counts.bytes > shelf_->bound) {
        shelf_->drop(std::prev(shelf_->entries.end()));
        ++shelf_->counts.dropped;
    }
    return shared;
}

Kept::Counts Kept::counts() const {
    const std::lock_guard lock(shelf_->mutex);
    auto counts = shelf_->counts;
    counts.entries = shelf_->entries.size();
    return counts;
}

}  // namespace server
