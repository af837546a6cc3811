// Secret links. A link holds a nonce, by which its row is found, and a code made of it with the registry's
// own key (HMAC-SHA-256, RFC 2104) for one purpose; the code is not stored, and is compared in constant time.
// A new nonce ends every old link.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "registry/model/names.hpp"

namespace registry::alerts {

enum class Purpose { confirm, manage, stop, feed, message, bounce };
std::string fresh_nonce();  // 32 hex digits, from the system's own source of chance
// URL-safe: nonce, "-", and 32 letters of base64url.
std::string token(std::string_view key, Purpose, std::string_view nonce);
// The nonce, when the token was made with that key for that purpose.
std::optional<std::string> nonce_in(std::string_view key, Purpose, std::string_view token);

// Of a message, to stop what it came by: "m", its number, "-", and 32 letters of base64url.
std::string message_token(std::string_view key, std::int64_t message);
std::optional<std::int64_t> message_in(std::string_view key, std::string_view token);
// Of a message, for the address it comes back to: its number, "-", and 20 hex digits (80 bits). Upper and
// lower case are read alike: mail servers may change them.
std::string bounce_code(std::string_view key, std::int64_t message);
std::optional<std::int64_t> bounced_message(std::string_view key, std::string_view code);

// "j…@e….org": what may be shown and logged of an address.
std::string masked(std::string_view address);
// The same of every address in a text, such as a mail server's answer.
std::string masked_in(std::string_view text);

}  // namespace registry::alerts
