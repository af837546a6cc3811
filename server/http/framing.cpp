#include "server/http/framing.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace server {
namespace {

constexpr std::size_t most_fields = 100;

Refusal bad(std::string detail) { return {400, "bad-request", {}, std::move(detail), {}, {}}; }

bool is_token_char(char c) {  // RFC 9110 5.6.2
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_field_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7F);
}

bool same_word(std::string_view a, std::string_view b) {
    const CaseLess less;
    return !less(a, b) && !less(b, a);
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

bool lists(std::string_view header, std::string_view word) {
    while (!header.empty()) {
        const auto comma = std::min(header.find(','), header.size());
        if (same_word(trimmed(header.substr(0, comma)), word)) return true;
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    return false;
}

std::string_view value_of(const Headers& headers, std::string_view name) {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

// The origin form of any target a server is sent (RFC 9112 3.2); empty: not one.
std::string_view origin_form(std::string_view method, std::string_view target) {
    if (target.starts_with('/')) return target;
    if (method == "OPTIONS" && target == "*") return target;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!same_word(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const auto path = target.find_first_of("/?");
        if (path == 0 || target.empty()) return {};  // no authority
        if (path == std::string_view::npos) return "/";
        return target[path] == '/' ? target.substr(path) : std::string_view{};
    }
    return {};
}

tl::expected<void, Refusal> read_first_line(std::string_view line, const HeadLimits& limits, Head& head) {
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return tl::unexpected(bad("The first line is not: method, target, version."));
    const auto method = line.substr(0, first), version = line.substr(last + 1);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!is_token(method) || method.size() > 32) return tl::unexpected(bad("The method is badly written."));
    const bool clean =
        std::none_of(target.begin(), target.end(), [](char c) { return c == 0x7F || (c >= 0 && c <= ' '); });
    if (!clean) return tl::unexpected(bad("The target holds a blank or a control character."));
    if (version.size() != 8 || !version.starts_with("HTTP/") || version[6] != '.' || version[5] < '0' ||
        version[5] > '9' || version[7] < '0' || version[7] > '9')
        return tl::unexpected(bad("The version is badly written."));
    if (version[5] != '1')
        return tl::unexpected(
            Refusal{505, "http-version", {}, "Only HTTP/1.0 and HTTP/1.1 are spoken here.", {}, {}});
    if (target.size() > limits.target_bytes)
        return tl::unexpected(Refusal{414, "target-too-long", {}, "The address is too long.", {}, {}});
    if (method == "CONNECT")
        return tl::unexpected(Refusal{501, "not-implemented", {}, "CONNECT is not done here.", {}, {}});
    const auto origin = origin_form(method, target);
    if (origin.empty()) return tl::unexpected(bad("The target is not a path."));
    head.request.method = method;
    head.request.target = origin;
    head.old = version[7] == '0';
    return {};
}

tl::expected<void, Refusal> read_field(std::string_view line, Headers& headers) {
    if (line[0] == ' ' || line[0] == '\t') return tl::unexpected(bad("A header is folded over two lines."));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return tl::unexpected(bad("A header line has no colon."));
    const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (!is_token(name)) return tl::unexpected(bad("The name of a header is badly written."));
    if (!std::all_of(value.begin(), value.end(), is_field_char))
        return tl::unexpected(bad("The value of a header holds a control character."));
    const auto known = headers.find(name);
    if (known == headers.end()) {
        headers.emplace(name, value);
        return {};
    }
    for (const std::string_view once : {"Host", "Content-Length", "Transfer-Encoding"})
        if (same_word(name, once))
            return tl::unexpected(bad("The header " + std::string(once) + " is there more than once."));
    known->second += same_word(name, "Cookie") ? "; " : ", ";
    known->second += value;
    return {};
}

bool is_host(std::string_view host) {  // RFC 3986 3.2.2 without user, with port
    return std::all_of(host.begin(), host.end(), [](char c) {
        return c > ' ' && c != 0x7F && std::strchr("/\\?#@,\"<>^`{|}", c) == nullptr;
    });
}

tl::expected<void, Refusal> read_framing(const HeadLimits& limits, Head& head) {
    const auto& headers = head.request.headers;
    const auto host = headers.find("Host");
    if (host == headers.end() && !head.old) return tl::unexpected(bad("The header Host is missing."));
    if (host != headers.end() && !is_host(host->second))
        return tl::unexpected(bad("The header Host is badly written."));

    const auto length = headers.find("Content-Length");
    if (const auto coding = headers.find("Transfer-Encoding"); coding != headers.end()) {
        if (length != headers.end())
            return tl::unexpected(bad("Content-Length and Transfer-Encoding contradict."));
        if (head.old) return tl::unexpected(bad("HTTP/1.0 has no Transfer-Encoding."));
        if (same_word(coding->second, "chunked"))
            return tl::unexpected(
                Refusal{411, "length-required", {}, "Send the body with its Content-Length.", {}, {}});
        return tl::unexpected(
            Refusal{501, "not-implemented", {}, "This Transfer-Encoding is not done here.", {}, {}});
    }
    if (length == headers.end()) return {};
    const auto& digits = length->second;
    const bool number = !digits.empty() && std::all_of(digits.begin(), digits.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return tl::unexpected(bad("Content-Length is not a number."));
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), head.length);
    if (error != std::errc{} || head.length > limits.body_bytes)
        return tl::unexpected(
            Refusal{413,
                    "body-too-large",
                    {},
                    "The body is larger than " + std::to_string(limits.body_bytes) + " bytes.",
                    {},
                    {}});
    return {};
}

tl::expected<void, Refusal> read_expectation(Head& head) {
    const auto expected = value_of(head.request.headers, "Expect");
    if (expected.empty() || head.old) return {};
    if (!same_word(expected, "100-continue"))
        return tl::unexpected(
            Refusal{417, "expectation", {}, "Only 100-continue can be expected here.", {}, {}});
    head.expects_continue = head.length > 0;
    return {};
}

}  // namespace

