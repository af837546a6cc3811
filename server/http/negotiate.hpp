// Chooses what to send from what was asked for (RFC 9110 12) and what is offered. Elements that are badly
// written are passed over, as if they had not been sent; a header that says nothing at all leaves the choice
// to the server.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "registry/model/language.hpp"

namespace server {

// Index of the media type to send; the earlier one where the client likes two the same. `offered` are types
// as in Content-Type ("text/html; charset=utf-8": what follows the semicolon is not compared). None: 406. An
// absent (empty) header takes the first.
std::optional<std::size_t> choose_media(std::string_view accept, std::span<const std::string_view> offered);

// The language of the interface: the best of nl, fr, de, en by quality, then by the order in the header;
// regions are passed over ("nl-BE" is nl); "*" and what is not spoken here leave `otherwise`. Never fails: no
// 406 for a language.
registry::Lang choose_language(std::string_view accept_language,
                               registry::Lang otherwise = registry::Lang::en);

// May the body be gzip? "gzip", "x-gzip" or "*" with a quality above 0.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace server
