#include "server/http/framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace server {
namespace {

constexpr std::size_t most_fields = 100;

Refusal bad(std::string detail) { return {400, "bad-request", {}, std::move(detail), {}, {}}; }

// Every byte of a head is looked at: what it may be stands in a table.
struct Kinds {
    std::array<bool, 256> token{}, field{}, target{};
    constexpr Kinds() {
        for (unsigned byte = 0; byte < 256; ++byte) {
            const char c = static_cast<char>(byte);
            token[byte] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          (c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
            field[byte] = byte == '\t' || (byte >= ' ' && byte != 0x7F);  // RFC 9110 5.5, 5.6.2
            target[byte] = byte > ' ' && byte != 0x7F;
        }
    }
};
constexpr Kinds kinds;

bool all(std::string_view text, const std::array<bool, 256>& of) {
    for (const char c : text)
        if (!of[static_cast<unsigned char>(c)]) return false;
    return true;
}

bool is_token(std::string_view text) { return !text.empty() && all(text, kinds.token); }
bool is_field_value(std::string_view text) { return all(text, kinds.field); }

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
        if (same_name(trimmed(header.substr(0, comma)), word)) return true;
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    return false;
}

// The origin form of any target a server is sent (RFC 9112 3.2); empty: not one.
std::string_view origin_form(std::string_view method, std::string_view target) {
    if (target.starts_with('/')) return target;
    if (method == "OPTIONS" && target == "*") return target;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const auto path = target.find_first_of("/?");
        if (path == 0 || target.empty()) return {};  // no authority
        if (path == std::string_view::npos) return "/";
        return target[path] == '/' ? target.substr(path) : std::string_view{};
    }
    return {};
}

tl::expected<void, Refusal> read_first_line(std::string_view line, const HeadLimits& limits, HeadView& head) {
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return tl::unexpected(bad("The first line is not: method, target, version."));
    const auto method = line.substr(0, first), version = line.substr(last + 1);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!is_token(method) || method.size() > 32) return tl::unexpected(bad("The method is badly written."));
    if (!all(target, kinds.target))
        return tl::unexpected(bad("The target holds a blank or a control character."));
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
    head.method = method;
    head.target = origin;
    head.old = version[7] == '0';
    return {};
}

tl::expected<void, Refusal> read_field(std::string_view line, HeadView& head) {
    if (line[0] == ' ' || line[0] == '\t') return tl::unexpected(bad("A header is folded over two lines."));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return tl::unexpected(bad("A header line has no colon."));
    const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (!is_token(name)) return tl::unexpected(bad("The name of a header is badly written."));
    if (!is_field_value(value))
        return tl::unexpected(bad("The value of a header holds a control character."));
    head.fields.push_back({name, value});
    return {};
}

// The headers that decide where a message ends and what becomes of the connection.
struct Decisive {
    const std::string_view *host = nullptr, *length = nullptr, *coding = nullptr, *expect = nullptr;
    bool expects_twice = false, close = false, keep = false;
};

tl::expected<void, Refusal> find_decisive(const HeadView& head, Decisive& out) {
    const auto once = [](const std::string_view*& place, const HeadView::Field& field,
                         std::string_view name) -> tl::expected<void, Refusal> {
        if (place)
            return tl::unexpected(bad("The header " + std::string(name) + " is there more than once."));
        place = &field.value;
        return {};
    };
    for (const auto& field : head.fields) {
        const auto is = [&](std::string_view name) { return same_name(field.name, name); };
        tl::expected<void, Refusal> taken;
        switch (field.name.size()) {
            case 4:
                if (is("Host")) taken = once(out.host, field, "Host");
                break;
            case 6:
                if (!is("Expect")) break;
                out.expects_twice = out.expect != nullptr;
                out.expect = &field.value;
                break;
            case 10:
                if (!is("Connection")) break;
                out.close |= lists(field.value, "close");
                out.keep |= lists(field.value, "keep-alive");
                break;
            case 14:
                if (is("Content-Length")) taken = once(out.length, field, "Content-Length");
                break;
            case 17:
                if (is("Transfer-Encoding")) taken = once(out.coding, field, "Transfer-Encoding");
                break;
            default:
                break;
        }
        if (!taken) return taken;
    }
    return {};
}

bool is_host(std::string_view host) {  // RFC 3986 3.2.2 without user, with port
    return std::all_of(host.begin(), host.end(), [](char c) {
        return c > ' ' && c != 0x7F && std::strchr("/\\?#@,\"<>^`{|}", c) == nullptr;
    });
}

