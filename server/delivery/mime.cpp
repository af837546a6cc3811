// A mail as bytes. Poco writes parts and quoted-printable; the headers are ours: Poco 1.11 splits letters
// between encoded words (RFC 2047 5 forbids it) and lets a line end in a value begin another header.
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/MultipartWriter.h>
#include <Poco/Net/QuotedPrintableEncoder.h>

#include <algorithm>
#include <sstream>

#include "registry/base/bytes.hpp"
#include "registry/base/text.hpp"
#include "server/delivery/mail.hpp"

namespace server::delivery {
namespace {

constexpr std::size_t longest_plain = 66;  // bytes of a value that stands beside its name in one line
constexpr std::size_t longest_line = 998;   // bytes before CRLF (RFC 5322 2.1.1)
constexpr std::size_t bytes_in_word = 39;  // as base64 64 letters with what stands around them (RFC 2047 2)

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// Words of whole letters, one a line.
std::string encoded_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        auto size = std::min(bytes_in_word, text.size());
        while (size < text.size() && (text[size] & 0xC0) == 0x80) --size;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + registry::base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    }
    return out;
}

std::string header_text(std::string_view typed) {
    const auto text = registry::clean(typed);
    if (is_ascii(text) && text.size() <= longest_plain && text.find("=?") == std::string::npos) return text;
    return encoded_words(text);
}

// For values that are no free text: everything but visible ASCII is left out.
std::string token_text(std::string_view typed) {
    std::string text;
    for (const char c : typed)
        if (c > 0x20 && c < 0x7f && c != '<' && c != '>') text += c;
    return text;
}

std::string mailbox(std::string_view typed) {
    const auto address = token_text(address_in(typed));
    const auto open = typed.rfind('<');
    auto name = open == std::string_view::npos ? std::string{} : registry::clean(typed.substr(0, open));
    name.erase(std::remove_if(name.begin(), name.end(), [](char c) { return c == '"' || c == '\\'; }),
               name.end());
    if (name.empty()) return "<" + address + ">";
    if (!is_ascii(name) || name.size() > 40 || name.find("=?") != std::string::npos)
        return encoded_words(name) + "\r\n <" + address + ">";
    return "\"" + name + "\" <" + address + ">";
}

std::string quoted_printable(std::string_view text) {
    std::string lines;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    std::ostringstream out;
    Poco::Net::QuotedPrintableEncoder encoder(out);
    encoder << lines;
    encoder.close();
    return out.str();
}

std::string alternatives(const std::string& boundary, const Mail& mail) {
    std::ostringstream out;
    Poco::Net::MultipartWriter writer(out, boundary);
    const auto part = [&](const std::string& type, const std::string& text) {
        Poco::Net::MessageHeader header;
        header.set("Content-Type", type + "; charset=UTF-8");
        header.set("Content-Transfer-Encoding", "quoted-printable");
        writer.nextPart(header);
        out << quoted_printable(text);
    };
    part("text/plain", mail.text);
    part("text/html", mail.html);
    writer.close();
    return out.str();
}

}  // namespace

std::string address_in(std::string_view typed) {
    const auto open = typed.rfind('<');
    if (open == std::string_view::npos) return std::string{registry::trim(typed)};
    const auto close = typed.find('>', open);
    return std::string{
        registry::trim(typed.substr(open + 1, close == std::string_view::npos ? close : close - open - 1))};
}

bool is_mail_address(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > 254 || at > 64)
        return false;
    for (const char c : text)
        if (c <= 0x20 || c >= 0x7f || c == '<' || c == '>' || c == '"' || c == '\\' || c == ',' || c == ';' ||
            c == ':')
            return false;
    return text.find('@') == at;
}

std::string envelope_sender(const SmtpSettings& settings, const Mail& mail) {
    const auto address = address_in(settings.bounces.empty() ? settings.from : settings.bounces);
    const auto at = address.rfind('@');
    if (settings.bounces.empty() || mail.bounce_code.empty() || at == std::string::npos) return address;
    return address.substr(0, at) + "+" + mail.bounce_code + address.substr(at);
}

std::string mime(const SmtpSettings& settings, const Mail& mail) {
    const auto boundary =
        "placet-" + registry::sha256(mail.message_id + "\n" + mail.text + "\n" + mail.html).substr(0, 32);
    std::string out;
    const auto header = [&](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        const auto first = std::min(value.find("\r\n"), value.size());
        out += name;
        out += name.size() + 2 + first <= longest_line ? ": " : ":\r\n ";
        out += value + "\r\n";
    };
    header("Date", header_text(mail.date));
    header("From", mailbox(settings.from));
    header("To", "<" + token_text(mail.to) + ">");
    header("Subject", header_text(mail.subject));
    header("Message-ID", "<" + token_text(mail.message_id) + ">");
    header("Content-Language", token_text(mail.language));
    if (!mail.list_id.empty()) header("List-Id", "<" + token_text(mail.list_id) + ">");
    // Within an address no line may end (RFC 2369 2): one that fits in none stands in the text alone.
    const auto stop = "<" + token_text(mail.stop_url) + ">";
    if (!mail.stop_url.empty() && stop.size() < longest_line) {
        header("List-Unsubscribe", stop);
        header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    header("Precedence", "bulk");
    header("Auto-Submitted", "auto-generated");
    header("MIME-Version", "1.0");
    header("Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
    return out + "\r\n" + alternatives(boundary, mail);
}

}  // namespace server::delivery
