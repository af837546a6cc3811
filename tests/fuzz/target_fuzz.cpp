// Any request target: refused, or parts that come back the same when they are encoded and read again.
#include <cstdint>
#include <cstdlib>

#include "server/http/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    server::Target target;
    if (!server::read_target({reinterpret_cast<const char*>(data), size}, target)) return 0;
    std::string written;
    for (const auto& segment : target.segments) written += "/" + server::percent(segment);
    if (written.empty()) written = "/";
    for (std::size_t i = 0; i < target.query.size(); ++i)
        written += (i == 0 ? "?" : "&") + server::percent(target.query[i].first) + "=" +
                   server::percent(target.query[i].second);
    server::Target again;
    if (!server::read_target(written, again) || again.segments != target.segments ||
        again.query != target.query)
        std::abort();
    return 0;
}
