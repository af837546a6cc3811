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

// "pictures" and "picture_tools" of the curves, for wide and narrow screens; neither where no curve rests on
// enough. The file and the embedded page are the track's own with picture=wait.
void show_wait_picture(Value& says, const View&, const registry::WaitAnswer&);
std::optional<Picture> wait_picture(const View&, const registry::WaitAnswer&);

// "253 months"; "5.0 years", "123 days".
std::string wait_so_far(const View&, const registry::WaitAnswer&);
std::string years(const View&, int days);
// How many signatures are no cases, and why; empty: none.
std::string wait_left_out(const View&, const registry::WaitAnswer&);

}  // namespace server
