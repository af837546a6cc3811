// The names of months in the four languages, for whatever reads days written out.
#pragma once
#include <string_view>

namespace registry {

// 1 to 12 by the whole name, folded, in English, Dutch, French or German; 0: no month is called so.
unsigned month_named(std::string_view folded);

}  // namespace registry
