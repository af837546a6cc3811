// What sources publish about the generated world, day after day, as files in the published exchange format.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "registry/exchange/batch.hpp"
#include "registry/model/now.hpp"
#include "tests/bench/generated/world.hpp"

namespace bench {

// From two years and a half before `today` to the day before it, evenly.
std::vector<registry::Day> import_days(registry::Day today, std::size_t count);

struct File {
    std::string name, importer;
    registry::Batch batch;
    registry::Day recorded{};
};

// Every file in the order in which it is taken in; one at a time, since all of them together are large.
void publish(const std::vector<Made>& world, const Wanted&, const std::vector<registry::Day>& days,
             const std::function<void(File)>& take);

}  // namespace bench
