// A page in the format asked for: from what is kept, or written and kept.
#include <algorithm>

#include "server/http/compress.hpp"
#include "server/http/cors.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/secure.hpp"
#include "server/site/inside.hpp"
#include "server/site/links.hpp"
#include "server/site/memento.hpp"
#include "server/site/redirect.hpp"
#include "server/static_files.hpp"

namespace server {

namespace {

// "2026-11-22T02:43:18Z".
std::optional<std::chrono::sys_seconds> moment_of(std::string_view instant) {
    if (instant.size() < 19) return std::nullopt;
    const auto day = registry::parse_day(instant.substr(0, 10));
    if (!day) return std::nullopt;
    const auto two = [&](std::size_t at) { return (instant[at] - '0') * 10 + (instant[at + 1] - '0'); };
    return *day + std::chrono::hours{two(11)} + std::chrono::minutes{two(14)} + std::chrono::seconds{two(17)};
}

// Pages say how long something has waited as of today, so that each of them is another one after midnight.
std::chrono::sys_seconds last_modified(const registry::store::Stamp& stamp, const View& view) {
    const std::chrono::sys_seconds midnight{view.asked.today};
    return std::max(moment_of(stamp.changed_at).value_or(midnight), midnight);
}

Edition edition_of(const Asked& asked, const OfStore& store) {
    const auto& view = asked.view;
    const auto day_of = [](const std::optional<registry::Day>& day) {
        return day ? registry::iso(*day) : std::string{};
    };
    Edition edition;
    edition.revision = static_cast<std::int64_t>(store.revision);
    edition.day = registry::iso(view.asked.today);
    edition.language = registry::name_of(view.lang);
    edition.format = asked.format->name;
    edition.on = registry::iso(view.asked.on);
    edition.known = day_of(view.asked.known);
    edition.published = day_of(view.asked.published);
    edition.program = program_edition();
    edition.store = store.stamp.identity;
    return edition;
}

// One canonical form: path and query.
std::string address_of(const Asked& asked) { return asked.view.here({}, {}, asked.view.suffix); }

// The days asked for, as they stand in the name of a file that is saved.
std::vector<std::string> days_in(const View& view) {
    std::vector<std::string> days;
    for (const auto& [name, text] : view.query)
        if (View::is_of_days(name)) days.push_back(name == "on" ? text : name + "-" + text);
    return days;
}

}  // namespace

std::optional<Refusal> Site::Inside::choose_format(Asked& asked) const {
    auto& view = asked.view;
    const auto offered = offered_by(asked.match.route->handler);
    if (!view.suffix.empty()) {
        for (const auto* each : offered)
            if (each->name == view.suffix) asked.format = each;
        if (asked.format) return std::nullopt;
        auto refused = missing(view, "page", asked.request.target);
        refused.available = available(view, offered);
        return refused;
    }
    std::vector<std::string_view> types;
    for (const auto* each : offered) types.push_back(each->accept);
    if (const auto chosen = choose_media(header(asked.request, "Accept"), types)) {
        asked.format = offered[*chosen];
        return std::nullopt;
    }
    return Refusal{406,
                   "not-acceptable",
                   view.say("problem.not-acceptable"),
                   view.say("problem.not-acceptable-detail"),
                   "Accept",
                   {types.begin(), types.end()},
                   available(view, offered)};
}

Response Site::Inside::represented(Asked& asked, Snapshot& snapshot) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    const auto store = of_store(snapshot);
    view.samples = store->samples;
    if (const auto refused = choose_format(asked)) return refusal(asked.request, view, *refused);
    view.for_programs = asked.format->name == "json" || asked.format->name == "csv";
    if (const auto gated = time_gate(asked.request, view, snapshot)) {
        if (const auto* refused = std::get_if<Refusal>(&*gated)) return refusal(asked.request, view, *refused);
        return std::get<Response>(*gated);
    }
    asked.modified = last_modified(store->stamp, view);
    const auto edition = edition_of(asked, *store);
    if (settings.kept_bytes) {
        if (auto finished = kept.find(address_of(asked), edition)) {
            asked.standing = Front::Standing{store->revision, view.asked.today};
            return finish(asked, *finished, edition);
        }
    }
    auto answered = place.page(asking(asked, snapshot, asked.format->name));
    // Something was committed before the page opened its snapshot: said anew, all of it from that one.
    if (snapshot.revision() != store->revision) return represented(asked, snapshot);
    if (const auto* refused = std::get_if<Refusal>(&answered)) return refusal(asked.request, view, *refused);
    if (const auto* moved = std::get_if<Moved>(&answered)) return redirect(moved->to);
    if (auto* response = std::get_if<Response>(&answered)) {
        const auto& headers = response->headers;
        const auto tag = headers.find("ETag");
        if (response->status == 200 && tag != headers.end() && unchanged(asked.request, tag->second))
            return not_modified(headers);
        return std::move(*response);
    }
    return written(asked, std::get<Document>(answered), edition);
}

