// A registry that people are told of: status pages of made-up treaties, taken in day by day.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/alerts/fan_out.hpp"
#include "registry/alerts/message.hpp"
#include "registry/alerts/people.hpp"
#include "registry/alerts/select.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace test {

struct Row {
    std::string party, milestone, date;
};

class Town {
public:
    Town();
    registry::store::Database& database() { return database_; }
    registry::store::Reader read() { return database_.read(); }

    // A page that states a treaty completely, as of that day, and is taken in on it.
    registry::Report page(const std::string& number, std::string_view day, std::vector<Row> rows,
                          const std::string& title = "Convention");
    registry::Report tick(std::string_view day);

    // Confirmed at once; the id.
    std::int64_t watch(std::string_view scope, std::string_view key,
                       const std::string& address = "a@example.org", std::string_view kinds = {},
                       std::string_view at_least = {}, registry::Pace pace = registry::Pace::at_once);
    std::int64_t watch_by_feed(std::string_view scope, std::string_view key);
    std::int64_t watch_by_webhook(std::string_view scope, std::string_view key, const std::string& address,
                                  const std::string& url);

    registry::store::Alerting settings();
    void set(const registry::store::Alerting&);

    std::vector<std::string> told(std::int64_t subscription);  // "fact mtdsg-iv-1 be signed", in order
    std::vector<registry::Outgoing> outbox();                  // all, by id
    std::int64_t last_change();

    static registry::Now at(std::string_view);

private:
    Scratch scratch_;
    registry::store::Database database_;
    int files_ = 0;
};

std::string words(const registry::ChangeLine&);

}  // namespace test
