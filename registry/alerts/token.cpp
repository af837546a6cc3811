#include "registry/alerts/token.hpp"

#include <algorithm>
#include <charconv>

#include "registry/base/bytes.hpp"

namespace registry::alerts {
namespace {

constexpr std::size_t nonce_bytes = 16, nonce_letters = 2 * nonce_bytes, code_letters = 32;
constexpr std::size_t bounce_letters = 20;

std::string_view name_of_purpose(Purpose purpose) {
    switch (purpose) {
        case Purpose::confirm:
            return "confirm";
        case Purpose::manage:
            return "manage";
        case Purpose::stop:
            return "stop";
        case Purpose::feed:
            return "feed";
        case Purpose::message:
            return "message";
        case Purpose::bounce:
            return "bounce";
    }
    return "";
}

std::string digest_of(std::string_view key, Purpose purpose, std::string_view nonce) {
    return hmac_sha256(key, std::string{name_of_purpose(purpose)} + ":" + std::string{nonce});
}
std::string code_of(std::string_view key, Purpose purpose, std::string_view nonce) {
    return base64url(digest_of(key, purpose, nonce)).substr(0, code_letters);
}

// The number that stands there and nothing else; none: there is none above zero.
std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && at == end && number > 0 ? std::optional{number} : std::nullopt;
}

// The first letter, be it of several bytes.
std::string_view first_letter(std::string_view text) {
    std::size_t length = std::min<std::size_t>(text.size(), 1);
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
    return text.substr(0, length);
}

bool is_of_address(char each) {
    const auto byte = static_cast<unsigned char>(each);
    return byte > 0x20 && std::string_view{"<>()[],;:\"'`"}.find(each) == std::string_view::npos;
}

}  // namespace

std::string fresh_nonce() { return hex(random_bytes(nonce_bytes)); }

std::string token(std::string_view key, Purpose purpose, std::string_view nonce) {
    return std::string{nonce} + "-" + code_of(key, purpose, nonce);
}

std::optional<std::string> nonce_in(std::string_view key, Purpose purpose, std::string_view token) {
    if (token.size() != nonce_letters + 1 + code_letters || token[nonce_letters] != '-') return std::nullopt;
    const auto nonce = token.substr(0, nonce_letters);
    if (nonce.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
    if (!equal_in_constant_time(token.substr(nonce_letters + 1), code_of(key, purpose, nonce)))
        return std::nullopt;
    return std::string{nonce};
}

std::string message_token(std::string_view key, std::int64_t message) {
    const auto number = std::to_string(message);
    return "m" + number + "-" + code_of(key, Purpose::message, number);
}

std::optional<std::int64_t> message_in(std::string_view key, std::string_view token) {
    const auto dash = token.find('-');
    if (!token.starts_with('m') || dash == std::string_view::npos) return std::nullopt;
    const auto message = number_in(token.substr(1, dash - 1));
    // Of one number one spelling only.
    if (!message || !equal_in_constant_time(token, message_token(key, *message))) return std::nullopt;
    return message;
}

std::string bounce_code(std::string_view key, std::int64_t message) {
    const auto number = std::to_string(message);
    return number + "-" + hex(digest_of(key, Purpose::bounce, number)).substr(0, bounce_letters);
}

std::optional<std::int64_t> bounced_message(std::string_view key, std::string_view code) {
    const auto message = number_in(code.substr(0, code.find('-')));
    std::string plain{code};
    for (auto& each : plain)
        if (each >= 'A' && each <= 'F') each = static_cast<char>(each - 'A' + 'a');
    if (!message || !equal_in_constant_time(plain, bounce_code(key, *message))) return std::nullopt;
    return message;
}

std::string masked(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos) return address.empty() ? "" : std::string{first_letter(address)} + "…";
    const auto domain = address.substr(at + 1);
    const auto dot = domain.rfind('.');
    return std::string{first_letter(address.substr(0, at))} + "…@" + std::string{first_letter(domain)} + "…" +
           (dot == std::string_view::npos ? "" : std::string{domain.substr(dot)});
}

std::string masked_in(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_of_address) -
                                                  text.begin());
        const auto word = text.substr(0, end);
        out += word.find('@') == std::string_view::npos ? std::string{word} : masked(word);
        if (end < text.size()) out += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

}  // namespace registry::alerts
