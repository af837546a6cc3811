// The headers that keep a page from being misused, in one place (semantics 7).
#pragma once
#include <array>
#include <string>
#include <string_view>

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

// For one person only, at an address that is a secret: kept by nobody, read by no other site, and no link from it says
// where it was. Overwrites what was there.
void keep_private(Headers&);
// Under these first segments of a path addresses are secrets, and what they answer is one person's.
inline constexpr std::array<std::string_view, 2> secret_roots{"subscriptions", "operator"};
bool is_secret(const Target&);
// What may stand in a log of a request's target: of secret addresses where they begin.
std::string for_report(std::string_view target);

}  // namespace server