BlockEnd find_block_end(std::string_view bytes, std::size_t from) {
    for (auto feed = bytes.find('\n', from); feed != std::string_view::npos;
         feed = bytes.find('\n', feed + 1)) {
        if (feed == 0 || bytes[feed - 1] != '\r') return {0, true};
        if (feed >= 3 && bytes[feed - 2] == '\n') return {feed + 1, false};
    }
    return {0, bytes.find('\0', from) != std::string_view::npos};
}

tl::expected<Head, Refusal> read_head(std::string_view block, const HeadLimits& limits) {
    for (std::size_t i = 0; i < block.size(); ++i)
        if ((block[i] == '\r' && (i + 1 == block.size() || block[i + 1] != '\n')) ||
            (block[i] == '\n' && (i == 0 || block[i - 1] != '\r')))
            return tl::unexpected(bad("A line does not end in CR LF."));
    Head head;
    if (auto read = read_first_line(take_line(block), limits, head); !read)
        return tl::unexpected(read.error());
    std::size_t fields = 0;
    for (auto line = take_line(block); !line.empty(); line = take_line(block)) {
        if (++fields > most_fields)
            return tl::unexpected(
                Refusal{431, "header-too-large", {}, "There are too many headers.", {}, {}});
        if (auto read = read_field(line, head.request.headers); !read) return tl::unexpected(read.error());
    }
    if (auto read = read_framing(limits, head); !read) return tl::unexpected(read.error());
    if (auto read = read_expectation(head); !read) return tl::unexpected(read.error());
    const auto connection = value_of(head.request.headers, "Connection");
    head.keep_alive = !lists(connection, "close") && (!head.old || lists(connection, "keep-alive"));
    return head;
}

Refusal too_large(std::string_view begun) {
    if (begun.find("\r\n") == std::string_view::npos)
        return {414, "target-too-long", {}, "The address is too long.", {}, {}};
    return {431, "header-too-large", {}, "The headers are too large.", {}, {}};
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool is_sendable(const Response& response) {
    if (response.status < 200 || response.status > 599 || !response.body) return false;
    return std::all_of(response.headers.begin(), response.headers.end(), [](const auto& field) {
        return is_token(field.first) && std::all_of(field.second.begin(), field.second.end(), is_field_char);
    });
}

std::string written_headers(const Response& response) {
    std::string out;
    for (const auto& [name, value] : response.headers) {
        bool ours = false;
        for (const std::string_view each :
             {"Content-Length", "Date", "Connection", "Transfer-Encoding", "Keep-Alive"})
            ours |= same_word(name, each);
        if (ours) continue;
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    if (has_body(response.status)) {
        out += "Content-Length: ";
        out += std::to_string(response.bytes());
        out += "\r\n";
    }
    return out;
}

std::string head_of(const Response& response, const Framing& framing) {
    std::string out;
    out.reserve(1024);
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += phrase(response.status);
    out += "\r\nDate: ";
    out += framing.date;
    out += "\r\n";
    out += response.written ? *response.written : written_headers(response);
    if (!framing.keep_alive)
        out += "Connection: close\r\n";
    else if (framing.old)
        out += "Connection: keep-alive\r\n";
    out += "\r\n";
    return out;
}

}  // namespace server
