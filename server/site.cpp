#include "server/site.hpp"

#include <iostream>

#include "server/http/compress.hpp"
#include "server/http/conditional.hpp"
#include "server/http/kept.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/problem.hpp"
#include "server/http/secure.hpp"
#include "server/pages/pages.hpp"
#include "server/parameters.hpp"
#include "server/represent/format.hpp"
#include "server/routes.hpp"
#include "server/static_files.hpp"

namespace server {
namespace {

using registry::store::Reader;

std::string header(const Request& request, std::string_view name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string{} : found->second;
}

std::vector<std::string_view> suffixes() {
    std::vector<std::string_view> names;
    for (const auto& format : formats())
        if (format.name != "html") names.push_back(format.name);
    return names;
}

std::vector<const Format*> offered_by(const Place& place) {
    std::vector<const Format*> offered;
    for (const auto& format : formats())
        if (format.name != "atom" || place.kind == Kind::feed) offered.push_back(&format);
    return offered;
}

// The path as the table has it: without a suffix, encoded in one way.
std::string canonical_path(const Target& target, const std::string& suffix) {
    std::string path;
    for (std::size_t i = 0; i < target.segments.size(); ++i) {
        auto segment = target.segments[i];
        if (i + 1 == target.segments.size() && !suffix.empty())
            segment.resize(segment.size() - suffix.size() - 1);
        path += "/" + percent(segment);
    }
    return path.empty() || path == "/index" ? "/" : path;
}

std::string without_end_slash(const std::string& target) {
    const auto mark = target.find('?');
    auto path = target.substr(0, mark);
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path + (mark == std::string::npos ? std::string{} : target.substr(mark));
}

Response redirect(const std::string& address) {
    Response response;
    response.status = 301;
    response.headers["Location"] = address;
    // An alias may come to name another instrument when two turn out to be one: not for ever in a browser.
    response.headers["Cache-Control"] = "no-cache";
    secure(response.headers);
    return response;
}

bool wants_html(const Request& request) {
    constexpr std::string_view offered[] = {"text/html", "application/problem+json", "application/json"};
    const auto chosen = choose_media(header(request, "Accept"), offered);
    return chosen && *chosen == 0;
}

}  // namespace

// What one request is about, as it becomes known.
struct Asked {
    const Request& request;
    Target target;
    Match<Place> match;
    View view;
    const Format* format = nullptr;
};

struct Site::Inside {
    registry::store::Database& database;
    SiteSettings settings;
    Router<Place> router{routes(), suffixes()};
    Kept kept;
    registry::Waits waits;

    Inside(registry::store::Database& opened, SiteSettings given)
        : database(opened), settings(std::move(given)), kept(settings.kept_bytes) {
        while (settings.base_url.ends_with('/')) settings.base_url.pop_back();
        if (!settings.report)
            settings.report = [](const std::string& line) {
                std::clog << "placet: " + line + "\n" << std::flush;
            };
    }

    Response answer(const Request& request);
    Response found(Asked& asked);
    Response represented(Asked& asked, Reader& reader);
    Response finish(const Asked& asked, const Finished& finished, Edition edition);
    Response written(const Asked& asked, const Document& document, const Edition& edition);
    Response raw(const Asked& asked, Reader& reader);
    Response refusal(const Request& request, View view, const Refusal& refusal);
    View first_view(const Request& request) const;
};

View Site::Inside::first_view(const Request& request) const {
    View view;
    view.lang = choose_language(header(request, "Accept-Language"));
    view.asked.today = view.asked.on = settings.now().today;
    view.base_url = settings.base_url;
    view.report_to = settings.report_to;
    return view;
}

// For people a page in their language, for programs RFC 9457.
Response Site::Inside::refusal(const Request& request, View view, const Refusal& refusal) {
    Response response;
    if (!view.suffix.empty() || !wants_html(request)) {
        response = problem_response(refusal, settings.base_url);
    } else {
        if (view.path.empty()) view.path = "/";
        response.status = refusal.status;
        response.headers["Content-Type"] = "text/html; charset=utf-8";
        response.headers["Cache-Control"] = "no-store";
        response.headers["Content-Language"] = registry::name_of(view.lang);
        secure(response.headers);
        // What was refused must not come back in the page's own links.
        view.query.clear();
        response.body = std::make_shared<const std::string>(write_html(refused(view, refusal)));
    }
    vary(response.headers, "Accept");
    vary(response.headers, "Accept-Language");
    return response;
}

Response Site::Inside::answer(const Request& request) {
    Asked asked{request, {}, {}, first_view(request), nullptr};
    const auto& view = asked.view;
    if (!read_target(request.target, asked.target))
        return refusal(request, view,
                       {400,
                        "bad-address",
                        view.say("problem.bad-address"),
                        view.say("problem.bad-address-detail"),
                        {},
                        {}});
    read_language(asked.target, asked.view);
    asked.match = router.find(request.method, asked.target);
    switch (asked.match.outcome) {
        case Outcome::found:
            return found(asked);
        case Outcome::moved:
            return redirect(without_end_slash(request.target));
        case Outcome::not_found:
            return refusal(request, view,
                           missing(view, "page", request.target.substr(0, request.target.find('?'))));
        case Outcome::options:
            break;
        case Outcome::not_allowed:
            break;
    }
    Response response;
    if (asked.match.outcome == Outcome::options) {
        response.status = 204;
        secure(response.headers);
    } else {
        response = refusal(request, view,
                           {405,
                            "method-not-allowed",
                            view.say("problem.method"),
                            view.say("problem.method-detail", {{"allowed", asked.match.allow}}),
                            {},
                            {}});
    }
    response.headers["Allow"] = asked.match.allow;
    return response;
}

Response Site::Inside::found(Asked& asked) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    view.suffix = asked.match.suffix;
    view.dated = place.dated();
    view.path = canonical_path(asked.target, asked.match.suffix);
    if (auto refused = read_parameters(asked.target, place, view))
        return refusal(asked.request, view, *refused);
    if (asked.match.route->pattern == "/index" && view.suffix.empty()) return redirect(view.here({}, {}));
    auto reader = database.read();
    view.samples = registry::made_from_samples(reader);
    return place.represented() ? represented(asked, reader) : raw(asked, reader);
}

