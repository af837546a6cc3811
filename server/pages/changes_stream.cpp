// /changes/stream: the log as it is committed (HTML living standard, "Server-sent events").
#include "registry/model/subjects.hpp"
#include "server/http/conditional.hpp"
#include "server/http/cors.hpp"
#include "server/http/secure.hpp"
#include "server/pages/changes_log.hpp"
#include "server/pages/list_parts.hpp"
#include "server/pages/machines.hpp"
#include "server/pages/news.hpp"
#include "server/pages/words.hpp"

namespace server {
namespace {

constexpr int seconds_when_full = 60;

Refusal no_such_place(const View& view, std::string parameter, std::int64_t last) {
    return {400,
            "bad-value",
            view.say("problem.bad-value"),
            view.say("stream.bad-place", {{"last", std::to_string(last)}}),
            std::move(parameter),
            {"0 … " + std::to_string(last)}};
}

Refusal no_such_subject(const View& view, std::string_view typed) {
    std::vector<std::string> codes;
    for (const auto& each : registry::subjects()) codes.push_back(each.code);
    return {400,
            "bad-value",
            view.say("problem.bad-value"),
            view.say("problem.not-listed", {{"parameter", "subject"}, {"value", std::string{typed}}}),
            "subject",
            std::move(codes)};
}

// The number after which he goes on: what a browser says of itself when it comes back counts before what
// stands in the address it comes back to. Nothing said: from now on.
std::variant<std::int64_t, Refusal> place(const Asking& asking, std::int64_t last) {
    const std::string_view names[] = {"Last-Event-ID", "after"};
    const std::string_view said[] = {asking.last_event, asking.asked_for("after")};
    for (std::size_t i = 0; i < std::size(said); ++i) {
        if (said[i].empty()) continue;
        const auto number = whole_number(said[i]);
        if (!number || *number > last) return no_such_place(asking.view, std::string{names[i]}, last);
        return *number;
    }
    return last;
}

}  // namespace

Answered changes_stream_page(const Asking& asking) {
    auto filter = changes_filter(asking);
    if (auto* refused = std::get_if<Refusal>(&filter)) return std::move(*refused);
    const auto from = place(asking, registry::store::last_change(asking.reader));
    if (const auto* refused = std::get_if<Refusal>(&from)) return *refused;
    const auto subject = asking.asked_for("subject");
    if (!subject.empty() && !registry::subject(subject)) return no_such_subject(asking.view, subject);
    Response response;
    response.live = asking.workings->news->follow(std::get<std::int64_t>(from),
                                                  std::get<registry::ChangeFilter>(std::move(filter)),
                                                  asking.view.lang, std::string{subject});
    if (!response.live)
        return Refusal{503,
                       "too-many-streams",
                       asking.view.say("stream.full"),
                       asking.view.say("stream.full-detail"),
                       {},
                       {},
                       {},
                       seconds_when_full};
    auto& headers = response.headers;
    headers["Content-Type"] = "text/event-stream";
    headers["Cache-Control"] = "no-store";
    headers["X-Accel-Buffering"] = "no";  // a proxy in between is to hand on each event as it comes
    headers["Content-Language"] = registry::name_of(asking.view.lang);
    secure(headers);
    share(headers);
    vary(headers, "Accept-Language");
    return response;
}

}  // namespace server
