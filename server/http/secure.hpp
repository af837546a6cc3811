// The headers that keep a page from being misused, in one place (semantics 7).
#pragma once
#include "server/http/message.hpp"

namespace server {

enum class Frames { none, anywhere };  // anywhere: /embed only

// Content-Security-Policy without scripts, nosniff, Referrer-Policy. Overwrites what was there.
void secure(Headers&, Frames = Frames::none);

// For stored originals, which are hostile: an attachment, in a sandbox, never sniffed, never shown in our
// name. `file_name` is a proposal (RFC 6266); path separators, quotes and control characters are taken out.
void hostile(Headers&, std::string_view file_name);

}  // namespace server
