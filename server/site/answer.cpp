// From a request to its page: the way through the table of addresses.
#include <iostream>

#include "server/http/cors.hpp"
#include "server/http/negotiate.hpp"
#include "server/http/range.hpp"
#include "server/parameters.hpp"
#include "server/site/address.hpp"
#include "server/site/inside.hpp"
#include "server/site/redirect.hpp"

namespace server {

std::string header(const Request& request, std::string_view name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string{} : found->second;
}

namespace {

SiteSettings completed(SiteSettings settings) {
    while (settings.base_url.ends_with('/')) settings.base_url.pop_back();
    if (!settings.report)
        settings.report = [](const std::string& line) {
            std::clog << "placet: " + line + "\n" << std::flush;
        };
    return settings;
}

}  // namespace

Site::Inside::Inside(registry::store::Database& opened, SiteSettings given)
    : database(opened),
      settings(completed(std::move(given))),
      kept(settings.kept_bytes),
      front(settings.kept_bytes / 4),
      dumps(opened, settings.dumps, settings.now, settings.report),
      workings{dumps, [this](std::uint64_t revision) {
                   const auto counts = kept.counts();
                   return metrics.text({counts.hits + front.hits(), counts.misses, counts.bytes, counts.entries,
                                        settings.connections ? settings.connections() : 0, revision,
                                        static_cast<bool>(settings.connections)});
               }} {}

View Site::Inside::first_view(const Request& request) const {
    View view;
    view.lang = choose_language(header(request, "Accept-Language"));
    view.asked.today = view.asked.on = settings.now().today;
    view.base_url = settings.base_url;
    view.report_to = settings.report_to;
    return view;
}

Response Site::Inside::answer(const Request& request, std::string_view& pattern) {
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
        case Outcome::found: {
            pattern = asked.match.route->pattern;
            auto response = found(asked);
            // The second time it is asked for: what one visitor sees once does not push others out.
            if (asked.standing && Front::takes(request)) front.keep(request, *asked.standing, response, pattern);
            return response;
        }
        case Outcome::moved:
            return redirect(without_end_slash(request.target));
        case Outcome::not_found:
            return refusal(request, view,
                           missing(view, "page", request.target.substr(0, request.target.find('?'))));
        case Outcome::options:
            return options(request, asked.match.allow);
        case Outcome::not_allowed:
            break;
    }
    auto response = refusal(request, view,
                            {405,
                             "method-not-allowed",
                             view.say("problem.method"),
                             view.say("problem.method-detail", {{"allowed", asked.match.allow}}),
                             {},
                             {}});
    response.headers["Allow"] = asked.match.allow;
    return response;
}

Response Site::Inside::found(Asked& asked) {
    const auto& place = asked.match.route->handler;
    auto& view = asked.view;
    view.suffix = asked.match.suffix;
    view.dated = place.dated();
    view.recorded = place.recorded();
    for (const auto* format : offered_by(place)) view.formats.push_back(format->name);
    view.path = canonical_path(asked.target, asked.match.suffix);
    if (auto refused = read_parameters(asked.target, place, view))
        return refusal(asked.request, view, *refused, place.represented() ? Told::anybody : Told::programs);
    if (asked.match.route->pattern == "/index" && view.suffix.empty()) return redirect(view.here({}, {}));
    auto reader = database.read();
    view.samples = registry::made_from_samples(reader);
    return place.represented() ? represented(asked, reader) : raw(asked, reader);
}

Response Site::Inside::raw(const Asked& asked, registry::store::Reader& reader) {
    auto answered = asked.match.route->handler.page({reader, asked.view, asked.match.params, waits, catalogue, {}, &workings});
    if (const auto* refused = std::get_if<Refusal>(&answered))
        return refusal(asked.request, asked.view, *refused, Told::programs);
    auto response = std::get<Response>(std::move(answered));
    const auto tag = response.headers.find("ETag");
    if (tag != response.headers.end() && unchanged(asked.request, tag->second))
        return not_modified(response.headers);
    return in_range(asked.request, std::move(response));
}

std::optional<Response> Site::Inside::at_once(const Request& request, std::string_view& pattern, bool to_send) {
    if (settings.kept_bytes == 0 || !Front::takes(request)) return std::nullopt;
    const auto found = front.find(request, {database.revision(), settings.now().today});
    if (!found) return std::nullopt;
    pattern = found->pattern;
    if (!to_send) return *found->response;
    Response response{found->response->status, {}, found->response->body};
    response.written = found->response->written;
    return response;
}

Response Site::Inside::counted(const Request& request, std::string_view& pattern, bool to_send) {
    const auto begun = std::chrono::steady_clock::now();
    const auto since = [&] { return std::chrono::steady_clock::now() - begun; };
    try {
        auto ready = at_once(request, pattern, to_send);
        auto response = ready ? *std::move(ready) : answer(request, pattern);
        metrics.count(pattern, response.status, since(), request.method == "HEAD" ? 0 : response.bytes());
        return response;
    } catch (...) {
        metrics.count(pattern, pattern == "/readyz" ? 503 : 500, since(), 0);
        throw;
    }
}

// The last stop of every exception: the client learns that it was ours, the operator what it was.
Response Site::Inside::guarded(const Request& request, bool to_send) noexcept {
    std::string_view pattern;
    try {
        return counted(request, pattern, to_send);
    } catch (const std::exception& error) {
        settings.report(request.method + " " + request.target + ": " + error.what());
    } catch (...) {
        settings.report(request.method + " " + request.target + ": unknown");
    }
    // Whoever asks whether we are ready is to wait, not to complain.
    if (pattern == "/readyz")
        return problem_response({503, "not-ready", {}, "The registry cannot be read.", {}, {}},
                                settings.base_url);
    return problem_response({500, "internal", {}, {}, {}, {}}, settings.base_url);
}

Site::Site(registry::store::Database& database, SiteSettings settings)
    : inside_(std::make_unique<Inside>(database, std::move(settings))) {}
Site::~Site() = default;

Response Site::answer(const Request& request) noexcept { return inside_->guarded(request, false); }
Response Site::answer_to_send(const Request& request) noexcept { return inside_->guarded(request, true); }

}  // namespace server
