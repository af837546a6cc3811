// Copies of MTDSG files circulate whose character references were cut to their low byte: U+201C became the
// byte 0x1C, U+2026 a bare "&" (0x26). Undone before the XML is read, so that both forms give the same words.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace importers::untc {

struct Repaired {
    std::string text;
    std::size_t mended = 0;   // made whole again
    std::size_t dropped = 0;  // other control characters
};

// `text` is UTF-8. A zero byte is left for the reader of the XML to refuse.
Repaired repair(std::string_view text);

}  // namespace importers::untc
