#include "server/http/negotiate.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace server {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// The part up to `at`, taken off `rest`.
std::string_view take(std::string_view& rest, char at) {
    const auto end = std::min(rest.find(at), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return trimmed(part);
}

// RFC 9110 12.4.2 in thousandths: "0.8" is 800. None: not a quality.
std::optional<int> quality(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    int value = (text[0] - '0') * 1000;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    for (std::size_t i = 2, weight = 100; i < text.size(); ++i, weight /= 10) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value += (text[i] - '0') * static_cast<int>(weight);
    }
    return value <= 1000 ? std::optional(value) : std::nullopt;
}

struct Wish {
    std::string value;  // lower case, without parameters
    int quality = 1000;
};

// The elements of a list; at most 64, the rest of an overlong header is not looked at.
std::vector<Wish> wishes(std::string_view header) {
    std::vector<Wish> out;
    while (!header.empty() && out.size() < 64) {
        auto element = take(header, ',');
        Wish wish{lower(take(element, ';'))};
        bool readable = !wish.value.empty();
        while (!element.empty()) {
            auto parameter = take(element, ';');
            const auto name = lower(take(parameter, '='));
            if (name != "q") continue;
            const auto said = quality(parameter);
            readable &= said.has_value();
            wish.quality = said.value_or(0);
        }
        if (readable) out.push_back(std::move(wish));
    }
    return out;
}

// How closely a range names a type: 3 exactly, 2 "text/*", 1 "*/*", 0 not at all.
int closeness(std::string_view range, std::string_view type) {
    if (range == type) return 3;
    if (range == "*/*") return 1;
    if (!range.ends_with("/*")) return 0;
    return type.starts_with(range.substr(0, range.size() - 1)) ? 2 : 0;
}

int liking(const std::vector<Wish>& wishes, std::string_view offered) {
    const auto type = lower(trimmed(offered.substr(0, offered.find(';'))));
    int best = 0, liked = 0;
    for (const auto& wish : wishes) {
        const int close = closeness(wish.value, type);
        if (close > best || (close == best && close > 0 && wish.quality > liked)) {
            best = close;
            liked = wish.quality;
        }
    }
    return liked;
}

}  // namespace

std::optional<std::size_t> choose_media(std::string_view accept, std::span<const std::string_view> offered) {
    const auto wanted = wishes(accept);
    if (wanted.empty()) return offered.empty() ? std::nullopt : std::optional<std::size_t>(0);
    std::optional<std::size_t> best;
    int best_liking = 0;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const int liked = liking(wanted, offered[i]);
        if (liked <= best_liking) continue;
        best = i;
        best_liking = liked;
    }
    return best;
}

registry::Lang choose_language(std::string_view accept_language, registry::Lang otherwise) {
    auto best = otherwise;
    int best_quality = 0;
    for (const auto& wish : wishes(accept_language)) {
        const auto spoken =
            registry::named<registry::Lang>(std::string_view(wish.value).substr(0, wish.value.find('-')));
        if (!spoken || wish.quality <= best_quality) continue;
        best = *spoken;
        best_quality = wish.quality;
    }
    return best;
}

bool takes_gzip(std::string_view accept_encoding) {
    std::optional<int> named, any;
    for (const auto& wish : wishes(accept_encoding)) {
        if (wish.value == "gzip" || wish.value == "x-gzip") named = std::max(named.value_or(0), wish.quality);
        if (wish.value == "*") any = wish.quality;
    }
    return named.value_or(any.value_or(0)) > 0;
}

}  // namespace server
