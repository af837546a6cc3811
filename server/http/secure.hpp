// The headers that keep a page from being misused, in one place (semantics 7).
#pragma once
#include "server/http/message.hpp"

namespace server {

enum class Frames { none, anywhere };  // anywhere: /embed only

// Content-Security-Policy without scripts, nosniff, Referrer-Policy. Overwrites what was there.
void secure(Headers&, Frames = Frames::none);

// One more source of style beside the site's own, after secure(): "'sha256-…'" of a picture's own style.
void allow_style(Headers&, std::string_view source);

// Saved under this name, not shown: plain ASCII without quotation marks.
void attached(Headers&, std::string_view file_name);

// For stored originals, which are hostile: an attachment, in a sandbox, never sniffed, never shown in our
// name. `file_name` is a proposal (RFC 6266); path separators, quotes and control characters are taken out.
void hostile(Headers&, std::string_view file_name);

}  // namespace server
