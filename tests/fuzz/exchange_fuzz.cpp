// Any bytes as an exchange file: refused, or written again in a form that reads and writes the same.
#include <cstdint>
#include <cstdlib>

#include "registry/exchange/exchange_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto batch = registry::read_exchange({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!batch) return 0;
    const auto written = registry::write_exchange(*batch);
    const auto again = registry::read_exchange(written, "again");
    if (!again || registry::write_exchange(*again) != written) std::abort();
    return 0;
}
