// A snapshot of the store that is opened when it is first read from: what stands in memory is answered without.
#pragma once
#include <optional>

#include "registry/store/database.hpp"
#include "registry/store/patience.hpp"

namespace server {

class Snapshot {
public:
    // Whatever is read from it throws TooLong once the patience given is at its end.
    explicit Snapshot(registry::store::Database& database, std::optional<registry::store::Patience> patience = {})
        : database_(database), patience_(patience) {}
    // Opens it. From then on it is one and unmoving.
    operator registry::store::Reader&() {
        if (!reader_) {
            reader_.emplace(database_.read());
            if (patience_) registry::store::within(*reader_, *patience_);
        }
        return *reader_;
    }
    // Of the open snapshot; before that of the store, as it was when first asked. A commit in between makes the first
    // number not the second: whoever has said something of the first looks again.
    std::uint64_t revision() {
        if (reader_) return reader_->revision();
        if (!told_) told_ = database_.revision();
        return *told_;
    }

    bool in_place() const { return database_.in_place(); }  // of the store: database.hpp

private:
    registry::store::Database& database_;
    std::optional<registry::store::Patience> patience_;
    std::optional<registry::store::Reader> reader_;
    std::optional<std::uint64_t> told_;
};

}  // namespace server