Response Site::Inside::written(const Asked& asked, const Document& document, const Edition& edition) {
    const auto& place = asked.match.route->handler;
    if (!asked.format->can(document))  // this page of the route has no picture, no days
        return refusal(asked.request, asked.view, missing(asked.view, "page", asked.request.target));
    Response plain;
    auto& headers = plain.headers;
    plain.status = document.status;
    if (document.retry_after) headers["Retry-After"] = std::to_string(document.retry_after);
    plain.body = std::make_shared<const std::string>(asked.format->write(document));
    headers["Content-Type"] = asked.format->media;
    headers["Content-Language"] = registry::name_of(document.lang);
    headers["Cache-Control"] = "no-cache";
    headers["Last-Modified"] = http_date(asked.modified);
    headers["Link"] = links_of(asked.view, document, offered_by(place), *asked.format);
    if (const auto datetime = memento_datetime(asked.view); !datetime.empty())
        headers["Memento-Datetime"] = datetime;
    const bool for_people = asked.format->name == "html" || asked.format->name == "embed";
    secure(headers, asked.format->name == "embed" ? Frames::anywhere : Frames::none);
    if (document.picture && asked.format->can == format_named("svg")->can)
        allow_style(headers, style_source(document.picture->svg));
    // A secret address is in no name either: files are shown, sent on and kept.
    if (asked.format->saved)
        attached(headers, is_secret(asked.target)
                              ? file_name({}, {}, asked.format->name)
                              : file_name(asked.view.path, days_in(asked.view), asked.format->name));
    if (!for_people) share(headers);
    if (asked.view.suffix.empty() && place.only.empty()) vary(headers, "Accept");
    if (has_mementos(asked.view) && !asked.view.asked.known) vary(headers, "Accept-Datetime");
    vary(headers, "Accept-Language");
    vary(headers, "Accept-Encoding");
    if (document.passing) {
        headers["Cache-Control"] = "no-store";
        headers.erase("Last-Modified");
        return plain;
    }
    if (settings.kept_bytes == 0) return finish(asked, {std::move(plain), nullptr}, edition);
    return finish(asked, *kept.keep(address_of(asked), edition, {std::move(plain), nullptr}), edition);
}

// Packed when somebody first takes it so.
Response Site::Inside::finish(const Asked& asked, Finished finished, Edition edition) {
    auto& response = finished.plain;
    if (takes_gzip(header(asked.request, "Accept-Encoding")) &&
        worth_gzip(asked.format->media, response.body->size())) {
        if (!finished.packed) {
            finished.packed = std::make_shared<const std::string>(gzip(*response.body));
            if (settings.kept_bytes) kept.keep(address_of(asked), edition, finished);
        }
        edition.coding = "gzip";
        response.body = finished.packed;
        response.headers["Content-Encoding"] = "gzip";
    }
    auto& tag = response.headers["ETag"];
    tag = entity_tag(edition);
    if (unchanged(asked.request, tag, asked.modified)) return not_modified(response.headers);
    return std::move(response);
}

}  // namespace server
