// Reads a delivery status notification (RFC 3464): a multipart/report whose second part says, in groups of
// headers, what became of the message.
#include <Poco/Exception.h>
#include <Poco/Net/MediaType.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/String.h>

#include <sstream>

#include "registry/alerts/token.hpp"
#include "registry/base/text.hpp"
#include "server/delivery/mail.hpp"

namespace server::delivery {
namespace {

using Poco::Net::MessageHeader;

constexpr std::size_t longest =
    1 << 20;  // bytes read; what is said of the delivery stands before the mail itself

std::string with_plain_ends(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, longest))
        if (c != '\r') out += c;
    return out;
}

MessageHeader header_in(std::string_view text) {
    std::string lines;
    for (const auto line : registry::split(text, '\n')) lines += std::string{line} + "\r\n";
    MessageHeader header;
    header.setFieldLimit(200);
    std::istringstream in(lines + "\r\n");
    header.read(in);
    return header;
}

// Up to the first empty line; `rest` is what follows it.
std::string_view head_of(std::string_view text, std::string_view& rest) {
    const auto end = text.find("\n\n");
    rest = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
    return text.substr(0, end);
}

// "17-0123456789abcdef0123" of "bounces+17-0123456789abcdef0123@example.org", wherever it stands in the
// value.
std::optional<std::string> code_in(std::string_view value) {
    for (auto plus = value.find('+'); plus != std::string_view::npos; plus = value.find('+', plus + 1)) {
        const auto at = value.find('@', plus);
        if (at == std::string_view::npos) return std::nullopt;
        const auto code = value.substr(plus + 1, at - plus - 1);
        const auto dash = code.find_first_not_of("0123456789");
        if (dash != std::string_view::npos && dash > 0 && code[dash] == '-' && dash + 1 < code.size() &&
            code.find_first_not_of("0123456789abcdefABCDEF", dash + 1) == std::string_view::npos)
            return std::string{code};
    }
    return std::nullopt;
}

std::optional<std::string> came_to(const MessageHeader& header) {
    for (const auto* name : {"X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To"})
        for (auto at = header.find(name); at != header.end() && Poco::icompare(at->first, name) == 0; ++at)
            if (auto code = code_in(at->second)) return code;
    return std::nullopt;
}

// Of the groups after the first, which is about the message, one that says failed for good.
std::optional<std::string> failure_in(std::string_view groups) {
    for (std::string_view rest = groups; !rest.empty();) {
        const auto group = head_of(rest, rest);
        if (registry::trim(group).empty()) continue;
        const auto header = header_in(group);
        const auto status = registry::trim(header.get("Status", ""));
        if (Poco::icompare(std::string{registry::trim(header.get("Action", ""))}, "failed") != 0 ||
            !status.starts_with("5."))
            continue;
        const auto why =
            registry::alerts::masked_in(registry::clean(header.get("Diagnostic-Code", "").substr(0, 300)));
        return std::string{status.substr(0, 12)} + (why.empty() ? "" : " " + why);
    }
    return std::nullopt;
}

std::optional<Bounce> read(const std::string& message) {
    std::string_view body;
    const auto header = header_in(head_of(message, body));
    const Poco::Net::MediaType type(header.get("Content-Type", "text/plain"));
    if (!type.matches("multipart", "report") || !type.hasParameter("boundary") ||
        Poco::icompare(type.getParameter("report-type"), "delivery-status") != 0)
        return std::nullopt;
    const auto code = came_to(header);
    if (!code) return std::nullopt;
    const auto boundary = "\n--" + type.getParameter("boundary");
    const auto text = "\n" + std::string{body};
    for (auto at = text.find(boundary); at != std::string::npos;) {
        const auto next = text.find(boundary, at + 1);
        auto part = std::string_view{text}.substr(at, next == std::string::npos ? next : next - at);
        part.remove_prefix(std::min(part.size(), part.find('\n', 1) == std::string_view::npos
                                                     ? part.size()
                                                     : part.find('\n', 1) + 1));
        std::string_view groups;
        const auto said_of_it = header_in(head_of(part, groups));
        const Poco::Net::MediaType kind(said_of_it.get("Content-Type", "text/plain"));
        if (kind.matches("message", "delivery-status"))
            if (const auto why = failure_in(groups)) return Bounce{*code, *why};
        at = next;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Bounce> read_bounce(std::string_view message) {
    try {
        auto text = with_plain_ends(message);
        // A mailbox file's own line before the headers.
        if (text.starts_with("From ")) text.erase(0, text.find('\n') + 1);
        return read(text);
    } catch (const Poco::Exception&) {
        return std::nullopt;  // nothing a mail server wrote
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

bool is_by_notification(std::string_view why) { return why.starts_with("5."); }

}  // namespace server::delivery
