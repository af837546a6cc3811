#include "server/http/secure.hpp"

#include <algorithm>

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

void keep_private(Headers& headers) {
    headers["Cache-Control"] = "no-store";
    headers["Referrer-Policy"] = "no-referrer";
    headers["X-Robots-Tag"] = "noindex, nofollow";
    headers["Cross-Origin-Resource-Policy"] = "same-origin";
    for (const auto* shared : {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Allow-Methods",
                               "Access-Control-Allow-Headers", "Access-Control-Max-Age", "ETag", "Last-Modified", "Link"})
        headers.erase(shared);
}

bool is_secret(const Target& target) {
    return !target.segments.empty() &&
           std::find(secret_roots.begin(), secret_roots.end(), target.segments.front()) != secret_roots.end();
}

std::string for_report(std::string_view target) {
    const auto path = target.substr(0, target.find('?'));
    const auto first = path.substr(0, path.find('/', 1));
    // Written otherwise than we write it, it may still be one of those.
    if (first.size() < 2 || first.find('%') != std::string_view::npos) return path == "/" ? std::string{target} : "/…";
    if (std::find(secret_roots.begin(), secret_roots.end(), first.substr(1)) == secret_roots.end()) return std::string{target};
    return std::string{first} + (path.size() > first.size() ? "/…" : "");
}

}  // namespace server
