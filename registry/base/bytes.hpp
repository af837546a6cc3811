// Digest and compression of whole documents; chance, codes of authority and their spelling.
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

// From the system's own source of chance. Throws std::runtime_error when it gives none.
std::string random_bytes(std::size_t count);
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes (RFC 2104)
// In a time that tells nothing of where they differ; lengths are no secret.
bool equal_in_constant_time(std::string_view, std::string_view);

std::string percent_encoded(
    std::string_view text);                  // RFC 3986 2.1: all but its unreserved letters, by their bytes
std::string hex(std::string_view bytes);     // lower case
std::string base64(std::string_view bytes);  // RFC 4648 4, padded
std::string base64url(std::string_view bytes);  // RFC 4648 5, without padding
// Of the first spelling; a problem where it is none.
Result<std::string> from_base64(std::string_view text);

}  // namespace registry
