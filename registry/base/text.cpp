#include "registry/base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace registry {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The code point at `at`, which moves past it; nullopt where the bytes are not UTF-8.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    if (c < 0) return std::nullopt;
    return static_cast<char32_t>(c);
}

void append(std::string& out, char32_t c) {
    std::array<char, 4> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, static_cast<std::uint32_t>(c));
    out.append(bytes.data(), length);
}

bool is_blank(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

// Not to be seen and without meaning in a name or a sentence: controls, soft hyphen, zero-width blank, byte
// order mark, and the marks that change the direction of writing (they can make a name read as another).
// ZWJ and ZWNJ stay: they are spelling in Persian and the Indic scripts.
bool is_dropped(char32_t c) {
    if (c < 0xA0) return c < 0x20 || c >= 0x7F;
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x061C || c == 0x200E ||
           c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// XML 1.0 has no room for these two.
bool is_noncharacter(char32_t c) { return c == 0xFFFE || c == 0xFFFF; }

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = instance(status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string{"ICU normalizer: "} + u_errorName(status));
    return *found;
}

std::string normalized(const icu::Normalizer2& form, const std::string& text) {
    if (text.size() > INT32_MAX)
        throw std::length_error("a text of more than 2 GiB");  // ICU counts in 32 bits
    const icu::StringPiece piece{text.data(), static_cast<std::int32_t>(text.size())};
    UErrorCode status = U_ZERO_ERROR;
    if (form.isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return text;
    std::string out;
    icu::StringByteSink<std::string> sink{&out, piece.length()};
    status = U_ZERO_ERROR;
    form.normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string{"ICU normalize: "} + u_errorName(status));
    return out;
}

// Collects text with every run of blanks as one, and none at either end.
class Cleaned {
public:
    explicit Cleaned(std::size_t size) { out_.reserve(size); }
    void blank() { pending_ = !out_.empty(); }
    void add(char c) {
        separate();
        out_ += c;
    }
    void add(char32_t c) {
        separate();
        append(out_, c);
    }
    std::string take() { return std::move(out_); }

private:
    void separate() {
        if (pending_) out_ += ' ';
        pending_ = false;
    }
    std::string out_;
    bool pending_ = false;
};

std::string clean_ascii(std::string_view text) {
    Cleaned out{text.size()};
    for (const char c : text) {
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            out.blank();
        else if (c >= 0x20 && c != 0x7F)
            out.add(c);
    }
    return out.take();
}

// Typographic quotes and dashes as a keyboard has them; letters that Unicode does not decompose.
struct Plain {
    char32_t from;
    std::string_view to;
};
constexpr std::array plain_forms{
    Plain{U'`', "'"},       Plain{U'\u00AB', "\""}, Plain{U'\u00B4', "'"},  Plain{U'\u00BB', "\""},
    Plain{U'\u00C6', "ae"}, Plain{U'\u00D0', "d"},  Plain{U'\u00D8', "o"},  Plain{U'\u00DE', "th"},
    Plain{U'\u00E6', "ae"}, Plain{U'\u00F0', "d"},  Plain{U'\u00F8', "o"},  Plain{U'\u00FE', "th"},
    Plain{U'\u0110', "d"},  Plain{U'\u0111', "d"},  Plain{U'\u0126', "h"},  Plain{U'\u0127', "h"},
    Plain{U'\u0131', "i"},  Plain{U'\u0141', "l"},  Plain{U'\u0142', "l"},  Plain{U'\u0152', "oe"},
    Plain{U'\u0153', "oe"}, Plain{U'\u02B9', "'"},  Plain{U'\u02BB', "'"},  Plain{U'\u02BC', "'"},
    Plain{U'\u2010', "-"},  Plain{U'\u2011', "-"},  Plain{U'\u2012', "-"},  Plain{U'\u2013', "-"},
    Plain{U'\u2014', "-"},  Plain{U'\u2015', "-"},  Plain{U'\u2018', "'"},  Plain{U'\u2019', "'"},
    Plain{U'\u201A', "'"},  Plain{U'\u201B', "'"},  Plain{U'\u201C', "\""}, Plain{U'\u201D', "\""},
    Plain{U'\u201E', "\""}, Plain{U'\u201F', "\""}, Plain{U'\u2032', "'"},  Plain{U'\u2033', "\""},
    Plain{U'\u2039', "'"},  Plain{U'\u203A', "'"},  Plain{U'\u2212', "-"},
};

std::string with_plain_forms(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at).value_or(replacement);
        const auto* found = std::lower_bound(plain_forms.begin(), plain_forms.end(), c,
                                             [](const Plain& p, char32_t x) { return p.from < x; });
        if (found != plain_forms.end() && found->from == c)
            out += found->to;
        else
            append(out, c);
    }
    return out;
}

// The blocks of combining diacritical marks. Other scripts' combining vowels are letters and stay.
bool is_diacritic(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at).value_or(replacement);
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80)
            ++at;
        else if (!next_code_point(bytes, at))
            return false;
    }
    return true;
}

std::string clean(std::string_view text) {
    if (is_ascii(text)) return clean_ascii(text);
    static const auto& nfc = normalizer(icu::Normalizer2::getNFCInstance);
    Cleaned out{text.size()};
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at).value_or(replacement);
        if (is_blank(c))
            out.blank();
        else if (!is_dropped(c))
            out.add(is_noncharacter(c) ? replacement : c);
    }
    return normalized(nfc, out.take());
}

std::string fold(std::string_view text) {
    auto cleaned = clean(text);
    if (is_ascii(cleaned)) {
        for (auto& c : cleaned)
            c = c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return cleaned;
    }
    static const auto& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
    static const auto& decompose = normalizer(icu::Normalizer2::getNFDInstance);
    const auto decomposed = normalized(decompose, normalized(casefold, with_plain_forms(cleaned)));
    Cleaned out{decomposed.size()};
    for (std::size_t at = 0; at < decomposed.size();) {
        const auto c = next_code_point(decomposed, at).value_or(replacement);
        if (is_blank(c))
            out.blank();
        else if (!is_diacritic(c))
            out.add(c);
    }
    return out.take();
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\v\f\r";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string slug(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const char c : fold(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && !out.empty()) out += '-';
            gap = false;
            out += c;
        } else if (c != '\'') {
            gap = true;
        }
    }
    return out;
}

std::size_t distance(std::string_view a, std::string_view b) {
    constexpr std::size_t limit = 1000;
    auto shorter = code_points(fold(a)), longer = code_points(fold(b));
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    if (longer.size() > limit) return longer.size();
    std::vector<std::size_t> row(shorter.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    for (std::size_t j = 0; j < longer.size(); ++j) {
        auto diagonal = row[0];
        row[0] = j + 1;
        for (std::size_t i = 0; i < shorter.size(); ++i) {
            const auto changed = diagonal + (shorter[i] == longer[j] ? 0U : 1U);
            diagonal = row[i + 1];
            row[i + 1] = std::min({row[i] + 1, row[i + 1] + 1, changed});
        }
    }
    return row.back();
}

}  // namespace registry
