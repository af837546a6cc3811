// A small store made by hand: one treaty with a status page in two snapshots, a parliament's file, a
// memorandum and a search record, each recorded on another day; and a second treaty long in force.
#pragma once
#include <string_view>

#include "registry/answers/answers.hpp"
#include "registry/intake/intake.hpp"
#include "tests/support/scratch.hpp"

namespace test {

registry::Day day(std::string_view iso);

class SmallRegistry {
public:
    SmallRegistry();  // everything taken in, on the days below
    registry::store::Reader read() { return database_.read(); }
    registry::store::Database& database() { return database_; }

    static constexpr std::string_view first_page = "2019-02-01", papers = "2019-03-01",
                                      memorandum = "2021-11-01", second_page = "2021-11-02",
                                      search = "2022-01-10", today = "2022-03-01";

private:
    Scratch scratch_;
    registry::store::Database database_;
};

// One for all tests that only read.
SmallRegistry& shared_registry();

registry::Asked asked(std::string_view on = SmallRegistry::today);
registry::Asked asked_known(std::string_view known);
registry::Asked asked_published(std::string_view published);

registry::Report take(registry::store::Database&, std::string_view file, registry::Batch,
                      std::string_view recorded);

}  // namespace test
