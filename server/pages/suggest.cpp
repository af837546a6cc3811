// What the search box offers while somebody types, and how a browser learns to search here.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "registry/base/bytes.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cors.hpp"
#include "server/http/secure.hpp"
#include "server/pages/search_page.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void put(Writer& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

std::string what_it_is(const View& view, const registry::Suggestion& each) {
    if (!each.number.empty()) return each.number;
    if (!each.instrument.empty()) return view.say("suggest.instrument");
    return view.say(each.entity.empty() ? "suggest.party" : "suggest.entity");
}

std::string address(const View& view, const registry::Suggestion& each) {
    if (!each.instrument.empty()) return view.permanent("/instruments/" + percent(each.instrument));
    if (!each.entity.empty()) return view.permanent("/entities/" + percent(each.entity));
    return view.permanent("/parties/" + percent(each.party));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    return out;
}

Response made(std::string body, std::string_view media) {
    Response response;
    response.headers["Content-Type"] = media;
    // Typing the same again asks nobody; what is imported meanwhile may wait a minute.
    response.headers["Cache-Control"] = "max-age=60";
    secure(response.headers);
    share(response.headers);
    vary(response.headers, "Accept-Language");
    response.headers["ETag"] = entity_tag(registry::sha256(body));
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

}  // namespace

std::string suggestions_json(const View& view, std::string_view typed,
                             const std::vector<registry::Suggestion>& found) {
    rapidjson::StringBuffer buffer;
    Writer out(buffer);
    out.StartArray();
    put(out, typed);
    out.StartArray();
    for (const auto& each : found) put(out, each.text);
    out.EndArray();
    out.StartArray();
    for (const auto& each : found) put(out, what_it_is(view, each));
    out.EndArray();
    out.StartArray();
    for (const auto& each : found) put(out, address(view, each));
    out.EndArray();
    out.EndArray();
    return {buffer.GetString(), buffer.GetSize()};
}

std::string opensearch_xml(const View& view) {
    const auto at = [&](const std::string& path) { return escaped(view.base_url + path); };
    const std::string lang{registry::name_of(view.lang)};
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
           "  <ShortName>Placet</ShortName>\n"
           "  <Description>" +
           escaped(view.say("suggest.about")) +
           "</Description>\n"
           "  <InputEncoding>UTF-8</InputEncoding>\n"
           "  <Language>" +
           lang +
           "</Language>\n"
           "  <Url type=\"text/html\" template=\"" +
           at("/search?lang=" + lang + "&q={searchTerms}") +
           "\"/>\n"
           "  <Url type=\"application/json\" template=\"" +
           at("/search.json?lang=" + lang + "&q={searchTerms}") +
           "\"/>\n"
           "  <Url type=\"application/x-suggestions+json\" template=\"" +
           at("/suggest?lang=" + lang + "&q={searchTerms}") +
           "\"/>\n"
           "</OpenSearchDescription>\n";
}

Answered suggest_page(const Asking& asking) {
    const auto typed = asking.asked_for("q").substr(0, registry::longest_query);
    const auto found = registry::suggestions(asking.reader, typed, asking.view.lang);
    return made(suggestions_json(asking.view, registry::read_query(typed).typed, found),
                "application/x-suggestions+json; charset=utf-8");
}

Answered opensearch_page(const Asking& asking) {
    return made(opensearch_xml(asking.view), "application/opensearchdescription+xml; charset=utf-8");
}

}  // namespace server
