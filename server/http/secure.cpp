#include "server/http/secure.hpp"

namespace server {

void secure(Headers& headers, Frames frames) {
    std::string policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors ";
    policy += frames == Frames::anywhere ? "*" : "'none'";
    headers["Content-Security-Policy"] = std::move(policy);
    headers["X-Content-Type-Options"] = "nosniff";
    headers["Referrer-Policy"] = "same-origin";
}

void allow_style(Headers& headers, std::string_view source) {
    constexpr std::string_view own = "style-src 'self'";
    auto& policy = headers["Content-Security-Policy"];
    const auto at = policy.find(own);
    if (source.empty() || at == std::string::npos) return;
    policy.insert(at + own.size(), " " + std::string{source});
}

void attached(Headers& headers, std::string_view file_name) {
    headers["Content-Disposition"] = "attachment; filename=\"" + std::string{file_name} + "\"";
}

void hostile(Headers& headers, std::string_view file_name) {
    std::string plain;  // the old parameter holds ASCII only; the new one (RFC 8187) the name itself
    std::string whole;
    for (const char c : file_name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\' || c == '"') continue;
        whole += c;
        plain += byte < 0x80 && c != '%' ? c : '_';
    }
    if (plain.find_first_not_of(" .") == std::string::npos) plain = whole = "document";
    headers["Content-Disposition"] =
        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent(whole);
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'";
    headers["X-Content-Type-Options"] = "nosniff";
    headers["Referrer-Policy"] = "no-referrer";
    headers["Cross-Origin-Resource-Policy"] = "same-origin";
}

}  // namespace server
