// How the exchange format writes a name of an instrument in an attribute, and how it is read back: our own id
// as it stands ("opcat"), any other as SCHEME:value ("MTDSG:IV-9-b").
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "registry/model/instrument.hpp"

namespace registry {

inline constexpr std::string_view exchange_namespace = "urn:placet:exchange:1";

std::string name_in_xml(const Alias&);
// Nothing for an empty text, an empty scheme or an empty value, and for one of our own ids that is not in
// lower case letters, digits, dots and hyphens: a capital would silently make another instrument.
std::optional<Alias> read_name_in_xml(std::string_view);

bool is_instrument_id(std::string_view);

}  // namespace registry
