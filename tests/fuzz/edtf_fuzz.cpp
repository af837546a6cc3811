// Any text as a date: refused, or a span in order that reads the same from its own spelling.
#include <cstdint>
#include <cstdlib>

#include "registry/model/date.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto when = registry::parse_when(text)) {
        const auto again = registry::parse_when(when->edtf);
        if (when->lo > when->hi || !again || again->lo != when->lo || again->hi != when->hi) std::abort();
    }
    if (const auto day = registry::parse_day(text); day && registry::iso(*day) != text) std::abort();
    if (const auto span = registry::parse_span(text);
        span && registry::parse_span(registry::iso(*span)) != span)
        std::abort();
    return 0;
}