tl::expected<void, Refusal> read_framing(const HeadLimits& limits, const Decisive& said, HeadView& head) {
    if (!said.host && !head.old) return tl::unexpected(bad("The header Host is missing."));
    if (said.host && !is_host(*said.host)) return tl::unexpected(bad("The header Host is badly written."));

    if (said.coding) {
        if (said.length) return tl::unexpected(bad("Content-Length and Transfer-Encoding contradict."));
        if (head.old) return tl::unexpected(bad("HTTP/1.0 has no Transfer-Encoding."));
        if (same_name(*said.coding, "chunked"))
            return tl::unexpected(
                Refusal{411, "length-required", {}, "Send the body with its Content-Length.", {}, {}});
        return tl::unexpected(
            Refusal{501, "not-implemented", {}, "This Transfer-Encoding is not done here.", {}, {}});
    }
    if (!said.length) return {};
    const auto digits = *said.length;
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

tl::expected<void, Refusal> read_expectation(const Decisive& said, HeadView& head) {
    if (!said.expect || head.old || (said.expect->empty() && !said.expects_twice)) return {};
    if (said.expects_twice || !same_name(*said.expect, "100-continue"))
        return tl::unexpected(
            Refusal{417, "expectation", {}, "Only 100-continue can be expected here.", {}, {}});
    head.expects_continue = head.length > 0;
    return {};
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

BlockEnd find_block_end(std::string_view bytes, std::size_t from) {
    for (auto feed = bytes.find('\n', from); feed != std::string_view::npos;
         feed = bytes.find('\n', feed + 1)) {
        if (feed == 0 || bytes[feed - 1] != '\r') return {0, true};
        if (feed >= 3 && bytes[feed - 2] == '\n') return {feed + 1, false};
    }
    return {0, bytes.find('\0', from) != std::string_view::npos};
}

tl::expected<void, Refusal> view_head(std::string_view block, const HeadLimits& limits, HeadView& head) {
    for (auto at = block.find_first_of("\r\n"); at != std::string_view::npos;
         at = block.find_first_of("\r\n", at + 2))
        if (block[at] != '\r' || at + 1 == block.size() || block[at + 1] != '\n')
            return tl::unexpected(bad("A line does not end in CR LF."));
    head.fields.clear();
    head.length = 0;
    head.expects_continue = false;
    if (auto read = read_first_line(take_line(block), limits, head); !read) return read;
    for (auto line = take_line(block); !line.empty(); line = take_line(block)) {
        if (head.fields.size() == most_fields)
            return tl::unexpected(
                Refusal{431, "header-too-large", {}, "There are too many headers.", {}, {}});
        if (auto read = read_field(line, head); !read) return read;
    }
    Decisive said;
    if (auto found = find_decisive(head, said); !found) return found;
    if (auto read = read_framing(limits, said, head); !read) return read;
    if (auto read = read_expectation(said, head); !read) return read;
    head.keep_alive = !said.close && (!head.old || said.keep);
    return {};
}

Head copied(const HeadView& view) {
    Head head;
    head.request.method = view.method;
    head.request.target = view.target;
    for (const auto& [name, value] : view.fields) {
        const auto [known, fresh] = head.request.headers.try_emplace(std::string(name), value);
        if (fresh) continue;
        known->second += same_name(name, "Cookie") ? "; " : ", ";
        known->second += value;
    }
    head.length = view.length;
    head.keep_alive = view.keep_alive;
    head.old = view.old;
    head.expects_continue = view.expects_continue;
    return head;
}

tl::expected<Head, Refusal> read_head(std::string_view block, const HeadLimits& limits) {
    HeadView view;
    if (auto read = view_head(block, limits, view); !read) return tl::unexpected(read.error());
    return copied(view);
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
        return is_token(field.first) && is_field_value(field.second);
    });
}

std::string written_headers(const Response& response) {
    std::string out;
    for (const auto& [name, value] : response.headers) {
        bool ours = false;
        for (const std::string_view each :
             {"Content-Length", "Date", "Connection", "Transfer-Encoding", "Keep-Alive"})
            ours |= same_name(name, each);
        if (ours) continue;
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    if (has_body(response.status) && !response.live) {
        out += "Content-Length: ";
        out += std::to_string(response.bytes());
        out += "\r\n";
    }
    return out;
}

void append_head(std::string& out, const Response& response, const Framing& framing) {
    if (response.status == 200) {
        out += "HTTP/1.1 200 OK\r\nDate: ";
    } else {
        out += "HTTP/1.1 ";
        out += std::to_string(response.status);
        out += ' ';
        out += phrase(response.status);
        out += "\r\nDate: ";
    }
    out += framing.date;
    out += "\r\n";
    if (response.written)
        out += *response.written;
    else
        out += written_headers(response);
    if (response.live && !framing.old) out += "Transfer-Encoding: chunked\r\n";
    if (!framing.keep_alive)
        out += "Connection: close\r\n";
    else if (framing.old)
        out += "Connection: keep-alive\r\n";
    out += "\r\n";
}

std::string head_of(const Response& response, const Framing& framing) {
    std::string out;
    out.reserve(1024);
    append_head(out, response, framing);
    return out;
}

}  // namespace server
