#include "registry/base/bytes.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace registry {

namespace {

std::string in_hex(const unsigned char* digest, unsigned int length) {
    std::string out;
    out.reserve(std::size_t{2} * length);
    for (unsigned int i = 0; i < length; ++i) fmt::format_to(std::back_inserter(out), "{:02x}", digest[i]);
    return out;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not to be had");
    return in_hex(digest.data(), length);
}

std::string sha256_of_file(const std::filesystem::path& path) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digesting{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    if (!digesting || EVP_DigestInit_ex(digesting.get(), EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not to be had");
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path.string() + ": cannot be read");
    std::string piece(std::size_t{1} << 20, '\0');
    do {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        EVP_DigestUpdate(digesting.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
    } while (in);
    if (!in.eof()) throw std::runtime_error(path.string() + ": cannot be read to its end");
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(digesting.get(), digest.data(), &length);
    return in_hex(digest.data(), length);
}

std::string compress(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), ZSTD_CLEVEL_DEFAULT);
    if (ZSTD_isError(size)) throw std::runtime_error(std::string{"zstd: "} + ZSTD_getErrorName(size));
    out.resize(size);
    return out;
}

Result<std::string> decompress(std::string_view frame, std::size_t limit) {
    // The frame's own word about its size is not believed: what comes out is counted as it comes.
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> stream{ZSTD_createDCtx(), &ZSTD_freeDCtx};
    if (!stream) throw std::bad_alloc();
    std::string out, chunk(ZSTD_DStreamOutSize(), '\0');
    ZSTD_inBuffer in{frame.data(), frame.size(), 0};
    std::size_t left = 1;
    while (left != 0) {
        ZSTD_outBuffer to{chunk.data(), chunk.size(), 0};
        const auto before = in.pos;
        left = ZSTD_decompressStream(stream.get(), &to, &in);
        if (ZSTD_isError(left))
            return problem(fmt::format("damaged zstd frame: {}", ZSTD_getErrorName(left)));
        if (to.pos > limit - out.size())
            return problem(fmt::format("grows past {} bytes when decompressed", limit));
        out.append(chunk.data(), to.pos);
        if (left != 0 && to.pos == 0 && in.pos == before)
            return problem("damaged zstd frame: it ends too early");
    }
    if (in.pos != frame.size()) return problem("damaged zstd frame: something follows it");
    return out;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("the system gives no random bytes");
    return bytes;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), code.data(),
             &length) == nullptr)
        throw std::runtime_error("HMAC-SHA-256 is not to be had");
    return {reinterpret_cast<const char*>(code.data()), length};
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';  // RFC 3986 2.3
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string hex(std::string_view bytes) {
    return in_hex(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<unsigned int>(bytes.size()));
}

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the zero OpenSSL ends it with
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string base64url(std::string_view bytes) {
    auto text = base64(bytes);
    for (auto& each : text) each = each == '+' ? '-' : each == '/' ? '_' : each;
    text.resize(std::min(text.find('='), text.size()));
    return text;
}

Result<std::string> from_base64(std::string_view text) {
    const auto padding = text.ends_with("==") ? 2u : text.ends_with('=') ? 1u : 0u;
    if (text.size() % 4 != 0 || text.substr(0, text.size() - padding).find('=') != std::string_view::npos)
        return problem("is not base64: its length is no multiple of four, or it has a \"=\" inside");
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
    // OpenSSL overlooks blanks at the ends and bits that belong to no byte: what is said back must be the same.
    if (length < 0) return problem("is not base64: only letters, digits, \"+\" and \"/\" are");
    bytes.resize(static_cast<std::size_t>(length) - padding);
    if (base64(bytes) != text) return problem("is not base64 as it is written");
    return bytes;
}

}  // namespace registry
