#include "server/http/problem.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "registry/base/text.hpp"
#include "server/http/cors.hpp"
#include "server/http/link.hpp"
#include "server/http/secure.hpp"

namespace server {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Writer& writer, std::string_view value) {
    const auto mended = registry::is_utf8(value) ? std::string(value) : registry::clean(value);
    writer.String(mended.data(), static_cast<rapidjson::SizeType>(mended.size()));
}

void member(Writer& writer, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    text(writer, value);
}

}  // namespace

std::string_view phrase(int status) {
    struct Line {
        int status;
        std::string_view phrase;
    };
    static constexpr Line lines[] = {
        {100, "Continue"},
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    };
    for (const auto& line : lines)
        if (line.status == status) return line.phrase;
    return "Unknown";
}

std::string Refusal::heading() const { return title.empty() ? std::string(phrase(status)) : title; }

std::string problem_json(const Refusal& refusal, std::string_view base_url) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    member(
        writer, "type",
        refusal.type.empty() ? "about:blank" : std::string(base_url) + "/problems/" + percent(refusal.type));
    member(writer, "title", refusal.heading());
    writer.Key("status");
    writer.Int(refusal.status);
    member(writer, "detail", refusal.detail);
    member(writer, "parameter", refusal.parameter);
    if (!refusal.allowed.empty()) {
        writer.Key("allowed");
        writer.StartArray();
        for (const auto& value : refusal.allowed) text(writer, value);
        writer.EndArray();
    }
    if (!refusal.available.empty()) {
        writer.Key("available");
        writer.StartArray();
        for (const auto& [href, type] : refusal.available) {
            writer.StartObject();
            member(writer, "href", href);
            member(writer, "type", type);
            writer.EndObject();
        }
        writer.EndArray();
    }
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

Response problem_response(const Refusal& refusal, std::string_view base_url) {
    Response response;
    response.status = refusal.status;
    response.headers["Content-Type"] = "application/problem+json";
    response.headers["Cache-Control"] = "no-store";
    secure(response.headers);
    share(response.headers);
    std::vector<std::string> links;
    for (const auto& [href, type] : refusal.available) links.push_back(link_value(href, "alternate", "type=\"" + type + "\""));
    if (!links.empty()) response.headers["Link"] = link_header(links);
    response.body = std::make_shared<const std::string>(problem_json(refusal, base_url));
    return response;
}

}  // namespace server
