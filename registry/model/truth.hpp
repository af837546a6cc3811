// Four answers in order, so that "all of" is the least and "any of" the greatest. `unknown`: the facts are
// too vague to tell. `allowed`: may happen, need not (procedures only; the tables of UK Parliament's
// procedure-parsing, kept in tests/registry).
#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "registry/model/names.hpp"

namespace registry {

enum class Truth { no, unknown, allowed, yes };

template <>
struct Names<Truth> {
    static constexpr std::array table{std::pair{Truth::no, std::string_view{"no"}},
                                      std::pair{Truth::unknown, std::string_view{"unknown"}},
                                      std::pair{Truth::allowed, std::string_view{"allowed"}},
                                      std::pair{Truth::yes, std::string_view{"yes"}}};
};

constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth negated(Truth a) {  // `allowed` has no negation: readers refuse it when a procedure is loaded
    return a == Truth::no ? Truth::yes : a == Truth::yes ? Truth::no : Truth::unknown;
}

}  // namespace registry
