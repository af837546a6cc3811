// The log as it grows, for all who follow it (HTML living standard, "Server-sent events"). What is new is
// read and written out once for all of them; each then picks what he asked for in memory.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "registry/model/language.hpp"
#include "registry/model/now.hpp"
#include "registry/store/ask_changes.hpp"
#include "server/http/live.hpp"

namespace server {

// Thread-safe. The database must outlive it, and it whoever follows.
class News : public std::enable_shared_from_this<News> {
public:
    News(registry::store::Database&, std::string base_url, std::function<registry::Now()>, std::size_t most);

    // The changes behind number `after` that fit the filter (its `after`, `before`, days and limit are not
    // looked at) and are of that subject (registry/model/subjects.hpp), as they are committed, each as one
    // event; begins with the wait before a client comes back and with the number he stands at. Null: as many
    // as may follow already.
    std::shared_ptr<Live> follow(std::int64_t after, registry::ChangeFilter, registry::Lang,
                                 std::string subject = {});
    std::size_t followers() const { return followers_; }
    std::uint64_t said() const { return said_; }  // events so far, to all of them together

    // A part of it: at most 500 changes looked at and about 64 kB said, the last of them number `said` (0:
    // nothing). `upto`: everything up to that number has been looked at; `more`: there are further ones.
    struct Part {
        std::string text;
        std::int64_t said = 0, upto = 0;
        bool more = false;
    };
    // What one follower wants.
    struct Wanted {
        registry::ChangeFilter filter;
        std::string subject;
        registry::Lang lang;
    };
    Part behind(std::int64_t number, const Wanted&);
    // Read from the store so far: how often, and how many lines.
    struct Work {
        std::uint64_t times = 0, lines = 0;
    };
    Work work() const;

private:
    class Follower;
    struct Held {
        registry::ChangeLine line;
        std::array<std::string, 4> texts{};                  // by language, written when first asked for
        std::optional<std::vector<std::string>> subjects{};  // of its instrument, read when first asked for
    };
    std::vector<registry::ChangeLine> read(registry::store::Reader&, const registry::ChangeFilter&);
    bool read_on(std::int64_t number, const registry::ChangeFilter&);
    Part from_held(std::int64_t number, const Wanted&);
    Part by_himself(std::int64_t number, const Wanted&);
    bool is_of(Held&, const std::string& subject, std::optional<registry::store::Reader>&);
    std::string event(const registry::ChangeLine&, registry::Lang) const;
    std::string now_called(const std::string& instrument);

    registry::store::Database& database_;
    const std::string base_url_;
    const std::function<registry::Now()> now_;
    const std::size_t most_;
    std::atomic<std::size_t> followers_{0};
    std::atomic<std::uint64_t> times_{0}, lines_{0}, said_{0};

    std::mutex mutex_;  // of what follows
    // Every change with a number above from_ and up to upto_, as of that revision: a name that becomes
    // another one changes lines of old.
    std::deque<Held> held_;
    std::int64_t from_ = 0, upto_ = 0;
    std::uint64_t revision_ = 0;
    bool all_ = false;  // nothing was behind upto_
};

}  // namespace server
