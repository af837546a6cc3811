#include "server/http/message.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"

namespace server {
namespace {

constexpr std::size_t most_segments = 16, most_parameters = 64;

unsigned char lower(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Part { path, query };

bool is_control(unsigned char byte, Part part) {
    if (part == Part::query && byte == '\t') return false;  // pasted into a search field
    return byte < 0x20 || byte == 0x7F;
}

// C1 controls are U+0080 to U+009F: C2 80 to C2 9F in UTF-8.
bool holds_c1(std::string_view utf8) {
    for (std::size_t i = 0; i + 1 < utf8.size(); ++i)
        if (utf8[i] == '\xC2' && static_cast<unsigned char>(utf8[i + 1]) < 0xA0) return true;
    return false;
}

std::optional<std::string> decoded(std::string_view text, Part part) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (part == Part::query && c == '+') {
            c = ' ';
        }
        if (is_control(static_cast<unsigned char>(c), part)) return std::nullopt;
        out += c;
    }
    if (!registry::is_utf8(out) || holds_c1(out)) return std::nullopt;
    return out;
}

// What may not stand in a target unescaped, whatever it would mean.
bool written_cleanly(std::string_view target) {
    return std::none_of(target.begin(), target.end(),
                        [](char c) { return c == '#' || (c >= 0 && c <= ' '); });
}

bool read_path(std::string_view path, std::vector<std::string>& segments) {
    if (path.empty() || path[0] != '/') return false;
    if (path == "/") return true;
    path.remove_prefix(1);
    for (;;) {
        const auto slash = path.find('/');
        auto segment = decoded(path.substr(0, slash), Part::path);
        if (!segment || *segment == "." || *segment == ".." || segments.size() == most_segments) return false;
        const bool last = slash == std::string_view::npos;
        if (segment->empty() && !last) return false;
        segments.push_back(*std::move(segment));
        if (last) return true;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

std::shared_ptr<const OpenFile> OpenFile::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return nullptr;
    struct stat seen {};
    if (::fstat(fd, &seen) != 0 || !S_ISREG(seen.st_mode)) {
        ::close(fd);
        return nullptr;
    }
    return std::shared_ptr<const OpenFile>(new OpenFile(fd, static_cast<std::uint64_t>(seen.st_size)));
}

std::shared_ptr<OpenFile> OpenFile::in_memory() {
    const int fd = ::memfd_create("placet", MFD_CLOEXEC);
    return fd < 0 ? nullptr : std::shared_ptr<OpenFile>(new OpenFile(fd, 0));
}

std::optional<std::uint64_t> OpenFile::append(std::string_view bytes) {
    constexpr std::uint64_t page = 4096;
    const auto begin = (size_ + page - 1) / page * page;
    for (std::uint64_t at = 0; at < bytes.size();) {
        const auto went = ::pwrite(fd_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(begin + at));
        if (went < 0 && errno == EINTR) continue;
        if (went <= 0) return std::nullopt;
        at += static_cast<std::uint64_t>(went);
    }
    size_ = begin + bytes.size();
    return begin;
}

OpenFile::~OpenFile() { ::close(fd_); }

bool CaseLess::operator()(std::string_view a, std::string_view b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return lower(x) < lower(y); });
}

bool read_target(std::string_view target, Target& out) {
    Target read;
    if (!written_cleanly(target)) return false;
    const auto mark = target.find('?');
    if (!read_path(target.substr(0, mark), read.segments)) return false;
    if (mark != std::string_view::npos && !read_query(target.substr(mark + 1), read.query)) return false;
    out = std::move(read);
    return true;
}

bool read_query(std::string_view query, std::vector<std::pair<std::string, std::string>>& out) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;  // "a=1&&b=2": forms in the wild
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals), Part::query);
        auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), Part::query);
        if (!name || !value || out.size() == most_parameters) return false;
        out.emplace_back(*std::move(name), *std::move(value));
    }
    return true;
}

std::string percent(std::string_view text) { return registry::percent_encoded(text); }

}  // namespace server
