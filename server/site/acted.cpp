// A form that was sent: read, bounded, and answered by the one who may write.
#include <algorithm>

#include "registry/alerts/fan_out.hpp"
#include "registry/base/text.hpp"
#include "server/http/secure.hpp"
#include "server/site/inside.hpp"

namespace server {
namespace {

constexpr int soon = 2;  // seconds after which a form is sent again

// Behind a proxy of the operator's own, the last of those named: the proxy put it there.
std::string sent_by(const Request& request, const FormSettings& settings) {
    if (settings.behind_proxy) {
        const auto forwarded = header(request, "X-Forwarded-For");
        const auto last = registry::trim(std::string_view{forwarded}.substr(forwarded.rfind(',') + 1));
        if (!last.empty()) return client_of(last);
    }
    return client_of(request.client);
}

// Sent by a page of another site in its reader's name. Browsers say so (W3C Fetch Metadata), older ones by
// the page's origin (RFC 6454); programs send neither header. Our own secret pages hide where they are, so
// that their forms come with the origin "null". Where a link's token says it all, a mail program's one click
// may come from anywhere (RFC 8058).
bool is_from_elsewhere(const Request& request, const Place& place, std::string_view base_url) {
    if (place.any_body) return false;
    if (const auto site = header(request, "Sec-Fetch-Site"); !site.empty()) return site == "cross-site";
    const auto origin = header(request, "Origin");
    if (origin.empty() || origin == "null") return false;
    const auto begins = origin.find("://");
    if (begins == std::string::npos) return true;
    const bool is_host = same_name(std::string_view{origin}.substr(begins + 3), header(request, "Host"));
    const auto base = base_url.find("://");
    const auto own =
        base == std::string_view::npos ? base_url : base_url.substr(0, base_url.find('/', base + 3));
    return !is_host && !same_name(origin, own);
}

bool is_form(const Request& request, const Place& place) {
    const auto type = header(request, "Content-Type");
    const auto media = registry::trim(std::string_view{type}.substr(0, type.find(';')));
    return same_name(media, "application/x-www-form-urlencoded") ||
           (place.any_body && same_name(media, "multipart/form-data"));
}

std::vector<std::string> names_of(const Place& place) {
    std::vector<std::string> names;
    for (const auto& field : place.fields) names.emplace_back(field.name);
    return names;
}

// Its fields, as a query's are read: known ones, once each but for boxes, empty ones left out.
std::variant<Pairs, Refusal> read_form(const Request& request, const Place& place, const View& view) {
    if (!is_form(request, place))
        return Refusal{415,
                       "unsupported-media",
                       view.say("problem.unsupported-media"),
                       view.say("problem.unsupported-media-detail"),
                       {},
                       {}};
    Pairs sent, form;
    if (place.any_body) return form;
    if (!read_query(request.body, sent))
        return Refusal{400, "bad-form", view.say("problem.bad-form"), view.say("problem.bad-form-detail"),
                       {},  {}};
    for (auto& [name, value] : sent) {
        const auto field = std::ranges::find(place.fields, name, &Field::name);
        if (field == place.fields.end())
            return Refusal{400,
                           "unknown-field",
                           view.say("problem.unknown-field"),
                           view.say("problem.unknown-field-detail", {{"parameter", name}}),
                           name,
                           names_of(place)};
        const bool again = std::ranges::any_of(form, [&](const auto& pair) { return pair.first == name; });
        if (again && !field->repeats)
            return Refusal{400,
                           "bad-value",
                           view.say("problem.bad-value"),
                           view.say("problem.given-twice", {{"parameter", name}}),
                           name,
                           {}};
        if (!value.empty()) form.emplace_back(std::move(name), std::move(value));
    }
    return form;
}

// 303: what follows is asked for with GET (RFC 9110 15.4.4).
Response see_other(const std::string& address) {
    Response response;
    response.status = 303;
    response.headers["Location"] = address;
    secure(response.headers);
    return response;
}

Refusal busy(const View& view) {
    Refusal refused{503, "not-ready", view.say("problem.form-busy"), view.say("problem.form-busy-detail"),
                    {},  {}};
    refused.retry_after = soon;
    return refused;
}

}  // namespace

std::optional<Refusal> Site::Inside::too_often(const Asked& asked, registry::Instant now) {
    const auto bound = asked.match.route->handler.bounded;
    if (bound == Place::Bound::none) return std::nullopt;
    auto& counted = bound == Place::Bound::many ? many_rates : rates;
    const auto seconds = counted.wait(sent_by(asked.request, settings.forms), now);
    if (seconds == 0) return std::nullopt;
    const auto& view = asked.view;
    Refusal refused{429,
                    "too-many-requests",
                    view.say("problem.too-many"),
                    view.say("problem.too-many-detail", {{"seconds", std::to_string(seconds)}}),
                    {},
                    {}};
    refused.retry_after = static_cast<int>(seconds);
    return refused;
}

Response Site::Inside::acted(Asked& asked) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    if (const auto refused = choose_format(asked)) return refusal(asked.request, view, *refused);
    view.for_programs = asked.format->name == "json";
    if (is_from_elsewhere(asked.request, place, settings.base_url))
        return refusal(asked.request, view,
                       {403,
                        "cross-site",
                        view.say("problem.cross-site"),
                        view.say("problem.cross-site-detail"),
                        {},
                        {}});
    const auto now = settings.now();
    if (const auto refused = too_often(asked, registry::alerts::seconds(now)))
        return refusal(asked.request, view, *refused);
    const auto form = read_form(asked.request, place, view);
    if (const auto* refused = std::get_if<Refusal>(&form)) return refusal(asked.request, view, *refused);
    {
        Snapshot snapshot(database);
        view.samples = of_store(snapshot)->samples;
        if (place.door)
            if (const auto refused = place.door(asking(asked, snapshot)))
                return refusal(asked.request, view, *refused);
    }
    // However many forms come while somebody writes for long, one of them waits, and not for long.
    const std::unique_lock turn(acting, std::try_to_lock);
    auto writer = turn ? database.write_soon(settings.forms.patience) : std::nullopt;
    if (!writer) return refusal(asked.request, view, busy(view));
    auto answered =
        place.action({*writer, view, asked.match.params, std::get<Pairs>(form), now, settings.forms});
    if (const auto* refused = std::get_if<Refusal>(&answered)) return refusal(asked.request, view, *refused);
    const auto* document = std::get_if<Document>(&answered);
    if (!document || document->status < 400) writer->commit_unseen();
    if (const auto* moved = std::get_if<Moved>(&answered)) return see_other(moved->to);
    if (auto* response = std::get_if<Response>(&answered)) return std::move(*response);
    asked.modified = std::chrono::sys_seconds{now.today};
    return written(asked, *document, {});
}

}  // namespace server
