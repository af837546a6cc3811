// Digest and compression of whole documents.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "registry/base/result.hpp"

namespace registry {

std::string sha256(std::string_view bytes);  // 64 lower-case hex digits
// The same of a file, read in pieces. Throws std::runtime_error when it cannot be read.
std::string sha256_of_file(const std::filesystem::path&);

std::string compress(std::string_view bytes);  // one zstd frame
// Refuses a damaged frame, and one that would grow past `limit` bytes.
Result<std::string> decompress(std::string_view frame, std::size_t limit = std::size_t{1} << 30);

}  // namespace registry
