// What a single character is, whatever the locale.
#pragma once

namespace importers::reading {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Any byte of a letter that is not ASCII counts: "é" is a letter in UTF-8.
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace importers::reading
