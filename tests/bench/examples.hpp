// Addresses to measure: every row of the route table, its {names} filled in from a store, and the variants of
// lists that are dear. A row whose {names} have no example is there with an empty target: whoever measures
// says so and fails, so that none is left out.
#pragma once
#include <string>
#include <vector>

#include "registry/store/database.hpp"

namespace bench {

struct Example {
    std::string pattern;  // the row of the table it stands for
    std::string target;   // empty: no example is given for this row
    int status = 200;
};

// Throws std::runtime_error naming what the store does not hold.
std::vector<Example> examples(registry::store::Reader&);

}  // namespace bench
