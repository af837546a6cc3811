// How unusual a wait is: the sentence, the picture and the table that say so.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "server/pages/compose.hpp"

namespace server {

// For templates/wait.mustache and for programs; null where there is no wait to compare.
Value wait_shown(const View&, const std::optional<registry::WaitAnswer>&);
// The sentences alone, in order.
std::vector<std::string> wait_in_words(const View&, const registry::WaitAnswer&);

// Geometry only, in SVG user units: two staircases and the wait marked. `prefix` keeps the ids of two
// drawings on one page apart. Null where neither curve rests on enough.
Value draw_wait(const View&, const registry::WaitAnswer&, std::string_view prefix, int width);

// "253 months"; "5.0 years", "123 days".
std::string wait_so_far(const View&, const registry::WaitAnswer&);
std::string years(const View&, int days);
// How many signatures are no cases, and why; empty: none.
std::string wait_left_out(const View&, const registry::WaitAnswer&);

}  // namespace server
