#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "registry/base/text.hpp"

namespace registry {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Labels that mean windows-1252 on the web, Latin-1 and ASCII among them (WHATWG Encoding, 4.2).
constexpr std::array windows_1252_labels{
    "ansi_x3.4-1968"sv, "ascii"sv,           "cp1252"sv,     "cp819"sv,     "csisolatin1"sv,
    "ibm819"sv,         "iso-8859-1"sv,      "iso-ir-100"sv, "iso8859-1"sv, "iso88591"sv,
    "iso_8859-1"sv,     "iso_8859-1:1987"sv, "l1"sv,         "latin1"sv,    "us-ascii"sv,
    "windows-1252"sv,   "x-cp1252"sv,
};

// 0x80 to 0x9F of windows-1252; the empty ones mean nothing.
constexpr std::array<std::string_view, 32> windows_1252_high{
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
};

std::string lower(std::string_view text) {
    std::string out{trim(text)};
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Decoded windows_1252(std::string_view bytes) {
    Decoded out{{}, "windows-1252", 0};
    out.text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out.text += c;
        } else if (byte < 0xA0) {
            const auto meant = windows_1252_high[byte - 0x80U];
            out.text += meant.empty() ? replacement : meant;
            if (meant.empty()) ++out.replaced;
        } else {
            out.text += static_cast<char>(0xC0U | (byte >> 6U));
            out.text += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return out;
}

// How the bytes look as UTF-8: sequences of two and more bytes, and bytes that belong to none.
struct Utf8Look {
    std::size_t sequences = 0, stray = 0;
};

// Length of the UTF-8 sequence at the start of `bytes`, 0 where there is none.
std::size_t sequence_length(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || bytes.size() < length || !is_utf8(bytes.substr(0, length))) return 0;
    return length;
}

Utf8Look look(std::string_view bytes) {
    Utf8Look seen;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = sequence_length(bytes.substr(at, 4));
        seen.stray += length == 0;
        seen.sequences += length > 1;
        at += std::max<std::size_t>(length, 1);
    }
    return seen;
}

Decoded utf8(std::string_view bytes) {
    Decoded out{{}, "utf-8", 0};
    out.text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = sequence_length(bytes.substr(at, 4));
        out.text += length == 0 ? replacement : bytes.substr(at, length);
        out.replaced += length == 0;
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

void replace_and_count(const void* counter, UConverterToUnicodeArgs* arguments, const char*,
                       std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    *static_cast<std::size_t*>(const_cast<void*>(counter)) += static_cast<std::size_t>(length);
    *status = U_ZERO_ERROR;
    const UChar mark = 0xFFFD;
    ucnv_cbToUWriteUChars(arguments, &mark, 1, 0, status);
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// A charset ICU knows by that label. Only its own list counts: an unknown name would be looked for as a file.
// UTF-7 and the compression schemes are no charsets of documents.
Converter converter(const std::string& label) {
    UErrorCode status = U_ZERO_ERROR;
    Converter none{nullptr, &ucnv_close};
    if (label.empty() || label.size() > 60 || label.find_first_of("/,\\") != std::string::npos) return none;
    if (ucnv_countAliases(label.c_str(), &status) == 0 || U_FAILURE(status)) return none;
    Converter found{ucnv_open(label.c_str(), &status), &ucnv_close};
    if (U_FAILURE(status)) return none;
    const auto type = ucnv_getType(found.get());
    if (type == UCNV_UTF7 || type == UCNV_SCSU || type == UCNV_BOCU1 || type == UCNV_IMAP_MAILBOX)
        return none;
    return found;
}

Decoded convert(std::string_view bytes, UConverter& from, std::string used) {
    if (bytes.size() > INT32_MAX)
        throw std::length_error("a text of more than 2 GiB");  // ICU counts in 32 bits
    Decoded out{{}, std::move(used), 0};
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(&from, replace_and_count, &out.replaced, nullptr, nullptr, &status);
    std::array<UChar, 4096> chunk{};
    icu::StringByteSink<std::string> sink{&out.text};
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    icu::UnicodeString text;
    do {
        status = U_ZERO_ERROR;
        UChar* to = chunk.data();
        ucnv_toUnicode(&from, &to, to + chunk.size(), &at, end, nullptr, true, &status);
        text.append(chunk.data(), static_cast<std::int32_t>(to - chunk.data()));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    text.toUTF8(sink);
    return out;
}

struct Mark {
    std::string_view bytes, charset;
};
constexpr std::array byte_order_marks{
    Mark{"\xEF\xBB\xBF"sv, "utf-8"sv},    Mark{"\xFF\xFE\0\0"sv, "utf-32le"sv},
    Mark{"\0\0\xFE\xFF"sv, "utf-32be"sv}, Mark{"\xFF\xFE"sv, "utf-16le"sv},
    Mark{"\xFE\xFF"sv, "utf-16be"sv},
};

}  // namespace

Decoded decode(std::string_view bytes, std::string_view declared) {
    auto label = lower(declared);
    for (const auto& mark : byte_order_marks) {
        if (!bytes.starts_with(mark.bytes)) continue;
        bytes.remove_prefix(mark.bytes.size());
        if (mark.charset == "utf-8") return utf8(bytes);
        label = mark.charset;
        break;
    }
    const auto seen = look(bytes);
    // "utf-16" in the prologue of a file that was since re-saved as UTF-8 is left over: wide text holds
    // zeros.
    const bool wide = label.starts_with("utf-16") || label.starts_with("utf-32");
    if (wide && (seen.stray > 0 || bytes.find('\0') != std::string_view::npos))
        if (const auto known = converter(label)) return convert(bytes, *known, label);

    if (seen.stray == 0 && seen.sequences > 0) return utf8(bytes);
    if (std::find(windows_1252_labels.begin(), windows_1252_labels.end(), label) != windows_1252_labels.end())
        return windows_1252(bytes);
    if (label.empty() || label == "utf-8" || label == "utf8") {
        // Declared or taken as UTF-8 and damaged: mended where most of it is UTF-8, else it never was.
        return seen.sequences >= seen.stray ? utf8(bytes) : windows_1252(bytes);
    }
    if (!wide)
        if (const auto known = converter(label)) return convert(bytes, *known, label);
    return seen.stray == 0 ? utf8(bytes) : windows_1252(bytes);
}

}  // namespace registry