Response Site::Inside::raw(const Asked& asked, Reader& reader) {
    auto answered = asked.match.route->handler.page({reader, asked.view, asked.match.params, waits});
    if (const auto* refused = std::get_if<Refusal>(&answered))
        return refusal(asked.request, asked.view, *refused);
    auto response = std::get<Response>(std::move(answered));
    const auto tag = response.headers.find("ETag");
    if (tag != response.headers.end() && unchanged(asked.request, tag->second))
        return not_modified(response.headers);
    return response;
}

Response Site::Inside::represented(Asked& asked, Reader& reader) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    const auto offered = offered_by(place);
    if (!view.suffix.empty()) {
        for (const auto* each : offered)
            if (each->name == view.suffix) asked.format = each;
        if (!asked.format) return refusal(asked.request, view, missing(view, "page", asked.request.target));
    } else {
        std::vector<std::string_view> types;
        std::vector<std::string> allowed;
        for (const auto* each : offered) types.push_back(each->accept), allowed.emplace_back(each->accept);
        const auto chosen = choose_media(header(asked.request, "Accept"), types);
        if (!chosen)
            return refusal(asked.request, view,
                           {406, "not-acceptable", view.say("problem.not-acceptable"),
                            view.say("problem.not-acceptable-detail"), "Accept", std::move(allowed)});
        asked.format = offered[*chosen];
    }
    const auto day_of = [](const std::optional<registry::Day>& day) {
        return day ? registry::iso(*day) : std::string{};
    };
    Edition edition;
    edition.revision = static_cast<std::int64_t>(reader.revision());
    edition.day = registry::iso(view.asked.today);
    edition.language = registry::name_of(view.lang);
    edition.format = asked.format->name;
    edition.on = registry::iso(view.asked.on);
    edition.known = day_of(view.asked.known);
    edition.published = day_of(view.asked.published);
    edition.program = program_edition();
    if (const auto finished = kept.find(view.here({}, {}), edition)) return finish(asked, *finished, edition);
    auto answered = place.page({reader, view, asked.match.params, waits});
    if (const auto* refused = std::get_if<Refusal>(&answered)) return refusal(asked.request, view, *refused);
    if (const auto* moved = std::get_if<Moved>(&answered)) return redirect(moved->to);
    if (auto* response = std::get_if<Response>(&answered)) return std::move(*response);
    return written(asked, std::get<Document>(answered), edition);
}

Response Site::Inside::written(const Asked& asked, const Document& document, const Edition& edition) {
    Finished finished;
    auto& headers = finished.plain.headers;
    finished.plain.status = document.status;
    finished.plain.body = std::make_shared<const std::string>(asked.format->write(document));
    headers["Content-Type"] = asked.format->media;
    headers["Content-Language"] = registry::name_of(document.lang);
    headers["Cache-Control"] = "no-cache";
    secure(headers);
    if (asked.format->name != "html") headers["Access-Control-Allow-Origin"] = "*";
    if (asked.view.suffix.empty()) vary(headers, "Accept");
    vary(headers, "Accept-Language");
    vary(headers, "Accept-Encoding");
    const auto& body = *finished.plain.body;
    if (worth_gzip(asked.format->media, body.size()))
        finished.packed = std::make_shared<const std::string>(gzip(body));
    return finish(asked, *kept.keep(asked.view.here({}, {}), edition, std::move(finished)), edition);
}

Response Site::Inside::finish(const Asked& asked, const Finished& finished, Edition edition) {
    Response response = finished.plain;
    if (finished.packed && takes_gzip(header(asked.request, "Accept-Encoding"))) {
        edition.coding = "gzip";
        response.body = finished.packed;
        response.headers["Content-Encoding"] = "gzip";
    }
    response.headers["ETag"] = entity_tag(edition);
    if (unchanged(asked.request, response.headers["ETag"])) return not_modified(response.headers);
    return response;
}

Site::Site(registry::store::Database& database, SiteSettings settings)
    : inside_(std::make_unique<Inside>(database, std::move(settings))) {}
Site::~Site() = default;

// The last stop of every exception: the client learns that it was ours, the operator what it was.
Response Site::answer(const Request& request) noexcept {
    try {
        return inside_->answer(request);
    } catch (const std::exception& error) {
        inside_->settings.report(request.method + " " + request.target + ": " + error.what());
    } catch (...) {
        inside_->settings.report(request.method + " " + request.target + ": unknown");
    }
    return problem_response({500, "internal", {}, {}, {}, {}}, inside_->settings.base_url);
}

}  // namespace server
