#include "server/http/compress.hpp"

#include <zlib.h>

#include <array>
#include <limits>
#include <stdexcept>

namespace server {
namespace {

bool begins(std::string_view text, std::string_view lower_case) {
    if (text.size() < lower_case.size()) return false;
    for (std::size_t i = 0; i < lower_case.size(); ++i) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
        if (c != lower_case[i]) return false;
    }
    return true;
}

// Ends the stream whatever happens to the memory for the output.
struct Deflating {
    z_stream stream{};
    explicit Deflating(int level) {
        constexpr int gzip_window = 15 + 16;  // zlib: 16 more asks for the gzip wrapper
        if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib does not start");
    }
    Deflating(const Deflating&) = delete;
    Deflating& operator=(const Deflating&) = delete;
    ~Deflating() { deflateEnd(&stream); }
};

}  // namespace

std::string gzip(std::string_view bytes, int level) {
    constexpr auto most = std::numeric_limits<uInt>::max() / 2;
    if (bytes.size() > most) throw std::length_error("a body of more than 2 GB is not packed");
    Deflating deflating(level);
    auto& stream = deflating.stream;
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write there
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
    out.resize(stream.total_out);
    return out;
}

bool worth_gzip(std::string_view media_type, std::size_t bytes) {
    if (bytes < 1000) return false;
    if (begins(media_type, "text/")) return true;
    constexpr std::array<std::string_view, 9> texts{
        "application/json", "application/problem+json", "application/ld+json",
        "application/xml",  "application/atom+xml",     "application/rss+xml",
        "image/svg+xml",    "application/javascript",   "application/geo+json"};
    for (const auto text : texts)
        if (begins(media_type, text)) return true;
    return false;
}

}  // namespace server
