// Text as the registry keeps it: UTF-8, NFC, no control characters. Cleaned once, at the door.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace registry {

// Valid UTF-8? Surrogates, overlong forms and code points above U+10FFFF are not.
bool is_utf8(std::string_view bytes);

// NFC; control characters out; every run of white space (tab, CR, LF, NBSP, EN SPACE, soft hyphen dropped)
// one blank; trimmed. Invalid bytes become U+FFFD.
std::string clean(std::string_view text);

// For comparing names: clean, case folded, diacritics stripped, typographic quotes and dashes made plain.
// "Côte d’Ivoire" and "COTE D'IVOIRE" fold to the same.
std::string fold(std::string_view text);

// Bytes of any charset as UTF-8, line ends kept. `declared` is what the file says of itself ("iso-8859-1");
// windows-1252 is read where Latin-1 is declared (WHATWG Encoding); UTF-8 wins where the bytes are valid
// UTF-8 with a multi-byte sequence in them, whatever was declared. `used` names the charset that was read.
struct Decoded {
    std::string text;
    std::string used;
    std::size_t replaced = 0;  // bytes that meant nothing and became U+FFFD
};
Decoded decode(std::string_view bytes, std::string_view declared);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char at);
template <class T>
requires std::is_same_v<T, std::string> std::vector<std::string_view> split(T&&, char)
= delete;  // the parts of a temporary would dangle

// A readable id from any text: lower case ASCII letters and digits joined by single hyphens.
std::string slug(std::string_view text);

// How many single-character edits part two texts; for "did you mean". Counts code points after fold(). Texts
// of more than 1000 are not measured: they are as far apart as the longer is long.
std::size_t distance(std::string_view a, std::string_view b);

}  // namespace registry
