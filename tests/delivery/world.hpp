// A registry of one treaty, people who asked to be told, a clock in hand, and ways out that are written down.
#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "registry/alerts/people.hpp"
#include "registry/store/outbox.hpp"
#include "server/delivery/deliver.hpp"
#include "tests/support/scratch.hpp"

namespace test {

class World {
public:
    World();

    registry::store::Database& database() { return database_; }
    registry::Now now() const;
    void wait(registry::Instant seconds) { clock_ += seconds; }
    void set_clock(registry::Instant at) { clock_ = at; }
    registry::Instant clock() const { return clock_; }

    // Another party has signed the treaty "pact", so many days ago: one change, or more.
    void signs(const std::string& party, int days_ago = 1);
    void title(const std::string& text);  // before anything else: the treaty's
    // Confirmed ones. `key` of an instrument: "pact".
    registry::alerts::Asked subscribes(const std::string& address, registry::Pace = registry::Pace::at_once);
    registry::alerts::Asked hooks(const std::string& url, const std::string& owner = "owner@example.org");
    registry::alerts::Asked asks(registry::alerts::Wish);
    static registry::alerts::Wish wish(const std::string& address);
    void settings(registry::Instant gather, std::int64_t most_lines = 50, std::int64_t hold_above = 500,
                  std::string hub = {});

    server::delivery::Delivered deliver() { return deliver("this process"); }
    server::delivery::Delivered deliver(const std::string& who);
    server::delivery::Post post(const std::string& who);
    server::delivery::Ways ways();

    std::uintmax_t written() const;  // bytes in the store's log of what was committed
    std::vector<registry::Outgoing> in_state(registry::Posted);

    // What went out, by whichever thread; and what the next attempts are to answer.
    struct Hook {
        std::string url, id, payload;
    };
    std::vector<server::delivery::Mail> mails;
    std::vector<Hook> posted;
    std::vector<std::string> pinged, said;
    server::delivery::Outcome mail_goes, hook_goes, hub_goes;
    bool with_mail = true, with_hooks = true;

private:
    Scratch scratch_;
    registry::store::Database database_;
    registry::Instant clock_ = 1'795'348'800;  // 2026-11-22T12:00:00Z
    std::string title_ = "Pact on Rivers";
    int imports_ = 0;
    std::mutex mutex_;
};

}  // namespace test
