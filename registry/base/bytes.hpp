// Digest and compression of whole documents.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "registry/base/result.hpp"

namespace registry {

std::string sha256(std::string_view bytes);  // 64 lower-case hex digits

std::string compress(std::string_view bytes);  // one zstd frame
// Refuses a damaged frame, and one that would grow past `limit` bytes.
Result<std::string> decompress(std::string_view frame, std::size_t limit = std::size_t{1} << 30);

}  // namespace registry
