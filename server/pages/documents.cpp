// /documents/{sha256}: what is kept of a document, and /original: its bytes, which are hostile (semantics 7).
#include <algorithm>

#include "server/http/conditional.hpp"
#include "server/http/secure.hpp"
#include "server/pages/compose.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

// Only what looks like a media type is told to a client; it came from outside.
std::string safe_media(const std::string& media) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-' ||
               c == '/';
    };
    const bool fits =
        std::ranges::count(media, '/') == 1 && media.size() < 100 && std::ranges::all_of(media, plain);
    return fits ? media : "application/octet-stream";
}

std::string taken_down_text(const View& view, const registry::DocumentAnswer& answer) {
    const auto on = registry::parse_day(std::string_view{answer.taken_down_at}.substr(0, 10));
    if (!on) return view.say("document.taken-down");
    return view.say("document.taken-down-because",
                    {{"day", day_text(view, *on)}, {"reason", answer.taken_down_because}});
}

}  // namespace

Document document(const View& view, const registry::DocumentAnswer& answer) {
    const auto file = without_folders(answer.file);
    const auto title = answer.title.empty() ? file : answer.title;
    auto made = page(view, "document", title.empty() ? view.say("document.title") : title);
    auto& says = made.says;
    says.both("sha256", answer.sha256);
    says.both("title", title);
    const auto recorded = registry::parse_day(std::string_view{answer.recorded_at}.substr(0, 10));
    says.both("not_yet_recorded", view.asked.known && recorded && *recorded > *view.asked.known);
    says.people("recorded_on", day(view, recorded));
    name_source(says, view, answer.source);
    says.both("address", answer.address);
    says.people("address_href", is_web_address(answer.address) ? answer.address : std::string{});
    says.both("file", file);
    says.both("media_type", answer.media_type);
    says.both("language", answer.language);
    says.people("language_label",
                answer.language.empty() ? std::string{} : language_label(view, answer.language));
    says.both("as_of", when(view, answer.as_of));
    says.both("published", when(view, answer.published));
    says.both("retrieved", day(view, answer.retrieved));
    says.both("recorded_at", answer.recorded_at);
    says.both("size", answer.size);
    says.people("size_text", view.say("document.bytes", {{"n", number(view, answer.size)}}));
    says.both("statements", answer.statements);
    says.people("statements_text", number(view, answer.statements));
    says.both("sample", answer.sample);
    says.both("secondary", answer.secondary);
    says.both("taken_down", answer.taken_down);
    says.both("taken_down_at", answer.taken_down_at);
    says.both("taken_down_because", answer.taken_down_because);
    if (answer.taken_down) says.people("taken_down_text", taken_down_text(view, answer));
    says.both("quotation", answer.quotation);
    const bool open = !answer.secondary && !answer.taken_down;
    const auto path = "/documents/" + answer.sha256 + "/original";
    says.people("original_href", open ? view.at(path) : std::string{});
    says.programs("original", open ? Value{view.permanent(path)} : Value{});
    auto remarks = Value::list();
    for (const auto& each : answer.remarks) remarks.push(remark(view, each));
    says.both("remarks", std::move(remarks));
    return made;
}

Answered document_page(const Asking& asking) {
    const auto& hash = asking.params["sha256"];
    const auto answer = registry::document_answer(asking.reader, hash);
    if (!answer) return missing(asking.view, "document", hash);
    return document(asking.view, *answer);
}

Answered original_page(const Asking& asking) {
    const auto& view = asking.view;
    const auto& hash = asking.params["sha256"];
    const auto answer = registry::document_answer(asking.reader, hash);
    if (!answer) return missing(view, "document", hash);
    if (answer->taken_down)
        return Refusal{410, "taken-down", view.say("problem.taken-down"), taken_down_text(view, *answer), {}, {}};
    const auto bytes = answer->secondary ? std::nullopt : registry::document_bytes(asking.reader, hash);
    if (!bytes)
        return Refusal{403, "not-public", view.say("problem.not-public"), view.say("document.secondary"), {},
                       {}};
    Response response;
    response.headers["Content-Type"] = safe_media(answer->media_type);
    const auto name = without_folders(answer->file);
    hostile(response.headers, name.empty() ? answer->sha256 : name);
    response.headers["ETag"] = entity_tag(answer->sha256);
    // A document can be taken down: whoever keeps a copy asks again each time.
    response.headers["Cache-Control"] = "no-cache";
    response.body = std::make_shared<const std::string>(*bytes);
    return response;
}

}  // namespace server
